import { describe, expect, test } from 'vitest'
import type { ColumnChange, ColumnFacts, Comparison, FileChange } from '../../../src/compare/comparison.ts'
import { evaluateRules, type RuleFacts } from '../../../src/compare/rules/evaluate-rules.ts'
import { parseRules } from '../../../src/compare/rules/rules.ts'

const unknown = { base: undefined, now: undefined }
const nothing: Comparison = {
  isSame: undefined,
  presentation: unknown,
  rows: unknown,
  bytes: unknown,
  columns: [],
  files: [],
  nested: [],
  tags: [],
  durationMs: unknown,
  notes: [],
}

const facts: RuleFacts = {
  comparison: nothing,
  noBase: undefined,
  createdAt: new Date('2026-01-05T10:00:00Z'),
  now: new Date('2026-01-06T12:30:00Z'),
  bytes: 2048,
}

const numbers = (rows: number, nulls: number | 'unread' = 0): ColumnFacts => ({
  type: 'INT64',
  shape: [rows],
  rows,
  bytes: 8 * rows,
  values:
    nulls === 'unread'
      ? undefined
      : { nulls, distinct: undefined, min: undefined, max: undefined, mean: undefined, sample: undefined },
})

const column = (name: string, change: Partial<ColumnChange>): ColumnChange => ({
  name,
  status: 'changed',
  base: undefined,
  now: undefined,
  differs: [],
  histogram: undefined,
  ...change,
})

