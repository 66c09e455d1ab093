/**
 * An S3 server for measurements. Every bucket exists, signatures are not checked, and every answer is delayed by a set
 * number of milliseconds. Small objects are kept in memory. A body of more than `keptBytes` is kept as its length, and a
 * GET generates the bytes, so that a file of any size can be sent and fetched.
 *
 *     node bench/s3-sink.ts [<certificate> <private key>]
 *
 * The server prints its port and, when it has a certificate, the port of a second listener with TLS. It ends when its
 * standard input ends.
 *
 * `POST /-/control?latency=30` sets the latency of all later answers, and returns the number of requests since the last
 * such request, by method.
 */
import { hash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { setTimeout as delay } from 'node:timers/promises'
import { createSinkBlock } from './sink-block.ts'

/** Beyond this a body is counted and thrown away; the parts of an upload are always. */
const keptBytes = 64 << 20
const maxKeys = 1000
const block = createSinkBlock()

interface Stored {
  readonly size: number
  /** Undefined for what is made up when it is asked for. */
  readonly body: Buffer | undefined
  readonly etag: string
  readonly modified: Date
  /** The checksum header that it came with. */
  readonly checksum: readonly [string, string] | undefined
}

interface Bucket {
  readonly objects: Map<string, Stored>
  /** In order. */
  readonly keys: string[]
}

interface Upload {
  readonly key: string
  readonly parts: Map<number, number>
}

interface Asked {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly query: URLSearchParams
  readonly bucketName: string
  readonly bucket: Bucket
  readonly key: string
}

const buckets = new Map<string, Bucket>()
const uploads = new Map<string, Upload>()
const counts = new Map<string, number>()
let latencyMs = 0

const listener = (request: IncomingMessage, response: ServerResponse) => {
  answer(request, response).catch((error: unknown) => {
    if (!response.headersSent) refuse(response, 500, 'InternalError', String(error))
    else response.destroy()
  })
}
const [certificate, privateKey] = process.argv.slice(2)
const servers = [createServer(listener)]
if (certificate !== undefined && privateKey !== undefined) {
  servers.push(createSecureServer({ cert: readFileSync(certificate), key: readFileSync(privateKey) }, listener))
}
const ports: number[] = []
for (const server of servers) {
  server.keepAliveTimeout = 120_000
  server.requestTimeout = 0
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  if (address !== null && typeof address === 'object') ports.push(address.port)
}
console.log(ports.join(' '))
process.stdin.on('end', () => process.exit()).resume()

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [rawPath = '', rawQuery = ''] = splitOnce(request.url ?? '', '?')
  const query = new URLSearchParams(rawQuery)
  if (rawPath === '/-/control') return control(query, response)
  const method = request.method ?? ''
  counts.set(method, (counts.get(method) ?? 0) + 1)
  const [bucketName, rawKey] = splitOnce(rawPath.slice(1), '/')
  const key = rawKey.includes('%') ? decodeURIComponent(rawKey) : rawKey
  const asked = { request, response, query, bucketName, bucket: bucketOf(bucketName), key }
  if (method === 'GET') return await (key === '' ? list(asked) : get(asked))
  if (method === 'HEAD') return await get(asked)
  if (method === 'PUT') return await put(asked)
  if (method === 'POST') return await post(asked)
  if (method === 'DELETE') return await remove(asked)
  refuse(response, 405, 'MethodNotAllowed', method)
}

function control(query: URLSearchParams, response: ServerResponse): void {
  const latency = query.get('latency')
  if (latency !== null) latencyMs = Number(latency)
  response.end(JSON.stringify(Object.fromEntries(counts)))
  counts.clear()
}

function bucketOf(name: string): Bucket {
  const known = buckets.get(name)
  if (known !== undefined) return known
  const made = { objects: new Map<string, Stored>(), keys: [] }
  buckets.set(name, made)
  return made
}

// --- objects

async function get({ request, response, bucket, key }: Asked): Promise<void> {
  await late()
  if (key === '') return void response.end()
  const stored = bucket.objects.get(key)
  if (stored === undefined) return refuse(response, 404, 'NoSuchKey', key)
  const headers = {
    ETag: stored.etag,
    'Last-Modified': stored.modified.toUTCString(),
    'Accept-Ranges': 'bytes',
    'Content-Type': 'binary/octet-stream',
  }
  if (request.headers['if-none-match'] === stored.etag) return void response.writeHead(304, headers).end()
  const ifMatch = request.headers['if-match']
  if (ifMatch !== undefined && ifMatch !== stored.etag) return refuse(response, 412, 'PreconditionFailed', key)
  const range = rangeOf(request.headers.range, stored.size)
  if (range === 'unsatisfiable') return refuse(response, 416, 'InvalidRange', key)
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
    if (!response.write(bytes)) await drained(response)
  }
  response.end()
}

function rangeOf(header: string | undefined, size: number): readonly [number, number] | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  return from < to ? [from, to] : 'unsatisfiable'
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}

