import { readdir } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import type { ContextFile } from '../../src/backends/context-seed.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { SeedCollector } from '../../src/run/context-seed.ts'
import { createSharedParts, type SharedParts } from '../../src/run/shared-parts.ts'
import { EarlierSeeds } from '../../src/seed/earlier-seeds.ts'
import { putBundle } from '../remote/fixtures.ts'
import { replaceMethods } from '../remote/helpers.ts'
import { doubleCapabilities } from '../testbed/double-backend.ts'
import { createContext, createFolder, image, planRunOn, test } from './fixtures.ts'

const backend = { can: { ...doubleCapabilities, seedsContext: true } }

async function createSeed(remote: Remote, inputs: Readonly<Record<string, string>> = {}) {
  const temporaryFolder = await createFolder()
  const { context, lines } = createContext({
    run: planRunOn(remote, inputs),
    dependencies: { temporaryFolder },
    backend,
  })
  const input = { remote, base: undefined, found: undefined }
  return { context, lines, input, temporaryFolder, seed: new SeedCollector(context, undefined) }
}

async function readText(files: AsyncIterable<ContextFile>): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for await (const file of files)
    texts.set(file.path, 'content' in file ? Buffer.from(file.content).toString('latin1') : file.file)
  return texts
}

describe('SeedCollector', () => {
  test('collects the context, and removes its files', async ({ remote }) => {
    const uuid = await putBundle(remote, {})
    const { seed, input, temporaryFolder } = await createSeed(remote)
    seed.start(input)
    const prepared = await seed.open(image, false)
    expect(prepared).toMatchObject({ localContext: 'local', count: 4 })
    expect(await prepared?.collect()).toMatchObject({ dropped: [], report: { bundles: 1, isComplete: true } })
    const files = await readText(prepared?.files() ?? (async function* () {})())
    expect([...files.keys()].slice(-2)).toStrictEqual(['ctxt.db', 'ctxt.json'])
    expect([...files.keys()]).toContain(`objects/${uuid}/${uuid}_hframe.pb`)
    expect(JSON.parse(files.get('ctxt.json') ?? '')).toStrictEqual({
      ...{ remote_ctxt: remote.context, local_ctxt: 'local' },
      remote_ctxt_url: `${remote.url}/context`,
    })
    expect(await readdir(temporaryFolder)).toHaveLength(1)
    await seed[Symbol.asyncDispose]()
    expect(await readdir(temporaryFolder)).toHaveLength(0)
  })

  test('reads from the seed of an earlier run of the step what that has, and keeps the first one only', async ({
    remote,
  }) => {
    await putBundle(remote, {})
    const temporaryFolder = await createFolder()
    await using seeds = new EarlierSeeds()
    const shared = { ...createSharedParts(), seeds }
    const collect = async (from: Remote, parts: SharedParts = shared) => {
      const dependencies = { temporaryFolder, shared: parts }
      const { context } = createContext({ run: planRunOn(remote), dependencies, backend })
      await using seed = new SeedCollector(context, undefined)
      seed.start({ remote: from, base: undefined, found: undefined })
      const prepared = await seed.open(image, false)
      return (await prepared?.collect())?.report.bundles
    }
    expect(await collect(remote)).toBe(1)
    expect(await readdir(temporaryFolder)).toHaveLength(1)
    const refuse = () => Promise.reject(new Error('The test reads nothing more.'))
    const closed = { ...remote, store: replaceMethods(remote, { get: refuse }), read: refuse }
    expect(await collect(closed)).toBe(1)
    expect(await readdir(temporaryFolder)).toHaveLength(1)
    expect(await collect(closed, createSharedParts())).not.toBe(1)
    await seeds[Symbol.asyncDispose]()
    expect(await readdir(temporaryFolder)).toHaveLength(0)
  })

  test('reads from the remote once for runs that start at the same time, large frames too', async ({ remote }) => {
    await putBundle(remote, {})
    await putBundle(remote, { data: Buffer.alloc(600_000, 7) })
    const temporaryFolder = await createFolder()
    await using seeds = new EarlierSeeds()
    const shared = { ...createSharedParts(), seeds }
    const objects: string[] = []
    const store = replaceMethods(remote, {
      get: async (key, options) => {
        objects.push(key)
        return await remote.store.get(key, options)
      },
      getToFile: async (key, file, options) => {
        objects.push(key)
        return await remote.store.getToFile(key, file, options)
      },
    })
    const collectors = [1, 2, 3].map(() => {
      const { context } = createContext({ run: planRunOn(remote), dependencies: { temporaryFolder, shared }, backend })
      return new SeedCollector(context, undefined)
    })
    for (const seed of collectors) seed.start({ remote: { ...remote, store }, base: undefined, found: undefined })
    for (const seed of collectors) {
      const prepared = await seed.open(image, false)
      expect(await prepared?.collect()).toMatchObject({ report: { bundles: 2, isComplete: true } })
      await seed[Symbol.asyncDispose]()
    }
    expect(objects.map((path) => path.split('_').at(-1)).toSorted()).toEqual([
      'frame.pb',
      'frame.pb',
      'hframe.pb',
      'hframe.pb',
    ])
  })

  test('leaves the index to images that have another one, and has no seed for those without a pull', async ({
    remote,
  }) => {
    await putBundle(remote, {})
    for (const [dialect, hasSeed] of [
      ['disdat-0.8.13', true],
      ['classic', false],
      ['disdat-0.7.2', false],
    ] as const) {
      const { seed, input } = await createSeed(remote)
      await using _ = seed
      seed.start(input)
      const prepared = await seed.open({ ...image, dialect }, false)
      expect(prepared !== undefined).toBe(hasSeed)
      if (prepared) expect([...(await readText(prepared.files())).keys()]).not.toContain('ctxt.db')
    }
  })

  test.for([
    ['`seed-context: none`', { 'INPUT_SEED-CONTEXT': 'none' }],
    ['a dry run', { 'INPUT_DRY-RUN': 'true' }],
    ['a dialect without a pull', { INPUT_DIALECT: 'classic' }],
  ] as const)('collects nothing for %s', async ([, inputs], { remote }) => {
    await putBundle(remote, {})
    const { seed, input, temporaryFolder } = await createSeed(remote, inputs)
    seed.start(input)
    expect(await seed.open(image, false)).toBeUndefined()
    expect(await readdir(temporaryFolder)).toHaveLength(0)
  })

  test('has no seed for an empty context', async ({ remote }) => {
    const { seed, input } = await createSeed(remote)
    await using _ = seed
    seed.start(input)
    const prepared = await seed.open(image, false)
    expect(await prepared?.collect()).toBeUndefined()
  })

  test('has what this run pushed meanwhile', async ({ remote }) => {
    const { seed, input } = await createSeed(remote)
    await using _ = seed
    seed.start(input)
    await putBundle(remote, {})
    const prepared = await seed.open(image, true)
    expect(await prepared?.collect()).toMatchObject({ report: { bundles: 1 } })
  })

  test('gives one notice when the context cannot be read, and has no seed', async ({ remote }) => {
    await putBundle(remote, {})
    const list = async function* () {
      yield await Promise.reject(new Error('The network is gone.'))
    }
    const { seed, input, lines, temporaryFolder } = await createSeed(remote)
    seed.start({ ...input, remote: { ...remote, store: replaceMethods(remote, { list }) } })
    expect(await seed.open(image, true)).toBeUndefined()
    expect(lines).toStrictEqual([
      'notice: The container pulls its context on its own, because no seed could be collected: The network is gone.',
    ])
    await seed[Symbol.asyncDispose]()
    expect(await readdir(temporaryFolder)).toHaveLength(0)
  })

  test('passes files on while it collects the others, and ends them with a notice when that fails', async ({
    remote,
  }) => {
    const data = Buffer.alloc(600_000, 7)
    const [first, second] = [await putBundle(remote, { data }), await putBundle(remote, { data })]
    const { seed, input, lines } = await createSeed(remote)
    await using _ = seed
    const isFirstPassed = Promise.withResolvers<void>()
    const files: string[] = []
    const store = replaceMethods(remote, {
      getToFile: async (key, file, options) => {
        if (files.length > 0) await isFirstPassed.promise
        if (files.length > 0) throw new Error('The network is gone.')
        files.push(key)
        return await remote.store.getToFile(key, file, options)
      },
    })
    seed.start({ ...input, remote: { ...remote, store } })
    const prepared = await seed.open(image, false)
    const passed: string[] = []
    for await (const file of prepared?.files() ?? []) {
      if (!('file' in file)) continue
      passed.push(file.path)
      isFirstPassed.resolve()
    }
    expect(passed).toHaveLength(1)
    expect([first, second]).toContain(passed[0]?.split('/')[1])
    expect(await prepared?.collect()).toBeUndefined()
    expect(lines).toStrictEqual([expect.stringMatching(/^notice: .*: The network is gone\.$/)])
  })

  test('ends a collection that the run no longer needs', async ({ remote }) => {
    const started = Promise.withResolvers<void>()
    const list = async function* (_: string, { signal }: { readonly signal: AbortSignal }) {
      started.resolve()
      yield await new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      )
    }
    const { seed, input, lines, temporaryFolder } = await createSeed(remote)
    seed.start({ ...input, remote: { ...remote, store: replaceMethods(remote, { list }) } })
    await started.promise
    await seed[Symbol.asyncDispose]()
    expect(lines).toStrictEqual([])
    expect(await readdir(temporaryFolder)).toHaveLength(0)
  })
})
