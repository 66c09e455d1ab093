import { expect, test } from 'vitest'
import { openConnection } from '../../../src/backends/batch/connection.ts'

test('openConnection opens clients in the region of the identity, and links its console', async () => {
  const identity = async () => ({
    region: 'cn-north-1',
    credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
  })
  const { clients, links } = await openConnection({ identity, env: {}, onWait: () => undefined })
  expect(clients.region).toBe('cn-north-1')
  expect(links.getJobLinks('job-1').url).toMatch(/^https:\/\/console\.amazonaws\.cn\/batch\/home\?region=cn-north-1#/)
})
