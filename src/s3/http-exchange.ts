import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { Environment } from '../lib/environment.ts'
import { ConnectionError, type S3Request, type S3Response, TruncatedBodyError } from './response.ts'

/** How long a connection may take to be made. */
export const connectionTimeoutMs = 5_000
/** A body that brings fewer bytes than this within the idle timeout has stopped, whatever it drips. */
export const leastProgressBytes = 64 * 1024
/** Of an answer that is no good, S3's error is all that is of use: more of it is not taken. */
const maxErrorBytes = 256 * 1024

/** Connections that are kept, so many at most, through the proxy that the environment names. */
export class Connections {
  readonly #plain: http.Agent
  readonly #secure: https.Agent
  readonly #idleTimeoutMs: number

  constructor(options: {
    readonly env: Environment
    readonly maxConnections: number
    readonly idleTimeoutMs: number
  }) {
    const agentOptions = { keepAlive: true, maxSockets: options.maxConnections, proxyEnv: options.env }
    this.#plain = new http.Agent(agentOptions)
    this.#secure = new https.Agent(agentOptions)
    this.#idleTimeoutMs = options.idleTimeoutMs
  }

  /**
   * Sends it once, and takes the answer, whatever its status. Throws NoAnswer and BrokenBody, also when a connection is
   * silent for the idle timeout, or brings next to nothing in it; and the signal's reason.
   */
  async exchange(outgoing: S3Request): Promise<S3Response> {
    const { method, endpoint, path, headers } = outgoing
    const { hostname, port } = endpoint
    const options = { method, hostname, port, path, headers }
    const request = endpoint.isSecure
      ? https.request({ ...options, agent: this.#secure })
      : http.request({ ...options, agent: this.#plain })
    return await new Exchange(request, outgoing, this.#idleTimeoutMs).answer
  }

  /** Lets them go, those in use too. */
  close(): void {
    this.#plain.destroy()
    this.#secure.destroy()
  }
}

/** One request and its answer. */
class Exchange {
  readonly answer: Promise<S3Response>
  readonly #request: ClientRequest
  readonly #outgoing: S3Request
  readonly #idleTimeoutMs: number
  readonly #resolve: (answer: S3Response) => void
  readonly #reject: (error: unknown) => void
  #clock: NodeJS.Timeout | undefined
  #response: IncomingMessage | undefined
  #chunks: Buffer[] = []
  #into: Buffer | undefined
  #received = 0
  #most = 0
  /** Bytes of the body that had come at the last look. */
  #seen = 0
  #isSettled = false

  constructor(request: ClientRequest, outgoing: S3Request, idleTimeoutMs: number) {
    const { promise, resolve, reject } = Promise.withResolvers<S3Response>()
    this.answer = promise
    this.#request = request
    this.#outgoing = outgoing
    this.#idleTimeoutMs = idleTimeoutMs
    this.#resolve = resolve
    this.#reject = reject
    // Node's own timer knows what is still in the socket's queue, and does not run while a request waits for a socket.
    request.setTimeout(idleTimeoutMs, () => this.#beSilent())
    request.on('socket', (socket) => this.#connect(socket))
    request.on('response', (response) => this.#begin(response))
    request.on('error', (error) => (this.#response === undefined ? this.#fail(noAnswer(error)) : this.#breakOff(error)))
    outgoing.signal.addEventListener('abort', this.#cancel, { once: true })
    if (outgoing.signal.aborted) this.#cancel()
    else this.#send()
  }

  readonly #cancel = (): void => this.#fail(this.#outgoing.signal.reason)

  #send(): void {
    const { body } = this.#outgoing
    if (typeof body !== 'function') {
      this.#request.end(body)
      return
    }
    const stream = body()
    stream.on('error', (error) => this.#fail(error))
    this.#request.on('close', () => stream.destroy())
    stream.pipe(this.#request)
  }

  #connect(socket: Socket): void {
    if (!socket.connecting) return
    const timer = setTimeout(() => {
      this.#fail(new ConnectionError('ETIMEDOUT', `no connection in ${connectionTimeoutMs / 1000} s`))
    }, connectionTimeoutMs)
    const settle = () => clearTimeout(timer)
    socket.once('connect', settle).once('close', settle)
  }

  #begin(response: IncomingMessage): void {
    this.#response = response
    this.#clock = setInterval(() => this.#look(), this.#idleTimeoutMs)
    const { statusCode = 0, headers } = response
    const isGood = statusCode < 300
    this.#most = isGood ? this.#outgoing.maxBytes : maxErrorBytes
    const { into } = this.#outgoing
    const length = Number(headers['content-length'] ?? Number.NaN)
    if (isGood && this.#outgoing.method !== 'HEAD' && length > this.#most) {
      this.#finish(length)
      return
    }
    if (isGood && into !== undefined && length <= into.length) this.#into = into
    response.on('data', (chunk: Buffer) => this.#take(chunk))
    response.on('end', () => (response.complete ? this.#finish(undefined) : this.#breakOff(undefined)))
    response.on('error', (error) => this.#breakOff(error))
    response.on('close', () => this.#breakOff(undefined))
  }

  #take(chunk: Buffer): void {
    this.#received += chunk.length
    if (this.#received > this.#most) this.#finish(this.#received)
    else if (this.#into === undefined) this.#chunks.push(chunk)
    else chunk.copy(this.#into, this.#received - chunk.length)
  }

  #finish(cutFrom: number | undefined): void {
    if (this.#isSettled) return
    const { statusCode: status = 0, headers = {} } = this.#response ?? {}
    const body = this.#into?.subarray(0, this.#received) ?? joined(this.#chunks)
    this.#settle()
    if (cutFrom !== undefined) this.#request.destroy()
    this.#resolve({ status, headers, body: cutFrom === undefined ? body : Buffer.alloc(0), cutFrom })
  }

  #breakOff(cause: Error | undefined): void {
    if (this.#isSettled) return
    this.#fail(new TruncatedBodyError(`the body broke off after ${this.#received} bytes`, { cause }))
  }

  #fail(error: unknown): void {
    // After its answer the connection is somebody else's.
    if (this.#isSettled) return
    this.#settle()
    this.#reject(error)
    this.#request.destroy()
  }

  #beSilent(): void {
    const seconds = this.#idleTimeoutMs / 1000
    if (this.#response === undefined) this.#fail(new ConnectionError('ETIMEDOUT', `nothing came in ${seconds} s`))
    else this.#fail(new TruncatedBodyError(`the body stopped: 0 bytes in ${seconds} s`))
  }

  /** Whether enough of the body came since the last time. */
  #look(): void {
    const progress = this.#received - this.#seen
    this.#seen = this.#received
    if (progress >= leastProgressBytes) return
    this.#fail(new TruncatedBodyError(`the body stopped: ${progress} bytes in ${this.#idleTimeoutMs / 1000} s`))
  }

  #settle(): void {
    this.#isSettled = true
    clearInterval(this.#clock)
    this.#outgoing.signal.removeEventListener('abort', this.#cancel)
  }
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks)
}

function noAnswer(error: Error): ConnectionError {
  const code = 'code' in error ? String(error.code) : error.name
  return new ConnectionError(code, error.message || code, { cause: error })
}
