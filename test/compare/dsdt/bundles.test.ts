import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compareBundles } from '../../../src/compare/compare-bundles.ts'
import type { ComparedBundle } from '../../../src/compare/compare-read.ts'
import { type Comparison, classifyChange } from '../../../src/compare/comparison.ts'
import { proveBundle } from '../../../src/remote/prove.ts'
import type { Remote } from '../../../src/remote/remote.ts'
import { neverAborted, openTestRemote } from '../../remote/helpers.ts'
import { type BundleData, type BundleSpec, type Home, makeHome } from '../../testbed/dsdt.ts'
import { type Moto, startMoto } from '../../testbed/moto.ts'

// Each start of Python takes a second, or several on a busy machine.
vi.setConfig({ hookTimeout: 180_000, testTimeout: 60_000 })

const url = 's3://bucket/prefix'
const options = { signal: neverAborted, maxBytes: 1024 * 1024, samples: false }

let moto: Moto
let home: Home
let remote: Remote
let uuids: ReadonlyMap<string, string>

const columns = {
  id: [1, 2, 3, 4],
  customer: ['ann', 'bob', 'cid', ''],
  amount: [0.5, 1, 20.25, 100],
  refunded: [false, true, false, false],
}
const { refunded, ...others } = columns

/** The bundles that dsdt creates, by name. */
const bundleData: Readonly<Record<string, BundleData>> = {
  orders: { kind: 'frame', columns },
  again: { kind: 'frame', columns },
  dropped: { kind: 'frame', columns: others },
  retyped: { kind: 'frame', columns, dtypes: { id: 'int32', amount: 'float32' } },
  reordered: { kind: 'frame', columns: { refunded, ...others } },
  nulls: { kind: 'frame', columns: { ...columns, amount: [0.5, null, null, 100] } },
  codes: {
    kind: 'frame',
    columns: {
      text: ['NaN', 'null', 'None', ''],
      number: ['NaN', 'null', '1', '2'],
      quoted: ['"a"', 'null', 'x', '"'],
      missing: ['NaN', null, 'null', ''],
    },
  },
  shorter: {
    kind: 'frame',
    columns: { id: [1, 2], customer: ['ann', 'bob'], amount: [0.5, 1], refunded: [false, true] },
  },
  one: { kind: 'value', value: 1 },
  two: { kind: 'value', value: 2 },
  text: { kind: 'value', value: '2' },
  array: { kind: 'value', value: [1, 2, 3] },
  files: { kind: 'files', files: { 'a.txt': 'a', 'b.txt': 'b', 'sub/größe.txt': 'c' } },
  moreFiles: { kind: 'files', files: { 'a.txt': 'a', 'b.txt': 'B', 'sub/größe.txt': 'longer', 'd.txt': '' } },
}

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  home = await makeHome(moto, { remote: url })
  remote = await openTestRemote(url, moto.env)
  const specs = Object.entries(bundleData).map(([name, data]): BundleSpec => ({ name, data, push: true }))
  const tagged: BundleSpec = {
    name: 'tagged',
    data: { kind: 'value', value: 1 },
    tags: { tier: 'gold', pr: '57' },
    params: { day: '2026-01-05' },
    push: true,
  }
  const made = await home.makeBundles([...specs, tagged])
  uuids = new Map([...specs, tagged].map(({ name }, place) => [name, made[place] ?? '']))
})

afterAll(async () => {
  remote.store.close()
  await home[Symbol.asyncDispose]()
  await moto[Symbol.asyncDispose]()
})

async function prove(name: string, there = remote): Promise<ComparedBundle> {
  const proof = await proveBundle(there, uuids.get(name) ?? name, { signal: neverAborted })
  if (proof === undefined) throw new Error(`the bundle ${name} does not exist`)
  return { remote: there, proof }
}

async function compare(base: string, now: string, more: Partial<typeof options> = {}): Promise<Comparison> {
  return await compareBundles(await prove(now), await prove(base), { ...options, ...more })
}

/** Each column as its name, its status and its differences. */
function formatColumns({ columns }: Comparison): readonly string[] {
  return columns.map(({ name, status, differs }) => [name, status, ...differs].join(' '))
}

