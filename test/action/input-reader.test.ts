import { describe, expect, test } from 'vitest'
import type { InputProblem } from '../../src/action/input-problems.ts'
import { createInputReader } from '../../src/action/input-reader.ts'

/** A reader of one input `some-input` with this text. */
function read(text?: string) {
  const problems: InputProblem[] = []
  const env = text === undefined ? {} : { 'INPUT_SOME-INPUT': text }
  return { input: createInputReader(env, problems), problems }
}

describe('text', () => {
  test('returns the trimmed text, and undefined for an empty input', () => {
    expect(read(' a b\n').input.text('some-input')).toBe('a b')
    expect(read(' \n').input.text('some-input')).toBeUndefined()
    expect(read().input.text('some-input')).toBeUndefined()
  })
})

describe('parsed', () => {
  const parse = (text: string) => (text === 'seven' ? 7 : undefined)

  test('returns the parsed value, and undefined for an empty input', () => {
    expect(read('seven').input.parsed('some-input', parse, 'Give a number.')).toBe(7)
    const { input, problems } = read('')
    expect([input.parsed('some-input', parse, 'Give a number.'), problems]).toStrictEqual([undefined, []])
  })

  test('adds a problem with a sentence or a function of the text', () => {
    const { input, problems } = read('eight')
    expect(input.parsed('some-input', parse, 'Give a number.')).toBeUndefined()
    expect(input.parsed('some-input', parse, (text) => `${text} is unknown.`)).toBeUndefined()
    expect(problems).toStrictEqual([
      { where: 'some-input', given: 'eight', expected: 'Give a number.' },
      { where: 'some-input', given: 'eight', expected: 'eight is unknown.' },
    ])
  })
})

describe('choice', () => {
  test('returns an allowed word in any case, or the fallback', () => {
    expect(read('NEVER').input.choice('some-input', 'always', ['always', 'never'])).toBe('never')
    expect(read().input.choice('some-input', 'always', ['always', 'never'])).toBe('always')
  })

  test('adds a problem with the nearest word and returns the fallback', () => {
    const { input, problems } = read('nevre')
    expect(input.choice('some-input', 'always', ['always', 'never'])).toBe('always')
    expect(problems).toStrictEqual([
      { where: 'some-input', given: 'nevre', expected: 'Allowed: always, never.', nearest: 'never' },
    ])
  })
})

describe('flag', () => {
  test.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
  ])('reads %s', (text, value) => {
    expect(read(text).input.flag('some-input', !value)).toBe(value)
  })

  test.each(['yes', 'tRUE', '1'])('rejects %s and returns the fallback', (text) => {
    const { input, problems } = read(text)
    expect(input.flag('some-input', true)).toBe(true)
    expect(problems).toMatchObject([{ given: text, expected: 'Allowed: true, false.' }])
  })
})

describe('number', () => {
  const bounds = { min: 1, max: 5, isInteger: true }

  test.each([
    ['1', 1],
    ['5', 5],
  ])('accepts %s', (text, value) => {
    expect(read(text).input.number('some-input', bounds)).toBe(value)
  })

  test.each(['0', '6', '1.5', '-1', '1e0', '0x1', 'one'])('rejects %s', (text) => {
    const { input, problems } = read(text)
    expect(input.number('some-input', bounds)).toBeUndefined()
    expect(problems).toStrictEqual([{ where: 'some-input', given: text, expected: 'Give a whole number from 1 to 5.' }])
  })

  test('accepts fractions where they are allowed', () => {
    expect(read('1.5').input.number('some-input', { ...bounds, isInteger: false })).toBe(1.5)
  })
})

describe('list', () => {
  test('passes the untrimmed text, and adds a problem for each fault', () => {
    const { input, problems } = read(' a')
    const value = input.list('some-input', (text) => ({
      value: [text],
      faults: [
        { given: 'x', expected: 'No.' },
        { given: 'ture', expected: 'No.', allowed: ['true', 'false'] },
      ],
    }))
    expect(value).toStrictEqual([' a'])
    expect(problems).toStrictEqual([
      { where: 'some-input', given: 'x', expected: 'No.' },
      { where: 'some-input', given: 'ture', expected: 'No.', nearest: 'true' },
    ])
  })
})

describe('missing', () => {
  test('adds a problem without a given value', () => {
    const { input, problems } = read()
    expect(input.missing('some-input', 'Give it.')).toBeUndefined()
    expect(problems).toStrictEqual([{ where: 'some-input', expected: 'Give it.' }])
  })
})
