import net, { type OnReadOpts, type Socket } from 'node:net'
import tls from 'node:tls'
import type { Environment } from '../lib/environment.ts'
import type { Endpoint } from './endpoint.ts'
import { connectionTimeoutMs, leastProgressBytes } from './http-exchange.ts'
import type { S3Request, S3Response } from './response.ts'

/** What is read at once, of the head of an answer and of its body. */
const headBytes = 64 * 1024
const pieceBytes = 1024 * 1024
const endOfHead = '\r\n\r\n'

/** A range of an object, of which exactly so many bytes are wanted as `into` has. */
export type RangeRequest = Omit<S3Request, 'body' | 'maxBytes' | 'into'> & { readonly into: Buffer }

/**
 * Connections on which large ranges come straight into memory that is there already. Node's HTTP client makes a buffer
 * for every 64 KiB of a body, and reads 1 GiB in 1.0 s of CPU; this takes 0.2 s and no memory (bench/large-file).
 *
 * It knows one answer only, a plain 206 of the length that was asked for. Whatever else comes, or goes wrong, the
 * connection is given up and nothing is said about it: the same request over HTTP as node has it tells what it is.
 */
export class RangeReader {
  readonly #idleTimeoutMs: number
  readonly #isOff: boolean
  readonly #free: Lane[] = []
  readonly #all = new Set<Lane>()

  constructor({ env, idleTimeoutMs }: { readonly env: Environment; readonly idleTimeoutMs: number }) {
    this.#idleTimeoutMs = idleTimeoutMs
    // Proxies are left to node.
    this.#isOff = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some((name) => env[name])
  }

  /** Undefined when it did not come. Throws the signal's reason. */
  async fill(filling: RangeRequest): Promise<S3Response | undefined> {
    if (this.#isOff) return undefined
    const { endpoint, signal } = filling
    const at = this.#free.findLastIndex((lane) => lane.endpoint.host === endpoint.host)
    const lane = (at < 0 ? undefined : this.#free.splice(at, 1)[0]) ?? new Lane(endpoint)
    this.#all.add(lane)
    const answer = await lane.fill(filling, this.#idleTimeoutMs)
    signal.throwIfAborted()
    if (lane.isUsable) this.#free.push(lane)
    else this.#all.delete(lane)
    return answer
  }

  close(): void {
    for (const lane of this.#all) lane.close()
  }
}

/** One connection, and the one request that is on it. */
class Lane {
  readonly endpoint: Endpoint
  readonly #socket: Socket
  readonly #small = Buffer.allocUnsafeSlow(headBytes)
  #head = ''
  #headers: S3Response['headers'] | undefined
  #into: Buffer | undefined
  #filled = 0
  #done: (answer: S3Response | undefined) => void = () => {}

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint
    const { hostname: host, isSecure } = endpoint
    const onread: OnReadOpts = { buffer: () => this.#room, callback: (length) => this.#take(length) }
    const options = { host, port: Number(endpoint.port || (isSecure ? 443 : 80)), onread }
    const named: tls.ConnectionOptions = net.isIP(host) ? options : { ...options, servername: host }
    this.#socket = isSecure ? tls.connect(named) : net.connect(options)
    this.#socket.setNoDelay()
    this.#socket.on('error', () => this.close())
    this.#socket.on('end', () => this.close())
    this.#socket.on('close', () => this.#done(undefined))
  }

  get isUsable(): boolean {
    return !this.#socket.destroyed
  }

  close(): void {
    this.#socket.destroy()
  }

  async fill(
    { method, path, headers, into, signal }: RangeRequest,
    idleTimeoutMs: number,
  ): Promise<S3Response | undefined> {
    const { promise, resolve } = Promise.withResolvers<S3Response | undefined>()
    const close = () => this.close()
    let seen = 0
    const look = () => {
      if (this.#filled - seen < leastProgressBytes) close()
      seen = this.#filled
    }
    this.#begin(into, resolve)
    const clock = setInterval(look, idleTimeoutMs)
    const timer = setTimeout(() => this.#socket.connecting && close(), connectionTimeoutMs)
    signal.addEventListener('abort', close, { once: true })
    this.#socket.ref()
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    if (signal.aborted || this.#socket.destroyed) resolve(undefined)
    else this.#socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
    try {
      return await promise
    } finally {
      clearInterval(clock)
      clearTimeout(timer)
      signal.removeEventListener('abort', close)
      // One that nobody uses holds up nobody.
      this.#socket.unref()
    }
  }

  #begin(into: Buffer, resolve: (answer: S3Response | undefined) => void): void {
    this.#head = ''
    this.#headers = undefined
    this.#into = into
    this.#filled = 0
    this.#done = resolve
  }

  /** Where the next bytes are read to. */
  get #room(): Buffer {
    if (this.#headers === undefined || this.#into === undefined) return this.#small
    return this.#into.subarray(this.#filled, this.#filled + pieceBytes)
  }

  #take(length: number): boolean {
    const into = this.#into
    // What nobody asked for is no answer.
    if (into === undefined) this.close()
    else if (this.#headers === undefined) this.#takeHead(length, into)
    else this.#filled += length
    if (this.#headers !== undefined && this.#filled === into?.length) this.#finish(this.#headers, into)
    return !this.#socket.destroyed
  }

  #takeHead(length: number, into: Buffer): void {
    const before = this.#head.length
    this.#head += this.#small.toString('latin1', 0, length)
    const end = this.#head.indexOf(endOfHead)
    if (end < 0 && this.#head.length < headBytes) return
    const headers = end < 0 ? undefined : headersOf(this.#head.slice(0, end), into.length)
    const rest = this.#small.subarray(end + endOfHead.length - before, length)
    if (headers === undefined || rest.length > into.length) {
      this.close()
      return
    }
    rest.copy(into)
    this.#filled = rest.length
    this.#headers = headers
  }

  #finish(headers: S3Response['headers'], body: Buffer): void {
    if (headers.connection !== undefined && headers.connection !== 'keep-alive') this.close()
    this.#headers = undefined
    this.#into = undefined
    this.#head = ''
    this.#done({ status: 206, headers, body, cutFrom: undefined })
    this.#done = () => {}
  }
}

/** The headers of a plain 206 whose body has so many bytes; undefined for every other answer. */
function headersOf(head: string, length: number): S3Response['headers'] | undefined {
  const [status = '', ...lines] = head.split('\r\n')
  if (!/^HTTP\/1\.1 206(?: |$)/.test(status)) return undefined
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const [, name = '', value = ''] = /^([\w-]+):[ \t]*([^\r\n]*?)[ \t]*$/.exec(line) ?? []
    const key = name.toLowerCase()
    if (key === '' || (key in headers && key !== 'set-cookie')) return undefined
    headers[key] = value
  }
  const isPlain = headers['transfer-encoding'] === undefined && headers['content-encoding'] === undefined
  return isPlain && headers['content-length'] === String(length) ? headers : undefined
}
