import { describe, expect, test } from 'vitest'
import { JsonTexts, passJson } from '../../../src/compare/rows/json-texts.ts'
import { TextSink } from '../../../src/compare/rows/text-sink.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

test.each([
  [['"a"', 'null', '1.5e-3', '[1, 2]', '{"a": 1}', 'true', '-Infinity'], { hasQuoted: true }],
  [['1', 'NaN'], { hasQuoted: false }],
  [[], { hasQuoted: false }],
  [['12', '1.25', '1e5', '1e-10', 'Infinity'], { hasQuoted: false }],
  [['tnull'], undefined],
  [['nullx'], undefined],
  [['a"'], undefined],
  [['"'], undefined],
  [[`[${'1'.repeat(63)}`], undefined],
  [[`[${'1'.repeat(64)}`], { hasQuoted: false }],
  [[`x${'1'.repeat(64)}`], undefined],
  [[`"${'1'.repeat(64)}`], undefined],
  [['"a"', 'a'], undefined],
  [['nil'], undefined],
  [['"a'], undefined],
  [[''], undefined],
])('JsonTexts finds out whether all of %j are JSON', (texts, expected) => {
  const found = new JsonTexts()
  for (const text of texts) found.add(Buffer.from(text))
  expect(found.result).toStrictEqual(expected)
})

describe('passJson', () => {
  test.each([
    ['null', '∅'],
    ['NaN', '∅'],
    ['"a\\u00e4"', 'aä'],
    ['12345678901234567890', '12345678901234567890'],
    ['1.5', '1.5'],
    ['-Infinity', '-Infinity'],
    ['Infinity', 'Infinity'],
    ['true', 'true'],
    ['[1, 2]', '[1, 2]'],
  ])('passes the value of %s', (text, expected) => {
    const sink = new TextSink(new Set([0]))
    passJson(Buffer.from(text), sink)
    expect(sink.texts.get(0)).toBe(expected)
  })

  test('passes numbers and booleans as such', () => {
    const passed: unknown[] = []
    const sink = Object.assign(new TextSink(new Set()), {
      number: (value: number) => passed.push(value),
      boolean: (value: boolean) => passed.push(value),
    })
    for (const text of ['1.5', 'true', '-Infinity']) passJson(Buffer.from(text), sink)
    expect(passed).toStrictEqual([1.5, true, Number.NEGATIVE_INFINITY])
  })

  test('refuses other texts', () => {
    const error = new BundleFormatError('a text that is not JSON among others that are')
    expect(() => passJson(Buffer.from('a'), new TextSink(new Set()))).toThrow(error)
  })
})
