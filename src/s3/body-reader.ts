import net, { type OnReadOpts, type Socket } from 'node:net'
import tls from 'node:tls'
import { addAbortCallback, removeAbortCallback } from '../lib/abort.ts'
import type { Environment } from '../lib/environment.ts'
import { announceRequest } from '../lib/trace-requests.ts'
import type { Endpoint } from './endpoint.ts'
import { connectionTimeoutMs, minProgressBytes } from './http-exchange.ts'
import type { S3Request, S3Response } from './request.ts'

/** Limit of the head of a response, in bytes. */
const maxHeadBytes = 64 * 1024
/** Limit of one read of a head, in bytes. A server may close each connection, which has memory for one. */
const headReadBytes = 4 * 1024
/** Limit of one read into the body, in bytes. */
const maxReadBytes = 1024 * 1024
const endOfHead = '\r\n\r\n'
/**
 * Headers that say where the body ends and what its bytes are: twice in one response, they may contradict each other.
 */
const framingHeaders = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-range',
  'transfer-encoding',
])

type BodyReaderOptions = {
  readonly env: Environment
  readonly idleTimeoutMs: number
  readonly maxConnections: number
}

/** A request for exactly as many bytes as `into` has: an object, or with the header `range` a part of one. */
export type BodyRequest = Omit<S3Request, 'body' | 'maxBytes' | 'into'> & { readonly into: Buffer }

/**
 * Connections that read bodies into memory that is already there. An HTTP client creates a buffer for each chunk of a
 * body, at most 64 KiB with HTTP and 16 KiB with TLS, which takes most of the time of a large download:
 * docs/design/s3-client.md has the figures.
 *
 * At most `maxConnections` are open at a time: beyond them, the reader returns undefined at once.
 *
 * The reader accepts one kind of response, a plain 200 or, of a range, 206 of the requested length. After any other
 * response, and after an error, it closes the connection and returns undefined: the same request with ConnectionPool
 * gives the reason.
 */
export class BodyReader {
  readonly #idleTimeoutMs: number
  readonly #maxConnections: number
  readonly #isDisabled: boolean
  readonly #idle: BodyConnection[] = []
  readonly #all = new Set<BodyConnection>()

  constructor({ env, idleTimeoutMs, maxConnections }: BodyReaderOptions) {
    this.#idleTimeoutMs = idleTimeoutMs
    this.#maxConnections = maxConnections
    // Only ConnectionPool supports proxies.
    this.#isDisabled = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some((name) => env[name])
  }

