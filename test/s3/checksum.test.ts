import { describe, expect, test } from 'vitest'
import { hasChecksum, readChecksum } from '../../src/s3/checksum.ts'

const bytes = Buffer.from('123456789')

describe('readChecksum', () => {
  test('prefers the fastest of several checksums', () => {
    const headers = { 'x-amz-checksum-sha1': '98O8HYCOBHMq32eZZczDTKeuNEE=', 'x-amz-checksum-crc32': 'y/Q5Jg==' }
    expect(readChecksum({ headers })).toMatchObject({ kind: 'crc', value: 'y/Q5Jg==' })
  })

  test('reads the checksum of a whole object in parts', () => {
    const headers = { 'x-amz-checksum-crc32': 'y/Q5Jg==', 'x-amz-checksum-type': 'FULL_OBJECT', etag: '"0a1b-2"' }
    expect(readChecksum({ headers })).toMatchObject({ kind: 'crc', value: 'y/Q5Jg==' })
  })

  test.each<[string, Record<string, string>]>([
    ['no checksum', {}],
    ['a checksum of the checksums of parts', { 'x-amz-checksum-crc32': 'y/Q5Jg==-3' }],
    ['a composite checksum', { 'x-amz-checksum-crc32': 'y/Q5Jg==', 'x-amz-checksum-type': 'COMPOSITE' }],
    ['the checksum of an object in parts, of no type', { 'x-amz-checksum-crc32': 'y/Q5Jg==', etag: '"0a1b-2"' }],
    ['a checksum of another width', { 'x-amz-checksum-crc32': 'y/Q5' }],
  ])('returns undefined for %s', (_, headers) => {
    expect(readChecksum({ headers })).toBeUndefined()
  })
})

test('hasChecksum compares the bytes with the checksum', () => {
  const checksum = readChecksum({ headers: { 'x-amz-checksum-crc32c': '4waSgw==' } })
  if (checksum === undefined) throw new Error('no checksum')
  expect(hasChecksum(bytes, checksum)).toBe(true)
  expect(hasChecksum(bytes.subarray(1), checksum)).toBe(false)
})
