import { describe, expect, test } from 'vitest'
import type { ColumnChange, ColumnFacts, Comparison, FileChange } from '../../../src/compare/comparison.ts'
import { inspectFrame } from '../../../src/compare/inspect-frame.ts'
import { evaluateRules, type RuleFacts } from '../../../src/compare/rules/evaluate-rules.ts'
import { parseRules } from '../../../src/compare/rules/rules.ts'
import { encodeFrame } from '../../disdat/format/fixtures/write-frame.ts'
import { emptyComparison } from '../empty-comparison.ts'

const facts: RuleFacts = {
  comparison: emptyComparison,
  noBase: undefined,
  createdAt: new Date('2026-01-05T10:00:00Z'),
  now: new Date('2026-01-06T12:30:00Z'),
  bytes: 2048,
  history: { unknown: 'no rule needs it.' },
}

const createFacts = (rows: number): ColumnFacts => ({
  type: 'INT64',
  shape: [rows],
  rows,
  bytes: 8 * rows,
  values: { nulls: 0, distinct: undefined, min: undefined, max: undefined, mean: undefined, sample: undefined },
})

const createColumn = (name: string, change: Partial<ColumnChange>): ColumnChange => ({
  name,
  status: 'changed',
  base: undefined,
  now: undefined,
  differs: [],
  histogram: undefined,
  ...change,
})

const createFile = (bytes: number, columns?: readonly string[]) => ({
  bytes,
  table: columns && {
    format: 'csv' as const,
    rows: undefined,
    columns: columns.map((text) => {
      const [name = '', type = ''] = text.split(':')
      return { name, type }
    }),
  },
})

const createFileChange = (change: Pick<FileChange, 'base' | 'now'>, path = 'a.csv'): FileChange => ({
  path,
  status: 'changed',
  ...change,
})

/** The result of one rule: `kept`, the evidence of a broken rule, or why it is undecided. */
function evaluate(text: string, comparison: Partial<Comparison>, more: Partial<RuleFacts> = {}): string {
  const { value, faults } = parseRules(text)
  expect(faults).toStrictEqual([])
  const { checked, breaches, undecided } = evaluateRules(value, {
    ...facts,
    comparison: { ...emptyComparison, ...comparison },
    ...more,
  })
  expect(checked).toStrictEqual([text])
  expect(breaches.length + undecided.length).toBeLessThan(2)
  expect([...breaches, ...undecided].map(({ rule }) => rule)).toStrictEqual(
    breaches.length + undecided.length ? [text] : [],
  )
  return breaches[0]?.evidence ?? (undecided[0] ? `undecided: ${undecided[0].why}` : 'kept')
}

test.each(['error', 'missing-output'])('evaluateRules keeps %s for every proved output', (rule) => {
  expect(evaluate(rule, {})).toBe('kept')
})

test.each([
  ['stale>26h', 'It was created at 2026-01-05 10:00 UTC, 26.5 h ago.'],
  ['stale>27h', 'kept'],
  ['stale>1d', 'It was created at 2026-01-05 10:00 UTC, 1.1 d ago.'],
  ['stale>1590m', 'kept'],
  ['stale>1589m', 'It was created at 2026-01-05 10:00 UTC, 1,590 m ago.'],
])('evaluateRules compares the age with %s: %s', (rule, expected) => {
  expect(evaluate(rule, {})).toBe(expected)
})

/** The facts of a frame with one text. */
function inspectText(text: string): ColumnFacts {
  const draft = { name: 'unnamed:0', uuid: crypto.randomUUID(), shape: [1], byteOrder: 'none' } as const
  const frame = inspectFrame(encodeFrame({ ...draft, content: { kind: 'strings', values: [text] } }), false)
  if (frame.kind !== 'read') throw new Error('not read')
  return frame.facts
}

/** A frame whose values were too large to be read. */
const unread: ColumnFacts = { ...createFacts(1), values: undefined }

const removedBundle = { frame: 'f', status: 'removed', uuids: { base: 'u', now: undefined }, name: 'n' } as const

