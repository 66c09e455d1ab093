import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findNearest, type InputProblem, InvalidInputs, quote } from '../../src/action/input-problems.ts'

describe('InvalidInputs', () => {
  test('names the given value, the allowed values and the nearest value', () => {
    const problem = { where: 'dialect', given: 'luiggi', expected: 'Allowed: auto, classic, luigi.', nearest: 'luigi' }
    const error = new InvalidInputs([problem])
    expect(error.message).toBe(
      '1 input error:\n- dialect: got "luiggi". Allowed: auto, classic, luigi. Did you mean "luigi"?',
    )
    expect([error.verdict, error.advice, error.problems]).toStrictEqual([
      'invalid-input',
      'Fix the `with:` block of the step. Nothing was started.',
      [problem],
    ])
  })

  test('lists all problems', () => {
    const error = new InvalidInputs([
      { where: 'pipe-class', expected: 'Name the pipe to run.' },
      { where: 'remote', given: 'bucket', expected: 'Give a URL.' },
    ])
    expect(error.message).toBe(
      '2 input errors:\n- pipe-class: nothing given. Name the pipe to run.\n- remote: got "bucket". Give a URL.',
    )
  })

  test('lists the first 50 problems and counts the others', () => {
    const problems = Array.from(
      { length: 53 },
      (_, n): InputProblem => ({ where: 'output-tags', given: `${n}`, expected: 'No.' }),
    )
    const lines = new InvalidInputs(problems).message.split('\n')
    expect([lines.length, lines[0], lines[50], lines[51]]).toStrictEqual([
      52,
      '53 input errors:',
      '- output-tags: got "49". No.',
      '- … and 3 more.',
    ])
  })

  test('keeps each problem on one line for any value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const { message } = new InvalidInputs([{ where: 'context', given, expected: 'No.', nearest: given }])
        expect(message).toMatch(/^1 input error:\n- context: got [^\p{Cc}\p{Zl}\p{Zp}]*$/u)
      }),
    )
  })
})

test.each([
  ['plain', '"plain"'],
  ['', '""'],
  ['say "so"', '"say \\"so\\""'],
  ['one\ntwo\r\u2028\u2029', '"one\\ntwo\\r\\u2028\\u2029"'],
  ['\u001b[31m\u009b\u007f\u0085', '"\\u001b[31m\\u009b\\u007f\\u0085"'],
  ['x'.repeat(120), `"${'x'.repeat(120)}"`],
  ['x'.repeat(121), `"${'x'.repeat(120)}…"`],
])('quote(%j) is %s', (value, quoted) => {
  expect(quote(value)).toBe(quoted)
})

test.each([
  ['Locale', ['Local', 'AWSBatch'], 'Local'],
  ['LUIGI2', ['auto', 'classic', 'luigi'], 'luigi'],
  ['allways', ['missing', 'always', 'never'], 'always'],
  ['yes', ['true', 'false'], undefined],
  ['ture', ['true', 'false'], 'true'],
  ['sagemaker', ['Local', 'AWSBatch'], undefined],
  ['', ['missing', 'always', 'never'], undefined],
  ['anything', [], undefined],
  [`${'x'.repeat(121)}`, ['x'.repeat(120)], undefined],
])('findNearest(%j, %j) is %j', (given, allowed, nearest) => {
  expect(findNearest(given, allowed)).toBe(nearest)
})
