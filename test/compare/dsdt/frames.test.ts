import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compareBundles } from '../../../src/compare/compare-bundles.ts'
import type { ComparedBundle } from '../../../src/compare/compare-read.ts'
import { type Comparison, classifyChange } from '../../../src/compare/comparison.ts'
import { formatFrameName } from '../../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { proveBundle } from '../../../src/remote/prove.ts'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import type { ObjectStore } from '../../../src/s3/store.ts'
import { anyFrame } from '../../disdat/format/arbitraries.ts'
import { type CorpusBundle, createCorpus } from '../../disdat/format/corpus.ts'
import type { FrameContent } from '../../disdat/format/fixtures/frame-content.ts'
import { type PresentedFrames, writeBundle } from '../../disdat/format/fixtures/write-bundle.ts'
import type { FrameDraft } from '../../disdat/format/fixtures/write-frame.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { catchFailure, neverAborted, openTestRemote, removeBundle } from '../../remote/helpers.ts'
import { type Home, makeHome } from '../../testbed/dsdt.ts'
import { type Moto, startMoto } from '../../testbed/moto.ts'

// Each start of Python takes a second, or several on a busy machine.
vi.setConfig({ hookTimeout: 180_000, testTimeout: 120_000 })

const url = 's3://bucket/prefix'
const options = { signal: neverAborted, maxBytes: 1024 * 1024, samples: true }

let moto: Moto
let home: Home
let remote: Remote
let corpus: ReadonlyMap<string, CorpusBundle>

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  home = await makeHome(moto, { remote: url })
  remote = await openTestRemote(url, moto.env)
  corpus = await createCorpus(home)
  const pushed = await home.runDsdt('push')
  if (pushed.code !== 0) throw new Error(pushed.stderr)
})

afterAll(async () => {
  remote.store.close()
  await home[Symbol.asyncDispose]()
  await moto[Symbol.asyncDispose]()
})

async function prove(uuid: string, there = remote): Promise<ComparedBundle> {
  const proof = await proveBundle(there, uuid, { signal: neverAborted })
  if (proof === undefined) throw new Error(`the bundle ${uuid} does not exist`)
  return { remote: there, proof }
}

function findBundle(kind: string): Promise<ComparedBundle> {
  return prove(corpus.get(kind)?.uuid ?? kind)
}

/** Writes a bundle to the remote as Disdat would. */
async function put(content: PresentedFrames, times = { startSeconds: 0, stopSeconds: 0 }): Promise<ComparedBundle> {
  const uuid = crypto.randomUUID()
  const { hyperFrame, frames } = writeBundle({
    uuid,
    name: 'made',
    owner: 'ann',
    processingName: 'made',
    tags: new Map([['committed', 'True']]),
    createdSeconds: 1_767_571_200,
    ...times,
    code: { method: 'pkg.mod.Made', repo: '', hash: '', branch: '' },
    dependsOn: [],
    content,
  })
  for (const { name, bytes } of [...frames, hyperFrame])
    await remote.store.putIfAbsent(remote.getKey(uuid, name), bytes, options)
  return await prove(uuid)
}

function createColumn(name: string, content: FrameContent): FrameDraft {
  return { name, uuid: crypto.randomUUID(), content }
}

function createNumbers(name: string, ...values: readonly number[]): FrameDraft {
  return createColumn(name, { kind: 'floats', values: Float64Array.from(values) })
}

function createTable(...columns: readonly FrameDraft[]): PresentedFrames {
  return { presentation: 'DF', columns: columns.map((each) => ({ ...each, uuid: crypto.randomUUID() })) }
}

function formatColumns({ columns }: Comparison): readonly string[] {
  return columns.map(({ name, status, differs }) => [name, status, ...differs].join(' '))
}

/** The bundle as after a proof of large frames, whose bytes are not kept. */
function forgetFrames({ remote: from, proof }: ComparedBundle): ComparedBundle {
  return { remote: from, proof: { ...proof, parts: proof.parts.map((part) => ({ ...part, frameBytes: new Map() })) } }
}

/** The bundle with another `get` of its store. */
function replaceGet(
  { proof }: ComparedBundle,
  get: (...args: Parameters<ObjectStore['get']>) => ReturnType<ObjectStore['get']>,
) {
  const store = new Proxy(remote.store, {
    get: (target, name) => (name === 'get' ? get : Reflect.get(target, name, target)),
  })
  return forgetFrames({ remote: createRemote(store, remote), proof })
}

