import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compareBundles } from '../../../src/compare/compare-bundles.ts'
import type { ComparedBundle } from '../../../src/compare/compare-read.ts'
import { compareRows } from '../../../src/compare/rows/compare-rows.ts'
import { proveBundle } from '../../../src/remote/prove.ts'
import type { Remote } from '../../../src/remote/remote.ts'
import { neverAborted, openTestRemote } from '../../remote/helpers.ts'
import { type BundleData, type Home, makeHome } from '../../testbed/dsdt.ts'
import { type Moto, startMoto } from '../../testbed/moto.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'

// Each start of Python takes a second, or several on a busy machine.
vi.setConfig({ hookTimeout: 180_000, testTimeout: 60_000 })

const url = 's3://bucket/prefix'
const columns = { id: [1, 2, 3, 4], customer: ['ann', 'bob', 'cid', ''], amount: [0.504, 1, 20.25, 100] }

/** The bundles that dsdt creates, by name. */
const bundleData: Readonly<Record<string, BundleData>> = {
  orders: { kind: 'frame', columns },
  rounded: { kind: 'frame', columns: { ...columns, amount: [0.5, 1, 20.25, 100], customer: ['ann', null, 'cid', ''] } },
  fewer: { kind: 'frame', columns: { id: [4, 9], customer: ['', 'eve'], amount: [100, 2] } },
  csv: {
    kind: 'files',
    files: {
      'a.csv': 'id,amount\n1,0.504\n2,1\n',
      'b.csv': 'id,amount\n3,20.25\n4,100\n',
      'notes.csv': 'word,code\nx,1\ny,2\n',
    },
  },
  splitCsv: { kind: 'files', files: { 'all.csv': 'id,amount\n4,100\n3,20.3\n2,1.0\n1,0.504\n' } },
  one: { kind: 'value', value: 1 },
  arrays: { kind: 'value', value: [1, 2, 3] },
}

let moto: Moto
let home: Home
let remote: Remote
let uuids: ReadonlyMap<string, string>

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  home = await makeHome(moto, { remote: url })
  remote = await openTestRemote(url, moto.env)
  const specs = Object.entries(bundleData).map(([name, data]) => ({ name, data, push: true }))
  const made = await home.makeBundles(specs)
  uuids = new Map(specs.map(({ name }, place) => [name, made[place] ?? '']))
})

afterAll(async () => {
  remote.store.close()
  await home[Symbol.asyncDispose]()
  await moto[Symbol.asyncDispose]()
})

async function prove(name: string): Promise<ComparedBundle> {
  const proof = await proveBundle(remote, uuids.get(name) ?? name, { signal: neverAborted })
  if (proof === undefined) throw new Error(`the bundle ${name} does not exist`)
  return { remote, proof }
}

async function compare(base: string, now: string, key: readonly string[] | 'auto' = ['id'], maxBytes = 1024 * 1024) {
  await using folder = await makeTemporaryFolder('rows-')
  const bundles = { base: await prove(base), now: await prove(now) }
  const comparison = await compareBundles(bundles.now, bundles.base, { signal: neverAborted, maxBytes, samples: false })
  const options = { key, maxRows: 1000, maxSamples: 2, folder: folder.path, signal: neverAborted }
  const result = await compareRows(bundles, comparison, options)
  expect(await readdir(folder.path)).toStrictEqual([])
  return result
}

const count = (rows: number) => ({ count: rows, from: rows, to: rows })

describe('compareRows, for bundles that dsdt wrote', () => {
  test('compares the frames of tables, also where the texts of one are JSON, and those that are not read otherwise', async () => {
    expect(await compare('orders', 'rounded', ['id'], 1)).toMatchObject({
      rowChanges: {
        ...{ rows: { base: 4, now: 4 }, added: count(0), removed: count(0), changed: count(2) },
        columns: [
          { name: 'customer', differing: count(1) },
          { name: 'amount', differing: count(1), difference: { greatest: expect.closeTo(-0.004) } },
        ],
        samples: {
          changed: [
            { key: ['1'], values: [{ column: 'amount', base: '0.504', now: '0.5' }] },
            { key: ['2'], values: [{ column: 'customer', base: 'bob', now: '∅' }] },
          ],
        },
      },
    })
  })

  test('finds a key', async () => {
    const result = await compare('orders', 'fewer', 'auto')
    expect(result).toMatchObject({ rowChanges: { key: ['id'], added: count(1), removed: count(3), shared: count(1) } })
  })

  test('compares the files with the columns of the key as one table, and with frames', async () => {
    const changes = { added: count(0), removed: count(0), shared: count(4), changed: count(1) }
    expect(await compare('csv', 'splitCsv')).toMatchObject({ rowChanges: changes })
    expect(await compare('orders', 'splitCsv')).toMatchObject({
      rowChanges: { ...changes, removedColumns: ['customer'] },
    })
  })

  test.each([
    ['orders', 'one', 'There is no table in the output.'],
    ['arrays', 'orders', 'There is no table in the base.'],
  ])('says why %s and %s are not compared', async (base, now, rowsNotCompared) => {
    expect(await compare(base, now)).toStrictEqual({ rowsNotCompared })
  })
})
