import type { BatchClient } from '@aws-sdk/client-batch'
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { createClientConfig } from '../../aws/client-config.ts'
import type { Identity } from '../../aws/credentials.ts'
import type { Environment } from '../../lib/environment.ts'

/** Clients of AWS Batch and CloudWatch Logs under the step's identity, and the SDKs to build commands with. */
export interface BatchClients {
  readonly sdk: typeof import('@aws-sdk/client-batch')
  readonly logsSdk: typeof import('@aws-sdk/client-cloudwatch-logs')
  readonly batch: BatchClient
  /** For requests that must not be carried out twice. */
  readonly batchWithoutRetries: BatchClient
  /** A job's log may be in another region than the job. */
  readonly getLogsClient: (region: string) => CloudWatchLogsClient
  readonly region: string
}

/**
 * Loads the SDKs and creates clients in the identity's region. AWS is not called yet. `overrides` are for tests, which
 * use their own endpoint and number of attempts.
 */
export async function openBatchClients(
  identity: Identity,
  env: Environment,
  overrides: { readonly endpoint?: string; readonly maxAttempts?: number } = {},
): Promise<BatchClients> {
  const [sdk, logsSdk] = await Promise.all([import('@aws-sdk/client-batch'), import('@aws-sdk/client-cloudwatch-logs')])
  const config = { ...createClientConfig(identity, env), ...overrides }
  const logsClients = new Map<string, CloudWatchLogsClient>()
  return {
    sdk,
    logsSdk,
    batch: new sdk.BatchClient(config),
    batchWithoutRetries: new sdk.BatchClient({ ...config, maxAttempts: 1 }),
    getLogsClient: (region) => {
      const client = logsClients.get(region) ?? new logsSdk.CloudWatchLogsClient({ ...config, region })
      logsClients.set(region, client)
      return client
    },
    region: identity.region,
  }
}
