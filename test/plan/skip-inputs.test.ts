import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { InputProblem } from '../../src/action/input-problems.ts'
import { createInputReader } from '../../src/action/input-reader.ts'
import { readSkipInputs, skipTriggers } from '../../src/plan/skip-inputs.ts'
import { createInputEnv } from './input-fixtures.ts'

function read(skip: string, maxAge = '') {
  const problems: InputProblem[] = []
  const env = createInputEnv({ 'skip-unchanged': skip, 'max-age': maxAge })
  return { inputs: readSkipInputs(createInputReader(env, problems)), problems }
}

describe('readSkipInputs', () => {
  test.each([
    ['', undefined],
    ['false', undefined],
    ['true', [...skipTriggers]],
    ['True', [...skipTriggers]],
    [' TRUE\n', [...skipTriggers]],
    ['False', undefined],
    ['FALSE', undefined],
    [' , \n', undefined],
    ['image', ['image']],
    ['params, input', ['params', 'input']],
    ['params\ncode\n', ['params', 'code']],
    ['upstream upstream', ['upstream']],
  ])('reads %j', (text, triggers) => {
    const { inputs, problems } = read(text)
    expect(problems).toStrictEqual([])
    expect(inputs && [...inputs.triggers]).toStrictEqual(triggers)
  })

  test.each([
    ['90m', 5_400_000],
    ['24h', 86_400_000],
    ['7d', 604_800_000],
    ['1m', 60_000],
    ['3650d', 315_360_000_000],
    ['5256000m', 315_360_000_000],
  ])('reads the age %s', (text, maxAgeMs) => {
    const { inputs, problems } = read('true', text)
    expect([inputs?.maxAgeMs, problems]).toStrictEqual([maxAgeMs, []])
  })

  test.each(['0h', '24', '1w', '-1h', '1.5h', '3651d', '24 h', 'h', '1e3h', 'x1h', '1hx', '00000001m', '5256001m'])(
    'refuses the age %s',
    (text) => {
      const expected = 'Give a time from 1m to 3650d, such as `24h`, `90m` or `7d`.'
      expect(read('true', text).problems).toStrictEqual([{ where: 'max-age', given: text, expected }])
      expect(read('true', text).inputs?.maxAgeMs).toBeUndefined()
    },
  )

  test.each([
    ['images', 'images', 'image'],
    ['image, true', 'true', undefined],
    ['true, image', 'true', undefined],
    ['false, image', 'false', undefined],
    ['yes', 'yes', undefined],
    ['trueish', 'trueish', undefined],
    ['xtrue', 'xtrue', undefined],
    ['falsehood', 'falsehood', undefined],
    ['xfalse', 'xfalse', undefined],
  ])('refuses %j', (text, given, nearest) => {
    const expected = 'Allowed: true, false, or some of params, input, image, code, upstream.'
    expect(read(text).problems).toStrictEqual([
      { where: 'skip-unchanged', given, expected, ...(nearest !== undefined && { nearest }) },
    ])
  })

  test('accepts every list of triggers, and nothing beside them', () => {
    const word = fc.oneof(fc.constantFrom(...skipTriggers), fc.stringMatching(/^[a-z]{1,8}$/))
    const isKnown = (text: string) => skipTriggers.some((trigger) => trigger === text)
    fc.assert(
      fc.property(fc.array(word, { minLength: 2 }), (words) => {
        const { inputs, problems } = read(words.join(', '))
        expect(problems.length).toBe(words.filter((text) => !isKnown(text)).length)
        expect(new Set(inputs?.triggers)).toStrictEqual(new Set(words.filter(isKnown)))
      }),
    )
  })
})
