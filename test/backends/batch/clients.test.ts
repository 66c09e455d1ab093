import { expect, test } from 'vitest'
import { openBatchClients } from '../../../src/backends/batch/clients.ts'

const identity = {
  region: 'us-east-1',
  credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
}

test('getLogsClient returns one client for each region', async () => {
  const { getLogsClient } = await openBatchClients(identity, {})
  expect(getLogsClient('eu-west-1')).toBe(getLogsClient('eu-west-1'))
  expect(getLogsClient('eu-west-1')).not.toBe(getLogsClient('us-east-1'))
  const region = await getLogsClient('eu-west-1').call(new AbortController().signal, (client) => client.config.region())
  expect(region).toBe('eu-west-1')
})