const file = (bytes: number, columns?: readonly string[]) => ({
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

const files = (change: Pick<FileChange, 'base' | 'now'>, path = 'a.csv'): FileChange => ({
  path,
  status: 'changed',
  ...change,
})

/** What came of one rule: `kept`, the evidence of its being broken, or why it is undecided. */
function verdict(text: string, comparison: Partial<Comparison>, more: Partial<RuleFacts> = {}): string {
  const { value, faults } = parseRules(text)
  expect(faults).toStrictEqual([])
  const { checked, breaches, undecided } = evaluateRules(value, {
    ...facts,
    comparison: { ...nothing, ...comparison },
    ...more,
  })
  expect(checked).toStrictEqual([text])
  expect(breaches.length + undecided.length).toBeLessThan(2)
  expect([...breaches, ...undecided].map(({ rule }) => rule)).toStrictEqual(
    breaches.length + undecided.length ? [text] : [],
  )
  return breaches[0]?.evidence ?? (undecided[0] ? `undecided: ${undecided[0].why}` : 'kept')
}

test.each(['error', 'missing-output'])('%s is kept by an output that is there', (rule) => {
  expect(verdict(rule, {})).toBe('kept')
})

test.each([
  ['stale>26h', 'It was made on 2026-01-05 10:00 UTC, 26.5 h ago.'],
  ['stale>27h', 'kept'],
  ['stale>1d', 'It was made on 2026-01-05 10:00 UTC, 1.1 d ago.'],
  ['stale>1590m', 'kept'],
  ['stale>1589m', 'It was made on 2026-01-05 10:00 UTC, 1,590 m ago.'],
])('%s: %s', (rule, expected) => {
  expect(verdict(rule, {})).toBe(expected)
})

describe('empty', () => {
  test.each<[string, Partial<Comparison>]>([
    ['kept', { rows: { base: 0, now: 1 } }],
    ['It has no rows.', { rows: { base: 5, now: 0 } }],
    ['It holds nothing.', {}],
    ['It holds nothing.', { columns: [column('a', { status: 'removed', base: numbers(1) })] }],
    ['undecided: Some of its frames cannot be read.', { columns: [column('a', { status: 'unknown' })] }],
    ['Its frames hold no values.', { columns: [column('a', { now: numbers(0) })] }],
    ['kept', { columns: [column('a', { now: numbers(1) })] }],
    ['Of its 1 file(s) none has a byte in it.', { files: [files({ base: file(9), now: file(0) })] }],
    ['kept', { files: [files({ base: undefined, now: file(0) }), files({ base: undefined, now: file(1) }, 'b')] }],
    ['kept', { nested: [{ frame: 'f', status: 'added', uuids: { base: undefined, now: 'u' }, name: 'n' }] }],
  ])('%s', (expected, comparison) => {
    expect(verdict('empty', comparison)).toBe(expected)
  })
})

describe('column-removed', () => {
  test.each<[string, Partial<Comparison>]>([
    ['kept', { columns: [column('a', { status: 'added', now: numbers(1) })] }],
    [
      'Gone: a, c.',
      { columns: ['a', 'b', 'c'].map((name) => column(name, { status: name === 'b' ? 'same' : 'removed' })) },
    ],
    [
      'Gone: 1, 2, 3, 4, 5, and 2 more.',
      { columns: [...'1234567'].map((name) => column(name, { status: 'removed' })) },
    ],
    ['Gone: b.', { files: [files({ base: file(1, ['a:i', 'b:i']), now: file(1, ['a:i']) })] }],
    [
      'kept',
      {
        files: [
          files({ base: file(1, ['a:i', 'b:i']), now: undefined }, 'old'),
          files({ base: undefined, now: file(1, ['b:i', 'a:i']) }, 'new'),
        ],
      },
    ],
    [
      'undecided: Which columns the files of the output have is not known.',
      { files: [files({ base: file(1, ['a:i']), now: file(1) })] },
    ],
    [
      'undecided: Which columns the files of the output have is not known.',
      {
        files: [
          files({ base: file(1, ['a:i']), now: file(1, ['a:i']) }, 'a.parquet'),
          files({ base: file(1, ['b:i']), now: file(1) }, 'b.parquet'),
        ],
      },
    ],
    [
      'Gone: b.',
      {
        files: [
          files({ base: file(1, ['a:i']), now: file(1, ['a:i']) }, 'a.parquet'),
          files({ base: file(1, ['b:i']), now: file(1) }, 'b.txt'),
        ],
      },
    ],
  ])('%s', (expected, comparison) => {
    expect(verdict('column-removed', comparison)).toBe(expected)
  })
})

describe('type-changed', () => {
  test.each<[string, Partial<Comparison>]>([
    ['kept', { columns: [column('a', { differs: ['shape', 'values'] })] }],
    [
      'undecided: Not readable: a.',
      { columns: [column('a', { status: 'unknown', base: numbers(1), now: undefined })] },
    ],
    ['kept', { columns: [column('a', { status: 'unknown', base: numbers(1), now: numbers(1) })] }],
    [
      'Of another type: a (INT32 before, INT64 now).',
      { columns: [column('a', { differs: ['type'], base: { ...numbers(1), type: 'INT32' }, now: numbers(1) })] },
    ],
    [
      'Of another type: b (int before, text now).',
      { files: [files({ base: file(1, ['a:int', 'b:int']), now: file(1, ['a:int', 'b:text', 'c:int']) })] },
    ],
    [
      'undecided: Which columns the files of the output have is not known.',
      { files: [files({ base: file(1, ['a:i']), now: file(1) })] },
    ],
  ])('%s', (expected, comparison) => {
    expect(verdict('type-changed', comparison)).toBe(expected)
  })
})

describe('a limit', () => {
  test.each<[string, number | undefined, number | undefined, string]>([
    ['rows<-20%', 1000, 800, 'kept'],
    ['rows<=-20%', 1000, 800, '800 rows, 1,000 in the base: −20 %.'],
    ['rows<-20%', 1000, 799, '799 rows, 1,000 in the base: −20.1 %.'],
    ['rows<-99%', 7, 0, '0 rows, 7 in the base: −100 %.'],
    ['rows>+1000000%', 0, 1, '1 row, 0 in the base: a rise without bound.'],
    ['rows<-1%', 0, 1, 'kept'],
    ['rows>=+0%', 0, 0, '0 rows, 0 in the base: 0 %.'],
    ['rows>+0%', 0, 0, 'kept'],
    ['rows<-5', 10, 4, '4 rows, 10 in the base: −6.'],
    ['rows<-6', 10, 4, 'kept'],
    ['rows>+5', 0, 6, '6 rows, 0 in the base: +6.'],
    ['rows<5', undefined, 4, '4 rows.'],
    ['rows<5', undefined, 5, 'kept'],
    ['rows<5', 4, undefined, 'undecided: How many rows the output has is not known.'],
    ['rows<-5%', undefined, 4, 'undecided: How many rows the base has is not known.'],
  ])('%s, from %s to %s: %s', (rule, base, now, expected) => {
    expect(verdict(rule, { rows: { base, now } })).toBe(expected)
  })

  test.each([
    ['bytes>+100%', '2,049 bytes, 1,024 in the base: +100.1 %.'],
    ['bytes>+1KiB', '2,049 bytes, 1,024 in the base: +1,025.'],
    ['bytes>3KiB', 'kept'],
  ])('%s: %s', (rule, expected) => {
    expect(verdict(rule, { bytes: { base: 1024, now: 2049 } })).toBe(expected)
  })

  test.each<[string, ColumnFacts | undefined, ColumnFacts | undefined, string]>([
    ['nulls(a)>1%', undefined, numbers(200, 2), 'kept'],
    ['nulls(a)>1%', undefined, numbers(200, 3), '1.5 % of a are null.'],
    ['nulls(a)>0%', undefined, numbers(0, 0), 'kept'],
    ['nulls(a)>2', undefined, numbers(200, 3), '3 of a are null.'],
    ['nulls(a)>+1%', numbers(100, 1), numbers(200, 5), '2.5 % of a are null, 1 % in the base: +1.5 points.'],
    ['nulls(a)>+1%', numbers(100, 1), numbers(100, 2), 'kept'],
    ['nulls(a)>+3', numbers(100, 1), numbers(200, 5), '5 of a are null, 1 in the base: +4.'],
    [
      'nulls(a)>1%',
      undefined,
      numbers(9, 'unread'),
      'undecided: How many nulls of a the output has is not known: its values were not looked at, see `diff-max-bytes`.',
    ],
    ['nulls(b)>1%', undefined, numbers(9), 'undecided: The output has no frame "b".'],
    ['nulls(a)>1%', numbers(9), undefined, 'undecided: The output has no frame "a".'],
  ])('%s, from %j to %j', (rule, base, now, expected) => {
    expect(verdict(rule, { columns: [column('a', { base, now })] })).toBe(expected)
  })
})

describe('where little is known', () => {
  const none = 'undecided: It is the first.'

  test.each([
    ['column-removed', none],
    ['type-changed', none],
    ['rows<-1%', none],
    ['rows<7', '5 rows.'],
    ['empty', 'kept'],
  ])('%s of a first version: %s', (rule, expected) => {
    expect(verdict(rule, { rows: { base: undefined, now: 5 } }, { noBase: 'It is the first.' })).toBe(expected)
  })

  test.each([
    ['column-removed', 'undecided: No time.'],
    ['empty', 'undecided: No time.'],
    ['bytes>+1%', 'undecided: No time.'],
    ['bytes>1KiB', '2,048 bytes.'],
    ['stale>1h', 'It was made on 2026-01-05 10:00 UTC, 26.5 h ago.'],
    ['error', 'kept'],
  ])('%s without a comparison: %s', (rule, expected) => {
    expect(verdict(rule, {}, { comparison: { unknown: 'No time.' } })).toBe(expected)
  })
})