describe('evaluateRules, for `empty`', () => {
  test.each<[string, Partial<Comparison>]>([
    ['kept', { rows: { base: 0, now: 1 } }],
    ['It has no rows.', { rows: { base: 5, now: 0 } }],
    ['It holds nothing.', {}],
    ['It holds nothing.', { columns: [createColumn('a', { status: 'removed', base: createFacts(1) })] }],
    ['undecided: Some frames cannot be read.', { columns: [createColumn('a', { status: 'unknown' })] }],
    ['Its frames hold no values.', { columns: [createColumn('a', { now: createFacts(0) })] }],
    ['kept', { columns: [createColumn('a', { now: createFacts(1) })] }],
    ['All 1 file(s) are empty.', { files: [createFileChange({ base: createFile(9), now: createFile(0) })] }],
    [
      'kept',
      {
        files: [
          createFileChange({ base: undefined, now: createFile(0) }),
          createFileChange({ base: undefined, now: createFile(1) }, 'b'),
        ],
      },
    ],
    [
      'The pipe returned None.',
      { presentation: { base: undefined, now: 'JSON' }, columns: [createColumn('a', { now: inspectText('null') })] },
    ],
    [
      'kept',
      { presentation: { base: undefined, now: 'JSON' }, columns: [createColumn('a', { now: inspectText('5') })] },
    ],
    [
      'kept',
      { presentation: { base: undefined, now: 'SCALAR' }, columns: [createColumn('a', { now: inspectText('null') })] },
    ],
    [
      'kept',
      { presentation: { base: undefined, now: 'JSON' }, columns: [createColumn('a', { now: inspectText('[null]') })] },
    ],
    ['kept', { presentation: { base: undefined, now: 'JSON' }, columns: [createColumn('a', { now: unread })] }],
    [
      'The pipe returned None.',
      {
        presentation: { base: undefined, now: 'JSON' },
        columns: [createColumn('b', { status: 'removed' }), createColumn('a', { now: inspectText('null') })],
      },
    ],
    [
      'kept',
      {
        presentation: { base: undefined, now: 'JSON' },
        columns: [createColumn('a', { now: { ...inspectText('null'), rows: 2 } })],
      },
    ],
    ['kept', { nested: [removedBundle, { ...removedBundle, status: 'added', uuids: { base: undefined, now: 'u' } }] }],
    ['It holds nothing.', { nested: [removedBundle] }],
    ['kept', { columns: [createColumn('a', { now: createFacts(0) }), createColumn('b', { now: createFacts(2) })] }],
    [
      'Its frames hold no values.',
      { columns: [createColumn('a', { status: 'removed' }), createColumn('b', { now: createFacts(0) })] },
    ],
    [
      'undecided: Some frames cannot be read.',
      {
        columns: [createColumn('a', { status: 'unknown' }), createColumn('b', { now: createFacts(0) })],
        files: [createFileChange({ base: undefined, now: createFile(0) })],
      },
    ],
    [
      'kept',
      {
        columns: [createColumn('a', { status: 'unknown' })],
        files: [createFileChange({ base: undefined, now: createFile(1) })],
      },
    ],
    ['It holds nothing.', { files: [createFileChange({ base: createFile(9), now: undefined })] }],
    [
      'All 1 file(s) are empty.',
      {
        files: [
          createFileChange({ base: createFile(9), now: undefined }),
          createFileChange({ base: undefined, now: createFile(0) }, 'b'),
        ],
      },
    ],
  ])('returns: %s', (expected, comparison) => {
    expect(evaluate('empty', comparison)).toBe(expected)
  })
})

describe('evaluateRules, for `column-removed`', () => {
  test.each<[string, Partial<Comparison>]>([
    ['kept', { columns: [createColumn('a', { status: 'added', now: createFacts(1) })] }],
    [
      'Removed: `a`, `c`.',
      { columns: ['a', 'b', 'c'].map((name) => createColumn(name, { status: name === 'b' ? 'same' : 'removed' })) },
    ],
    [
      'Removed: `1`, `2`, `3`, `4`, `5`.',
      { columns: [...'12345'].map((name) => createColumn(name, { status: 'removed' })) },
    ],
    [
      'Removed: `c`, `b`.',
      {
        columns: [createColumn('c', { status: 'removed' })],
        files: [createFileChange({ base: createFile(1, ['a:i', 'b:i']), now: createFile(1, ['a:i']) })],
      },
    ],
    [
      'Removed: `1`, `2`, `3`, `4`, `5`, and 2 more.',
      { columns: [...'1234567'].map((name) => createColumn(name, { status: 'removed' })) },
    ],
    [
      'Removed: `b`.',
      { files: [createFileChange({ base: createFile(1, ['a:i', 'b:i']), now: createFile(1, ['a:i']) })] },
    ],
    [
      'kept',
      {
        files: [
          createFileChange({ base: createFile(1, ['a:i', 'b:i']), now: undefined }, 'old'),
          createFileChange({ base: undefined, now: createFile(1, ['b:i', 'a:i']) }, 'new'),
        ],
      },
    ],
    [
      'undecided: The columns in the files of the output are unknown.',
      { files: [createFileChange({ base: createFile(1, ['a:i']), now: createFile(1) })] },
    ],
    [
      'undecided: The columns in the files of the output are unknown.',
      {
        files: [
          createFileChange({ base: createFile(1, ['a:i']), now: createFile(1, ['a:i']) }, 'a.parquet'),
          createFileChange({ base: createFile(1, ['b:i']), now: createFile(1) }, 'b.parquet'),
        ],
      },
    ],
    [
      'Removed: `b`.',
      {
        files: [
          createFileChange({ base: createFile(1, ['a:i']), now: createFile(1, ['a:i']) }, 'a.parquet'),
          createFileChange({ base: createFile(1, ['b:i']), now: createFile(1) }, 'b.txt'),
        ],
      },
    ],
  ])('returns: %s', (expected, comparison) => {
    expect(evaluate('column-removed', comparison)).toBe(expected)
  })
})

