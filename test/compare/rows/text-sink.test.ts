import { expect, test } from 'vitest'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import type { ValueSink } from '../../../src/compare/rows/value-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

function passThreeAndFour(sink: ValueSink): void {
  sink.number(3)
  sink.number(4)
}

test.each<[string, (sink: ValueSink) => void, string]>([
  ['a missing value', (sink) => sink.missing(), '∅'],
  ['NaN', (sink) => sink.number(Number.NaN), '∅'],
  ['a number', (sink) => sink.number(1.5), '1.5'],
  ['a boolean', (sink) => sink.boolean(true), 'true'],
  ['an integer', (sink) => sink.integer(2n ** 60n), '1152921504606846976'],
  ['the first numbers of an array', (sink) => sink.numbers(Float64Array.of(2.5, 7), 1), '2.5'],
  ['a decimal', (sink) => sink.decimal(-5n, 2), '-0.05'],
  ['a decimal without a sign', (sink) => sink.decimal(1234n, 2), '12.34'],
  ['a decimal without a fraction', (sink) => sink.decimal(500n, 2), '5'],
  ['a decimal with a negative scale', (sink) => sink.decimal(5n, -2), '500'],
  ['an instant', (sink) => sink.moment('utc', 1_767_225_600, 120_000_000), '2026-01-01 00:00:00.12Z'],
  ['a time without a zone', (sink) => sink.moment('local', 1_767_225_600, 0), '2026-01-01 00:00:00'],
  ['the last nanoseconds', (sink) => sink.moment('local', 0, 5), '1970-01-01 00:00:00.000000005'],
  ['zeros in a fraction', (sink) => sink.moment('local', 0, 100_200_000), '1970-01-01 00:00:00.1002'],
  ['a date', (sink) => sink.moment('date', 1_767_225_600, 0), '2026-01-01'],
  ['a time of a day', (sink) => sink.moment('time', 3661, 0), '01:01:01'],
  ['a time of many days', (sink) => sink.moment('time', 86_400e9 + 3661, 0), '01:01:01'],
  ['a time beyond the years', (sink) => sink.moment('utc', 1e14, 0), '100000000000000 s'],
  ['a text', (sink) => sink.bytes(Buffer.from('größe')), 'größe'],
  ['a part of some bytes', (sink) => sink.bytes(new TextEncoder().encode('one two').subarray(1), 3, 5), 'tw'],
  ['binary data', (sink) => sink.bytes(Buffer.from([0xff, 0])), '0xff00'],
  ['the longest text', (sink) => sink.bytes(Buffer.from('x'.repeat(200))), 'x'.repeat(200)],
  ['a long text', (sink) => sink.bytes(Buffer.from('x'.repeat(300))), `${'x'.repeat(200)}…`],
  ['null in JSON', (sink) => sink.jsonNull('null'), 'null'],
  ['a field', (sink) => sink.field('007'), '007'],
  ['an empty field', (sink) => sink.field(''), '∅'],
  ['a prepared value', (sink) => sink.prepare(2, passThreeAndFour)(Int32Array.of(1), 1), '4'],
])('TextSink shows %s', (_, add, expected) => {
  const sink = new TextSink(new Set([1]))
  add(sink)
  add(sink)
  sink.number(9)
  expect([...sink.texts]).toStrictEqual([[1, expected]])
})

test.each([-1, 2])('TextSink refuses the prepared value at %i of two', (place) => {
  const add = new TextSink(new Set([0])).prepare(2, passThreeAndFour)
  expect(() => add(Int32Array.of(place), 1)).toThrow(new BundleFormatError('a value that its dictionary lacks'))
})

test('TextSink shows the first and the last prepared value', () => {
  const sink = new TextSink(new Set([0, 1]))
  sink.prepare(2, passThreeAndFour)(Int32Array.of(0, 1, 7), 2)
  expect([...sink.texts]).toStrictEqual([
    [0, '3'],
    [1, '4'],
  ])
})
