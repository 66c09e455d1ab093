import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { catchError, openTestStore, options } from './helpers.ts'
import { sendError, startWireServer } from './wire-server.ts'

describe('copyObject', () => {
  test.each<[string, number, string, string]>([
    ['the target exists', 412, 'PreconditionFailed', 'exists'],
    ['the source does not exist', 404, 'NoSuchKey', 'absent'],
  ])('finds that %s', async (_, status, code, outcome) => {
    await using server = await startWireServer((__, response) => sendError(response, status, code))
    const store = await openTestStore(server.endpoint)
    expect(await store.copyIfAbsent('a ü/b', 'c', { ...options, size: 1 })).toBe(outcome)
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]?.headers).toMatchObject({
      'x-amz-copy-source': 'bucket/a%20%C3%BC/b',
      'if-none-match': '*',
      'x-amz-server-side-encryption': 'AES256',
    })
  })

  test.each([
    ['copies without the condition when the key does not exist', 404, 'created', ['*', undefined, undefined]],
    ['leaves a key that exists', 200, 'exists', ['*', undefined]],
  ])('%s, at a server that does not implement the condition of a copy', async (_, status, outcome, conditions) => {
    await using server = await startWireServer(({ method, headers }, response) => {
      if (method === 'HEAD') response.writeHead(status).end()
      else if (headers['if-none-match'] !== undefined) sendError(response, 501, 'NotImplemented')
      else response.end('<CopyObjectResult><ETag>"tag"</ETag></CopyObjectResult>')
    })
    const store = await openTestStore(server.endpoint)
    expect(await store.copyIfAbsent('a', 'b', { ...options, size: 1 })).toBe(outcome)
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toStrictEqual(conditions)
  })

  test('copies again after a conflict, three times at most', async () => {
    await using once = await startWireServer((_, response, nth) => {
      if (nth === 1) sendError(response, 409, 'ConditionalRequestConflict')
      else response.end('<CopyObjectResult><ETag>"tag"</ETag></CopyObjectResult>')
    })
    expect(await (await openTestStore(once.endpoint)).copyIfAbsent('a', 'b', { ...options, size: 1 })).toBe('created')
    await using always = await startWireServer((_, response) => sendError(response, 409, 'ConditionalRequestConflict'))
    const error = await catchError(
      (await openTestStore(always.endpoint)).copyIfAbsent('a', 'b', { ...options, size: 1 }),
    )
    expect(error).toMatchObject({ name: 'ConditionalRequestConflict' })
    expect(always.requests).toHaveLength(3)
  })

  /** Answers as S3 does to a copy on the condition that the target does not exist: the second one finds the first. */
  const answerSecond = (response: ServerResponse) => sendError(response, 412, 'PreconditionFailed')

  test.each<[string, (response: ServerResponse) => void]>([
    ['no answer arrives', (response) => response.socket?.resetAndDestroy()],
    [
      'the connection breaks in the body of the answer',
      (response) => {
        response.writeHead(200, { 'content-length': 100 })
        response.write('<CopyObjectResult>', () => response.socket?.resetAndDestroy())
      },
    ],
    ['the body of the answer is empty', (response) => response.end()],
    ['the body of the answer has no result', (response) => response.end('<CopyObjectResult/>')],
    ['the answer is an error of the server', (response) => sendError(response, 500, 'InternalError')],
    ['the body of the answer is an error', (response) => sendError(response, 200, 'InternalError')],
    ['the error is followed by a line end', (response) => sendError(response, 200, 'InternalError', {}, '\n')],
  ])('asks S3 again when %s, and finds the copy that S3 made', async (_, answerFirst) => {
    await using server = await startWireServer((__, response, nth) =>
      nth === 1 ? answerFirst(response) : answerSecond(response),
    )
    const store = await openTestStore(server.endpoint)
    expect(await store.copyIfAbsent('a', 'b', { ...options, size: 1 })).toBe('exists')
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toStrictEqual(['*', '*'])
  })

  // S3 sends the status before it copies: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
  test.each([
    ['PreconditionFailed', 'exists'],
    ['NoSuchKey', 'absent'],
  ])('reads %s in the body of a success as it reads the error itself', async (code, outcome) => {
    await using server = await startWireServer((_, response) => sendError(response, 200, code))
    const store = await openTestStore(server.endpoint)
    expect(await store.copyIfAbsent('a', 'b', { ...options, size: 1 })).toBe(outcome)
  })

  test('copies again after a conflict in the body of a success', async () => {
    await using server = await startWireServer((_, response, nth) => {
      if (nth <= 4) sendError(response, 200, 'ConditionalRequestConflict')
      else response.end('<CopyObjectResult><ETag>"tag"</ETag></CopyObjectResult>')
    })
    const store = await openTestStore(server.endpoint)
    expect(await store.copyIfAbsent('a', 'b', { ...options, size: 1 })).toBe('created')
  })

  test('throws when no answer says that the copy was made', async () => {
    await using server = await startWireServer((_, response) => response.end('<CopyObjectResult/>'))
    const store = await openTestStore(server.endpoint)
    const error = await catchError(store.copyIfAbsent('a', 'b', { ...options, size: 1 }))
    expect(error).toMatchObject({ name: 'EmptyResultError', message: 'S3 sent no ETag for b' })
    expect(server.requests).toHaveLength(3)
  })
})

