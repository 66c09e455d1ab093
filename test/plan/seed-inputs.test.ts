import { describe, expect, test } from 'vitest'
import { readSeedInputs } from '../../src/plan/seed-inputs.ts'
import { readWith } from './input-fixtures.ts'

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

  test.each(['-1', 'many', '65GiB'])('refuses %j bytes', (bytes) => {
    expect(readWith(readSeedInputs, { 'seed-max-bytes': bytes }).invalid).toStrictEqual(['seed-max-bytes'])
  })

  test('refuses other modes', () => {
    expect(readWith(readSeedInputs, { 'seed-context': 'some' }).invalid).toStrictEqual(['seed-context'])
  })
})
