import { expect, test } from 'vitest'
import { readSamples } from '../../../src/compare/rows/sample-rows.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { openTestTable, type TestTable } from './fixtures.ts'

const create = (amounts: readonly number[]): TestTable => ({
  id: { kind: 'integers', values: amounts.map((_, row) => row) },
  amount: { kind: 'floats', values: amounts },
  text: { kind: 'texts', values: amounts.map(() => 'same') },
})

test('readSamples shows the key first, and only values that differ', async () => {
  const tables = {
    base: await openTestTable(create([1, 2, 3]), 'frames'),
    now: await openTestTable(create([1, 2.5]), 'snappy'),
  }
  const columns = { key: ['id'], values: ['amount', 'text'], json: { base: new Set<string>(), now: new Set<string>() } }
  const pairs = {
    added: [{ base: undefined, now: 0 }],
    removed: [{ base: 2, now: undefined }],
    changed: [{ base: 1, now: 1 }],
  }
  expect(await readSamples(tables, columns, pairs, { signal: neverAborted })).toStrictEqual({
    added: [
      {
        key: ['0'],
        values: [
          { column: 'amount', now: '1' },
          { column: 'text', now: 'same' },
        ],
      },
    ],
    removed: [
      {
        key: ['2'],
        values: [
          { column: 'amount', base: '3' },
          { column: 'text', base: 'same' },
        ],
      },
    ],
    changed: [{ key: ['1'], values: [{ column: 'amount', base: '2', now: '2.5' }] }],
  })
})
