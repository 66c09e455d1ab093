import { describe, expect, test } from 'vitest'
import { PythonConfigError, parsePythonConfig } from '../../src/disdat/python-config.ts'
import { knownConfigs, readHere, tryOr } from './fixtures/python-configs.ts'

// python-config-configparser.test.ts compares any text with Python.

describe('parsePythonConfig', () => {
  test.each(knownConfigs)('reads %j as Python does', (text, expected) => {
    expect(readHere(text)).toStrictEqual(expected)
  })

  test.each([
    ['[docker]\na = 1\nA: 2\n', 'line 3 repeats a of [docker]'],
    ['[docker]\n[run]\n[docker]\n', 'line 3 repeats the section [docker]'],
    ['a = 1\n', 'line 1 comes before the first section'],
    ['[docker]\na\n', 'line 2 is not `name = value`'],
  ])('names the line of %j', (text, message) => {
    expect(() => parsePythonConfig(text)).toThrow(message)
  })

  test('takes time in proportion to the text', () => {
    for (const piece of [' ', '%', '%(a', '[', 'a = 1', ' \n', '\n  x', '='])
      parsePythonConfigAndGet(piece.repeat(100_000))
  }, 5_000)
})

describe('PythonConfig.get', () => {
  const references = (depth: number, value = '7%%') =>
    [...Array.from({ length: depth }, (_, at) => `a${at} = %(a${at + 1})s`), `a${depth} = ${value}`].join('\n')

  test('follows nine references to a value with a percent sign, and ten to another value, as Python does', () => {
    expect(parsePythonConfig(`[docker]\n${references(9)}`).get('docker', 'a0')).toBe('7%')
    expect(parsePythonConfig(`[docker]\n${references(10, '7')}`).get('docker', 'a0')).toBe('7')
  })

  test.each([
    [references(10), '[docker] a0 refers to itself, or to options more than 10 deep'],
    ['a0 = %(b)s', '[docker] a0 refers to b, which does not exist'],
    ['a0 = %()s', '[docker] a0 has a `%` that is neither `%%` nor the start of `%(name)s`'],
    ['a0 = 100%', '[docker] a0 has a `%` that is neither `%%` nor the start of `%(name)s`'],
    [`a0 = %(b)s!\nb = ${'x'.repeat(65_536)}`, undefined],
    [`a0 = %(b)s%%\nb = ${'x'.repeat(65_536)}`, '[docker] a0 has more than 65536 characters'],
    [`a0 = ${'x'.repeat(65_535)}%%`, undefined],
  ])('throws PythonConfigError for what Python refuses, and for a long value: case %#', (text, message) => {
    const get = () => parsePythonConfig(`[docker]\n${text}`).get('docker', 'a0')
    if (message === undefined) expect(get).not.toThrow()
    else expect(get).toThrow(new PythonConfigError(message))
  })

  test('limits a value that refers to values that refer to values', () => {
    const options = Array.from({ length: 9 }, (_, index) => `a${index} = ${`%(a${index + 1})s`.repeat(40)}`)
    const config = parsePythonConfig(`[docker]\n${options.join('\n')}\na9 = ${'x'.repeat(40)}`)
    expect(() => config.get('docker', 'a0')).toThrow('has more than 65536 characters')
  })

  test('returns undefined for a section or an option that does not exist', () => {
    const config = parsePythonConfig('[DEFAULT]\na = 1\n[docker]\n')
    expect([config.get('run', 'a'), config.get('docker', 'b'), config.get('docker', 'a')]).toStrictEqual([
      undefined,
      undefined,
      '1',
    ])
  })
})

function parsePythonConfigAndGet(text: string): void {
  tryOr(() => parsePythonConfig(`[docker]\na = ${text}`).get('docker', 'a'))
}