describe('compareBundles, for bundles of every kind that dsdt writes and pushes', () => {
  test('finds a bundle the same as itself, by its uuid and by its values', async () => {
    for (const kind of corpus.keys()) {
      if (kind === 'loose') continue
      const bundle = await findBundle(kind)
      const comparison = await compareBundles(bundle, bundle, options)
      expect([kind, comparison.isSame, comparison.notes]).toStrictEqual([kind, true, []])
      const unread = await compareBundles(bundle, bundle, { ...options, maxBytes: 1 })
      expect([kind, unread.isSame]).toStrictEqual([kind, true])
      // A bundle of another uuid with the very same frames and files.
      const { proof } = bundle
      const other = { ...bundle, proof: { ...proof, bundle: { ...proof.bundle, uuid: crypto.randomUUID() } } }
      const { getKey } = remote
      const there: Remote = { ...remote, getKey: (_, path) => getKey(proof.bundle.uuid, path) }
      const again = await compareBundles(bundle, { ...other, remote: there }, options)
      expect([kind, again.isSame, classifyChange(again, true)]).toStrictEqual([kind, true, 'none'])
    }
  })

  test('finds a change between any two different bundles', async () => {
    const bundles = await Promise.all([...corpus.keys()].filter((kind) => kind !== 'loose').map(findBundle))
    for (const base of bundles) {
      for (const now of bundles) {
        const comparison = await compareBundles(now, base, options)
        const kind = classifyChange(comparison, true)
        expect(kind === 'none', `${base.proof.bundle.name} ${now.proof.bundle.name}`).toBe(now === base)
      }
    }
  })

  test('compares nested bundles by their uuids', async () => {
    const comparison = await compareBundles(await findBundle('several'), await findBundle('outer'), options)
    const getUuid = (kind: string) => corpus.get(kind)?.uuid
    expect(comparison.nested).toStrictEqual([
      {
        frame: 'unnamed:0',
        status: 'changed',
        name: 'scalar',
        uuids: { base: getUuid('nested'), now: getUuid('scalar') },
      },
      { frame: 'unnamed:0', status: 'added', name: 'text', uuids: { base: undefined, now: getUuid('text') } },
    ])
    expect(comparison.columns).toStrictEqual([])
  })
})

describe('compareBundles, for tables', () => {
  const rows = createTable(createNumbers('a', 1, 2), createNumbers('b', 1, 2))

  test('reports tables that lose all their rows, or get their first ones', async () => {
    const [some, none] = [await put(rows), await put(createTable(createNumbers('a'), createNumbers('b')))]
    const emptied = await compareBundles(none, some, options)
    expect(emptied.rows).toStrictEqual({ base: 2, now: 0 })
    expect(formatColumns(emptied)).toStrictEqual(['a changed shape values', 'b changed shape values'])
    expect(classifyChange(emptied, true)).toBe('data')
    expect((await compareBundles(some, none, options)).rows).toStrictEqual({ base: 0, now: 2 })
    expect(
      (await compareBundles(none, await put(createTable(createNumbers('a'), createNumbers('b'))), options)).isSame,
    ).toBe(true)
  })

  test('reports only the place of columns in another order', async () => {
    const columns = ['a', 'ü', '名', '__proto__', 'a b'].map((name, place) => createNumbers(name, place, Number.NaN))
    const base = await put(createTable(...columns))
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(columns, { minLength: columns.length }), async (shuffled) => {
        const comparison = await compareBundles(await put(createTable(...shuffled)), base, options)
        const isMoved = shuffled.some((each, place) => each !== columns[place])
        expect(comparison.columns.map(({ name }) => name)).toStrictEqual(shuffled.map(({ name }) => name))
        expect(new Set(comparison.columns.flatMap(({ differs }) => differs))).toStrictEqual(
          new Set(isMoved ? ['place'] : []),
        )
        expect(comparison.columns.some(({ status }) => status === 'same')).toBe(true)
        expect(classifyChange(comparison, true)).toBe(isMoved ? 'schema' : 'none')
      }),
      { numRuns: 15 },
    )
  })

  /** Disdat loads no other kinds; links need files. */
  const isLoadable = (kind: string) => ['floats', 'integers', 'bigints', 'booleans', 'strings'].includes(kind)
  const isRowShape = (shape: readonly number[]) =>
    shape.length > 0 && (shape[0] !== 1 || shape.every((length) => length === 1))

  test('finds equal frames the same under other uuids and in another byte order', async () => {
    const frames = fc
      .sample(anyFrame, { numRuns: 60, seed: 20260105 })
      .map((frame, place) => ({ ...frame, name: `${place}` }))
    const values = frames.filter(({ content, shape }) => isLoadable(content.kind) && isRowShape(shape))
    const again = values.map((frame) => ({ ...frame, uuid: crypto.randomUUID(), byteOrder: 'big' as const }))
    const base = await put({ presentation: 'ROW', fields: values })
    const comparison = await compareBundles(await put({ presentation: 'ROW', fields: again }), base, options)
    expect(formatColumns(comparison)).toStrictEqual(values.map(({ name }) => `${name} same`))
    expect(comparison).toMatchObject({ isSame: true, notes: [] })
  })

  test('reports the duration of the tasks', async () => {
    const base = await put(rows, { startSeconds: 1_767_571_200.25, stopSeconds: 1_767_571_201.5 })
    const comparison = await compareBundles(await put(rows), base, options)
    expect(comparison.durationMs).toStrictEqual({ base: 1250, now: undefined })
  })
})

