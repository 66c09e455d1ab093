import { describeError, Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { createClientConfig } from './client.ts'
import { awsFailure, isConnectionError, isThrottling } from './errors.ts'
import type { Identity } from './identity.ts'

/** Who AWS says that we are. */
export interface Account {
  /** 12 digits. */
  readonly account: string
  readonly arn: string
  /** `aws`, `aws-cn`, `aws-us-gov`, … */
  readonly partition: string
}

/** Asks STS who we are; it needs no permission. Throws Failure `access-denied`, `throttled`, `remote-unreachable`. */
export async function getCallerAccount(identity: Identity, env: Environment): Promise<Account> {
  const sdk = await import('@aws-sdk/client-sts')
  const sts = new sdk.STSClient(createClientConfig(identity, env))
  try {
    const { Account: account = '', Arn: arn = '' } = await sts.send(new sdk.GetCallerIdentityCommand({}))
    return { account, arn, partition: arn.split(':')[1] ?? 'aws' }
  } catch (error) {
    if (error instanceof Failure) throw error
    if (isThrottling(error) || isConnectionError(error)) throw awsFailure(error, 'ask STS who we are', '')
    const evidence = `AWS does not say who we are: ${describeError(error)}`
    throw new Failure('access-denied', evidence, 'Check the step’s credentials and `aws-region`.', { cause: error })
  } finally {
    sts.destroy()
  }
}

/** Refuses an account that is not among those allowed; no list allows all. Throws Failure `invalid-input`. */
export function assertAllowedAccount({ account, arn }: Account, allowed: readonly string[]): void {
  if (allowed.length === 0 || allowed.includes(account)) return
  throw new Failure(
    'invalid-input',
    `allowed-account-ids: the step is in account ${account} (${arn}), and ${allowed.join(', ')} ${allowed.length === 1 ? 'is' : 'are'} allowed.`,
    'Correct `role-to-assume` or the credentials of the environment; or add the account, if it is the one that is meant.',
  )
}
