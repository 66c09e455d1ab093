import type { BatchClient } from '@aws-sdk/client-batch'
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { AwsClient, type AwsClientOptions } from '../../aws/aws-client.ts'
import type { Identity } from '../../aws/credentials.ts'
import type { Environment } from '../../lib/environment.ts'

/** Clients of AWS Batch and CloudWatch Logs under the step's identity, and the SDKs to build commands with. */
export interface BatchClients {
  readonly sdk: typeof import('@aws-sdk/client-batch')
  readonly logsSdk: typeof import('@aws-sdk/client-cloudwatch-logs')
  readonly batch: AwsClient<BatchClient>
  /** A job's log may be in another region than the job. */
  readonly getLogsClient: (region: string) => AwsClient<CloudWatchLogsClient>
  readonly region: string
}

/**
 * Loads the SDKs and creates clients in the identity's region. AWS is not called yet. `options` are for tests, which
 * use their own endpoint, limits and clock.
 */
export async function openBatchClients(
  identity: Identity,
  env: Environment,
  options: Omit<AwsClientOptions, 'env' | 'region'> = {},
): Promise<BatchClients> {
  const [sdk, logsSdk] = await Promise.all([import('@aws-sdk/client-batch'), import('@aws-sdk/client-cloudwatch-logs')])
  const logsClients = new Map<string, AwsClient<CloudWatchLogsClient>>()
  const openLogs = (region: string) =>
    new AwsClient((config) => new logsSdk.CloudWatchLogsClient(config), identity, { ...options, env, region })
  return {
    sdk,
    logsSdk,
    batch: new AwsClient((config) => new sdk.BatchClient(config), identity, { ...options, env }),
    getLogsClient: (region) => {
      const client = logsClients.get(region) ?? openLogs(region)
      logsClients.set(region, client)
      return client
    },
    region: identity.region,
  }
}