describe('getVersion', () => {
  test('returns the ETag and the bytes, or the ETag alone of an object that is too large', async () => {
    await using server = await startWireServer((_, response) => response.setHeader('etag', '"tag"').end('content'))
    const store = await openTestStore(server.endpoint)
    const version = await store.getVersion('key', { ...options, maxBytes: 7 })
    expect(version).toStrictEqual({ etag: '"tag"', bytes: Buffer.from('content') })
    expect(await store.getVersion('key', { ...options, maxBytes: 6 })).toStrictEqual({
      etag: '"tag"',
      bytes: undefined,
    })
  })

  test('returns undefined for a key that does not exist', async () => {
    await using server = await startWireServer((_, response) => sendError(response, 404, 'NoSuchKey'))
    const store = await openTestStore(server.endpoint)
    expect(await store.getVersion('key', { ...options, maxBytes: 7 })).toBeUndefined()
  })

  test('throws for an answer without ETag, and for bytes that do not match their checksum', async () => {
    await using server = await startWireServer(({ url }, response) => {
      if (url.endsWith('damaged')) response.setHeader('etag', '"tag"').setHeader('x-amz-checksum-crc32', 'y/Q5Jg==')
      response.end('content')
    })
    const store = await openTestStore(server.endpoint)
    const get = (key: string) => catchError(store.getVersion(key, { ...options, maxBytes: 7 }))
    expect((await get('key')).message).toBe('S3 sent no ETag for key')
    expect((await get('damaged')).message).toBe('the bytes of damaged do not match the checksum of S3')
  })
})

describe('putVersion', () => {
  test.each<[string, string | undefined, Record<string, string>]>([
    ['the current version', '"tag"', { 'if-match': '"tag"' }],
    ['no version', undefined, { 'if-none-match': '*' }],
  ])('writes on the condition that the object has %s', async (_, etag, headers) => {
    await using server = await startWireServer((__, response) => response.end())
    const store = await openTestStore(server.endpoint)
    expect(await store.putVersion('key', Buffer.from('content'), etag, options)).toBe('stored')
    expect(server.requests[0]?.headers).toMatchObject(headers)
  })

  test.each([
    [412, 'PreconditionFailed'],
    [409, 'ConditionalRequestConflict'],
    [404, 'NoSuchKey'],
  ])('returns `changed` for %i %s, without another attempt', async (status, code) => {
    await using server = await startWireServer((_, response) => sendError(response, status, code))
    const store = await openTestStore(server.endpoint)
    expect(await store.putVersion('key', Buffer.from('content'), '"tag"', options)).toBe('changed')
    expect(server.requests).toHaveLength(1)
  })

  test('throws for another thing that does not exist than the key', async () => {
    await using server = await startWireServer((_, response) => sendError(response, 404, 'kms:KeyNotFound'))
    const store = await openTestStore(server.endpoint)
    const error = await catchError(store.putVersion('key', Buffer.from('content'), undefined, options))
    expect(error).toMatchObject({ name: 'kms:KeyNotFound', status: 404 })
  })
})
