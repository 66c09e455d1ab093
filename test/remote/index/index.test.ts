import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type BundleDescription, createDescription } from '../../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../../src/disdat/format/hyperframe.ts'
import { Failure } from '../../../src/errors.ts'
import { findBundle } from '../../../src/remote/find.ts'
import { BundleIndex } from '../../../src/remote/index/bundle-index.ts'
import { addToIndex, readLevels } from '../../../src/remote/index/levels.ts'
import { formatIndexLine, parseIndexLine } from '../../../src/remote/index/line.ts'
import { Shard } from '../../../src/remote/index/shard.ts'
import { createRemote } from '../../../src/remote/remote.ts'
import type { ObjectStore, ObjectVersion } from '../../../src/s3/store.ts'
import { sendError, startWireServer } from '../../s3/wire-server.ts'
import { type Moto, startMoto } from '../../testbed/moto.ts'
import { putBundle } from '../fixtures.ts'
import { collect, neverAborted, observeStore, openTestRemote, openTestStore } from '../helpers.ts'

const options = { signal: neverAborted }
const key = 'run-action/index'
let moto: Moto
let store: ObjectStore

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  store = await openTestStore('bucket', moto.env)
})
afterAll(async () => {
  store.close()
  await moto[Symbol.asyncDispose]()
})

/** The n-th of many bundles; their uuids are in order. */
function bundle(n: number, name = 'a'): BundleDescription {
  return createDescription({
    uuid: `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    name,
    owner: 'o',
    processingName: `P_${n}`,
    createdSeconds: n,
    tags: new Map([['committed', 'True']]),
    presentation: 'DF',
    code: { method: 'm', repo: 'r', hash: 'h', branch: 'b' },
    dependsOn: [],
  })
}

function linesOf(...bundles: readonly BundleDescription[]): ReadonlyMap<string, string> {
  return new Map(bundles.map((each) => [each.uuid, formatIndexLine(each) ?? '']))
}

const range = (from: number, count: number) => Array.from({ length: count }, (_, n) => bundle(from + n))

/** Objects in memory, by the rules of S3. */
class Memory {
  readonly objects = new Map<string, { readonly etag: string; readonly bytes: Uint8Array }>()
  #versions = 0

  async getVersion(name: string): Promise<ObjectVersion | undefined> {
    return this.objects.get(name)
  }

  async putVersion(name: string, bytes: Uint8Array, etag: string | undefined): Promise<'stored' | 'changed'> {
    if (this.objects.get(name)?.etag !== etag) return 'changed'
    this.objects.set(name, { etag: `${++this.#versions}`, bytes })
    return 'stored'
  }
}

const shelf = (where: Pick<ObjectStore, 'getVersion' | 'putVersion'>) => ({ store: where, key, debug: () => {} })

async function sizes(where: Pick<ObjectStore, 'getVersion' | 'putVersion'>): Promise<readonly number[]> {
  return (await readLevels(shelf(where), options)).map((level) => level.shard.uuids.size)
}

describe('a line', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((each) => each.isWellFormed())
  const plain = { noNullPrototype: true } as const
  const dependency = fc.record({ uuid: text, processingName: text, argument: text }, plain)
  const any = fc.record(
    {
      uuid: fc.uuid(),
      name: text,
      owner: text,
      processingName: text,
      createdSeconds: fc.double({ min: -1e11, max: 1e11, noNaN: true }).map((seconds) => seconds + 0),
      tags: fc.array(fc.tuple(text, text)).map((tags) => new Map(tags)),
      presentation: text,
      code: fc.record({ method: text, repo: text, hash: text, branch: text }, plain),
      dependsOn: fc.array(dependency),
    },
    plain,
  )

  test('says of any bundle what the bundle says', () => {
    fc.assert(
      fc.property(any.map(createDescription), (said) => {
        expect(parseIndexLine(formatIndexLine(said) ?? '')).toStrictEqual(said)
      }),
    )
  })

  test('of another kind is refused, whatever it is', () => {
    const uuid = bundle(1).uuid
    const whole = formatIndexLine(bundle(1)) ?? ''
    for (const line of [
      '',
      uuid,
      `${uuid}{}`,
      `${uuid}[]`,
      `x${whole}`,
      whole.slice(0, -1),
      whole.replace('"P_1"', '1'),
    ]) {
      expect(() => parseIndexLine(line), line).toThrow(BundleFormatError)
    }
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (json) => {
        expect(() => parseIndexLine(uuid + json)).toThrow(BundleFormatError)
      }),
    )
  })

  test('of a bundle that says too much is none', () => {
    expect(formatIndexLine(bundle(1, 'x'.repeat(20_000)))).toBeUndefined()
  })
})