async function put({ request, response, query, bucketName, bucket, key }: Asked): Promise<void> {
  const body = await bodyOf(request, query.has('uploadId') ? 0 : keptBytes)
  await late()
  if (key === '') return void response.writeHead(200, { Location: `/${bucketName}` }).end()
  const upload = uploads.get(query.get('uploadId') ?? '')
  if (query.has('uploadId')) {
    if (upload === undefined) return refuse(response, 404, 'NoSuchUpload', key)
    upload.parts.set(Number(query.get('partNumber')), body.size)
    return void response.writeHead(200, { ETag: body.etag }).end()
  }
  const source = request.headers['x-amz-copy-source']
  if (typeof source === 'string') return copy(source, { response, bucket, key })
  if (!mayWrite(request, bucket, key)) return refuse(response, 412, 'PreconditionFailed', key)
  store(bucket, key, { ...body, modified: new Date() })
  response.writeHead(200, { ETag: body.etag }).end()
}

function copy(source: string, { response, bucket, key }: Pick<Asked, 'response' | 'bucket' | 'key'>): void {
  const [fromBucket, fromKey] = splitOnce(decodeURIComponent(source).replace(/^\//, ''), '/')
  const stored = bucketOf(fromBucket).objects.get(fromKey)
  const modified = new Date()
  if (stored === undefined) {
    refuse(response, 404, 'NoSuchKey', fromKey)
  } else {
    store(bucket, key, { ...stored, modified })
    const inner = `<ETag>${stored.etag}</ETag><LastModified>${modified.toISOString()}</LastModified>`
    reply(response, `<CopyObjectResult>${inner}</CopyObjectResult>`)
  }
}

async function post({ request, response, query, bucketName, bucket, key }: Asked): Promise<void> {
  const body = await bodyOf(request, keptBytes)
  await late()
  if (query.has('uploads')) {
    const id = randomBytes(16).toString('hex')
    uploads.set(id, { key, parts: new Map() })
    const inner = `<Bucket>${bucketName}</Bucket><Key>${escaped(key)}</Key><UploadId>${id}</UploadId>`
    return reply(response, `<InitiateMultipartUploadResult>${inner}</InitiateMultipartUploadResult>`)
  }
  const id = query.get('uploadId') ?? ''
  const upload = uploads.get(id)
  if (query.has('uploadId')) {
    if (upload === undefined) return refuse(response, 404, 'NoSuchUpload', key)
    if (!mayWrite(request, bucket, key)) return refuse(response, 412, 'PreconditionFailed', key)
    uploads.delete(id)
    const size = [...upload.parts.values()].reduce((sum, part) => sum + part, 0)
    const etag = `"${hash('md5', id)}-${upload.parts.size}"`
    store(bucket, key, { size, etag, body: undefined, modified: new Date(), checksum: undefined })
    const inner = `<Bucket>${bucketName}</Bucket><Key>${escaped(key)}</Key><ETag>${etag}</ETag>`
    return reply(response, `<CompleteMultipartUploadResult>${inner}</CompleteMultipartUploadResult>`)
  }
  if (!query.has('delete')) return refuse(response, 501, 'NotImplemented', request.url ?? '')
  const keys = [...(body.body?.toString() ?? '').matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name = '']) =>
    unescaped(name),
  )
  for (const name of keys) forget(bucket, name)
  reply(
    response,
    `<DeleteResult>${keys.map((name) => `<Deleted><Key>${escaped(name)}</Key></Deleted>`).join('')}</DeleteResult>`,
  )
}

async function remove({ response, query, bucket, key }: Asked): Promise<void> {
  await late()
  const upload = query.get('uploadId')
  if (upload === null) forget(bucket, key)
  else uploads.delete(upload)
  response.writeHead(204).end()
}

function mayWrite(request: IncomingMessage, bucket: Bucket, key: string): boolean {
  const there = bucket.objects.get(key)
  if (request.headers['if-none-match'] === '*' && there !== undefined) return false
  const ifMatch = request.headers['if-match']
  return ifMatch === undefined || there?.etag === ifMatch
}

function store(bucket: Bucket, key: string, stored: Stored): void {
  if (!bucket.objects.has(key)) bucket.keys.splice(lowerBound(bucket.keys, key), 0, key)
  bucket.objects.set(key, stored)
}

function forget(bucket: Bucket, key: string): void {
  if (bucket.objects.delete(key)) bucket.keys.splice(lowerBound(bucket.keys, key), 1)
}

// --- bodies

type Received = Pick<Stored, 'size' | 'body' | 'etag' | 'checksum'>

/** The body without the frame that the SDKs put around a stream (aws-chunked). */
async function bodyOf(request: IncomingMessage, mostKept: number): Promise<Received> {
  const chunks: Buffer[] = []
  let length = 0
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= mostKept) chunks.push(chunk)
    })
    request.on('end', resolve)
    request.on('error', reject)
  })
  const claimed = request.headers['x-amz-decoded-content-length']
  const sent = Object.entries(request.headers).find(([name]) => isChecksum(name))
  const headerSum = sent === undefined ? undefined : ([sent[0], String(sent[1])] as const)
  if (length > mostKept) {
    const etag = `"${randomBytes(16).toString('hex')}"`
    return { size: claimed === undefined ? length : Number(claimed), body: undefined, etag, checksum: undefined }
  }
  const raw = Buffer.concat(chunks, length)
  const { body, trailer } = claimed === undefined ? { body: raw, trailer: undefined } : unframed(raw)
  const etag = `"${hash('md5', body)}"`
  return { size: body.length, body, etag, checksum: trailer ?? headerSum }
}

