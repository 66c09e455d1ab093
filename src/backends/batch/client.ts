import { setTimeout as pause } from 'node:timers/promises'
import type { BatchClient } from '@aws-sdk/client-batch'
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { clientConfig } from '../../aws/client.ts'
import type { Environment, Identity } from '../../aws/identity.ts'
import { describe, Failure } from '../../errors.ts'

/** AWS Batch and CloudWatch Logs, as the step's identity sees them, and what a caller needs to build requests with. */
export interface Clients {
  readonly sdk: typeof import('@aws-sdk/client-batch')
  readonly logsSdk: typeof import('@aws-sdk/client-cloudwatch-logs')
  readonly batch: BatchClient
  /** Sends once and no more: for what must not be carried out twice. */
  readonly once: BatchClient
  /** A job's log may be in another region than the job. */
  readonly logsIn: (region: string) => CloudWatchLogsClient
  readonly region: string
}

/** Clients in the identity's region, loaded here and not before. Nothing is asked of AWS yet. A test has an endpoint and a patience of its own. */
export async function openClients(
  identity: Identity,
  env: Environment,
  tuning: { readonly endpoint?: string; readonly maxAttempts?: number } = {},
): Promise<Clients> {
  const [sdk, logsSdk] = await Promise.all([import('@aws-sdk/client-batch'), import('@aws-sdk/client-cloudwatch-logs')])
  const config = { ...clientConfig(identity, env), ...tuning }
  const clientsOfLogs = new Map<string, CloudWatchLogsClient>()
  return {
    sdk,
    logsSdk,
    batch: new sdk.BatchClient(config),
    once: new sdk.BatchClient({ ...config, maxAttempts: 1 }),
    logsIn: (region) => {
      const client = clientsOfLogs.get(region) ?? new logsSdk.CloudWatchLogsClient({ ...config, region })
      clientsOfLogs.set(region, client)
      return client
    },
    region: identity.region,
  }
}

/** Time and chance, for tests. */
export interface Clock {
  now(): number
  /** Ends early, and quietly, when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  random(): number
}

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await pause(ms, undefined, { signal }).catch(() => undefined)
  },
  random: Math.random,
}

/** The `name` of an error of the SDK; empty of anything else. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : '')

/** https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html */
export const isThrottling = (error: unknown): boolean =>
  /Throttl|TooManyRequests|RequestLimitExceeded/.test(errorName(error)) || statusOf(error) === 429

/** AWS says that we may not. */
export const isRefusal = (error: unknown): boolean =>
  /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(errorName(error)) || statusOf(error) === 403

/** The request may have been carried out, and nobody can tell: no answer came, or one of 5xx. */
export function isUnanswered(error: unknown): boolean {
  const status = statusOf(error)
  return status === undefined || status >= 500
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined
  const { $metadata: metadata } = error
  const code =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined
  return typeof code === 'number' ? code : undefined
}

/** What an error of Batch or CloudWatch Logs is to a user. A Failure stays what it is. */
export function awsFailure(error: unknown, what: string, action: string): unknown {
  if (error instanceof Failure) return error
  const options = { cause: error }
  const said = describe(error)
  if (isThrottling(error))
    return new Failure(
      'throttled',
      `AWS throttles us, and has done so for a while: we could not ${what}. ${said}`,
      'Run it again later; fewer jobs that ask at the same time help.',
      options,
    )
  if (isRefusal(error))
    return new Failure(
      'access-denied',
      `AWS did not let us ${what}: ${said}`,
      `Allow ${action} for the step's credentials: docs/iam.md.`,
      options,
    )
  if (isUnanswered(error))
    return new Failure(
      'remote-unreachable',
      `AWS did not answer when we wanted to ${what}: ${said}`,
      'Check `aws-region`, proxies and the network, and run it again.',
      options,
    )
  return new Failure(
    'invalid-input',
    `AWS did not accept it when we wanted to ${what}: ${said}`,
    'AWS’s own words tell what to change.',
    options,
  )
}