describe('evaluateRules, for `type-changed`', () => {
  test.each<[string, Partial<Comparison>]>([
    ['kept', { columns: [createColumn('a', { differs: ['shape', 'values'] })] }],
    [
      'undecided: Unreadable columns: a.',
      { columns: [createColumn('a', { status: 'unknown', base: createFacts(1), now: undefined })] },
    ],
    ['kept', { columns: [createColumn('a', { status: 'unknown', base: createFacts(1), now: createFacts(1) })] }],
    [
      'Type changed: `a` (INT32 before, INT64 now).',
      {
        columns: [
          createColumn('a', { differs: ['type'], base: { ...createFacts(1), type: 'INT32' }, now: createFacts(1) }),
        ],
      },
    ],
    ['kept', { columns: [createColumn('a', { status: 'removed', base: createFacts(1) })] }],
    [
      'undecided: Unreadable columns: a, b.',
      {
        columns: [
          createColumn('a', { status: 'unknown', now: createFacts(1) }),
          createColumn('b', { status: 'unknown' }),
          createColumn('c', { status: 'unknown', base: createFacts(1), now: createFacts(1) }),
        ],
      },
    ],
    [
      'Type changed: `b` (int before, int or text now).',
      {
        files: [
          createFileChange({ base: createFile(1, ['b:int']), now: createFile(1, ['b:int']) }),
          createFileChange({ base: createFile(1, ['b:int']), now: createFile(1, ['b:text']) }, 'b.csv'),
        ],
      },
    ],
    ['kept', { files: [createFileChange({ base: createFile(1, ['a:int', 'b:int']), now: createFile(1, ['b:int']) })] }],
    [
      'Type changed: `b` (int before, text now).',
      {
        files: [
          createFileChange({
            base: createFile(1, ['a:int', 'b:int']),
            now: createFile(1, ['a:int', 'b:text', 'c:int']),
          }),
        ],
      },
    ],
    [
      'undecided: The columns in the files of the output are unknown.',
      { files: [createFileChange({ base: createFile(1, ['a:i']), now: createFile(1) })] },
    ],
  ])('returns: %s', (expected, comparison) => {
    expect(evaluate('type-changed', comparison)).toBe(expected)
  })
})

const outputUnknown = 'undecided: The columns in the files of the output are unknown.'
const baseUnknown = 'undecided: The columns in the files of the base are unknown.'

describe.each(['column-removed', 'type-changed'])('evaluateRules, for `%s` and tables that were not read', (rule) => {
  test.each<[string, string, FileChange['base'], FileChange['now'], string]>([
    ['a table that cannot be read any more', outputUnknown, createFile(1, ['a:i']), createFile(1), 'a.csv'],
    ['tables of which neither was read', outputUnknown, createFile(1), createFile(1), 'a.csv'],
    ['a table of which only the old one was not read', baseUnknown, createFile(1), createFile(1, ['a:i']), 'a.csv'],
    ['a removed file that was not read', baseUnknown, createFile(1), undefined, 'a.csv'],
    ['a removed table', 'kept', createFile(1, ['a:i']), undefined, 'a.csv'],
    ['a new table that was not read', 'kept', undefined, createFile(1), 'a.csv'],
    ['a new table', 'kept', undefined, createFile(1, ['a:i']), 'a.csv'],
    ['the same table', 'kept', createFile(1, ['a:i']), createFile(1, ['a:i']), 'a.csv'],
    ['other files', 'kept', createFile(1), createFile(1), 'a.txt'],
  ])('returns for %s: %s', (_, expected, base, now, path) => {
    expect(evaluate(rule, { files: [createFileChange({ base, now }, path)] })).toBe(expected)
  })

  test('leaves it undecided when another file of the output may hold the old table', () => {
    const files = [
      createFileChange({ base: createFile(1, ['a:i']), now: undefined }),
      createFileChange({ base: undefined, now: createFile(1) }, 'b.txt'),
    ]
    expect(evaluate(rule, { files })).toBe(outputUnknown)
  })
})

