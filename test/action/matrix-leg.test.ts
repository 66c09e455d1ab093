import { describe, expect, test } from 'vitest'
import { findMatrixLeg, isMatrixJson } from '../../src/action/matrix-leg.ts'

const leg = '{"region":"eu"}'

describe('findMatrixLeg', () => {
  test.each([
    ['the default of an input', [leg, leg], leg],
    ['the default of another input, where the first has a value of its own', ['orders', leg], leg],
    ['nothing in a job without a matrix', ['null', 'null'], undefined],
    ['nothing where no input has it', ['orders', undefined, '17'], undefined],
  ])('returns %s', (_, inputs, expected) => {
    expect(findMatrixLeg(inputs)).toBe(expected)
  })
})

describe('isMatrixJson', () => {
  test.each([
    [leg, true],
    ['null', true],
    ['orders', false],
    ['17', false],
  ])('of %s is %s', (text, expected) => {
    expect(isMatrixJson(text)).toBe(expected)
  })
})
