import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRules, printRule, type Rule } from '../../../src/compare/rules/rules.ts'

const rows = { kind: 'limit', quantity: { of: 'rows' }, is: '<', amount: 0, isPercent: false, isChange: false } as const
const bytes = { ...rows, quantity: { of: 'bytes' }, is: '>' } as const
const nulls = (column: string) => ({ ...rows, quantity: { of: 'nulls', column }, is: '>' }) as const

describe('parseRules', () => {
  test.each<[string, readonly Rule[]]>([
    ['', []],
    [' ,\n, \r\n', []],
    [
      'error, missing-output,empty\ncolumn-removed\r\n\ttype-changed,',
      [
        { kind: 'error' },
        { kind: 'missing-output' },
        { kind: 'empty' },
        { kind: 'column-removed' },
        { kind: 'type-changed' },
      ],
    ],
    ['Empty', [{ kind: 'empty' }]],
    ['empty, empty', [{ kind: 'empty' }]],
    ['rows<-20%', [{ ...rows, amount: -20, isPercent: true, isChange: true }]],
    ['rows < - 20 %', [{ ...rows, amount: -20, isPercent: true, isChange: true }]],
    ['rows<=+0.5%', [{ ...rows, is: '<=', amount: 0.5, isPercent: true, isChange: true }]],
    ['rows<-0%', [{ ...rows, amount: 0, isPercent: true, isChange: true }]],
    ['rows<1000', [{ ...rows, amount: 1000 }]],
    ['rows>=+10', [{ ...rows, is: '>=', amount: 10, isChange: true }]],
    ['bytes>+100%', [{ ...bytes, amount: 100, isPercent: true, isChange: true }]],
    ['bytes>1.5 GiB', [{ ...bytes, amount: 1.5 * 1024 ** 3 }]],
    ['bytes>-5B', [{ ...bytes, amount: -5, isChange: true }]],
    ['restated', [{ kind: 'restated' }]],
    ['rows outside 14 runs', [{ kind: 'outside', quantity: { of: 'rows' }, runs: 14 }]],
    ['bytes outside5runs', [{ kind: 'outside', quantity: { of: 'bytes' }, runs: 5 }]],
    ['nulls(a b)  outside 100  runs', [{ kind: 'outside', quantity: { of: 'nulls', column: 'a b' }, runs: 100 }]],
    [
      'rows<-20% previous, rows<-20%',
      [
        { kind: 'previous', change: { ...rows, amount: -20, isPercent: true, isChange: true } },
        { ...rows, amount: -20, isPercent: true, isChange: true },
      ],
    ],
    ['nulls(email)>+1 previous', [{ kind: 'previous', change: { ...nulls('email'), amount: 1, isChange: true } }]],
    ['nulls(email)>1%', [{ ...nulls('email'), amount: 1, isPercent: true }]],
    ['nulls( two words )>0', [nulls('two words')]],
    ['nulls(a,b)>0', [nulls('a,b')]],
    ['nulls("a \\"b\\" (c),\\n")>+2', [{ ...nulls('a "b" (c),\n'), amount: 2, isChange: true }]],
    ...(['rows-added', 'rows-removed', 'rows-changed'] as const).map((of): [string, readonly Rule[]] => [
      `${of}>1%`,
      [{ kind: 'row-limit', of, column: undefined, is: '>', amount: 1, isPercent: true }],
    ]),
    ['changed(a)>1', [{ kind: 'row-limit', of: 'changed', column: 'a', is: '>', amount: 1, isPercent: false }]],
    ['stale>26h', [{ kind: 'stale', amount: 26, unit: 'h' }]],
    [
      'stale > 1.5 d,stale>90m',
      [
        { kind: 'stale', amount: 1.5, unit: 'd' },
        { kind: 'stale', amount: 90, unit: 'm' },
      ],
    ],
  ])('parses %j', (text, value) => {
    expect(parseRules(text)).toStrictEqual({ value, faults: [] })
  })
})

const anyRule =
  'a rule (error, missing-output, empty, column-removed, type-changed, restated, rows, bytes, nulls, stale, rows-added, rows-removed, rows-changed, changed)'
const ofRuns = 'a number of runs from 5 to 100, as in `rows outside 14 runs`'

