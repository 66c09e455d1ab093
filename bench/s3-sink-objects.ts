import { hash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { addLatency, escapeXml, sendError, sendXml, splitOnce, unescapeXml } from './s3-sink-answers.ts'
import { receiveBody } from './s3-sink-bodies.ts'
import { type Bucket, findBucket, removeObject, storeObject } from './s3-sink-store.ts'
import { createSinkBlock } from './sink-block.ts'

/** Longer bodies, and all parts of an upload, are kept as their length. */
const keptBytes = 64 << 20
const block = createSinkBlock()

interface Upload {
  readonly key: string
  readonly parts: Map<number, number>
}

export interface SinkRequest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly query: URLSearchParams
  readonly bucketName: string
  readonly bucket: Bucket
  readonly key: string
}

const uploads = new Map<string, Upload>()

export async function getObject({ request, response, bucket, key }: SinkRequest): Promise<void> {
  await addLatency()
  if (key === '') return void response.end()
  const stored = bucket.objects.get(key)
  if (stored === undefined) return sendError(response, 404, 'NoSuchKey', key)
  const headers = {
    ETag: stored.etag,
    'Last-Modified': stored.modified.toUTCString(),
    'Accept-Ranges': 'bytes',
    'Content-Type': 'binary/octet-stream',
  }
  if (request.headers['if-none-match'] === stored.etag) return void response.writeHead(304, headers).end()
  const ifMatch = request.headers['if-match']
  if (ifMatch !== undefined && ifMatch !== stored.etag) return sendError(response, 412, 'PreconditionFailed', key)
  const range = parseRange(request.headers.range, stored.size)
  if (range === 'unsatisfiable') return sendError(response, 416, 'InvalidRange', key)
  const [from, to] = range ?? [0, stored.size]
  const sum = range === undefined && request.headers['x-amz-checksum-mode'] !== undefined ? stored.checksum : undefined
  response.writeHead(range === undefined ? 200 : 206, {
    ...headers,
    'Content-Length': to - from,
    ...(range === undefined ? {} : { 'Content-Range': `bytes ${from}-${to - 1}/${stored.size}` }),
    ...(sum === undefined ? {} : { [sum[0]]: sum[1] }),
  })
  if (request.method === 'HEAD') return void response.end()
  if (stored.body !== undefined) return void response.end(stored.body.subarray(from, to))
  for (let at = from; at < to && !response.destroyed; ) {
    const start = at % block.length
    const bytes = block.subarray(start, Math.min(block.length, start + to - at))
    at += bytes.length
    if (!response.write(bytes)) await waitForDrain(response)
  }
  response.end()
}

function parseRange(header: string | undefined, size: number): readonly [number, number] | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  return from < to ? [from, to] : 'unsatisfiable'
}

function waitForDrain(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}

export async function putObject({ request, response, query, bucketName, bucket, key }: SinkRequest): Promise<void> {
  const body = await receiveBody(request, query.has('uploadId') ? 0 : keptBytes)
  await addLatency()
  if (key === '') return void response.writeHead(200, { Location: `/${bucketName}` }).end()
  const upload = uploads.get(query.get('uploadId') ?? '')
  if (query.has('uploadId')) {
    if (upload === undefined) return sendError(response, 404, 'NoSuchUpload', key)
    upload.parts.set(Number(query.get('partNumber')), body.size)
    return void response.writeHead(200, { ETag: body.etag }).end()
  }
  const source = request.headers['x-amz-copy-source']
  if (typeof source === 'string') return copyObject(source, { response, bucket, key })
  if (!canWrite(request, bucket, key)) return sendError(response, 412, 'PreconditionFailed', key)
  storeObject(bucket, key, { ...body, modified: new Date() })
  response.writeHead(200, { ETag: body.etag }).end()
}

function copyObject(source: string, { response, bucket, key }: Pick<SinkRequest, 'response' | 'bucket' | 'key'>): void {
  const [fromBucket, fromKey] = splitOnce(decodeURIComponent(source).replace(/^\//, ''), '/')
  const stored = findBucket(fromBucket).objects.get(fromKey)
  const modified = new Date()
  if (stored === undefined) {
    sendError(response, 404, 'NoSuchKey', fromKey)
  } else {
    storeObject(bucket, key, { ...stored, modified })
    const inner = `<ETag>${stored.etag}</ETag><LastModified>${modified.toISOString()}</LastModified>`
    sendXml(response, `<CopyObjectResult>${inner}</CopyObjectResult>`)
  }
}

export async function postObject({ request, response, query, bucketName, bucket, key }: SinkRequest): Promise<void> {
  const body = await receiveBody(request, keptBytes)
  await addLatency()
  if (query.has('uploads')) {
    const id = randomBytes(16).toString('hex')
    uploads.set(id, { key, parts: new Map() })
    const inner = `<Bucket>${bucketName}</Bucket><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId>`
    return sendXml(response, `<InitiateMultipartUploadResult>${inner}</InitiateMultipartUploadResult>`)
  }
  const id = query.get('uploadId') ?? ''
  const upload = uploads.get(id)
  if (query.has('uploadId')) {
    if (upload === undefined) return sendError(response, 404, 'NoSuchUpload', key)
    if (!canWrite(request, bucket, key)) return sendError(response, 412, 'PreconditionFailed', key)
    uploads.delete(id)
    const size = [...upload.parts.values()].reduce((sum, part) => sum + part, 0)
    const etag = `"${hash('md5', id)}-${upload.parts.size}"`
    storeObject(bucket, key, { size, etag, body: undefined, modified: new Date(), checksum: undefined })
    const inner = `<Bucket>${bucketName}</Bucket><Key>${escapeXml(key)}</Key><ETag>${etag}</ETag>`
    return sendXml(response, `<CompleteMultipartUploadResult>${inner}</CompleteMultipartUploadResult>`)
  }
  if (!query.has('delete')) return sendError(response, 501, 'NotImplemented', request.url ?? '')
  const keys = [...(body.body?.toString() ?? '').matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name = '']) =>
    unescapeXml(name),
  )
  for (const name of keys) removeObject(bucket, name)
  sendXml(
    response,
    `<DeleteResult>${keys.map((name) => `<Deleted><Key>${escapeXml(name)}</Key></Deleted>`).join('')}</DeleteResult>`,
  )
}

export async function deleteObject({ response, query, bucket, key }: SinkRequest): Promise<void> {
  await addLatency()
  const upload = query.get('uploadId')
  if (upload === null) removeObject(bucket, key)
  else uploads.delete(upload)
  response.writeHead(204).end()
}

function canWrite(request: IncomingMessage, bucket: Bucket, key: string): boolean {
  const there = bucket.objects.get(key)
  if (request.headers['if-none-match'] === '*' && there !== undefined) return false
  const ifMatch = request.headers['if-match']
  return ifMatch === undefined || there?.etag === ifMatch
}
