import { describe, expect, test } from 'vitest'
import { readSeedInputs } from '../../src/plan/seed-inputs.ts'
import { findReadProblems, readWith } from './input-fixtures.ts'

describe('readSeedInputs', () => {
  test('reads everything up to 512 MiB by default', () => {
    expect(readWith(readSeedInputs, {})).toStrictEqual({
      values: { mode: 'all', maxBytes: 2 ** 29, isRequested: false },
      invalid: [],
    })
  })

  test('reads a mode in any case, and a number of bytes', () => {
    const inputs = { 'seed-context': 'Newest', 'seed-max-bytes': '1KiB' }
    expect(readWith(readSeedInputs, inputs).values).toStrictEqual({
      mode: 'newest',
      maxBytes: 1024,
      isRequested: true,
    })
  })

  test.each([
    ['0', 0],
    ['64GiB', 2 ** 36],
  ])('accepts %j bytes', (bytes, maxBytes) => {
    expect(readWith(readSeedInputs, { 'seed-max-bytes': bytes })).toMatchObject({ values: { maxBytes }, invalid: [] })
  })

  test.each(['-1', 'many', '65GiB', '68719476737'])('refuses %j bytes', (given) => {
    const expected = 'Give bytes up to 64 GiB, such as `512MiB`.'
    expect(findReadProblems(readSeedInputs, { 'seed-max-bytes': given })).toStrictEqual([
      { where: 'seed-max-bytes', given, expected },
    ])
  })

  test('refuses other modes', () => {
    expect(readWith(readSeedInputs, { 'seed-context': 'none' }).values.mode).toBe('none')
    expect(findReadProblems(readSeedInputs, { 'seed-context': 'some' })).toStrictEqual([
      { where: 'seed-context', given: 'some', expected: 'Allowed: all, newest, none.', nearest: 'none' },
    ])
  })
})
