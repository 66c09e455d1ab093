import { describe, expect, test } from 'vitest'
import { advanceColumns, groupColumns, maxReadBytes, passMissing } from '../../../src/compare/rows/row-table.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

async function* count(log: string[], name: string, parts: readonly number[]): AsyncGenerator<number> {
  for (const part of parts) {
    log.push(`${name}${part}`)
    yield part
  }
}

async function drain(columns: readonly AsyncGenerator<number>[]): Promise<void> {
  for await (const _ of advanceColumns(columns));
}

describe('advanceColumns', () => {
  test('advances the columns that are behind', async () => {
    const log: string[] = []
    await drain([count(log, 'a', [3, 3]), count(log, 'b', [1, 1, 2, 2])])
    expect(log).toStrictEqual(['a3', 'b1', 'b1', 'b2', 'a3', 'b2'])
  })

  test('refuses columns of different lengths', async () => {
    await expect(drain([count([], 'a', [3]), count([], 'b', [2])])).rejects.toThrow(
      new BundleFormatError('columns of 3 and of 2 rows'),
    )
  })
})

test.each([
  [0, []],
  [16_384, [16_384]],
])('passMissing yields no empty part for %i rows', async (rows, expected) => {
  const parts: number[] = []
  for await (const part of passMissing(rows, new TextSink(new Set()))) parts.push(part)
  expect(parts).toStrictEqual(expected)
})

test('passMissing passes as many missing values as there are rows', async () => {
  const sink = new TextSink(new Set([39_999, 40_000]))
  const parts: number[] = []
  for await (const part of passMissing(40_000, sink)) parts.push(part)
  expect(parts).toStrictEqual([16_384, 16_384, 7232])
  expect([...sink.texts.keys()]).toStrictEqual([39_999])
})

test.each<[string, readonly number[], readonly (readonly number[])[]]>([
  ['of which all take little', [0, 0, 0], [[0, 1, 2]]],
  [
    'that take as much as allowed',
    [maxReadBytes - 1, 1, 1, maxReadBytes - 1],
    [
      [0, 1],
      [2, 3],
    ],
  ],
  ['of which one takes more than allowed', [1, maxReadBytes * 2, 1], [[0], [1], [2]]],
  ['that take little, behind a large one', [maxReadBytes * 2, 0, 0], [[0], [1, 2]]],
  ['of which there are none', [], []],
])('groupColumns groups columns %s', (_, bytes, expected) => {
  const columns = bytes.map((readBytes, index) => ({ name: `${index}`, kind: 'number', readBytes }) as const)
  const names = columns.map(({ name }) => name)
  expect(groupColumns({ columns }, names)).toStrictEqual(expected.map((group) => group.map(String)))
})

test('groupColumns expects little of columns that a table lacks', () => {
  expect(groupColumns({ columns: [] }, ['a', 'b'])).toStrictEqual([['a', 'b']])
})