describe('parseRules, for syntax errors', () => {
  test.each<[string, number, number, string, string]>([
    ['emty', 1, 1, 'emty', anyRule],
    ['<5, empty', 1, 1, '<5', anyRule],
    ['empty, rows<x \n, error', 1, 13, 'rows<x', 'a number, such as 20 or 0.5'],
    ['rows<5KiB', 1, 7, 'rows<5KiB', 'a comma or a line break before the next rule'],
    ['bytes>+5%KiB', 1, 10, 'bytes>+5%KiB', '`previous`, or a comma or a line break before the next rule'],
    ['error,\n  rows', 2, 7, 'rows', '`<=`, `>=`, `<`, `>` or `outside`'],
    ['rows outsid 14 runs', 1, 6, 'rows outsid 14 runs', '`<=`, `>=`, `<`, `>` or `outside`'],
    ['rows outside', 1, 13, 'rows outside', ofRuns],
    ['rows outside runs', 1, 14, 'rows outside runs', ofRuns],
    ['rows outside 4 runs', 1, 14, 'rows outside 4 runs', ofRuns],
    ['rows outside 101 runs', 1, 14, 'rows outside 101 runs', ofRuns],
    ['rows outside 1000 runs', 1, 14, 'rows outside 1000 runs', ofRuns],
    ['rows outside 5.5 runs', 1, 14, 'rows outside 5.5 runs', ofRuns],
    ['rows outside 14 days', 1, 17, 'rows outside 14 days', '`runs` after their number, as in `rows outside 14 runs`'],
    [
      ...(['rows<20 previous', 1, 9, 'rows<20 previous'] as const),
      'a sign before the amount: `previous` limits a change, as in `rows<-20% previous`',
    ],
    ['empty previous', 1, 7, 'empty previous', 'a comma or a line break before the next rule'],
    ['error, rows<x', 1, 13, 'rows<x', 'a number, such as 20 or 0.5'],
    ['rows<20%', 1, 6, 'rows<20%', 'a sign: a percentage of rows is a change, as in `rows<-20%` or `rows>+50%`'],
    ['rows<1.5', 1, 6, 'rows<1.5', 'a whole number of rows, or percent with `%`'],
    ['bytes>999999999999TiB', 1, 7, 'bytes>999999999999TiB', 'a whole number of bytes, or percent with `%`'],
    ['rows<-20% empty', 1, 11, 'rows<-20% empty', '`previous`, or a comma or a line break before the next rule'],
    ['rows<1e3', 1, 7, 'rows<1e3', 'a comma or a line break before the next rule'],
    ['nulls>1%', 1, 6, 'nulls>1%', '`(` and a column, as in `nulls(email)>1%`'],
    ['nulls()>1%', 1, 7, 'nulls()>1%', 'a column; write one with quotes, parentheses or line breaks as a JSON text'],
    [
      'nulls("\\x")>1',
      1,
      7,
      'nulls("\\x")>1',
      'a column; write one with quotes, parentheses or line breaks as a JSON text',
    ],
    [
      'nulls(a(b))>1',
      1,
      8,
      'nulls(a(b))>1',
      '`)` after the column; write a column with quotes or parentheses as a JSON text',
    ],
    ['stale>26', 1, 9, 'stale>26', 'a unit: `m` (minutes), `h` (hours) or `d` (days)'],
    ['stale<26h', 1, 6, 'stale<26h', '`>` and an age, as in `stale>26h`'],
  ])('reports the position and the expected text: %j', (text, line, column, given, expected) => {
    const { faults } = parseRules(text)
    expect(faults).toMatchObject([
      { line, column, given, expected: `Line ${line}, column ${column}: expected ${expected}.` },
    ])
  })

  test('reports all of them, and returns the valid rules', () => {
    const { value, faults } = parseRules('rwos<1, empty\nrows<, stale>1h\nbytes')
    expect(value.map(printRule)).toStrictEqual(['empty', 'stale>1h'])
    expect(faults.map(({ line, column }) => [line, column])).toStrictEqual([
      [1, 1],
      [2, 6],
      [3, 6],
    ])
    expect(faults[0]?.allowed).toContain('rows')
    expect(faults[1]?.allowed).toStrictEqual([])
  })

  test('refuses more than a hundred rules', () => {
    const { value, faults } = parseRules(Array.from({ length: 101 }, (_, n) => `rows<${n}`).join('\n'))
    expect(value).toHaveLength(100)
    const expected = 'Line 101, column 1: expected the end: at most 100 rules are allowed.'
    expect(faults).toMatchObject([{ line: 101, column: 1, given: 'rows<100', expected }])
  })

  test('counts rules and errors together', () => {
    const { value, faults } = parseRules(Array.from({ length: 120 }, (_, n) => (n < 60 ? `rows<${n}` : 'x')).join())
    expect([value.length, faults.length]).toStrictEqual([60, 41])
  })
})