describe('a shard', () => {
  test('holds its lines, packed and unpacked', async () => {
    const lines = linesOf(...[5, 3, 9].map((n) => bundle(n, `näme ${n}`)))
    const shard = await Shard.unpack(await Shard.fromLines(lines).pack())
    expect([...shard.lines()]).toStrictEqual([3, 5, 9].map((n) => lines.get(bundle(n).uuid)))
    expect(shard.uuids).toStrictEqual(new Set([3, 5, 9].map((n) => bundle(n).uuid)))
    for (const [uuid, line] of lines) expect(shard.get(uuid)).toBe(line)
    for (const n of [0, 4, 10]) expect(shard.get(bundle(n).uuid)).toBeUndefined()
    expect([...shard.linesWith('"näme 5"')]).toStrictEqual([lines.get(bundle(5).uuid)])
    expect([...shard.linesWith('run-action')]).toStrictEqual([])
    expect([...Shard.empty.lines()]).toStrictEqual([])
  })

  const good = [...linesOf(bundle(1), bundle(2)).values()]
  const header = 'disdat-run-action index 1\n'
  test.each([
    ['bytes that are not packed', Buffer.from('disdat')],
    ['a packed nothing', gzipSync('')],
    ['another version', gzipSync(`disdat-run-action index 2\n${good.join('\n')}\n`)],
    ['a line that is cut short', gzipSync(header + good.join('\n'))],
    ['lines out of order', gzipSync(`${header + good.toReversed().join('\n')}\n`)],
    ['a line twice', gzipSync(`${header + [good[0], good[0]].join('\n')}\n`)],
    ['a line without a uuid', gzipSync(`${header}x${good[0]}\n`)],
    ['bytes that are cut short', gzipSync(`${header + good.join('\n')}\n`).subarray(0, -9)],
  ])('is not %s', async (_, bytes) => {
    await expect(Shard.unpack(bytes)).rejects.toThrow(BundleFormatError)
  })
})

