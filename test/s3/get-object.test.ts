import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { freeBytes } from '../../src/lib/page-buffer.ts'
import { StoreError } from '../../src/s3/errors.ts'
import { defaultTuning } from '../../src/s3/transfer.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'
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

  test.each([
    ['with the size that a listing reported', '0123456789', ['10 undefined']],
    ['that is smaller than listed', '01234567', ['10 undefined', '10 keep-alive']],
    ['that is larger than listed', '0123456789ab', ['10 undefined', '10 keep-alive']],
    ['that is empty', '', ['0 undefined']],
    ['of more bytes than allowed', '0123456789', ['99 keep-alive']],
  ])('reads an object %s', async (_, content, expected) => {
    const sizes: string[] = []
    await using server = await startWireServer(({ headers, url }, response) => {
      sizes.push(`${url.slice(url.lastIndexOf('/') + 1)} ${headers.connection}`)
      response.writeHead(200, { 'content-length': content.length }).end(content)
    })
    const store = await openTestStore(server.endpoint)
    const size = Number(expected[0]?.split(' ')[0])
    const get = store.get(String(size), { ...options, size, maxBytes: 12 })
    expect(Buffer.from((await get) ?? 'none').toString()).toBe(content)
    expect(sizes).toStrictEqual(expected)
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

  test('reads a range into a buffer of its own, on one connection', async () => {
    await using server = await startWireServer((_, response) => {
      response.writeHead(206, { 'content-range': 'bytes 4-7/10', 'content-length': 4 }).end('4567')
    })
    const store = await openTestStore(server.endpoint)
    for (let round = 1; round <= 2; round++) {
      const range = await store.get('key', { ...options, offset: 4, length: 4, maxBytes: 4 })
      expect(Buffer.from(range ?? '').toString()).toBe('4567')
      expect(range?.buffer.byteLength).toBe(4)
      expect(server.requests).toHaveLength(round)
    }
  })

  test('reads a range that is sent in chunks, whose memory others share', async () => {
    await using server = await startWireServer((_, response) => {
      response.writeHead(206, { 'content-range': 'bytes 4-7/10' })
      response.write('45', () => response.end('67'))
    })
    const store = await openTestStore(server.endpoint)
    const range = await store.get('key', { ...options, offset: 4, length: 4, maxBytes: 4 })
    const other = Buffer.from('other')
    if (range) freeBytes(range)
    expect([Buffer.from(range ?? '').toString(), other.toString()]).toStrictEqual(['4567', 'other'])
  })

  test.each([
    ['a large object by the body reader', 256 * 1024, undefined],
    ['a small object by undici', 256 * 1024 - 1, 'keep-alive'],
  ])('writes %s to a file, again when its checksum is wrong', async (_, bytes, connection) => {
    const whole = randomBytes(bytes)
    const checksum = Buffer.alloc(4)
    checksum.writeUInt32BE(crc32(whole))
    await using folder = await makeTemporaryFolder('get-')
    await using server = await startWireServer((__, response, nth) => {
      const headers = { 'content-length': whole.length, 'x-amz-checksum-crc32': checksum.toString('base64') }
      response.writeHead(200, headers).end(nth === 1 ? randomBytes(whole.length) : whole)
    })
    const store = await openTestStore(server.endpoint)
    const file = join(folder.path, 'whole')
    expect(await store.getToFile('key', file, { ...options, size: whole.length })).toBe(true)
    expect((await readFile(file)).equals(whole)).toBe(true)
    expect(server.requests.map(({ headers }) => headers.connection)).toStrictEqual([connection, connection])
  })

  describe('of a server that does not support ranges', () => {
    const whole = '0123456789'.repeat(20_000)

    test.each([
      ['its length', true],
      ['chunks', false],
    ])('reads the first bytes of the whole object, sent with %s', async (_, hasLength) => {
      await using server = await startWireServer((__, response) => {
        response.writeHead(200, hasLength ? { 'content-length': whole.length } : {}).end(whole)
      })
      const store = await openTestStore(server.endpoint)
      const first = await store.get('key', { ...options, maxBytes: 7, firstBytes: 7 })
      expect(Buffer.from(first ?? '').toString()).toBe('0123456')
    })

    test('reads the last bytes of an object that fits, and refuses others', async () => {
      await using server = await startWireServer(({ url }, response) => {
        response.writeHead(200).end(url.includes('small') ? 'abcdef' : whole)
      })
      const store = await openTestStore(server.endpoint)
      const last = await store.get('small', { ...options, maxBytes: 6, lastBytes: 2 })
      expect(Buffer.from(last ?? '').toString()).toBe('ef')
      const error = await catchError(store.get('large', { ...options, maxBytes: 6, lastBytes: 6 }))
      expect(error).toMatchObject({ kind: 'no-ranges' })
    })
  })

  test.each([
    ['another range', { firstBytes: 4 }, 206, { 'content-range': 'bytes 4-7/10' }],
    ['no range', { firstBytes: 4 }, 206, {}],
    ['the first bytes instead of the last', { lastBytes: 4 }, 206, { 'content-range': 'bytes 0-3/10' }],
    ['another offset', { offset: 4, length: 4 }, 206, { 'content-range': 'bytes 0-3/10' }],
    ['the beginning instead of an offset', { offset: 4, length: 4 }, 200, {}],
    ['a range that was not requested', {}, 206, { 'content-range': 'bytes 0-3/10' }],
  ])('refuses %s', async (_, part, status, headers) => {
    await using server = await startWireServer((__, response) => response.writeHead(status, headers).end('0123'))
    const store = await openTestStore(server.endpoint)
    const error = await catchError(store.get('key', { ...options, ...part, maxBytes: 4 }))
    expect(error).toMatchObject({ kind: 'no-ranges' })
  })
})
