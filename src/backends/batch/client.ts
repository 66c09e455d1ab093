import { setTimeout as pause } from 'node:timers/promises'
import type { BatchClient } from '@aws-sdk/client-batch'
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { createClientConfig } from '../../aws/client.ts'
import type { Identity } from '../../aws/identity.ts'
import type { Environment } from '../../lib/environment.ts'

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
  const config = { ...createClientConfig(identity, env), ...tuning }
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
export interface BatchClock {
  now(): number
  /** Ends early, and quietly, when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  random(): number
}

export const realClock: BatchClock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await pause(ms, undefined, { signal }).catch(() => undefined)
  },
  random: Math.random,
}
