import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { ensureContext, type LocalContext } from '../../src/local/context.ts'
import { type Proof, proveBundle } from '../../src/remote/prove.ts'
import { pullBundle } from '../../src/remote/pull.ts'
import { pushBundle } from '../../src/remote/push.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { catchFailure, neverAborted, openTestRemote, replaceMethods } from './helpers.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const options = { signal: neverAborted, runId: 'test' }
const files = { a: 'one', 'sub/b': 'two', 'sub/deep/c': '' }
const links = Object.keys(files).map((name) => `bundle://${name}`)
let moto: Moto
let remote: Remote
let root: string
let context: LocalContext

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'push-'))
  moto = await startMoto()
  await moto.createBucket('bucket')
  remote = await openTestRemote('s3://bucket/p', moto.env)
})
beforeEach(async () => {
  context = await ensureContext({ home: await mkdtemp(join(root, 'home-')), name: 'local' }, remote)
})
afterAll(async () => {
  remote.store.close()
  await moto[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

async function proveOrThrow(uuid: string): Promise<Proof> {
  const proof = await proveBundle(remote, uuid, options)
  if (proof === undefined) throw new Error('The bundle does not exist.')
  return proof
}

describe('pushBundle', () => {
  const pullNewBundle = async () => {
    const uuid = await putBundle(remote, { links, files })
    await pullBundle(remote, await proveOrThrow(uuid), context, options)
    return uuid
  }
  const listKeys = async (there: Remote, uuid: string) => [...(await there.listSizes(uuid, options)).keys()]

  test('writes no HyperFrame when it is cancelled, and the next push completes it', async () => {
    const uuid = await pullNewBundle()
    const there = await openTestRemote('s3://bucket/interrupted', moto.env)
    const controller = new AbortController()
    let puts = 0
    const interrupted = createRemote(
      replaceMethods(there, {
        async putIfAbsent(key, body, more) {
          if (++puts === 2) controller.abort(new Error('cancelled'))
          more.signal.throwIfAborted()
          return await there.store.putIfAbsent(key, body, more)
        },
      }),
      there,
    )
    await expect(pushBundle(context, uuid, interrupted, controller)).rejects.toThrow('cancelled')
    expect(await listKeys(there, uuid)).not.toContain(formatHyperFrameName(uuid))
    await pushBundle(context, uuid, there, options)
    expect((await proveBundle(there, uuid, options))?.objects).toBe(5)
  })

  test('writes the HyperFrame last', async () => {
    const uuid = await pullNewBundle()
    const there = await openTestRemote('s3://bucket/last', moto.env)
    const order: string[] = []
    const observed = createRemote(
      replaceMethods(there, {
        async putIfAbsent(key, body, more) {
          const outcome = await there.store.putIfAbsent(key, body, more)
          order.push(key)
          return outcome
        },
      }),
      there,
    )
    await pushBundle(context, uuid, observed, options)
    expect(order).toHaveLength(5)
    expect(order.at(-1)).toBe(there.getKey(uuid, formatHyperFrameName(uuid)))
  })

  test('gives the same result when two pushes run at once', async () => {
    const uuid = await pullNewBundle()
    const there = await openTestRemote('s3://bucket/twice', moto.env)
    const both = await Promise.all([
      pushBundle(context, uuid, there, options),
      pushBundle(context, uuid, there, options),
    ])
    expect(both.reduce((sum, one) => sum + (one?.objects ?? 0), 0)).toBe(5)
    expect((await proveBundle(there, uuid, options))?.warnings).toStrictEqual([])
  })

  test('refuses a bundle with a missing or different object before it writes anything', async () => {
    const uuid = await pullNewBundle()
    const there = await openTestRemote('s3://bucket/refused', moto.env)
    await rm(join(context.objects, uuid, 'a'))
    expect(await catchFailure(pushBundle(context, uuid, there, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: `The bundle ${join(context.objects, uuid)} cannot be used: it refers to objects that do not exist: a.`,
    })
    expect(await listKeys(there, uuid)).toStrictEqual([])
    await there.store.putIfAbsent(there.getKey(uuid, 'a'), Buffer.from('a'), options)
    await there.store.putIfAbsent(there.getKey(uuid, 'sub/b'), Buffer.from('another'), options)
    expect((await catchFailure(pushBundle(context, uuid, there, options))).evidence).toContain(
      'sub/b has 3 bytes in the local context and 7 on the remote',
    )
    expect(await listKeys(there, uuid)).toStrictEqual(['a', 'sub/b'])
  })
})
