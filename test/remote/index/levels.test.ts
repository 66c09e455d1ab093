import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addToIndex, findLine, readLevels } from '../../../src/remote/index/levels.ts'
import { Shard } from '../../../src/remote/index/shard.ts'
import type { ObjectStore } from '../../../src/s3/store.ts'
import { type Moto, startMoto } from '../../testbed/moto.ts'
import { neverAborted, openTestStore } from '../helpers.ts'
import { createBundleRange, createNumberedBundle, formatLines, instantClock, MemoryStore } from './fixtures.ts'

const options = { signal: neverAborted, clock: instantClock }
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

const locate = (store: Pick<ObjectStore, 'getVersion' | 'putVersion'>) => ({ store, key, debug: () => {} })

async function countLines(store: Pick<ObjectStore, 'getVersion' | 'putVersion'>): Promise<readonly number[]> {
  return (await readLevels(locate(store), options)).map((level) => level.shard.uuids.size)
}

describe('addToIndex', () => {
  test('fills the smallest level first, and writes larger ones seldom', async () => {
    const memory = new MemoryStore()
    expect(await countLines(memory)).toStrictEqual([0, 0, 0])
    const add = async (from: number, count: number, gone: ReadonlySet<string> = new Set()) => {
      expect(
        await addToIndex(locate(memory), { lines: formatLines(...createBundleRange(from, count)), gone }, options),
      ).toBe(true)
    }
    await add(0, 500)
    expect(await countLines(memory)).toStrictEqual([500, 0, 0])
    await add(500, 20)
    expect(await countLines(memory)).toStrictEqual([0, 520, 0])
    await add(520, 100)
    expect(await countLines(memory)).toStrictEqual([100, 520, 0])
    await add(
      620,
      17_000,
      new Set([createNumberedBundle(0).uuid, createNumberedBundle(519).uuid, createNumberedBundle(619).uuid]),
    )
    // Deleted bundles leave the index when their level is written.
    expect(await countLines(memory)).toStrictEqual([0, 0, 17_618])
    await add(0, 1)
    await add(5, 1)
    expect(await countLines(memory)).toStrictEqual([1, 0, 17_618])
  })

  test('does not write lines that the index already has', async () => {
    const memory = new MemoryStore()
    const calls: string[] = []
    const counted = {
      getVersion: (name: string) => memory.getVersion(name),
      putVersion: (name: string, bytes: Uint8Array, tag: string | undefined) => {
        calls.push(name)
        return memory.putVersion(name, bytes, tag)
      },
    }
    const change = { lines: formatLines(...createBundleRange(0, 5)), gone: new Set<string>() }
    expect(await addToIndex(locate(counted), change, options)).toBe(true)
    expect(await addToIndex(locate(counted), change, options)).toBe(true)
    expect(calls).toStrictEqual([`${key}-0.gz`])
  })

  test('loses no line when several writers interleave', async () => {
    const writer = fc.array(fc.nat({ max: 2000 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(writer, { minLength: 2, maxLength: 4 }), async (scheduler, writers) => {
        const memory = new MemoryStore()
        const one = {
          getVersion: scheduler.scheduleFunction((name: string) => memory.getVersion(name)),
          putVersion: scheduler.scheduleFunction((name: string, bytes: Uint8Array, tag: string | undefined) =>
            memory.putVersion(name, bytes, tag),
          ),
        }
        const added = writers.map((starts) => formatLines(...starts.flatMap((start) => createBundleRange(start, 90))))
        const work = added.map((lines) => addToIndex(locate(one), { lines, gone: new Set() }, options))
        expect(await scheduler.waitFor(Promise.all(work))).not.toContain(false)
        const levels = await readLevels(locate(memory), options)
        const kept = new Set(levels.flatMap((level) => [...level.shard.uuids]))
        expect(kept).toStrictEqual(new Set([...kept, ...added.flatMap((lines) => [...lines.keys()])]))
      }),
      { numRuns: 40 },
    )
  })

  test('keeps the lines of concurrent writers on S3', async () => {
    const writers = [0, 1, 2, 3].map((n) => formatLines(...createBundleRange(n * 200, 200)))
    const where = { store, key: 'shared/index', debug: () => {} }
    const done = await Promise.all(writers.map((lines) => addToIndex(where, { lines, gone: new Set() }, options)))
    expect(done).toStrictEqual([true, true, true, true])
    const levels = await readLevels(where, options)
    expect(new Set(levels.flatMap(({ shard }) => [...shard.uuids]))).toStrictEqual(
      new Set(createBundleRange(0, 800).map(({ uuid }) => uuid)),
    )
  })

  test('returns false after 16 conflicts', async () => {
    let gets = 0
    const losing = { getVersion: async () => void gets++, putVersion: async () => 'changed' as const }
    const change = { lines: formatLines(createNumberedBundle(1)), gone: new Set<string>() }
    expect(await addToIndex(locate(losing), change, options)).toBe(false)
    expect(gets).toBe(3 + 15)
  })
})

describe('readLevels', () => {
  test('reads an object that is not an index as an empty level, and reports it', async () => {
    const memory = new MemoryStore()
    await memory.putVersion(`${key}-1.gz`, Buffer.from('garbage'), undefined)
    const reports: string[] = []
    const levels = await readLevels({ ...locate(memory), debug: (text) => void reports.push(text) }, options)
    expect(levels.map(({ etag, shard }) => [etag, shard.uuids.size])).toStrictEqual([
      [undefined, 0],
      ['1', 0],
      [undefined, 0],
    ])
    expect(reports).toStrictEqual([expect.stringMatching(/^run-action\/index-1\.gz is ignored and will be replaced: /)])
  })
})

describe('findLine', () => {
  test('prefers the line of the lower level', () => {
    const createLevel = (name: string) => ({
      etag: undefined,
      shard: Shard.fromLines(formatLines(createNumberedBundle(1, name))),
    })
    const line = findLine([createLevel('new'), createLevel('old')], createNumberedBundle(1).uuid)
    expect(line).toBe(formatLines(createNumberedBundle(1, 'new')).get(createNumberedBundle(1).uuid))
    expect(findLine([createLevel('new')], createNumberedBundle(2).uuid)).toBeUndefined()
  })
})