test('compareBundles reports the same values in another presentation as a change of the schema', async () => {
  const frame = { uuid: crypto.randomUUID(), content: { kind: 'integers', values: Int32Array.of(1, 2) } } as const
  const [base, now] = [await put({ presentation: 'TENSOR', frame }), await put({ presentation: 'ROW', frame })]
  const comparison = await compareBundles(now, base, options)
  expect(comparison).toMatchObject({ isSame: false, presentation: { base: 'TENSOR', now: 'ROW' } })
  expect(formatColumns(comparison)).toStrictEqual(['unnamed:0 same'])
  expect(classifyChange(comparison, true)).toBe('schema')
})

describe('compareBundles, for links', () => {
  test('finds them the same in any order, unless one points outside the bundle', async () => {
    const files = { 'a.txt': 'a', 'b.txt': 'b' }
    const linked = async (...links: readonly string[]) => await prove(await putBundle(remote, { links, files }))
    const base = await linked('bundle://a.txt', 'bundle://b.txt')
    expect(await compareBundles(await linked('bundle://b.txt', 'bundle://a.txt'), base, options)).toMatchObject({
      isSame: true,
      columns: [],
    })
    const out = await linked('bundle://a.txt', 'bundle://b.txt', 's3://elsewhere/c')
    const comparison = await compareBundles(out, base, options)
    expect(comparison).toMatchObject({ isSame: false, columns: [] })
    expect(classifyChange(comparison, true)).toBe('data')
  })
})

describe('compareBundles, for frames above the limit', () => {
  const large = Array.from({ length: 10_000 }, (_, row) => row)

  test('compares type, shape and size from their first bytes', async () => {
    const loose = (...frames: readonly FrameDraft[]): PresentedFrames => ({ presentation: 'ROW', fields: frames })
    const texts = (suffix: string) =>
      createColumn('text', { kind: 'strings', values: large.map((row) => `${row}${suffix}`) })
    const base = await put(loose(createNumbers('small', 1), createNumbers('wide', ...large), texts('')))
    const now = await put(loose(createNumbers('small', 2), createNumbers('wide', ...large.slice(1)), texts('x')))
    let given = 0
    const counted = replaceGet(now, async (...args) => {
      const bytes = await remote.store.get(...args)
      given += bytes?.length ?? 0
      return bytes
    })
    const comparison = await compareBundles(counted, base, { ...options, maxBytes: 1000 })
    expect(formatColumns(comparison)).toStrictEqual([
      'small changed values',
      'wide changed shape values',
      'text changed values',
    ])
    expect(comparison.columns.map((change) => change.now?.values === undefined)).toStrictEqual([false, true, true])
    expect(comparison.columns[1]?.now).toMatchObject({ type: 'FLOAT64', shape: [9999], rows: 9999 })
    expect(comparison.columns[1]?.histogram).toBeUndefined()
    expect(comparison.notes).toStrictEqual([
      '`text`, `text` of the base, `wide` and `wide` of the base are larger than `diff-max-bytes` (1000 B).',
    ])
    expect(given).toBeLessThan(3 * 4096)
  })

  test('reports `unknown` where their first bytes show no change', async () => {
    const [base, now] = [
      await put(createTable(createNumbers('a', ...large))),
      await put(createTable(createNumbers('a', ...large))),
    ]
    const comparison = await compareBundles(now, base, { ...options, maxBytes: 1000 })
    expect(formatColumns(comparison)).toStrictEqual(['a unknown'])
    expect(comparison).toMatchObject({ isSame: undefined, rows: { base: 10_000, now: 10_000 } })
    expect(classifyChange(comparison, true)).toBe('unknown')
    expect(await compareBundles(now, now, { ...options, maxBytes: 1000 })).toMatchObject({ isSame: true })
  })

  test('stops reading whole frames at the limit of all of them together', async () => {
    const columns = Array.from({ length: 40 }, (_, place) => createNumbers(`c${place}`, ...large.slice(0, 100)))
    const [base, now] = [await put(createTable(...columns)), await put(createTable(...columns))]
    // One frame has about 900 bytes, so the limit of 16,000 suffices for 8 frames of each bundle.
    const comparison = await compareBundles(now, base, { ...options, maxBytes: 1000 })
    const read = comparison.columns.filter((change) => change.now?.values !== undefined)
    expect(read.map(({ name }) => name)).toStrictEqual(Array.from({ length: read.length }, (_, place) => `c${place}`))
    expect(read.length).toBeGreaterThan(7)
    expect(read.length).toBeLessThan(10)
    expect(comparison.isSame).toBeUndefined()
    expect(comparison.notes).toStrictEqual([
      expect.stringMatching(/ not read whole, because 16 times `diff-max-bytes` were read before\.$/),
    ])
  })
})