describe('the levels', () => {
  test('fill up from the smallest, and each is written seldom', async () => {
    const memory = new Memory()
    expect(await sizes(memory)).toStrictEqual([0, 0, 0])
    const add = async (from: number, count: number, gone: ReadonlySet<string> = new Set()) => {
      expect(await addToIndex(shelf(memory), { lines: linesOf(...range(from, count)), gone }, options)).toBe(true)
    }
    await add(0, 500)
    expect(await sizes(memory)).toStrictEqual([500, 0, 0])
    await add(500, 20)
    expect(await sizes(memory)).toStrictEqual([0, 520, 0])
    await add(520, 100)
    expect(await sizes(memory)).toStrictEqual([100, 520, 0])
    await add(620, 17_000, new Set([bundle(0).uuid, bundle(519).uuid, bundle(619).uuid]))
    // What is gone leaves when its level is written.
    expect(await sizes(memory)).toStrictEqual([0, 0, 17_618])
    await add(0, 1)
    await add(5, 1)
    expect(await sizes(memory)).toStrictEqual([1, 0, 17_618])
  })

  test('what is known already is not written again', async () => {
    const memory = new Memory()
    const calls: string[] = []
    const counted = {
      getVersion: (name: string) => memory.getVersion(name),
      putVersion: (name: string, bytes: Uint8Array, tag: string | undefined) => {
        calls.push(name)
        return memory.putVersion(name, bytes, tag)
      },
    }
    const change = { lines: linesOf(...range(0, 5)), gone: new Set<string>() }
    expect(await addToIndex(shelf(counted), change, options)).toBe(true)
    expect(await addToIndex(shelf(counted), change, options)).toBe(true)
    expect(calls).toStrictEqual([`${key}-0.gz`])
  })

  test('lose nothing, however many writers meet in whatever order', async () => {
    const writer = fc.array(fc.nat({ max: 2000 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(writer, { minLength: 2, maxLength: 4 }), async (scheduler, writers) => {
        const memory = new Memory()
        const one = {
          getVersion: scheduler.scheduleFunction((name: string) => memory.getVersion(name)),
          putVersion: scheduler.scheduleFunction((name: string, bytes: Uint8Array, tag: string | undefined) =>
            memory.putVersion(name, bytes, tag),
          ),
        }
        const added = writers.map((starts) => linesOf(...starts.flatMap((start) => range(start, 90))))
        const work = added.map((lines) => addToIndex(shelf(one), { lines, gone: new Set() }, options))
        expect(await scheduler.waitFor(Promise.all(work))).not.toContain(false)
        const levels = await readLevels(shelf(memory), options)
        const kept = new Set(levels.flatMap((level) => [...level.shard.uuids]))
        expect(kept).toStrictEqual(new Set([...kept, ...added.flatMap((lines) => [...lines.keys()])]))
      }),
      { numRuns: 40 },
    )
  })

  test('are shared by writers on S3, who meet', async () => {
    const writers = [0, 1, 2, 3].map((n) => linesOf(...range(n * 200, 200)))
    const where = { store, key: 'shared/index', debug: () => {} }
    const done = await Promise.all(writers.map((lines) => addToIndex(where, { lines, gone: new Set() }, options)))
    expect(done).toStrictEqual([true, true, true, true])
    const levels = await readLevels(where, options)
    expect(new Set(levels.flatMap(({ shard }) => [...shard.uuids]))).toStrictEqual(
      new Set(range(0, 800).map(({ uuid }) => uuid)),
    )
  })

  test('say of a bundle what was said last', async () => {
    const memory = new Memory()
    const [one, two] = [bundle(1, 'old'), bundle(2, 'old')]
    await addToIndex(shelf(memory), { lines: linesOf(one, two, ...range(3, 600)), gone: new Set() }, options)
    await addToIndex(shelf(memory), { lines: linesOf(bundle(1, 'new')), gone: new Set() }, options)
    expect(await sizes(memory)).toStrictEqual([1, 602, 0])
    const index = new BundleIndex({ ...shelf(memory), signal: neverAborted })
    await index.load(options)
    expect(index.matching({ name: 'old' }).map(({ uuid }) => uuid)).toStrictEqual([two.uuid])
    expect(index.get(one.uuid)?.name).toBe('new')
    index.add(linesOf(bundle(2, 'newer')))
    expect(index.matching({ name: 'old' })).toStrictEqual([])
    expect(index.matching({ name: 'newer' })).toStrictEqual([bundle(2, 'newer')])
    expect(index.matching({})).toHaveLength(602)
    await index.waitForSave()
    expect(await sizes(memory)).toStrictEqual([2, 602, 0])
  })

  test('a writer who always comes second gives up', async () => {
    let gets = 0
    const never = { getVersion: async () => void gets++, putVersion: async () => 'changed' as const }
    const change = { lines: linesOf(bundle(1)), gone: new Set<string>() }
    expect(await addToIndex(shelf(never), change, options)).toBe(false)
    expect(gets).toBe(3 + 15)
  })
})

describe('versions in a bucket', () => {
  const text = (version: ObjectVersion | undefined) => version?.bytes && Buffer.from(version.bytes).toString()
  const bytes = (said: string) => Buffer.from(said)
  const read = (name: string) => store.getVersion(name, { ...options, maxBytes: 5 })

  test('are replaced only by those who know them', async () => {
    expect(await read('v')).toBeUndefined()
    expect(await store.putVersion('v', bytes('one'), '"0123"', options)).toBe('changed')
    expect(await store.putVersion('v', bytes('one'), undefined, options)).toBe('stored')
    expect(await store.putVersion('v', bytes('two'), undefined, options)).toBe('changed')
    const one = await read('v')
    expect(text(one)).toBe('one')
    expect(await store.putVersion('v', bytes('two'), one?.etag, options)).toBe('stored')
    expect(await store.putVersion('v', bytes('three'), one?.etag, options)).toBe('changed')
    expect(text(await read('v'))).toBe('two')
  })

  test('that are too large have a tag and no bytes', async () => {
    await store.putVersion('large', bytes('123456'), undefined, options)
    const large = await read('large')
    expect(large?.bytes).toBeUndefined()
    expect(await store.putVersion('large', bytes('12345'), large?.etag, options)).toBe('stored')
    expect(text(await read('large'))).toBe('12345')
  })

  test('are lost to whoever writes at the same time', async () => {
    await using wire = await startWireServer((_, response) => sendError(response, 409, 'ConditionalRequestConflict'))
    const racing = await openTestStore('bucket', { ...moto.env, AWS_ENDPOINT_URL: wire.endpoint })
    expect(await racing.putVersion('v', bytes('x'), '"tag"', options)).toBe('changed')
    expect(wire.requests[0]?.headers['if-match']).toBe('"tag"')
  })
})

describe('an index that cannot be used', () => {
  /** A context of two bundles called `a`, and the newer one's uuid. */
  async function context() {
    const name = `c${crypto.randomUUID()}`
    const remote = await openTestRemote('s3://bucket', moto.env, name)
    await putBundle(remote, { name: 'a', created: 1 })
    return { name, newest: await putBundle(remote, { name: 'a', created: 2 }), key: `context/${name}/${key}` }
  }

  function looking(at: ObjectStore, name: string) {
    const said: string[] = []
    const useIndex = { signal: neverAborted, debug: (text: string) => void said.push(text) }
    const remote = createRemote(at, { url: 's3://bucket', context: name, useIndex })
    const find = async () => (await findBundle(remote, { kind: 'newest', name: 'a' }, options))?.uuid
    return { said, find, settled: () => remote.index.waitForSave() }
  }

  test.each([
    ['garbage', Buffer.from('garbage')],
    ['of another version', gzipSync('disdat-run-action index 2\n')],
  ])('because it is %s is ignored and replaced', async (_, bytes) => {
    const { name, newest, key: where } = await context()
    await store.putVersion(`${where}-0.gz`, bytes, undefined, options)
    const { said, find, settled } = looking(store, name)
    expect(await find()).toBe(newest)
    await settled()
    expect(said).toStrictEqual([
      expect.stringContaining(`${where}-0.gz is ignored and will be replaced: an index`),
      'Bundles added to the index: 2.',
    ])
    const again = looking(store, name)
    expect(await again.find()).toBe(newest)
    expect(again.said).toStrictEqual([])
  })

  test('because a line in it is none is ignored and mended as far as that', async () => {
    const { name, newest, key: where } = await context()
    await (async () => {
      const first = looking(store, name)
      await first.find()
      await first.settled()
    })()
    const now = await store.getVersion(`${where}-0.gz`, { ...options, maxBytes: 10_000 })
    const text = gunzipSync(now?.bytes ?? '').toString()
    const broken = text.replace(new RegExp(`^${newest}.*$`, 'm'), `${newest}{"a"`)
    expect(broken).not.toBe(text)
    await store.putVersion(`${where}-0.gz`, gzipSync(broken), now?.etag, options)
    const { said, find, settled } = looking(store, name)
    expect(await find()).toBe(newest)
    await settled()
    expect(said).toStrictEqual([
      'A line of the index is ignored: an index line that is not JSON.',
      'Bundles added to the index: 1.',
    ])
    const again = looking(store, name)
    expect(await again.find()).toBe(newest)
    expect(again.said).toStrictEqual([])
  })

  test('because it may not be read is not asked for again, nor written', async () => {
    const { name, newest } = await context()
    const calls: string[] = []
    const forbidden = observeStore(store, (method) => {
      calls.push(method)
      if (method === 'getVersion') throw new Failure('access-denied', 'S3 refused it.', 'Ask.')
    })
    const { said, find, settled } = looking(forbidden, name)
    expect(await find()).toBe(newest)
    expect(await find()).toBe(newest)
    await settled()
    expect(said).toStrictEqual(['The index is not used: S3 refused it.'])
    expect(calls.filter((method) => method.endsWith('Version'))).toStrictEqual(Array(3).fill('getVersion'))
  })

  test('because it may not be written is read all the same', async () => {
    await using strict = await startMoto()
    await strict.createBucket('bucket')
    const owner = await openTestRemote('s3://bucket', strict.env, 'shop')
    const old = await putBundle(owner, { name: 'a', created: 1 })
    const first = looking(owner.store, 'shop')
    expect(await first.find()).toBe(old)
    await first.settled()
    const newest = await putBundle(owner, { name: 'a', created: 2 })
    const user = await strict.createUser('reader', ['s3:ListBucket', 's3:GetObject'])
    await strict.enforceIam()
    const env = { ...strict.env, AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey }
    const gets: string[] = []
    const reader = observeStore(
      await openTestStore('bucket', env),
      (method, about) => method === 'get' && gets.push(about),
    )
    const { said, find, settled } = looking(reader, 'shop')
    expect(await find()).toBe(newest)
    await settled()
    expect(said).toStrictEqual([expect.stringMatching(/^The index was not updated: S3 refused .*index-0.gz: 403/)])
    expect(new Set(gets).size).toBe(2)
  })

  test('because the run has ended is left as it is', async () => {
    const { name, newest, key: where } = await context()
    const ended = new AbortController()
    const said: string[] = []
    const useIndex = { signal: ended.signal, debug: (text: string) => void said.push(text) }
    const remote = createRemote(store, { url: 's3://bucket', context: name, useIndex })
    expect((await findBundle(remote, { kind: 'newest', name: 'a' }, options))?.uuid).toBe(newest)
    ended.abort()
    await remote.index.waitForSave()
    expect(said).toStrictEqual([])
    expect(await collect(store.list(where, options))).toStrictEqual([])
  })

  test('because the search was cancelled says so, and is read by the next one', async () => {
    const memory = new Memory()
    await addToIndex(shelf(memory), { lines: linesOf(bundle(1)), gone: new Set() }, options)
    const cancel = new AbortController()
    const slow = {
      getVersion: (name: string, { signal }: { readonly signal: AbortSignal }) =>
        cancel.signal.aborted
          ? memory.getVersion(name)
          : new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      putVersion: memory.putVersion.bind(memory),
    }
    const index = new BundleIndex({ ...shelf(slow), signal: neverAborted })
    const loading = index.load({ signal: cancel.signal })
    onTestFinished(() => cancel.abort())
    cancel.abort(new Error('cancelled'))
    await expect(loading).rejects.toThrow('cancelled')
    await index.load(options)
    expect(index.get(bundle(1).uuid)).toStrictEqual(bundle(1))
  })
})
