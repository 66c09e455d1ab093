import { Readable } from 'node:stream'
import { createSecureContext } from 'node:tls'
import { type Dispatcher, Pool, ProxyAgent, util } from 'undici'
import { addAbortCallback, removeAbortCallback } from '../lib/abort.ts'
import type { Environment } from '../lib/environment.ts'
import { selectProxy } from '../lib/proxy-env.ts'
import type { Endpoint } from './endpoint.ts'
import { ConnectionError, TruncatedBodyError } from './errors.ts'
import type { S3Request, S3Response } from './request.ts'

/** Limit of connecting, with the handshake of TLS, in milliseconds. */
export const connectionTimeoutMs = 5_000
/** A body that brings fewer bytes than this within the idle timeout fails, even if it never stops. */
export const minProgressBytes = 64 * 1024
/** Limit of the body of an error, in bytes. */
const maxErrorBytes = 256 * 1024
/** Larger bodies are sent in pieces of this size, in bytes: TLS copies a piece, and each one counts as progress. */
const sentBytes = 512 * 1024

interface PoolOptions {
  readonly env: Environment
  readonly maxConnections: number
  readonly idleTimeoutMs: number
}

/** Connections that are kept alive, at most `maxConnections` a server, through the proxy that the environment names. */
export class ConnectionPool {
  readonly #options: PoolOptions
  readonly #dispatchers = new Map<string, Dispatcher>()

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /**
   * Sends a request once and resolves with the response, which may have any status. Throws the reason of the signal,
   * and ConnectionError or TruncatedBodyError, also when a connection is silent for the idle timeout or makes too
   * little progress in that time.
   */
  async exchange(outgoing: S3Request): Promise<S3Response> {
    const { endpoint } = outgoing
    const origin = `${endpoint.isSecure ? 'https' : 'http'}://${endpoint.host}`
    const dispatcher = this.#dispatchers.get(origin) ?? this.#createDispatcher(origin, endpoint)
    this.#dispatchers.set(origin, dispatcher)
    return await new Exchange(outgoing, this.#options.idleTimeoutMs).send(dispatcher, origin)
  }

  /** Closes all connections, also those in use. */
  close(): void {
    for (const dispatcher of this.#dispatchers.values()) void dispatcher.destroy()
  }

  #createDispatcher(origin: string, endpoint: Endpoint): Dispatcher {
    const { env, maxConnections } = this.#options
    const proxy = selectProxy(env, endpoint)
    // An exchange has limits of its own.
    const options = { connections: maxConnections, headersTimeout: 0, bodyTimeout: 0 }
    if (proxy === undefined) {
      // One context for all connections: creating one takes a tenth of a handshake's CPU time.
      const secureOptions = endpoint.isSecure ? { secureContext: createSecureContext() } : {}
      return new Pool(origin, { ...options, connect: { timeout: connectionTimeoutMs, ...secureOptions } })
    }
    const { href: uri, authorization: token } = proxy
    // Plain requests are passed to the proxy as they are, as Node's agents and curl do.
    return new ProxyAgent({ ...options, uri, proxyTunnel: endpoint.isSecure, ...(token && { token }) })
  }
}

/** One request and its response. */
class Exchange implements Dispatcher.DispatchHandlers {
  readonly #response = Promise.withResolvers<S3Response>()
  readonly #outgoing: S3Request
  readonly #idleTimeoutMs: number
  #body: Readable | undefined
  #closeConnection: () => void = () => {}
  #progressTimer: NodeJS.Timeout | undefined
  #status = 0
  #headers: S3Response['headers'] = {}
  #chunks: Buffer[] = []
  #into: Buffer | undefined
  #receivedBytes = 0
  #maxBytes = maxErrorBytes
  /** At the last check of the progress: bytes of the response. Since then: whether bytes of the request were sent. */
  #checkedBytes = 0
  #hasSent = false
  #isSettled = false

  constructor(outgoing: S3Request, idleTimeoutMs: number) {
    this.#outgoing = outgoing
    this.#idleTimeoutMs = idleTimeoutMs
  }

