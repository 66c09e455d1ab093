import { describe, expect, test } from 'vitest'
import type { ColumnChange, ColumnFacts, Comparison, FileChange } from '../../../src/compare/comparison.ts'
import { inspectFrame } from '../../../src/compare/inspect-frame.ts'
import { evaluateRules, type RuleFacts } from '../../../src/compare/rules/evaluate-rules.ts'
import { parseRules } from '../../../src/compare/rules/rules.ts'
import { encodeFrame } from '../../disdat/format/fixtures/write-frame.ts'

const unknown = { base: undefined, now: undefined }
const emptyComparison: Comparison = {
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
  comparison: emptyComparison,
  noBase: undefined,
  createdAt: new Date('2026-01-05T10:00:00Z'),
  now: new Date('2026-01-06T12:30:00Z'),
  bytes: 2048,
  history: { unknown: 'no rule needs it.' },
}

const createFacts = (rows: number, nulls: number | 'unread' = 0): ColumnFacts => ({
  type: 'INT64',
  shape: [rows],
  rows,
  bytes: 8 * rows,
  values:
    nulls === 'unread'
      ? undefined
      : { nulls, distinct: undefined, min: undefined, max: undefined, mean: undefined, sample: undefined },
})

const withUnknownNulls = (isUnknown: boolean): ColumnFacts => {
  const { values, ...facts } = createFacts(9, 1)
  return { ...facts, type: 'STRING', values: values && { ...values, nulls: isUnknown ? undefined : 1 } }
}

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
    ['kept', { nested: [{ frame: 'f', status: 'added', uuids: { base: undefined, now: 'u' }, name: 'n' }] }],
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

describe('evaluateRules, for a limit', () => {
  test.each<[string, number | undefined, number | undefined, string]>([
    ['rows<-20%', 1000, 800, 'kept'],
    ['rows<=-20%', 1000, 800, '800 rows, 1,000 in the base: −20 %.'],
    ['rows<-20%', 1000, 799, '799 rows, 1,000 in the base: −20.1 %.'],
    ['rows<-99%', 7, 0, '0 rows, 7 in the base: −100 %.'],
    ['rows>+1000000%', 0, 1, '1 row, 0 in the base: an infinite increase.'],
    ['rows<-1%', 0, 1, 'kept'],
    ['rows>=+0%', 0, 0, '0 rows, 0 in the base: 0 %.'],
    ['rows>+0%', 0, 0, 'kept'],
    ['rows<-5', 10, 4, '4 rows, 10 in the base: −6.'],
    ['rows<-6', 10, 4, 'kept'],
    ['rows>+5', 0, 6, '6 rows, 0 in the base: +6.'],
    ['rows<5', undefined, 4, '4 rows.'],
    ['rows<5', undefined, 5, 'kept'],
    ['rows<5', 4, undefined, 'undecided: The number of rows in the output is unknown.'],
    ['rows<-5%', undefined, 4, 'undecided: The number of rows in the base is unknown.'],
  ])('returns for %s, from %s to %s: %s', (rule, base, now, expected) => {
    expect(evaluate(rule, { rows: { base, now } })).toBe(expected)
  })

  test.each([
    ['bytes>+100%', '2,049 bytes, 1,024 in the base: +100.1 %.'],
    ['bytes>+1KiB', '2,049 bytes, 1,024 in the base: +1,025.'],
    ['bytes>3KiB', 'kept'],
  ])('returns for %s: %s', (rule, expected) => {
    expect(evaluate(rule, { bytes: { base: 1024, now: 2049 } })).toBe(expected)
  })

  test.each<[string, ColumnFacts | undefined, ColumnFacts | undefined, string]>([
    ['nulls(a)>1%', undefined, createFacts(200, 2), 'kept'],
    ['nulls(a)>1%', undefined, createFacts(200, 3), '1.5 % of a are null.'],
    ['nulls(a)>0%', undefined, createFacts(0, 0), 'kept'],
    ['nulls(a)>2', undefined, createFacts(200, 3), '3 of a are null.'],
    ['nulls(a)>+1%', createFacts(100, 1), createFacts(200, 5), '2.5 % of a are null, 1 % in the base: +1.5 points.'],
    ['nulls(a)>+1%', createFacts(100, 1), createFacts(100, 2), 'kept'],
    ['nulls(a)>+3', createFacts(100, 1), createFacts(200, 5), '5 of a are null, 1 in the base: +4.'],
    [
      'nulls(a)>1%',
      undefined,
      createFacts(9, 'unread'),
      'undecided: The number of nulls of a in the output is unknown: its values were not read, see `diff-max-bytes`.',
    ],
    ['nulls(a)>50%', undefined, { ...createFacts(2, 4), shape: [2, 4] }, 'kept'],
    ['nulls(a)>49%', undefined, { ...createFacts(2, 4), shape: [2, 4] }, '50 % of a are null.'],
    ['nulls(a)>100%', undefined, { ...createFacts(2, 8), shape: [2, 4] }, 'kept'],
    ['nulls(a)>49%', undefined, { ...createFacts(2, 1), shape: [] }, '50 % of a are null.'],
    [
      'nulls(a)>+0%',
      { ...createFacts(2, 1), shape: [2, 4] },
      { ...createFacts(2, 1), shape: [2, 2] },
      '25 % of a are null, 12.5 % in the base: +12.5 points.',
    ],
    ...(['base', 'now'] as const).map((side): [string, ColumnFacts, ColumnFacts, string] => [
      'nulls(a)>+1%',
      withUnknownNulls(side === 'base'),
      withUnknownNulls(side === 'now'),
      `undecided: The number of nulls of a in the ${side === 'now' ? 'output' : 'base'} is unknown: Disdat stores the texts \`null\` and \`NaN\` as it stores missing values.`,
    ]),
    ['nulls(b)>1%', undefined, createFacts(9), 'undecided: The output has no column "b".'],
    ['nulls(a)>1%', createFacts(9), undefined, 'undecided: The output has no column "a".'],
  ])('returns for %s, from %j to %j: %s', (rule, base, now, expected) => {
    expect(evaluate(rule, { columns: [createColumn('a', { base, now })] })).toBe(expected)
  })
})

describe('evaluateRules, with few facts', () => {
  const none = 'undecided: It is the first.'

  test.each([
    ['column-removed', none],
    ['type-changed', none],
    ['rows<-1%', none],
    ['rows<7', '5 rows.'],
    ['empty', 'kept'],
  ])('returns for %s of a first version: %s', (rule, expected) => {
    expect(evaluate(rule, { rows: { base: undefined, now: 5 } }, { noBase: 'It is the first.' })).toBe(expected)
  })

  test.each([
    ['column-removed', 'undecided: No time.'],
    ['empty', 'undecided: No time.'],
    ['bytes>+1%', 'undecided: No time.'],
    ['bytes>1KiB', '2,048 bytes.'],
    ['stale>1h', 'It was created at 2026-01-05 10:00 UTC, 26.5 h ago.'],
    ['error', 'kept'],
  ])('returns for %s without a comparison: %s', (rule, expected) => {
    expect(evaluate(rule, {}, { comparison: { unknown: 'No time.' } })).toBe(expected)
  })
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
    ['stale>1h', {}, { subjects: [facts.createdAt.toISOString()] }],
  ])('of %s with %j is %j', (rule, comparison, expected) => {
    expect(find(rule, comparison)).toEqual(expected)
  })
})
