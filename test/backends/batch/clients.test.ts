import { expect, test } from 'vitest'
import { openBatchClients } from '../../../src/backends/batch/clients.ts'
import { startBatchWire, throttled } from '../../testbed/batch-wire.ts'

const identity = {
  region: 'us-east-1',
  credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
}

test('getLogsClient returns one client for each region', async () => {
  const { getLogsClient } = await openBatchClients(identity, {})
  expect(getLogsClient('eu-west-1')).toBe(getLogsClient('eu-west-1'))
  expect(getLogsClient('eu-west-1')).not.toBe(getLogsClient('us-east-1'))
  await expect(getLogsClient('eu-west-1').config.region()).resolves.toBe('eu-west-1')
})

test('batchWithoutRetries sends a request once', async () => {
  await using wire = await startBatchWire(() => throttled, { maxAttempts: 3 })
  const { batchWithoutRetries, sdk } = wire.clients
  await expect(batchWithoutRetries.send(new sdk.DescribeJobsCommand({ jobs: ['job-1'] }))).rejects.toThrow()
  expect(wire.named('describejobs')).toHaveLength(1)
})