  async send(dispatcher: Dispatcher, origin: string): Promise<S3Response> {
    const { method, path, headers, body, signal } = this.#outgoing
    addAbortCallback(signal, this.#cancel)
    if (signal.aborted) this.#cancel()
    else {
      const opened = openBody(body)
      if (opened instanceof Readable) this.#body = opened.on('error', (error) => this.#fail(error))
      // Without `reset`, a HEAD request would close its connection.
      dispatcher.dispatch({ origin, method, path, headers, body: opened, reset: false }, this)
    }
    return await this.#response.promise
  }

  onConnect(abort: () => void): void {
    this.#closeConnection = abort
    if (this.#isSettled) abort()
    else this.#progressTimer = setInterval(() => this.#checkProgress(), this.#idleTimeoutMs)
  }

  onBodySent(): void {
    this.#hasSent = true
  }

  onHeaders(status: number, headers: Buffer[]): boolean {
    // Others announce a response.
    if (status >= 200) this.#receiveHead(status, util.parseHeaders(headers))
    return true
  }

  onData(chunk: Buffer): boolean {
    const room = this.#maxBytes - this.#receivedBytes
    this.#receivedBytes += chunk.length
    if (chunk.length > room) {
      if (this.#keepsStart) this.#chunks.push(chunk.subarray(0, room))
      this.#finish(this.#receivedBytes)
    } else if (this.#into === undefined) this.#chunks.push(chunk)
    else chunk.copy(this.#into, this.#receivedBytes - chunk.length)
    return true
  }

  onComplete(): void {
    this.#finish(undefined)
  }

  onError(error: Error): void {
    if (this.#status === 0) this.#fail(toConnectionError(error))
    else this.#failTruncated(`the body ended early, after ${this.#receivedBytes} bytes`, error)
  }

  readonly #cancel = (): void => this.#fail(this.#outgoing.signal.reason)

  #receiveHead(status: number, headers: S3Response['headers']): void {
    this.#status = status
    this.#headers = headers
    this.#progressTimer?.refresh()
    if (status >= 300) return
    const { into, method, maxBytes } = this.#outgoing
    this.#maxBytes = maxBytes
    const length = Number(headers['content-length'] ?? Number.NaN)
    if (method !== 'HEAD' && length > maxBytes && !this.#keepsStart) this.#finish(length)
    else if (into !== undefined && length <= into.length) this.#into = into
  }

  /** A server that does not support ranges sends the whole object, whose first bytes may be the requested ones. */
  get #keepsStart(): boolean {
    return this.#outgoing.headers['range'] !== undefined && this.#outgoing.into === undefined
  }

  #finish(cutFrom: number | undefined): void {
    if (this.#isSettled) return
    const body = this.#into?.subarray(0, this.#receivedBytes) ?? joinChunks(this.#chunks)
    const isUsable = cutFrom === undefined || this.#keepsStart
    const [status, headers] = [this.#status, this.#headers]
    this.#settle()
    if (cutFrom !== undefined) this.#closeConnection()
    this.#response.resolve({ status, headers, body: isUsable ? body : Buffer.alloc(0), cutFrom })
  }

  #failTruncated(message: string, cause?: Error): void {
    this.#fail(new TruncatedBodyError(message, { cause }))
  }

  #fail(error: unknown): void {
    // After its response the connection may serve another request.
    if (this.#isSettled) return
    this.#settle()
    this.#response.reject(error)
    this.#closeConnection()
  }

  #checkProgress(): void {
    const seconds = this.#idleTimeoutMs / 1000
    const progress = this.#receivedBytes - this.#checkedBytes
    this.#checkedBytes = this.#receivedBytes
    if (this.#status === 0 && !this.#hasSent) {
      this.#fail(new ConnectionError('ETIMEDOUT', `no response in ${seconds} s`))
    }
    if (this.#status !== 0 && progress < minProgressBytes) {
      this.#failTruncated(`the body stopped: ${progress} bytes in ${seconds} s`)
    }
    this.#hasSent = false
  }

  #settle(): void {
    this.#isSettled = true
    clearInterval(this.#progressTimer)
    removeAbortCallback(this.#outgoing.signal, this.#cancel)
    this.#body?.destroy()
  }
}

function openBody(body: S3Request['body']): Uint8Array | Readable | null {
  if (body === undefined) return null
  if (!(body instanceof Uint8Array)) return body.open()
  return body.length > sentBytes ? Readable.from(splitBody(body)) : body
}

function* splitBody(body: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < body.length; at += sentBytes) yield body.subarray(at, at + sentBytes)
}

function joinChunks(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks)
}

/** The codes of undici that stand for codes of the system, and messages for them. */
const connectionErrors = new Map([
  ['UND_ERR_SOCKET', ['ECONNRESET', 'socket hang up']],
  ['UND_ERR_CONNECT_TIMEOUT', ['ETIMEDOUT', `no connection in ${connectionTimeoutMs / 1000} s`]],
])

function toConnectionError(error: Error): ConnectionError {
  const own = 'code' in error ? String(error.code) : error.name
  const [code = own, message = error.message || own] = connectionErrors.get(own) ?? []
  return new ConnectionError(code, message, { cause: error })
}