function isChecksum(name: string): boolean {
  return /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/.test(name)
}

function unframed(raw: Buffer): { readonly body: Buffer; readonly trailer: readonly [string, string] | undefined } {
  const pieces: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = raw.indexOf('\r\n', at)
    if (lineEnd < 0) throw new Error('a chunk without its length')
    const size = Number.parseInt(raw.toString('latin1', at, lineEnd), 16)
    at = lineEnd + 2
    if (size === 0) break
    pieces.push(raw.subarray(at, at + size))
    at += size + 2
  }
  const [name = '', value = ''] = splitOnce(raw.toString('latin1', at).split('\r\n')[0] ?? '', ':')
  return { body: Buffer.concat(pieces), trailer: isChecksum(name) ? [name, value.trim()] : undefined }
}

// --- listings

async function list({ response, query, bucketName, bucket }: Asked): Promise<void> {
  await late()
  if (query.has('location')) return reply(response, '<LocationConstraint/>')
  if (query.has('uploads')) return reply(response, '<ListMultipartUploadsResult/>')
  const isSecond = query.get('list-type') === '2'
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const limit = Math.min(maxKeys, Number(query.get('max-keys') || maxKeys))
  const after = isSecond ? (query.get('continuation-token') ?? query.get('start-after')) : query.get('marker')
  const write = query.get('encoding-type') === 'url' ? urlEncoded : escaped
  const { entries, next } = page(bucket, { prefix, delimiter, limit, after: after ?? '' })

  const items = entries.map(({ name, stored }) => {
    if (stored === undefined) return `<CommonPrefixes><Prefix>${write(name)}</Prefix></CommonPrefixes>`
    const { modified, etag, size } = stored
    const times = `<LastModified>${modified.toISOString()}</LastModified>`
    const tag = `<ETag>${etag.replaceAll('"', '&quot;')}</ETag>`
    return `<Contents><Key>${write(name)}</Key>${times}${tag}<Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`
  })
  const where = isSecond ? 'NextContinuationToken' : 'NextMarker'
  const more = next === undefined ? '' : `<${where}>${isSecond ? escaped(next) : write(next)}</${where}>`
  const head =
    `<Name>${bucketName}</Name><Prefix>${write(prefix)}</Prefix><MaxKeys>${limit}</MaxKeys><KeyCount>${entries.length}</KeyCount>` +
    `<IsTruncated>${next !== undefined}</IsTruncated>${more}` +
    (delimiter === '' ? '' : `<Delimiter>${write(delimiter)}</Delimiter>`) +
    (write === urlEncoded ? '<EncodingType>url</EncodingType>' : '')
  reply(
    response,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${head}${items.join('')}</ListBucketResult>`,
  )
}

interface Wanted {
  readonly prefix: string
  readonly delimiter: string
  readonly limit: number
  readonly after: string
}

/** Keys, and with a delimiter what several keys begin with; `next` is the last of them when there are more. */
function page({ keys, objects }: Bucket, { prefix, delimiter, limit, after }: Wanted) {
  const entries: { readonly name: string; readonly stored: Stored | undefined }[] = []
  const isFolder = delimiter !== '' && after.endsWith(delimiter)
  let at = Math.max(
    lowerBound(keys, prefix),
    after === '' ? 0 : lowerBound(keys, isFolder ? past(after) : `${after}\0`),
  )
  for (;;) {
    const key = keys[at]
    if (key === undefined || !key.startsWith(prefix)) return { entries, next: undefined }
    if (entries.length >= limit) return { entries, next: entries.at(-1)?.name }
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const name = cut < 0 ? key : key.slice(0, cut + delimiter.length)
    entries.push({ name, stored: cut < 0 ? objects.get(key) : undefined })
    at = cut < 0 ? at + 1 : lowerBound(keys, past(name), at)
  }
}

/** What comes right after everything that begins so. */
function past(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
}

function lowerBound(keys: readonly string[], key: string, from = 0): number {
  let [low, high] = [from, keys.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((keys[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

// --- answers

async function late(): Promise<void> {
  if (latencyMs > 0) await delay(latencyMs)
}

function reply(response: ServerResponse, xml: string): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`
  response.writeHead(200, { 'Content-Type': 'application/xml', 'Content-Length': Buffer.byteLength(text) }).end(text)
}

function refuse(response: ServerResponse, status: number, code: string, what: string): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped(what)}</Message></Error>`
  response.writeHead(status, { 'Content-Type': 'application/xml', 'Content-Length': Buffer.byteLength(text) }).end(text)
}

function escaped(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}

function urlEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll('%2F', '/')
}

function splitOnce(text: string, at: string): readonly [string, string] {
  const cut = text.indexOf(at)
  return cut < 0 ? [text, ''] : [text.slice(0, cut), text.slice(cut + at.length)]
}
