import { expect, test } from 'vitest'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { openTestTable, readTestTable, type TestTable } from './fixtures.ts'

const table: TestTable = {
  id: { kind: 'integers', values: [1, 2, 3] },
  text: { kind: 'texts', values: ['a', undefined, 'b'] },
  plain: { kind: 'texts', values: ['a', 'b', 'c'] },
}

test('openFrameRows reads the frames as columns, and reports which texts are JSON', async () => {
  const opened = await openTestTable(table, 'frames')
  expect(opened.columns).toStrictEqual([
    { name: 'id', kind: 'number' },
    { name: 'text', kind: 'text' },
    { name: 'plain', kind: 'text' },
  ])
  expect(await readTestTable(opened)).toStrictEqual({
    id: ['1', '2', '3'],
    text: ['"a"', 'null', '"b"'],
    plain: ['a', 'b', 'c'],
  })
  expect([...opened.jsonTexts]).toStrictEqual([['text', { hasQuoted: true }]])
})

test('openFrameRows refuses a column that does not exist', async () => {
  const opened = await openTestTable(table, 'frames')
  await expect(readTestTable(opened, ['x'])).rejects.toThrow(new BundleFormatError('no frame "x"'))
})
