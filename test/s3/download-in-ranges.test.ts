import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catchError, openTestStore, options } from './helpers.ts'
import { type ReceivedRequest, sendError, startWireServer } from './wire-server.ts'

const content = randomBytes(10_000)
const sum = Buffer.alloc(4)
sum.writeUInt32BE(crc32(content))
const checksum = sum.toString('base64')
const tuning = { wholeBytes: 3_000, partBytes: 3_000 }
let folder: string
let files = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-ranges-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Answers as S3 does, with these bytes. */
function answer({ method, headers }: ReceivedRequest, response: ServerResponse, bytes = content): void {
  const [, from = 0, to = 0] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '')?.map(Number) ?? []
  response.setHeader('etag', '"tag"')
  if (method === 'HEAD') response.setHeader('x-amz-checksum-crc32', checksum).setHeader('content-length', 10_000).end()
  else {
    response.writeHead(206, { 'content-range': `bytes ${from}-${to}/10000`, 'content-length': to - from + 1 })
    response.end(bytes.subarray(from, to + 1))
  }
}

async function download(endpoint: string) {
  const file = join(folder, String(files++))
  const store = await openTestStore(endpoint, { tuning })
  const exists = await store.getToFile('key', file, { ...options, size: 10_000 })
  store.close()
  return exists ? await readFile(file) : undefined
}

describe('downloadInRanges', () => {
  test('writes all ranges of one version of the object', async () => {
    await using server = await startWireServer((request, response) => answer(request, response))
    expect((await download(server.endpoint))?.equals(content)).toBe(true)
    expect(server.requests.map(({ method, headers }) => [method, headers.range, headers['if-match']])).toStrictEqual([
      ['HEAD', undefined, undefined],
      ...['0-2999', '3000-5999', '6000-8999', '9000-9999'].map((range) => ['GET', `bytes=${range}`, '"tag"']),
    ])
  })

  test('reports the received bytes after each range', async () => {
    await using server = await startWireServer((request, response) => answer(request, response))
    const store = await openTestStore(server.endpoint, { tuning })
    const received: number[] = []
    const onBytes = (bytes: number) => void received.push(bytes)
    await store.getToFile('key', join(folder, String(files++)), { ...options, size: 10_000, onBytes })
    store.close()
    expect(received).toHaveLength(4)
    expect(received).toStrictEqual(received.toSorted((a, b) => a - b))
    expect(received.at(-1)).toBe(10_000)
  })

  test('requests each range once from a server that sends headers twice', async () => {
    await using server = await startWireServer((request, response) => {
      // MinIO sends `vary` twice, and versitygw its request id.
      response.setHeader('vary', ['Origin', 'Accept-Encoding']).setHeader('x-amz-request-id', ['a', 'a'])
      answer(request, response)
    })
    expect((await download(server.endpoint))?.equals(content)).toBe(true)
    expect(server.requests.filter(({ method }) => method === 'GET')).toHaveLength(4)
  })

  test('downloads the file again once when its checksum does not match', async () => {
    const damaged = Buffer.from(content).fill(0, 4_000, 4_010)
    await using once = await startWireServer((request, response, nth) =>
      answer(request, response, nth <= 5 ? damaged : content),
    )
    expect((await download(once.endpoint))?.equals(content)).toBe(true)
    expect(once.requests).toHaveLength(1 + 2 * 4)
    await using always = await startWireServer((request, response) => answer(request, response, damaged))
    expect(await catchError(download(always.endpoint))).toMatchObject({ kind: 'checksum-mismatch' })
    expect(always.requests).toHaveLength(1 + 2 * 4)
  })

  test('throws object-replaced when another version replaces the object', async () => {
    await using server = await startWireServer((request, response, nth) => {
      if (nth < 3) answer(request, response)
      else sendError(response, 412, 'PreconditionFailed')
    })
    expect(await catchError(download(server.endpoint))).toMatchObject({
      kind: 'object-replaced',
      message: 's3://bucket/key was replaced while it was read.',
    })
  })

  test('throws no-ranges when the server sends another range', async () => {
    await using server = await startWireServer((request, response) => {
      if (request.method === 'HEAD') answer(request, response)
      else response.writeHead(206, { 'content-range': 'bytes 0-2999/3000' }).end(content.subarray(0, 3_000))
    })
    expect(await catchError(download(server.endpoint))).toMatchObject({
      kind: 'no-ranges',
      message: expect.stringContaining('did not send the requested range of s3://bucket/key'),
    })
  })

  test('throws size-mismatch for another size, and returns false for a key that does not exist', async () => {
    await using other = await startWireServer((_, response) =>
      response.setHeader('etag', '"tag"').setHeader('content-length', 9).end(),
    )
    expect(await catchError(download(other.endpoint))).toMatchObject({
      kind: 'size-mismatch',
      message: 's3://bucket/key has 9 bytes; 10000 were expected.',
    })
    await using absent = await startWireServer((_, response) => sendError(response, 404, 'NoSuchKey'))
    expect(await download(absent.endpoint)).toBeUndefined()
  })

  test('returns false when the object is deleted while it is read', async () => {
    await using server = await startWireServer((request, response, nth) => {
      if (nth < 3) answer(request, response)
      else sendError(response, 404, 'NoSuchKey')
    })
    expect(await download(server.endpoint)).toBeUndefined()
  })

  test.each(['sha1', 'sha256'])('compares the file with the %s that S3 stores', async (algorithm) => {
    const stored = createHash(algorithm).update(content).digest('base64')
    const serve = (bytes: typeof content) =>
      startWireServer((request, response) => {
        if (request.method === 'GET') answer(request, response, bytes)
        else
          response
            .setHeader(`x-amz-checksum-${algorithm}`, stored)
            .setHeader('x-amz-checksum-type', 'FULL_OBJECT')
            .setHeader('etag', '"tag"')
            .setHeader('content-length', 10_000)
            .end()
      })
    await using server = await serve(content)
    expect((await download(server.endpoint))?.equals(content)).toBe(true)
    await using damaged = await serve(Buffer.from(content).fill(0, 4_000, 4_010))
    expect(await catchError(download(damaged.endpoint))).toMatchObject({ kind: 'checksum-mismatch' })
  })

  test('throws for a server that sends no ETag', async () => {
    await using server = await startWireServer((_, response) => response.setHeader('content-length', 10_000).end())
    expect(String(await catchError(download(server.endpoint)))).toContain('S3 sent no ETag, or no length, for key')
  })
})
