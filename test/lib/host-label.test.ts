import { describe, expect, test } from 'vitest'
import { isHostLabel } from '../../src/lib/host-label.ts'

describe('isHostLabel', () => {
  test.each([
    ['us-east-1', true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    ['', false],
    ['-a', false],
    ['a-', false],
    ['a.b', false],
    ['a/b', false],
  ])('returns for "%s": %s', (text, expected) => {
    expect(isHostLabel(text)).toBe(expected)
  })
})
