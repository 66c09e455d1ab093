import { describe, expect, test } from 'vitest'
import { maxDistinct } from '../../src/compare/distinct-counter.ts'
import { TextSummary } from '../../src/compare/text-summary.ts'

const longText = 64 * 1024

function summarize(...texts: readonly string[]) {
  const summary = new TextSummary()
  for (const text of texts) summary.add(Buffer.from(text))
  return { nulls: summary.nulls, count: summary.distinct?.count, isExact: summary.distinct?.isExact }
}

describe('TextSummary', () => {
  test('counts different texts of any length and script', () => {
    expect(summarize('', 'größe', '🙂🙂', 'größe', '')).toStrictEqual({ nulls: 0, count: 3, isExact: true })
    expect(summarize()).toStrictEqual({ nulls: 0, count: 0, isExact: true })
  })

  test.each([
    ['a column with None', ['"ann"', 'null', '"b\\u00fcb"', 'NaN', '"ann"'], 2, 2],
    ['mixed numbers', ['1', '-2.75e+30', '1e5', 'null', 'true', 'Infinity', '-Infinity', '"x"'], 1, 7],
    ['objects and lists', ['{"a": NaN}', '[]', '"x"'], 0, 3],
    ['numbers without nulls', ['1', '2'], 0, 2],
  ])('counts nulls in JSON: %s', (_, texts, nulls, count) => {
    expect(summarize(...texts)).toStrictEqual({ nulls, count, isExact: true })
  })

  test.each([
    ['only nulls', ['null', 'null', 'NaN']],
    ['codes or numbers', ['1', 'null', 'NaN', '7']],
    ['documents', ['{"a": 1}', 'null', '[]']],
  ])('does not know whether these are texts or nulls: %s', (_, texts) => {
    expect(summarize(...texts)).toStrictEqual({ nulls: undefined, count: undefined, isExact: undefined })
  })

  test.each([
    ['texts that Python does not write for a missing value', ['"a"', 'None', 'nan', 'NULL', '']],
    ['JSON that Disdat does not write, because it has other characters than ASCII', ['"ü"', 'null']],
    ['JSON documents with other characters than ASCII', ['["ü"]', '"a"', 'null']],
    ['a text among numbers', ['1', 'null', 'ann']],
    ['quoted texts only, which Disdat would store without quotes', ['"a"', '"b"']],
    ['a text that only begins as a JSON string', ['null', '"a" and "b"']],
    ['an unclosed string', ['null', '"a']],
    ['a single quote', ['null', '"']],
    ['a number that JSON does not write', ['null', '007']],
    ['an unclosed bracket', ['null', '{a']],
    ['a single bracket', ['null', '[']],
    ['a closing bracket', ['null', 'a]']],
    ['a string behind a blank', ['null', ' "a"']],
  ])('counts no nulls in other texts: %s', (_, texts) => {
    expect(summarize(...texts)).toStrictEqual({ nulls: 0, count: texts.length, isExact: true })
  })

  test('distinguishes long texts with the same beginning', () => {
    const long = 'ü'.repeat(longText)
    const key = 'a'.repeat(65)
    expect(summarize(long, `${long}a`, long, key, `${key}b`).count).toBe(4)
  })

  test('distinguishes a long text from the key that stands for it', () => {
    // md5('a' × 65), and blanks
    const digest = 'c743a45e0d2e6a95cb859adae0248435'
    expect(summarize('a'.repeat(65), digest, digest.padEnd(63), digest.padEnd(64)).count).toBe(4)
  })

  test.each([
    ['a string', `"${'a'.repeat(longText)}"`, 1],
    ['a string of escapes', `"${'\\n'.repeat(longText)}"`, 1],
    ['a list', `[${'1,'.repeat(longText)}1]`, 1],
    ['not quite a string', `"${'"'.repeat(longText)}"`, 1],
    ['a text that is short enough to be parsed', `"${'"'.repeat(longText - 2)}"`, 0],
    ['not JSON', 'a'.repeat(longText + 1), 0],
    ['a number that is short enough', '1'.repeat(longText), 1],
    ['a number', '1'.repeat(longText + 1), 0],
  ])('recognizes JSON by the first and last byte of a long text: %s', (_, text, nulls) => {
    expect(summarize('"a"', 'null', text).nulls).toBe(nulls)
  })

  test('counts nulls beyond the limit of different texts', () => {
    const numbers = Array.from({ length: maxDistinct + 1 }, (_, index) => String(index))
    expect(summarize('"a"', ...numbers, 'null')).toStrictEqual({ nulls: 1, count: maxDistinct, isExact: false })
    expect(summarize(...numbers, 'null', 'a')).toStrictEqual({ nulls: 0, count: maxDistinct, isExact: false })
  })
})
