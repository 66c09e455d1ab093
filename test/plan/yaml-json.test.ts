import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument, Scalar } from 'yaml'
import { formatExactJson } from '../../src/plan/yaml-json.ts'

function format(text: string) {
  const faults: string[] = []
  const json = formatExactJson(parseDocument(text).contents, (given, expected) => faults.push(`${given}: ${expected}`))
  return { json, faults }
}

describe('formatExactJson', () => {
  test('returns every JSON value, as YAML includes JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(format(`[${JSON.stringify(value)}]`).json)).toStrictEqual(
          JSON.parse(`[${JSON.stringify(value)}]`),
        )
      }),
    )
  })

  test('keeps every digit of a number', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,40})(\.\d{1,40})?(e[-+]?\d{1,2})?$/)
    fc.assert(
      fc.property(digits, (number) => {
        expect(format(`[${number}]`)).toStrictEqual({ json: `[${number}]`, faults: [] })
      }),
    )
  })

  test('keeps every integer in base 16', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n }), (number) => {
        expect(format(`[0x${number.toString(16)}]`)).toStrictEqual({ json: `[${number}]`, faults: [] })
      }),
    )
  })

  test.each(['.inf', '-.INF', '.nan', '1e400', '-1e400'])('refuses the number %s', (text) => {
    expect(format(`[${text}]`)).toStrictEqual({
      json: '[]',
      faults: [
        `${text}: JSON, in which lists and maps reach the pipe, has no such number. Write it in quotes if it is a text.`,
      ],
    })
  })

  test.each(['010', '-010', '00', '+08', '01.5'])('refuses the number %s, which begins with a zero', (text) => {
    expect(format(`[${text}]`)).toStrictEqual({
      json: '[]',
      faults: [
        `${text}: A leading zero means octal in YAML 1.1 and nothing in YAML 1.2. Write it in quotes if it is a text, or without the zero.`,
      ],
    })
  })

  test.each([
    ['+5', '5'],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['5.', '5.0'],
    ['-0', '-0'],
    ['0.10', '0.10'],
    ['1E+3', '1E+3'],
    ['1.5e-10', '1.5e-10'],
    ['0o17', '15'],
    ['0x1f', '31'],
    ['10x', '"10x"'],
    ['true', 'true'],
    ['"010"', '"010"'],
    ['null', 'null'],
    ['~', 'null'],
    ['', '[]'],
  ])('writes %s as %s', (text, json) => {
    expect(format(`[${text}]`)).toStrictEqual({ json: text === '' ? json : `[${json}]`, faults: [] })
  })

  test.each([
    ['[a, [b, {c: [1]}]]', '["a",["b",{"c":[1]}]]'],
    ['{a: 1, 2: "x"}', '{"a":1,"2":"x"}'],
    ['{1.0: x}', '{"1.0":"x"}'],
    ['{"a\\"b": x}', '{"a\\"b":"x"}'],
    ['{~: x}', '{"~":"x"}'],
  ])('writes %s as %s', (text, json) => {
    expect(format(text)).toStrictEqual({ json, faults: [] })
  })

  test('writes a number that has no text of its own', () => {
    expect(formatExactJson(new Scalar(1.5), () => expect.unreachable())).toBe('1.5')
  })

  test.each([
    ['-', ': An item of a list or map has no value. Write `null` or `""`.', '[]'],
    ['{a: }', ': An item of a list or map has no value. Write `null` or `""`.', '{"a":}'],
    ['{a}', 'a: An item of a list or map has no value. Write `null` or `""`.', '{}'],
    ['{1: x, "1": y}', '1: This key is given twice. Give it once.', '{"1":"x"}'],
    ['{? [a] : x}', ': A key of a map is a text, such as `day` or `"2026-01-05"`.', '{}'],
    ['{: x}', ': A key of a map is a text, such as `day` or `"2026-01-05"`.', '{}'],
    ['{<<: {a: 1}}', '<<: YAML merges are not supported. Write all keys.', '{}'],
    ['["\\ud800"]', '\ud800: Half of a surrogate pair, such as `\\ud800`, is not text. Remove it.', '[]'],
    ['{"\\udfff": 1}', '\udfff: Half of a surrogate pair, such as `\\ud800`, is not text. Remove it.', '{}'],
  ])('refuses %s', (text, fault, json) => {
    expect(format(text)).toStrictEqual({ json, faults: [fault] })
  })

  test('keeps quoted keys that look like a merge, and empty texts', () => {
    expect(format('{"<<": "", "": 1}')).toStrictEqual({ json: '{"<<":"","":1}', faults: [] })
  })
})
