import { describe, expect, test } from 'vitest'
import { type ConditionalWrite, ConditionProbe } from '../../src/s3/condition-probe.ts'
import { openTestStore, options } from './helpers.ts'
import { sendError, startWireServer } from './wire-server.ts'

/** Writes through a store to a server that refuses keys it has already, or that overwrites them. */
async function writeTo(server: 'honours' | 'ignores' | 'fails') {
  const stored = new Set<string>()
  await using wire = await startWireServer(({ url }, response) => {
    const isNew = !stored.has(url)
    stored.add(url)
    if (isNew || server === 'ignores') response.end('<CopyObjectResult><ETag>"tag"</ETag></CopyObjectResult>')
    else if (server === 'honours') sendError(response, 412, 'PreconditionFailed')
    else sendError(response, 403, 'AccessDenied')
  })
  const ignored: ConditionalWrite[] = []
  const store = await openTestStore(wire.endpoint, { onConditionIgnored: (write) => void ignored.push(write) })
  const outcomes = [
    await store.putIfAbsent('large', Buffer.alloc(64 * 1024 + 1), options),
    await store.putIfAbsent('a', Buffer.from('a'), options),
    await store.putIfAbsent('b', Buffer.from('b'), options),
    await store.copyIfAbsent('a', 'c', { ...options, size: 64 * 1024 + 1 }),
    await store.copyIfAbsent('a', 'd', { ...options, size: 1 }),
    await store.copyIfAbsent('a', 'e', { ...options, size: 1 }),
  ]
  store.close()
  const keys = wire.requests.map(({ url }) => url.split('?')[0]?.slice('/bucket/'.length))
  return { outcomes, ignored, keys }
}

describe('ConditionProbe', () => {
  test.each([
    ['honours', []],
    ['ignores', ['PutObject', 'CopyObject']],
    ['fails', []],
  ] as const)(
    'repeats the first small object of each kind at a server that %s the condition',
    async (server, found) => {
      const { outcomes, ignored, keys } = await writeTo(server)
      expect(outcomes).toStrictEqual(Array(6).fill('created'))
      expect(ignored).toStrictEqual(found)
      expect(keys).toStrictEqual(['large', 'a', 'a', 'b', 'c', 'd', 'd', 'e'])
    },
  )

  test('repeats no write without a listener, and none that created nothing', async () => {
    let calls = 0
    const count = (outcome: string) => async () => {
      calls += 1
      return outcome
    }
    await new ConditionProbe(undefined).write('PutObject', 1, count('created'))
    await new ConditionProbe(() => {}).write('PutObject', 1, count('exists'))
    expect(calls).toBe(2)
  })
})