describe('compareBundles, for tables that dsdt wrote', () => {
  test.each(['again', 'orders'])('finds the same data the same: orders and %s', async (now) => {
    const comparison = await compare('orders', now)
    expect(comparison).toMatchObject({ isSame: true, rows: { base: 4, now: 4 }, notes: [], tags: [] })
    expect(formatColumns(comparison)).toStrictEqual(['id same', 'customer same', 'amount same', 'refunded same'])
    expect(classifyChange(comparison, true)).toBe('none')
  })

  test.each([
    ['dropped', 'schema', ['id same', 'customer same', 'amount same', 'refunded removed'], 4],
    ['retyped', 'schema', ['id changed type', 'customer same', 'amount changed type', 'refunded same'], 4],
    ['reordered', 'schema', ['refunded changed place', 'id same', 'customer same', 'amount same'], 4],
    ['nulls', 'data', ['id same', 'customer same', 'amount changed values', 'refunded same'], 4],
    [
      'shorter',
      'data',
      [
        'id changed shape values',
        'customer changed shape values',
        'amount changed shape values',
        'refunded changed shape values',
      ],
      2,
    ],
  ])('reports the changes of %s', async (now, kind, expected, rows) => {
    const comparison = await compare('orders', now)
    expect(formatColumns(comparison)).toStrictEqual(expected)
    expect(comparison).toMatchObject({ isSame: false, rows: { base: 4, now: rows }, notes: [] })
    expect(classifyChange(comparison, true)).toBe(kind)
  })

  test('reports the facts of both tables', async () => {
    const { columns: changes } = await compare('retyped', 'nulls')
    const amount = changes.find(({ name }) => name === 'amount')
    expect(amount).toStrictEqual({
      name: 'amount',
      status: 'changed',
      differs: ['type'],
      base: {
        type: 'FLOAT32',
        shape: [4],
        rows: 4,
        bytes: 105,
        values: {
          nulls: 0,
          distinct: { count: 4, isExact: true },
          min: 0.5,
          max: 100,
          mean: 30.4375,
          sample: undefined,
        },
      },
      now: {
        type: 'FLOAT64',
        shape: [4],
        rows: 4,
        bytes: 121,
        values: {
          nulls: 2,
          distinct: { count: 2, isExact: true },
          min: 0.5,
          max: 100,
          mean: 50.25,
          sample: undefined,
        },
      },
      histogram: {
        from: 0.5,
        to: 100,
        base: [2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
        now: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      },
    })
    expect(changes.find(({ name }) => name === 'id')).toMatchObject({
      base: { type: 'INT32', values: { min: 1, max: 4 } },
      now: { type: 'INT64', values: { min: 1n, max: 4n } },
    })
  })

  test('counts nulls only where Disdat wrote them, and not the texts `null` and `NaN`', async () => {
    const { columns: found } = await compareBundles(await prove('codes'), undefined, options)
    const nulls = found.map(({ name, now }) => [name, now?.values?.nulls])
    expect(nulls).toStrictEqual([
      ['text', 0],
      ['number', undefined],
      ['quoted', 0],
      ['missing', 1],
    ])
  })

  test('describes a table without a base', async () => {
    const comparison = await compareBundles(await prove('nulls'), undefined, options)
    expect(formatColumns(comparison)).toStrictEqual(['id added', 'customer added', 'amount added', 'refunded added'])
    expect(comparison).toMatchObject({ isSame: undefined, rows: { base: undefined, now: 4 } })
    expect(comparison.columns[2]).toMatchObject({ base: undefined, now: { values: { nulls: 2 } } })
    expect(classifyChange(comparison, false)).toBe('first-version')
  })
})

describe('compareBundles, for other bundles that dsdt wrote', () => {
  test.each([
    ['one', 'two', 'data', '1', '2'],
    ['one', 'text', 'schema', '1', '2'],
    ['one', 'tagged', 'none', '1', '1'],
  ])('reports the single values of %s and %s only with samples', async (base, now, kind, before, after) => {
    const shown = await compare(base, now, { samples: true })
    expect(shown.columns.map((column) => column.base?.values?.sample)).toStrictEqual([before])
    expect(shown.columns.map((column) => column.now?.values?.sample)).toStrictEqual([after])
    expect(classifyChange(shown, true)).toBe(kind)
    const hidden = await compare(base, now)
    expect(hidden.columns.map((column) => column.now?.values?.sample)).toStrictEqual([undefined])
    expect(hidden.rows).toStrictEqual({ base: undefined, now: undefined })
  })

  test('reports another presentation as a change of the schema', async () => {
    const comparison = await compare('one', 'array')
    expect(comparison).toMatchObject({ presentation: { base: 'SCALAR', now: 'TENSOR' }, rows: { now: 3 } })
    expect(classifyChange(comparison, true)).toBe('schema')
  })

  test('compares files by size and ETag', async () => {
    const comparison = await compare('files', 'moreFiles')
    expect(comparison.files).toStrictEqual([
      { path: 'a.txt', status: 'same', ...createFacts(1, 1) },
      { path: 'b.txt', status: 'changed', ...createFacts(1, 1) },
      { path: 'd.txt', status: 'added', ...createFacts(undefined, 0) },
      { path: 'sub/größe.txt', status: 'changed', ...createFacts(1, 6) },
    ])
    expect(comparison).toMatchObject({ columns: [], isSame: false })
    expect(classifyChange(comparison, true)).toBe('schema')
    expect(await compare('files', 'files')).toMatchObject({ isSame: true, columns: [] })
  })

  test('reports the tags that users set', async () => {
    const { tags, isSame } = await compare('one', 'tagged')
    expect(tags).toStrictEqual([
      { key: 'pr', status: 'added', values: { base: undefined, now: '57' } },
      { key: 'tier', status: 'added', values: { base: undefined, now: 'gold' } },
    ])
    expect(isSame).toBe(true)
  })
})

function createFacts(base: number | undefined, now: number | undefined) {
  const facts = (size: number | undefined) => (size === undefined ? undefined : { bytes: size, table: undefined })
  return { base: facts(base), now: facts(now) }
}
