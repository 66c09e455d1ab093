import { describe, expect, test } from 'vitest'
import { findRowKey } from '../../../src/compare/rows/find-row-key.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { openTestTable, type TestTable } from './fixtures.ts'

const table: TestTable = {
  amount: { kind: 'floats', values: [0.1, 0.2, 0.3, 0.4] },
  shop: { kind: 'integers', values: [1, 1, 2, 2] },
  day: { kind: 'texts', values: ['mo', 'tu', 'mo', 'tu'] },
  line: { kind: 'integers', values: [1, 2, 3, 4] },
  serial: { kind: 'integers', values: [5, 6, 7, 8] },
}

async function find(names: readonly string[], withoutPartner: Readonly<Record<string, number>> = {}) {
  const tables = { base: await openTestTable(table, 'frames'), now: await openTestTable(table, 'csv') }
  const verified: string[] = []
  const verify = async (key: readonly string[]) => {
    verified.push(key.join('+'))
    const rows = withoutPartner[key.join('+')]
    return { isUnique: rows !== undefined, withoutPartner: rows ?? 0 }
  }
  return { key: await findRowKey(tables, names, verify, { signal: neverAborted }), verified }
}

describe('findRowKey', () => {
  test('returns the smallest set with the fewest rows without a partner', async () => {
    const found = await find(Object.keys(table), { line: 3, serial: 1 })
    expect(found).toStrictEqual({ key: ['serial'], verified: ['line', 'serial'] })
  })

  test('goes on to larger sets, without columns that have fractions', async () => {
    const found = await find(['amount', 'shop', 'day'], { 'shop+day': 0 })
    expect(found).toStrictEqual({ key: ['shop', 'day'], verified: ['shop+day'] })
  })

  test('returns undefined where all rows together show that no set is a key', async () => {
    const found = await find(['shop', 'day', 'line'])
    expect(found.key).toBeUndefined()
    expect(found.verified).toStrictEqual(['line', 'shop+day', 'shop+line', 'day+line', 'shop+day+line'])
  })
})