  /** Fills `into`; undefined when that fails. Throws the reason of the signal. */
  async readBodyInto(request: BodyRequest): Promise<S3Response | undefined> {
    if (this.#isDisabled) return undefined
    const { endpoint, signal } = request
    const index = this.#idle.findLastIndex((connection) => connection.endpoint.host === endpoint.host)
    const idle = index < 0 ? undefined : this.#idle.splice(index, 1)[0]
    if (idle === undefined && this.#all.size >= this.#maxConnections) return undefined
    const connection = idle ?? new BodyConnection(endpoint)
    this.#all.add(connection)
    const end = announceRequest(request.method, endpoint.hostname)
    const response = await connection.readBodyInto(request, this.#idleTimeoutMs)
    end(response?.status)
    signal.throwIfAborted()
    if (connection.isUsable) this.#idle.push(connection)
    else this.#all.delete(connection)
    return response
  }

  close(): void {
    for (const connection of this.#all) connection.close()
  }
}

/** One connection, with at most one request at a time. */
class BodyConnection {
  readonly endpoint: Endpoint
  readonly #socket: Socket
  readonly #headBuffer = Buffer.allocUnsafeSlow(headReadBytes)
  #head = ''
  #headers: S3Response['headers'] | undefined
  #into: Buffer | undefined
  #status = 0
  #filledBytes = 0
  #resolve: (response: S3Response | undefined) => void = () => {}

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint
    const { hostname: host, isSecure } = endpoint
    const onread: OnReadOpts = { buffer: () => this.#target, callback: (length) => this.#receive(length) }
    const options = { host, port: Number(endpoint.port || (isSecure ? 443 : 80)), onread }
    const secureOptions: tls.ConnectionOptions = net.isIP(host) ? options : { ...options, servername: host }
    this.#socket = isSecure ? tls.connect(secureOptions) : net.connect(options)
    this.#socket.setNoDelay()
    this.#socket.on('error', () => this.close())
    this.#socket.on('end', () => this.close())
    this.#socket.on('close', () => this.#resolve(undefined))
  }

  get isUsable(): boolean {
    return !this.#socket.destroyed
  }

  close(): void {
    this.#socket.destroy()
  }

  async readBodyInto(
    { method, path, headers, into, signal }: BodyRequest,
    idleTimeoutMs: number,
  ): Promise<S3Response | undefined> {
    const { promise, resolve } = Promise.withResolvers<S3Response | undefined>()
    const close = () => this.close()
    let checkedBytes = 0
    const checkProgress = () => {
      if (this.#filledBytes - checkedBytes < minProgressBytes) close()
      checkedBytes = this.#filledBytes
    }
    this.#start(into, headers['range'] === undefined ? 200 : 206, resolve)
    const progressTimer = setInterval(checkProgress, idleTimeoutMs)
    const connectTimer = setTimeout(() => this.#socket.connecting && close(), connectionTimeoutMs)
    addAbortCallback(signal, close)
    this.#socket.ref()
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    if (signal.aborted || this.#socket.destroyed) resolve(undefined)
    else this.#socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1')
    try {
      return await promise
    } finally {
      clearInterval(progressTimer)
      clearTimeout(connectTimer)
      removeAbortCallback(signal, close)
      // An idle connection does not keep the process alive.
      this.#socket.unref()
    }
  }

  #start(into: Buffer, status: number, resolve: (response: S3Response | undefined) => void): void {
    this.#head = ''
    this.#status = status
    this.#headers = undefined
    this.#into = into
    this.#filledBytes = 0
    this.#resolve = resolve
  }

  /** The memory for the next bytes. */
  get #target(): Buffer {
    if (this.#headers === undefined || this.#into === undefined) return this.#headBuffer
    return this.#into.subarray(this.#filledBytes, this.#filledBytes + maxReadBytes)
  }

  #receive(length: number): boolean {
    const into = this.#into
    // Bytes without a request are not a response.
    if (into === undefined) this.close()
    else if (this.#headers === undefined) this.#receiveHead(length, into)
    else this.#filledBytes += length
    if (this.#headers !== undefined && this.#filledBytes === into?.length) this.#finish(this.#headers, into)
    return !this.#socket.destroyed
  }

  #receiveHead(length: number, into: Buffer): void {
    const before = this.#head.length
    this.#head += this.#headBuffer.toString('latin1', 0, length)
    const end = this.#head.indexOf(endOfHead)
    if (end < 0 && this.#head.length < maxHeadBytes) return
    const headers = end < 0 ? undefined : parsePlainHead(this.#head.slice(0, end), this.#status, into.length)
    const rest = this.#headBuffer.subarray(end + endOfHead.length - before, length)
    if (headers === undefined || rest.length > into.length) {
      this.close()
      return
    }
    rest.copy(into)
    this.#filledBytes = rest.length
    this.#headers = headers
  }

  #finish(headers: S3Response['headers'], body: Buffer): void {
    if (headers['connection'] !== undefined && headers['connection'] !== 'keep-alive') this.close()
    this.#headers = undefined
    this.#into = undefined
    this.#head = ''
    this.#resolve({ status: this.#status, headers, body, cutFrom: undefined })
    this.#resolve = () => {}
  }
}

/** Parses the headers of a plain response whose body has `length` bytes; undefined for any other response. */
function parsePlainHead(head: string, status: number, length: number): S3Response['headers'] | undefined {
  const [first = '', ...lines] = head.split('\r\n')
  if (first !== `HTTP/1.1 ${status}` && !first.startsWith(`HTTP/1.1 ${status} `)) return undefined
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const [, name = '', value = ''] = /^([\w-]+):[ \t]*([^\r\n]*?)[ \t]*$/.exec(line) ?? []
    const key = name.toLowerCase()
    if (key === '' || (key in headers && framingHeaders.has(key))) return undefined
    headers[key] ??= value
  }
  const isPlain = headers['transfer-encoding'] === undefined && headers['content-encoding'] === undefined
  return isPlain && headers['content-length'] === String(length) ? headers : undefined
}
