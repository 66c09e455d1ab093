import { describeError, Failure } from '../errors.ts'
import { neverAborted } from '../lib/abort.ts'
import type { Environment } from '../lib/environment.ts'
import { getString } from '../lib/json.ts'
import { findTlsFailure } from '../lib/tls-errors.ts'
import { AwsClient } from './aws-client.ts'
import type { Account, Identity } from './credentials.ts'
import { isConnectionError, isThrottling, toAwsFailure } from './errors.ts'

/**
 * Asks STS for the account of an identity, which needs no permission. Throws Failure `access-denied`, `throttled`,
 * `remote-unreachable`.
 */
export async function getCallerAccount(identity: Identity, env: Environment): Promise<Account> {
  const sdk = await import('@aws-sdk/client-sts')
  const sts = new AwsClient((config) => new sdk.STSClient(config), identity, { env })
  try {
    return await sts.call(neverAborted, async (client, options) => {
      const response = await client.send(new sdk.GetCallerIdentityCommand({}), options)
      const [account, arn] = [getString(response, 'Account'), getString(response, 'Arn') ?? '']
      if (account === undefined) throw new Error('the response names no account')
      return { account, arn, partition: arn.split(':')[1] || 'aws' }
    })
  } catch (error) {
    if (error instanceof Failure) throw error
    const hasNoAnswer = isConnectionError(error) || findTlsFailure(error) !== undefined
    if (isThrottling(error) || hasNoAnswer) throw toAwsFailure(error, 'get the caller identity', '')
    const evidence = `STS rejected the credentials of this step: ${describeError(error)}`
    throw new Failure('access-denied', evidence, 'Check the credentials of the step and `aws-region`.', {
      cause: error,
    })
  } finally {
    sts.destroy()
  }
}

/** Throws Failure `invalid-input` when the account is not in the list. An empty list allows every account. */
export function assertAllowedAccount({ account, arn }: Account, allowed: readonly string[]): void {
  if (allowed.length === 0 || allowed.includes(account)) return
  throw new Failure(
    'invalid-input',
    `allowed-account-ids: the step runs in account ${account} (${arn}). Allowed: ${allowed.join(', ')}.`,
    'Correct `role-to-assume` or the credentials in the environment, or add the account to `allowed-account-ids`.',
  )
}
