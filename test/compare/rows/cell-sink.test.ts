import { describe, expect, test } from 'vitest'
import { CellSink, isNullCell, readNumberCell } from '../../../src/compare/rows/cell-sink.ts'
import type { ValueSink } from '../../../src/compare/rows/value-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

type Add = (sink: ValueSink) => void

const bytes =
  (text: string): Add =>
  (sink) =>
    sink.bytes(Buffer.from(text))
const field =
  (text: string): Add =>
  (sink) =>
    sink.field(text)
const number =
  (value: number): Add =>
  (sink) =>
    sink.number(value)
const integer =
  (value: bigint): Add =>
  (sink) =>
    sink.integer(value)
const decimal =
  (unscaled: bigint, scale: number): Add =>
  (sink) =>
    sink.decimal(unscaled, scale)
const missing: Add = (sink) => sink.missing()

function getCell(add: Add, words: 2 | 4 = 2): readonly number[] {
  const sink = new CellSink(words)
  add(sink)
  return [...sink.view(1)]
}

/** Two values, and whether they are equal. */
const pairs: readonly (readonly [string, Add, Add, boolean])[] = [
  ['NaN and NaN', number(Number.NaN), number(-Number.NaN), true],
  ['NaN and a missing value', number(Number.NaN), missing, true],
  ['-0 and 0', number(-0), number(0), true],
  ['an integer and the float of the same number', integer(3n), number(3), true],
  ['a float of 32 bits and one of 64', number(Math.fround(0.1)), number(0.1), false],
  ['neighbours among large integers', integer(2n ** 53n + 1n), integer(2n ** 53n), false],
  ['a large integer and the float of the same number', integer(2n ** 60n), number(2 ** 60), true],
  ['true and 1', (sink) => sink.boolean(true), number(1), true],
  ['true and false', (sink) => sink.boolean(true), (sink) => sink.boolean(false), false],
  ['decimals of different scales', decimal(150n, 2), decimal(15n, 1), true],
  ['a decimal and an integer', decimal(700n, 2), integer(7n), true],
  ['a decimal and the nearest float', decimal(1n, 1), number(0.1), true],
  ['long decimals that are the same float', decimal(10n ** 30n + 1n, 29), decimal(10n ** 30n, 29), false],
  ['long decimals of different scales', decimal(10n ** 30n + 1n, 29), decimal(10n ** 31n + 10n, 30), true],
  ['a number in CSV and a float', field('1.50'), number(1.5), true],
  ['an exponent in CSV and a float', field('1e-05'), number(0.00001), true],
  ['long decimals of one digit more', decimal(10n ** 30n + 1n, 29), decimal(10n ** 30n + 3n, 29), false],
  ['a long integer as a decimal', decimal(2n ** 60n, 0), integer(2n ** 60n), true],
  ['a sign in CSV and a float', field('+1'), number(1), true],
  ['a negative number in CSV and a float', field('-1.5'), number(-1.5), true],
  ['several digits before the point in CSV', field('12.5'), number(12.5), true],
  ['no digits before the point in CSV', field('.25'), number(0.25), true],
  ['an exponent without a sign in CSV', field('1e5'), number(100_000), true],
  ['a text in CSV that ends in a number', field('a1'), bytes('a1'), true],
  ['a text in CSV that begins with a number', field('1a'), bytes('1a'), true],
  ['an integer of 15 digits in CSV', field('123456789012345'), number(123456789012345), true],
  ['a long fraction in CSV', field('0.12345678901234567'), number(Number('0.12345678901234567')), true],
  ['a long number with a fraction in CSV', field('12345678901234567.5'), number(Number('12345678901234567.5')), true],
  ['a long integer with a sign in CSV', field('+12345678901234567891'), integer(12345678901234567891n), true],
  ['a long negative integer in CSV', field('-12345678901234567891'), integer(-12345678901234567891n), true],
  ['long texts in CSV', field(`${'x'.repeat(5000)}a`), field(`${'x'.repeat(5000)}b`), false],
  ['a long text in CSV and a text', field('€'.repeat(1400)), bytes('€'.repeat(1400)), true],
  ['long integers in CSV', field('12345678901234567890'), field('12345678901234567891'), false],
  ['a long integer in CSV and a bigint', field('12345678901234567891'), integer(12345678901234567891n), true],
  ['a text in CSV and a text', field('ann'), bytes('ann'), true],
  ['an empty field of CSV and a missing value', field(''), missing, true],
  ['an empty text and a missing value', bytes(''), missing, false],
  ['a text and its number', bytes('1'), number(1), false],
  ['texts that differ in case', bytes('a'), bytes('A'), false],
  [
    'the same instant in seconds and with zero nanoseconds',
    (sink) => sink.moment('utc', 5, 0),
    (sink) => sink.moment('utc', 5, 0),
    true,
  ],
  ['an instant and one at -0', (sink) => sink.moment('utc', 0, 5), (sink) => sink.moment('utc', -0, 5), true],
  [
    'early instants that differ in a second',
    (sink) => sink.moment('utc', 5, 0),
    (sink) => sink.moment('utc', 6, 0),
    false,
  ],
  [
    'instants that differ in a second',
    (sink) => sink.moment('utc', 1_767_225_600, 0),
    (sink) => sink.moment('utc', 1_767_225_601, 0),
    false,
  ],
  [
    'instants that differ in a nanosecond',
    (sink) => sink.moment('utc', 5, 0),
    (sink) => sink.moment('utc', 5, 1),
    false,
  ],
  [
    'a time in UTC and one without a zone',
    (sink) => sink.moment('utc', 5, 0),
    (sink) => sink.moment('local', 5, 0),
    false,
  ],
  ['infinity and NaN', number(Number.POSITIVE_INFINITY), number(Number.NaN), false],
]

