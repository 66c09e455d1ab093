import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { BucketRegion } from '../../src/s3/bucket-region.ts'
import { S3HttpClient } from '../../src/s3/client.ts'
import { CredentialCache } from '../../src/s3/credentials.ts'
import { ConnectionError, S3Error, TruncatedBodyError } from '../../src/s3/errors.ts'
import { catchError, createIdentity, emptyPage, listAll, openTestStore, options } from './helpers.ts'
import { type ReceivedRequest, sendError, startWireServer } from './wire-server.ts'

const parseRegion = ({ headers }: ReceivedRequest) =>
  /Credential=a\/\d{8}\/([^/]+)\/s3/.exec(headers.authorization ?? '')?.[1]

function openClient(endpoint: string): S3HttpClient {
  const credentials = new CredentialCache(createIdentity())
  const limits = { userAgent: 'test', idleTimeoutMs: 1_000, maxConnections: 4 }
  return new S3HttpClient({
    bucket: 'bucket',
    region: new BucketRegion('eu-west-1'),
    credentials,
    env: { AWS_ENDPOINT_URL: endpoint },
    ...limits,
  })
}

describe('S3HttpClient', () => {
  test.each<[string, number, string, Record<string, string>]>([
    ['in a header', 301, 'PermanentRedirect', { 'x-amz-bucket-region': 'us-gov-west-1' }],
    ['of a new bucket', 307, 'TemporaryRedirect', { 'x-amz-bucket-region': 'us-gov-west-1' }],
    ['in a refusal', 400, 'AuthorizationHeaderMalformed', { 'x-amz-bucket-region': 'us-gov-west-1' }],
  ])('follows the region of the bucket for all requests from then on: %s', async (_, status, code, headers) => {
    await using server = await startWireServer((request, response) => {
      if (parseRegion(request) === 'us-gov-west-1') response.end('content')
      else sendError(response, status, code, headers)
    })
    const store = await openTestStore(server.endpoint)
    const get = () => store.get('key', { ...options, maxBytes: 99 })
    const both = await Promise.all([get(), get()])
    expect(both.map((bytes) => Buffer.from(bytes ?? []).toString())).toStrictEqual(['content', 'content'])
    await get()
    expect(server.requests.map(parseRegion).toSorted()).toStrictEqual([
      ...['eu-west-1', 'eu-west-1', 'us-gov-west-1', 'us-gov-west-1', 'us-gov-west-1'],
    ])
  })

  test('follows one region a request, and no text that is not a region', async () => {
    await using server = await startWireServer((request, response) => {
      const other = parseRegion(request) === 'eu-west-1' ? 'eu-west-2' : 'eu-west-1'
      const region = request.url.startsWith('/bucket/odd') ? 'evil.example/' : other
      sendError(response, 301, 'PermanentRedirect', { 'x-amz-bucket-region': region })
    })
    const client = openClient(server.endpoint)
    expect(await catchError(client.send({ method: 'GET', key: 'key', ...options }))).toMatchObject({ status: 301 })
    expect(server.requests).toHaveLength(2)
    await catchError(client.send({ method: 'GET', key: 'odd', ...options }))
    expect(server.requests).toHaveLength(3)
  })

  test('repeats a request that a silent server does not answer', async () => {
    await using server = await startWireServer((_, response, nth) => {
      if (nth > 1) response.end(emptyPage)
    })
    const store = await openTestStore(server.endpoint, { tuning: { idleTimeoutMs: 200 } })
    expect(await listAll(store.list('', options))).toStrictEqual([])
    expect(server.requests).toHaveLength(2)
  })

  test('does not repeat a request that another protocol answers', async () => {
    await using server = await startWireServer((_, response) => {
      response.socket?.end('220 smtp.example ESMTP\r\n')
    })
    const error = await catchError(openClient(server.endpoint).send({ method: 'GET', ...options }))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.message).toMatch(/does not match the HTTP\/1\.1 protocol/)
    expect(server.requests).toHaveLength(1)
  })

  test('repeats a request after a transient error, and throws after four attempts', async () => {
    await using passing = await startWireServer((_, response, nth) => {
      if (nth < 3) sendError(response, 503, 'SlowDown')
      else response.end('content')
    })
    const response = await openClient(passing.endpoint).send({ method: 'GET', ...options, maxBytes: 9 })
    expect(response.body.toString()).toBe('content')
    expect(passing.requests[0]?.headers['user-agent']).toBe('test')
    await using staying = await startWireServer((_, answer) => sendError(answer, 503, 'SlowDown'))
    const error = await catchError(openClient(staying.endpoint).send({ method: 'GET', ...options }))
    expect(error).toBeInstanceOf(S3Error)
    expect(error).toMatchObject({ status: 503, name: 'SlowDown', message: 'as the test says' })
    expect(staying.requests).toHaveLength(4)
  })

  test('repeats a request whose body ends early, three times at most', async () => {
    await using server = await startWireServer((_, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('01234', () => response.destroy())
    })
    const error = await catchError(openClient(server.endpoint).send({ method: 'GET', ...options, maxBytes: 99 }))
    expect(error).toBeInstanceOf(TruncatedBodyError)
    expect(server.requests).toHaveLength(3)
  })

  test('signs the bytes of a small object over HTTP, and sends their checksum', async () => {
    await using server = await startWireServer((_, response) => response.end())
    await (await openTestStore(server.endpoint)).putIfAbsent('key', Buffer.from('123456789'), options)
    expect(server.requests[0]?.headers).toMatchObject({
      'x-amz-content-sha256': createHash('sha256').update('123456789').digest('hex'),
      'x-amz-checksum-crc32': 'y/Q5Jg==',
      'content-length': '9',
    })
  })
})
