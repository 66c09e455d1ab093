import { describe, expect, test } from 'vitest'
import { BundleFormatError, decodeOrThrow, throwFormatError } from '../../../src/disdat/format/format-error.ts'

describe('decodeOrThrow', () => {
  test('returns the result', () => {
    expect(decodeOrThrow('Frame', () => 7)).toBe(7)
  })

  test('turns any error into a BundleFormatError with the error as its cause', () => {
    const cause = new RangeError('premature EOF')
    const decode = () => {
      throw cause
    }
    const expected = { name: 'BundleFormatError', message: 'not a Frame: premature EOF', cause }
    expect(() => decodeOrThrow('Frame', decode)).toThrow(expect.objectContaining(expected))
  })

  test('passes a BundleFormatError on unchanged', () => {
    const decode = () => throwFormatError('a link without a URL')
    expect(() => decodeOrThrow('Frame', decode)).toThrow(new BundleFormatError('a link without a URL'))
  })
})
