import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BucketRegion, getErrorRegion, isRegion } from '../../src/s3/bucket-region.ts'
import { S3Error } from '../../src/s3/errors.ts'
import type { ObjectStore } from '../../src/s3/store.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'
import { emptyPage, listAll, openTestStore, options } from './helpers.ts'
import { type ReceivedRequest, sendError, startWireServer } from './wire-server.ts'

const size = 10
const content = randomBytes(size)

/** Answers like the S3 of eu-west-2, where the bucket is; `refuse` answers requests for other regions. */
function answerIn(refuse: (response: ServerResponse) => void) {
  return (request: ReceivedRequest, response: ServerResponse) => {
    const { method, url, headers } = request
    if (!headers.authorization?.includes('/eu-west-2/s3/')) return refuse(response)
    response.setHeader('etag', '"tag"')
    if (method === 'POST' && url.includes('uploads')) response.end('<R><UploadId>id</UploadId></R>')
    else if (method === 'POST' && url.includes('delete')) response.end(deleted)
    else if (method === 'POST')
      response.end('<CompleteMultipartUploadResult><ETag>"tag"</ETag></CompleteMultipartUploadResult>')
    else if (headers['x-amz-copy-source']) response.end('<CopyObjectResult><ETag>"tag"</ETag></CopyObjectResult>')
    else if (url.includes('list-type')) response.end(emptyPage)
    else if (headers.range !== undefined) sendRange(headers.range, response)
    else response.setHeader('content-length', method === 'PUT' ? 0 : size).end(method === 'GET' ? content : undefined)
  }
}

function sendRange(range: string, response: ServerResponse): void {
  const [from = 0, to = 0] = range.slice('bytes='.length).split('-').map(Number)
  const body = content.subarray(from, to + 1)
  response.writeHead(206, { 'content-range': `bytes ${from}-${to}/${size}`, 'content-length': body.length })
  response.end(body)
}

const deleted = '<DeleteResult><Deleted><Key>a</Key></Deleted></DeleteResult>'
const malformed =
  '<Error><Code>AuthorizationHeaderMalformed</Code><Message>m</Message><Region>eu-west-2</Region></Error>'
const byHeader = { 'x-amz-bucket-region': 'eu-west-2' }
const refusals: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ['301', (response) => sendError(response, 301, 'PermanentRedirect', byHeader)],
  // A response to HEAD has no body: S3 names the region in the header.
  ['400', (response) => response.writeHead(400, response.req.method === 'HEAD' ? byHeader : {}).end(malformed)],
]

describe.each(refusals)('a store whose bucket is in another region (%s)', (_, refuse) => {
  const calls: readonly (readonly [string, (store: ObjectStore, folder: string) => Promise<unknown>])[] = [
    ['a small object', (store) => store.putIfAbsent('key', Buffer.from('a'), options)],
    ['an upload in parts', async (store, folder) => await putFile(store, join(folder, 'large'))],
    ['a copy', (store) => store.copyIfAbsent('a', 'b', { ...options, size: 1 })],
    ['a deletion', (store) => store.deleteObjects(['a'], options)],
    ['a listing', (store) => listAll(store.list('', options))],
    ['a read', (store) => store.get('key', { ...options, maxBytes: 99 })],
    ['a version', (store) => store.getVersion('key', { ...options, maxBytes: 99 })],
    ['a write of a version', (store) => store.putVersion('key', Buffer.from('a'), '"tag"', options)],
    ['a download in ranges', (store, folder) => store.getToFile('key', join(folder, 'back'), { ...options, size })],
  ]

  test.each(calls)('follows the response with %s, and so do all later requests', async (__, call) => {
    await using folder = await makeTemporaryFolder('region-')
    await using server = await startWireServer(answerIn(refuse))
    const store = await openTestStore(server.endpoint, { tuning: { wholeBytes: 3, partBytes: 4 } })
    await call(store, folder.path)
    const isForeign = ({ headers }: ReceivedRequest) => !headers.authorization?.includes('/eu-west-2/s3/')
    expect(server.requests.filter(isForeign)).toHaveLength(1)
    await using others = await makeTemporaryFolder('region-')
    for (const [, other] of calls) await other(store, others.path)
    expect(server.requests.filter(isForeign)).toHaveLength(1)
    store.close()
  })
})

async function putFile(store: ObjectStore, file: string): Promise<unknown> {
  await writeFile(file, content)
  return await store.putIfAbsent('key', { file, size }, options)
}

describe('BucketRegion', () => {
  test('changes only to a valid region, and only after a response that can be about the region', () => {
    const region = new BucketRegion('eu-west-1')
    const named = (status: number) => new S3Error(status, 'AccessDenied', '', { region: 'eu-west-2' })
    expect(region.correct(named(403), 'eu-west-1')).toBe(false)
    expect(region.correct(new S3Error(301, 'PermanentRedirect', ''), 'eu-west-1')).toBe(false)
    expect(region.current).toBe('eu-west-1')
    expect(region.correct(named(301), 'eu-west-1')).toBe(true)
    expect(region.correct(named(301), 'eu-west-2')).toBe(false)
    expect(region.current).toBe('eu-west-2')
  })
})

test('getErrorRegion reads header and body of an error of the SDK, and ignores anything else', () => {
  const createSdkError = (value: string) =>
    Object.assign(new Error('x'), { $response: { headers: { 'x-amz-bucket-region': value } } })
  expect(getErrorRegion(createSdkError('eu-west-2'))).toBe('eu-west-2')
  expect(getErrorRegion(createSdkError('evil.example/'))).toBeUndefined()
  expect(getErrorRegion(Object.assign(new Error('x'), { Region: 'eu-west-3' }))).toBe('eu-west-3')
  expect(getErrorRegion('text')).toBeUndefined()
})

test('isRegion accepts one label of a host name', () => {
  expect(['us-east-1', 'auto', 'nyc3', 'a.b', '-a', 'A', ''].map(isRegion)).toStrictEqual([
    ...[true, true, true, false, false, false, false],
  ])
})
