import { describe, expect, it } from 'vitest'
import { matchesListing } from '../../src/remote/listed-object.ts'

const bytes = Buffer.from('hello')
const etag = '5d41402abc4b2a76b9719d911017c592'

describe('matchesListing', () => {
  it('compares the size and the MD5', () => {
    expect(matchesListing({ bytes: 5, etag }, bytes)).toBe(true)
    expect(matchesListing({ bytes: 6, etag }, bytes)).toBe(false)
    expect(matchesListing({ bytes: 5, etag }, Buffer.from('hallo'))).toBe(false)
  })

  it('proves nothing with an ETag that is not an MD5', () => {
    for (const other of ['', `${etag}-2`, etag.toUpperCase()])
      expect(matchesListing({ bytes: 5, etag: other }, bytes)).toBe(false)
  })
})
