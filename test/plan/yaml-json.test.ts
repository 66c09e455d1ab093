import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
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

  test.each(['.inf', '-.INF', '.nan', '1e400', '-1e400', '010', '-010', '00', '+08', '01.5'])(
    'refuses the number %s',
    (text) => {
      expect(format(`[${text}]`).faults).toStrictEqual([expect.stringContaining(`${text}: `)])
    },
  )

  test.each([
    ['-', 'has no value'],
    ['{a: }', 'has no value'],
    ['{a}', 'has no value'],
    ['{1: x, "1": y}', 'given twice'],
    ['{? [a] : x}', 'A key of a map is a text'],
    ['{: x}', 'A key of a map is a text'],
    ['{<<: {a: 1}}', 'merges are not supported'],
    ['["\\ud800"]', 'surrogate pair'],
    ['{"\\udfff": 1}', 'surrogate pair'],
  ])('refuses %s', (text, fault) => {
    expect(format(text).faults).toStrictEqual([expect.stringContaining(fault)])
  })

  test('keeps quoted keys that look like a merge, and empty texts', () => {
    expect(format('{"<<": "", "": 1}')).toStrictEqual({ json: '{"<<":"","":1}', faults: [] })
  })
})