test.each([2, 4] as const)('CellSink adds numbers together as one by one, in cells of %i words', (words) => {
  const values = [
    0.1,
    1.5,
    -0,
    0,
    Number.NaN,
    -Number.NaN,
    Number.NEGATIVE_INFINITY,
    2 ** 60,
    ...new Array(9000).keys(),
  ]
  const [together, single] = [new CellSink(words), new CellSink(words)]
  together.bytes(Buffer.from('first'))
  single.bytes(Buffer.from('a first text'), 2, 7)
  together.numbers(Float64Array.from([...values, 77]), values.length)
  for (const value of values) single.number(value)
  expect(together.rows).toBe(values.length + 1)
  expect(together.view(together.rows)).toStrictEqual(single.view(single.rows))
})

const texts = Array.from({ length: 5000 }, (_, index) => `text ${index}`)
const nanHigh = 0x7ff80000
const threeWords = [0x5556b01b, 0x5556b01b, 0x5556b01b] as const

describe('CellSink', () => {
  test.each(pairs)('of %s', (_, a, b, isEqual) => {
    for (const words of [2, 4] as const) {
      if (isEqual) expect(getCell(a, words)).toStrictEqual(getCell(b, words))
      else expect(getCell(a, words)).not.toStrictEqual(getCell(b, words))
    }
  })

  test('keeps rows in their order while they are added and removed', () => {
    const sink = new CellSink(2)
    let next = 0
    for (let round = 0; round < 50; round++) {
      for (let row = 0; row < 1000; row++) sink.number(round * 1000 + row)
      const rows = Math.min(sink.rows, 900 + round)
      const cells = sink.view(rows)
      for (let row = 0; row < rows; row++)
        expect(readNumberCell(cells[row * 2] ?? 0, cells[row * 2 + 1] ?? 0)).toBe(next++)
      sink.remove(rows)
    }
  })

  test('adds prepared values, and refuses others', () => {
    const sink = new CellSink(2)
    const add = sink.prepare(2, (inner) => {
      inner.number(5)
      inner.number(6)
    })
    add(Int32Array.of(1, 0, 7), 2)
    const [a = 0, b = 0, c = 0, d = 0] = sink.view(2)
    expect([readNumberCell(a, b), readNumberCell(c, d)]).toStrictEqual([6, 5])
    const error = new BundleFormatError('a value that its dictionary lacks')
    expect(() => add(Int32Array.of(2), 1)).toThrow(error)
    expect(() => add(Int32Array.of(-1), 1)).toThrow(error)
  })

  test.each<[string, 2 | 4, (sink: CellSink) => void]>([
    ['texts', 2, (sink) => texts.forEach((text) => void sink.bytes(Buffer.from(text)))],
    ['texts of a key', 4, (sink) => texts.forEach((text) => void sink.bytes(Buffer.from(text)))],
    ['fields', 2, (sink) => texts.forEach((text) => void sink.field(text))],
    [
      'prepared values',
      2,
      (sink) =>
        sink.prepare(texts.length, (inner) => texts.forEach((text) => void inner.bytes(Buffer.from(text))))(
          Int32Array.from(texts.keys()),
          texts.length,
        ),
    ],
  ])('makes room for any number of %s', (_, words, add) => {
    const sink = new CellSink(words, 0)
    add(sink)
    expect(sink.rows).toBe(texts.length)
    const expected = texts.flatMap((text) => [...getCell(bytes(text), words)])
    expect([...sink.view(texts.length)]).toStrictEqual(expected)
  })

  test('makes room for any number of numbers', () => {
    const values = Float64Array.from({ length: 10_000 }, (_, index) => index / 7)
    const sink = new CellSink(2)
    sink.numbers(values.subarray(0, 4000), 4000)
    sink.remove(1000)
    expect(sink.rows).toBe(3000)
    sink.numbers(values.subarray(4000), 6000)
    const cells = sink.view(9000)
    const numbers = Array.from({ length: 9000 }, (_, row) =>
      readNumberCell(cells[row * 2] ?? 0, cells[row * 2 + 1] ?? 0),
    )
    expect(numbers).toStrictEqual([...values.subarray(1000)])
  })

  test('keeps the cells of a key apart where it adds a number behind a text, or in its place', () => {
    const sink = new CellSink(4)
    sink.bytes(Buffer.from('a'))
    sink.number(5)
    expect([...sink.view(2)]).toStrictEqual([...getCell(bytes('a'), 4), ...getCell(number(5), 4)])
    sink.remove(2)
    sink.number(6)
    expect([...sink.view(1)]).toStrictEqual(getCell(number(6), 4))
  })

  // Each text is 16 bytes that were computed backwards from its hash.
  test.each([
    ['of a text', Buffer.from('a').toString('hex'), [0x5556b01b, 0xfffc933c], [0xa794933c, ...threeWords]],
    ['that would be a missing value', '9bc6ecf48a8cbe84d4a37e74d3d45f15', [16, nanHigh], [0, 0, 0, 0]],
    ['that would be below the first hash', '70daeacbaf96d4abef6f4d3747a0df39', [31, nanHigh], [0, 15, 0, 0]],
    ['that is the first hash', 'ff540f1341918c77da4dde4c339cfc04', [16, nanHigh], [0, 16, 0, 0]],
  ] as const)('keeps the hash %s', (_, hex, value, key) => {
    const add: Add = (sink) => sink.bytes(Buffer.from(hex, 'hex'))
    expect(getCell(add, 2)).toStrictEqual(value)
    expect(getCell(add, 4)).toStrictEqual(key)
  })
})

test.each([
  [1.5, 1.5],
  [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  [Number.NaN, undefined],
])('readNumberCell returns %s as %s', (value, expected) => {
  const [low = 0, high = 0] = getCell(number(value))
  expect(readNumberCell(low, high)).toBe(expected)
})

test('isNullCell accepts the texts null and NaN and missing values only', () => {
  const isNull = (add: Add) => {
    const [low = 0, high = 0] = getCell(add)
    return isNullCell(low, high)
  }
  expect(
    [missing, (sink: ValueSink) => sink.jsonNull('null'), (sink: ValueSink) => sink.jsonNull('NaN')].map(isNull),
  ).toStrictEqual([true, true, true])
  expect([number(0), bytes(''), bytes('a')].map(isNull)).toStrictEqual([false, false, false])
})