test.each([
  ['bytes>0', 'bytes>0'],
  ['bytes>1000B', 'bytes>1000'],
  ['bytes<1024', 'bytes<1KiB'],
  ['bytes>1.5GiB', 'bytes>1536MiB'],
  ['bytes>=3072MiB', 'bytes>=3GiB'],
  ['bytes>-2TiB', 'bytes>-2TiB'],
  ['bytes>+1024%', 'bytes>+1024%'],
  ['rows<1024', 'rows<1024'],
  ['rows < -0 %', 'rows<+0%'],
  ['nulls( a ) > 1024', 'nulls(a)>1024'],
  ['rows-removed > 0', 'rows-removed>0'],
  ['bytes outside 5 runs', 'bytes outside 5 runs'],
  ['rows<-20%  previous', 'rows<-20% previous'],
  ['Empty', 'empty'],
])('printRule formats %s as %s', (text, expected) => {
  expect(parseRules(text).value.map(printRule)).toStrictEqual([expected])
})

const plain = fc.constantFrom(
  ...(['error', 'missing-output', 'empty', 'column-removed', 'type-changed', 'restated'] as const).map((kind) => ({
    kind,
  })),
)
const quantity = fc.oneof(
  fc.constantFrom(...(['rows', 'bytes'] as const).map((of) => ({ of }))),
  fc.string({ unit: 'binary', minLength: 1 }).map((column) => ({ of: 'nulls', column }) as const),
)
const limit = fc
  .record({
    kind: fc.constant('limit' as const),
    quantity,
    is: fc.constantFrom('<', '<=', '>', '>='),
    amount: fc.integer({ min: -1e12 + 1, max: 1e12 - 1 }),
    isPercent: fc.boolean(),
    isChange: fc.boolean(),
  })
  .map((rule) => ({
    ...rule,
    // A percentage of rows and bytes is always a change, and only a change can be negative.
    isChange: rule.isChange || rule.amount < 0 || (rule.isPercent && rule.quantity.of !== 'nulls'),
  }))
const stale = fc.record({
  kind: fc.constant('stale' as const),
  amount: fc.integer({ min: 0, max: 10 ** 9 }).map((n) => n / 1000),
  unit: fc.constantFrom('m', 'h', 'd'),
})

const outside = fc.record({ kind: fc.constant('outside' as const), quantity, runs: fc.integer({ min: 5, max: 100 }) })
const previous = limit.filter(({ isChange }) => isChange).map((change) => ({ kind: 'previous' as const, change }))

const token = fc.constantFrom(
  ...[
    'error',
    'rows',
    'bytes',
    'nulls',
    'stale',
    'outside',
    'runs',
    'previous',
    '(',
    ')',
    '"',
    '\\',
    "'",
    '<',
    '<=',
    '>',
    '+',
    '-',
    '%',
    'GiB',
    'h',
  ],
  ...['1', '20', '0.5', '1e9', ',', '\n', '\r', ' ', '\u2028', '\u00a0', '−', 'ß', '\ud800', '__proto__'],
)
const text = fc.oneof(
  fc.array(token, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

describe('parseRules and printRule', () => {
  test('parse any printed rule as the same rule', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(plain, limit, outside, previous, stale), { maxLength: 8 }),
        fc.constantFrom(',', '\n'),
        (rules, between) => {
          const unique = new Map(rules.map((rule) => [printRule(rule), rule]))
          expect(parseRules([...unique.keys()].join(between))).toEqual({
            value: [...unique.values()],
            faults: [],
          })
        },
      ),
    )
  })

  test('parse any text into rules that print as themselves, and faults within the text', () => {
    fc.assert(
      fc.property(text, (given) => {
        const { value, faults } = parseRules(given)
        expect(parseRules(value.map(printRule).join('\n'))).toStrictEqual({ value, faults: [] })
        const lines = given.split('\n')
        for (const { line, column } of faults) {
          expect(line).toBeLessThanOrEqual(lines.length)
          expect(column).toBeGreaterThan(0)
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
        }
        // No text is skipped silently.
        if (value.length + faults.length === 0) expect(given.replace(/[\s,]/g, '')).toBe('')
      }),
      { numRuns: 2000 },
    )
  })
})