describe('evaluateRules, with few facts', () => {
  const none = 'undecided: It is the first.'

  test.each([
    ['column-removed', none],
    ['type-changed', none],
    ['rows<-1%', none],
    ['rows-removed>0', none],
    ['rows<7', '5 rows.'],
    ['empty', 'kept'],
    ['restated', 'undecided: Not checked: no rule needs it.'],
  ])('returns for %s of a first version: %s', (rule, expected) => {
    expect(evaluate(rule, { rows: { base: undefined, now: 5 } }, { noBase: 'It is the first.' })).toBe(expected)
  })

  test.each([
    ['column-removed', 'undecided: No time.'],
    ['empty', 'undecided: No time.'],
    ['rows-removed>0', 'undecided: No time.'],
    ['rows outside 14 runs', 'undecided: Not checked: no rule needs it.'],
    ['rows<+1% previous', 'undecided: Not checked: no rule needs it.'],
    ['rows<5', 'undecided: No time.'],
    ['bytes>+1%', 'undecided: No time.'],
    ['bytes>1KiB', '2,048 bytes.'],
    ['stale>1h', 'It was created at 2026-01-05 10:00 UTC, 26.5 h ago.'],
    ['error', 'kept'],
  ])('returns for %s without a comparison: %s', (rule, expected) => {
    expect(evaluate(rule, {}, { comparison: { unknown: 'No time.' } })).toBe(expected)
  })
})

test.each([
  ['rows-removed>0', 'undecided: Rows are compared only with `diff-key`.'],
  ['rows<-20%', '5 rows, 10 in the base: −50 %.'],
  ['bytes>+1KiB', '4,096 bytes, 1,024 in the base: +3,072.'],
  ['bytes>2KiB', 'kept'],
])('evaluateRules returns for %s, with a comparison: %s', (rule, expected) => {
  expect(evaluate(rule, { rows: { base: 10, now: 5 }, bytes: { base: 1024, now: 4096 } })).toBe(expected)
})

describe('the finding of a broken rule', () => {
  const find = (text: string, comparison: Partial<Comparison>, more: Partial<RuleFacts> = {}) => {
    const all = { ...facts, comparison: { ...emptyComparison, ...comparison }, ...more }
    return evaluateRules(parseRules(text).value, all).breaches[0]?.finding
  }

  test('has all removed columns, also those that the evidence only counts', () => {
    const names = Array.from({ length: 9 }, (_, index) => `column ${index}`)
    const columns = names.map((name) => createColumn(name, { status: 'removed', base: createFacts(1) }))
    expect(find('column-removed', { columns })).toEqual({ subjects: names })
  })

  test.each([
    ['rows<10', { rows: { base: 9, now: 5 } }, { subjects: [], amount: { value: 5, worse: 'lower' } }],
    ['rows<-20%', { rows: { base: 10, now: 5 } }, { subjects: [], amount: { value: -50, worse: 'lower' } }],
    ['rows>+2', { rows: { base: 1, now: 5 } }, { subjects: [], amount: { value: 4, worse: 'higher' } }],
    ['rows>+2%', { rows: { base: 0, now: 5 } }, { subjects: ['5 rows, 0 in the base: an infinite increase.'] }],
    ['empty', { rows: { base: 1, now: 0 } }, { subjects: ['It has no rows.'] }],
    [
      'type-changed',
      { columns: [createColumn('a', { differs: ['type'], base: createFacts(1), now: createFacts(1) })] },
      { subjects: ['`a` (INT64 before, INT64 now)'] },
    ],
    ['stale>1h', {}, { subjects: [facts.createdAt.toISOString()] }],
  ])('of %s with %j is %j', (rule, comparison, expected) => {
    expect(find(rule, comparison)).toEqual(expected)
  })
})