describe('compareBundles, for invalid frames', () => {
  const content = createTable(createNumbers('a', 1, 2), createNumbers('b', 3, 4))

  test('reports `unknown` with a note for any defect', async () => {
    const [base, now] = [await put(content), await put(content)]
    const key = remote.getKey(now.proof.bundle.uuid, formatFrameName(now.proof.bundle.frames[0]?.uuid ?? ''))
    const bytes = (await remote.store.get(key, options)) ?? new Uint8Array()
    const change = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.integer({ min: 0, max: 255 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 3 }),
        fc.nat(bytes.length),
        async (changes, length) => {
          const broken = Uint8Array.from(bytes)
          for (const { at, byte } of changes) broken[at] = byte
          const given = broken.subarray(0, length)
          const damaged = replaceGet(now, async (requested, ...others) =>
            requested === key ? given : await remote.store.get(requested, ...others),
          )
          for (const maxBytes of [options.maxBytes, 10]) {
            const comparison = await compareBundles(damaged, base, { ...options, maxBytes })
            expect(comparison.columns).toHaveLength(2)
            const [first] = comparison.columns
            if (first?.now === undefined) expect(first?.status).toBe('unknown')
            if (first?.now === undefined) expect(comparison.notes.join('\n')).toContain('`a`')
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('reports `unknown` with a note for a frame that no longer exists', async () => {
    const [base, now] = [await put(content), await put(content)]
    await removeBundle(moto, remote, now.proof.bundle.uuid, formatFrameName(now.proof.bundle.frames[0]?.uuid ?? ''))
    const comparison = await compareBundles(forgetFrames(now), base, options)
    expect(formatColumns(comparison)).toStrictEqual(['a unknown', 'b same'])
    expect(comparison).toMatchObject({
      isSame: undefined,
      notes: ['`a` is not read (it no longer exists).'],
      rows: { now: 2 },
    })
  })

  test('reports `unknown` with a note for an object that is larger than listed', async () => {
    const [base, now] = [await put(content), await put(content)]
    const grown = replaceGet(now, async () => {
      throw new BundleFormatError('it has more bytes')
    })
    const comparison = await compareBundles(grown, base, options)
    expect(formatColumns(comparison)).toStrictEqual(['a unknown', 'b unknown'])
    expect(comparison.notes).toStrictEqual(['`a` and `b` are not read (it has more bytes).'])
  })

  test('keeps names of any length and script, and shortens them in notes', async () => {
    const names = ['x'.repeat(5000), '\u202eevil `|`\n::error::', '']
    const bundle = await put(createTable(...names.map((name) => createNumbers(name, 1))))
    const comparison = await compareBundles(bundle, undefined, { ...options, maxBytes: 1 })
    expect(comparison.columns.map(({ name }) => name)).toStrictEqual(names)
    expect(comparison.notes.join('').length).toBeLessThan(500)
    expect(comparison.notes.join('')).not.toContain('\n')
  })

  test('adds a note for links outside the bundle', async () => {
    const uuid = await putBundle(remote, { links: ['bundle://a.txt', 's3://elsewhere/b'], files: { 'a.txt': 'a' } })
    const comparison = await compareBundles(await prove(uuid), undefined, options)
    expect(comparison.files.map(({ path }) => path)).toStrictEqual(['a.txt'])
    expect(comparison.notes).toStrictEqual([
      '`unnamed:0` is linked to places outside the bundle, which are not followed.',
    ])
  })

  test('throws the failure of a store, and the reason of the signal', async () => {
    const bundle = await put(content)
    const closed = { ...forgetFrames(bundle), remote: await openTestRemote(url.replace('bucket', 'gone'), moto.env) }
    expect(await catchFailure(compareBundles(closed, undefined, options))).toMatchObject({
      verdict: 'remote-unreachable',
    })
    const cancelled = new Error('cancelled')
    const signal = AbortSignal.abort(cancelled)
    await expect(compareBundles(forgetFrames(bundle), undefined, { ...options, signal })).rejects.toBe(cancelled)
  })
})
