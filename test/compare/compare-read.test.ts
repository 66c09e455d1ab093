import { describe, expect, test } from 'vitest'
import { quoteForNote, ReadLimit, readFactor } from '../../src/compare/compare-read.ts'

describe('ReadLimit', () => {
  test('refuses a single object above the limit', () => {
    const reads = new ReadLimit(10)
    expect(reads.take(10)).toBeUndefined()
    expect(reads.take(11)).toBe('Larger than `diff-max-bytes` (10 B)')
  })

  test('refuses objects above the limit of all of them together, which refused objects do not use up', () => {
    const reads = new ReadLimit(10)
    for (let count = 0; count < readFactor - 1; count++) expect(reads.take(10)).toBeUndefined()
    expect(reads.take(11)).toBeDefined()
    expect(reads.take(9)).toBeUndefined()
    expect(reads.take(2)).toBe('Not read whole, because 16 times diff-max-bytes were read before')
    expect(reads.take(1)).toBeUndefined()
  })
})

describe('quoteForNote', () => {
  test('quotes, shortens, and names the base', () => {
    expect(quoteForNote('a\n"b"', 'now')).toBe('"a\\n\\"b\\""')
    expect(quoteForNote('x'.repeat(101), 'base')).toBe(`"${'x'.repeat(100)}…" of the base`)
  })
})
