import { describe, expect, test } from 'vitest'
import { StoreError } from '../../src/s3/errors.ts'
import { defaultTuning } from '../../src/s3/transfer.ts'
import { catchError, openTestStore, options } from './helpers.ts'
import { startWireServer } from './wire-server.ts'

describe('getObject', () => {
  test.each<[string, Record<string, string>]>([
    ['CRC32', { 'x-amz-checksum-crc32': 'y/Q5Jg==' }],
    ['CRC32C', { 'x-amz-checksum-crc32c': '4waSgw==' }],
    ['CRC64NVME', { 'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=' }],
    ['SHA-1', { 'x-amz-checksum-sha1': '98O8HYCOBHMq32eZZczDTKeuNEE=' }],
    ['SHA-256', { 'x-amz-checksum-sha256': 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=' }],
  ])('fetches bytes again that do not match the %s of S3', async (_, headers) => {
    await using server = await startWireServer(({ url }, response, nth) => {
      response.writeHead(200, headers)
      response.end(url.includes('wrong') || (url.includes('once') && nth === 1) ? '123456780' : '123456789')
    })
    const store = await openTestStore(server.endpoint)
    const get = (key: string) => store.get(key, { ...options, maxBytes: 9 })
    expect(await get('once')).toHaveLength(9)
    expect(server.requests).toHaveLength(2)
    const error = await catchError(get('wrong'))
    expect(error).toMatchObject({ kind: 'checksum-mismatch' })
    expect(error.message).toBe('The bytes of s3://bucket/wrong do not match the checksum that S3 stores.')
    expect(server.requests).toHaveLength(5)
  })

  test('does not read an object that is larger than allowed', async () => {
    let sentChunks = 0
    await using server = await startWireServer((_, response) => {
      response.writeHead(200, { 'content-length': defaultTuning.partBytes })
      response.write('x', () => sentChunks++)
    })
    const error = await catchError((await openTestStore(server.endpoint)).get('key', { ...options, maxBytes: 9 }))
    expect(error).toBeInstanceOf(StoreError)
    expect(error).toMatchObject({ kind: 'object-too-large', message: 'key has more than 9 bytes' })
    expect(sentChunks).toBe(1)
  })
})
