import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { Environment } from '../lib/environment.ts'
import { createProxyEnv } from '../lib/proxy-env.ts'
import { ConnectionError, TruncatedBodyError } from './errors.ts'
import type { S3Request, S3Response } from './request.ts'

/** Limit of connecting, in milliseconds. */
export const connectionTimeoutMs = 5_000
/** A body that brings fewer bytes than this within the idle timeout fails, even if it never stops. */
export const minProgressBytes = 64 * 1024
/** Limit of the body of an error, in bytes. */
const maxErrorBytes = 256 * 1024

/** Connections that are kept alive, at most `maxConnections`, through the proxy that the environment names. */
export class ConnectionPool {
  readonly #plain: http.Agent
  readonly #secure: https.Agent
  readonly #idleTimeoutMs: number

  constructor(options: {
    readonly env: Environment
    readonly maxConnections: number
    readonly idleTimeoutMs: number
  }) {
    const agentOptions = { keepAlive: true, maxSockets: options.maxConnections, proxyEnv: createProxyEnv(options.env) }
    this.#plain = new http.Agent(agentOptions)
    this.#secure = new https.Agent(agentOptions)
    this.#idleTimeoutMs = options.idleTimeoutMs
  }

  /**
   * Sends a request once and resolves with the response, which may have any status. Throws the reason of the signal,
   * and ConnectionError or TruncatedBodyError, also when a connection is silent for the idle timeout or makes too
   * little progress in that time.
   */
  async exchange(outgoing: S3Request): Promise<S3Response> {
    const { method, endpoint, path, headers } = outgoing
    const { hostname, port } = endpoint
    const options = { method, hostname, port, path, headers }
    const request = endpoint.isSecure
      ? https.request({ ...options, agent: this.#secure })
      : http.request({ ...options, agent: this.#plain })
    return await new Exchange(request, outgoing, this.#idleTimeoutMs).response
  }

  /** Closes all connections, also those in use. */
  close(): void {
    this.#plain.destroy()
    this.#secure.destroy()
  }
}

/** One request and its response. */
class Exchange {
  readonly response: Promise<S3Response>
  readonly #request: ClientRequest
  readonly #outgoing: S3Request
  readonly #idleTimeoutMs: number
  readonly #resolve: (response: S3Response) => void
  readonly #reject: (error: unknown) => void
  #progressTimer: NodeJS.Timeout | undefined
  #incoming: IncomingMessage | undefined
  #chunks: Buffer[] = []
  #into: Buffer | undefined
  #receivedBytes = 0
  #maxBytes = 0
  /** Bytes of the body at the last check of the progress. */
  #checkedBytes = 0
  #isSettled = false

  constructor(request: ClientRequest, outgoing: S3Request, idleTimeoutMs: number) {
    const { promise, resolve, reject } = Promise.withResolvers<S3Response>()
    this.response = promise
    this.#request = request
    this.#outgoing = outgoing
    this.#idleTimeoutMs = idleTimeoutMs
    this.#resolve = resolve
    this.#reject = reject
    // Node's own timer sees bytes that still leave the socket, and does not run while a request waits for a socket.
    request.setTimeout(idleTimeoutMs, () => this.#failSilent())
    request.on('socket', (socket) => this.#limitConnecting(socket))
    request.on('response', (incoming) => this.#receive(incoming))
    request.on('error', (error) =>
      this.#incoming === undefined ? this.#fail(toConnectionError(error)) : this.#failTruncated(error),
    )
    outgoing.signal.addEventListener('abort', this.#cancel, { once: true })
    if (outgoing.signal.aborted) this.#cancel()
    else this.#send()
  }

  readonly #cancel = (): void => this.#fail(this.#outgoing.signal.reason)

  #send(): void {
    const { body } = this.#outgoing
    if (body === undefined || body instanceof Uint8Array) {
      this.#request.end(body)
      return
    }
    const stream = body.open()
    stream.on('error', (error) => this.#fail(error))
    this.#request.on('close', () => stream.destroy())
    stream.pipe(this.#request)
  }

  #limitConnecting(socket: Socket): void {
    if (!socket.connecting) return
    const timer = setTimeout(() => {
      this.#fail(new ConnectionError('ETIMEDOUT', `no connection in ${connectionTimeoutMs / 1000} s`))
    }, connectionTimeoutMs)
    const stop = () => clearTimeout(timer)
    socket.once('connect', stop).once('close', stop)
  }

  #receive(incoming: IncomingMessage): void {
    this.#incoming = incoming
    this.#progressTimer = setInterval(() => this.#checkProgress(), this.#idleTimeoutMs)
    const { statusCode = 0, headers } = incoming
    const isGood = statusCode < 300
    this.#maxBytes = isGood ? this.#outgoing.maxBytes : maxErrorBytes
    const { into, method } = this.#outgoing
    const length = Number(headers['content-length'] ?? Number.NaN)
    if (isGood && method !== 'HEAD' && length > this.#maxBytes && !this.#keepsStart) {
      this.#finish(length)
      return
    }
    if (isGood && into !== undefined && length <= into.length) this.#into = into
    incoming.on('data', (chunk: Buffer) => this.#append(chunk))
    incoming.on('end', () => (incoming.complete ? this.#finish(undefined) : this.#failTruncated(undefined)))
    incoming.on('error', (error) => this.#failTruncated(error))
    incoming.on('close', () => this.#failTruncated(undefined))
  }

  #append(chunk: Buffer): void {
    const room = this.#maxBytes - this.#receivedBytes
    this.#receivedBytes += chunk.length
    if (this.#receivedBytes > this.#maxBytes) {
      if (this.#keepsStart) this.#chunks.push(chunk.subarray(0, room))
      this.#finish(this.#receivedBytes)
    } else if (this.#into === undefined) this.#chunks.push(chunk)
    else chunk.copy(this.#into, this.#receivedBytes - chunk.length)
  }

  /** A server that does not support ranges sends the whole object, whose first bytes may be the requested ones. */
  get #keepsStart(): boolean {
    return this.#outgoing.headers['range'] !== undefined && this.#outgoing.into === undefined
  }

  #finish(cutFrom: number | undefined): void {
    if (this.#isSettled) return
    const { statusCode: status = 0, headers = {} } = this.#incoming ?? {}
    const body = this.#into?.subarray(0, this.#receivedBytes) ?? joinChunks(this.#chunks)
    this.#settle()
    if (cutFrom !== undefined) this.#request.destroy()
    const isUsable = cutFrom === undefined || this.#keepsStart
    this.#resolve({ status, headers, body: isUsable ? body : Buffer.alloc(0), cutFrom })
  }

  #failTruncated(cause: Error | undefined): void {
    if (this.#isSettled) return
    this.#fail(new TruncatedBodyError(`the body ended early, after ${this.#receivedBytes} bytes`, { cause }))
  }

  #fail(error: unknown): void {
    // After its response the connection may serve another request.
    if (this.#isSettled) return
    this.#settle()
    this.#reject(error)
    this.#request.destroy()
  }

  #failSilent(): void {
    const seconds = this.#idleTimeoutMs / 1000
    if (this.#incoming === undefined) this.#fail(new ConnectionError('ETIMEDOUT', `no response in ${seconds} s`))
    else this.#fail(new TruncatedBodyError(`the body stopped: 0 bytes in ${seconds} s`))
  }

  #checkProgress(): void {
    const progress = this.#receivedBytes - this.#checkedBytes
    this.#checkedBytes = this.#receivedBytes
    if (progress >= minProgressBytes) return
    this.#fail(new TruncatedBodyError(`the body stopped: ${progress} bytes in ${this.#idleTimeoutMs / 1000} s`))
  }

  #settle(): void {
    this.#isSettled = true
    clearInterval(this.#progressTimer)
    this.#outgoing.signal.removeEventListener('abort', this.#cancel)
  }
}

function joinChunks(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks)
}

function toConnectionError(error: Error): ConnectionError {
  const code = 'code' in error ? String(error.code) : error.name
  return new ConnectionError(code, error.message || code, { cause: error })
}
