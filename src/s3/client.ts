import { hash } from 'node:crypto'
import type { Environment } from '../lib/environment.ts'
import { retry } from '../lib/retry.ts'
import { BodyReader } from './body-reader.ts'
import { type BucketRegion, isRegion } from './bucket-region.ts'
import type { CredentialCache, S3Credentials } from './credentials.ts'
import { createEndpointResolver, type Endpoint } from './endpoint.ts'
import { isExpiredCredentials, S3Error } from './errors.ts'
import { ConnectionPool } from './http-exchange.ts'
import { getHeader, type ResponseLimits, type S3Request, type S3Response, type StreamedBody } from './request.ts'
import { choosePause } from './retry-policy.ts'
import { encodePath, encodeQuery, Signer, unsignedPayload } from './sign.ts'
import { parseErrorBody } from './xml.ts'

/** S3 allows 15 minutes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (RequestTimeTooSkewed) */
const maxSkewMs = 5 * 60_000
const emptySha256 = hash('sha256', '')
/** Limit of a body that the caller ignores, in bytes: reading it makes the connection reusable. */
const maxIgnoredBytes = 64 * 1024
/** Limit of a message of S3, which may go into a log, in characters. */
const maxMessageLength = 500

/** A request for a key of the bucket, or for the bucket. */
export interface S3Call extends Partial<ResponseLimits> {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: Uint8Array | StreamedBody
  /** The signature does not cover the body, but a header with its checksum, which S3 compares. */
  readonly isBodyUnsigned?: boolean
  readonly signal: AbortSignal
}

/** What a request is signed with. A response of S3 may correct each part, once a request. */
interface SigningContext {
  readonly region: string
  readonly clockOffsetMs: number
  readonly credentials: S3Credentials
}

interface S3HttpClientOptions {
  readonly bucket: string
  readonly region: BucketRegion
  readonly credentials: CredentialCache
  readonly env: Environment
  readonly userAgent: string
  readonly idleTimeoutMs: number
  readonly maxConnections: number
}

/**
 * Sends the frequent requests of a store at a fraction of the CPU time of the SDK: docs/design/s3-client.md. Throws
 * S3Error for any response but a success. It sends requests again after transient errors, and follows the region of the
 * bucket, the clock of S3 and renewed credentials.
 */
export class S3HttpClient {
  readonly #connections: ConnectionPool
  readonly #bodyReader: BodyReader
  readonly #resolveEndpoint: (region: string) => Endpoint
  readonly #credentials: CredentialCache
  readonly #userAgent: string
  readonly #signer = new Signer()
  readonly #region: BucketRegion
  #clockOffsetMs = 0

  /** Throws StoreError `invalid-endpoint`. */
  constructor(options: S3HttpClientOptions) {
    this.#connections = new ConnectionPool(options)
    this.#bodyReader = new BodyReader(options)
    this.#resolveEndpoint = createEndpointResolver(options.bucket, options.env)
    this.#credentials = options.credentials
    this.#userAgent = options.userAgent
    this.#region = options.region
  }

  async send(call: S3Call): Promise<S3Response> {
    const adjusted = new Set<keyof SigningContext>()
    const { signal } = call
    return await retry(() => this.#sendAdjusted(call, adjusted), { pauseMs: choosePause, signal })
  }

  /**
   * Reads an object, or a range, of exactly the length of `into` on a connection of its own. Undefined when that fails:
   * `send` then succeeds or throws the reason.
   */
  async readBodyInto(call: S3Call & { readonly into: Buffer }): Promise<S3Response | undefined> {
    const request = this.#createRequest(call, await this.#getContext())
    return await this.#bodyReader.readBodyInto({ ...request, into: call.into })
  }

  /** Closes the connections. */
  close(): void {
    this.#bodyReader.close()
    this.#connections.close()
  }

  async #getContext(): Promise<SigningContext> {
    const credentials = await this.#credentials.get()
    return { region: this.#region.current, clockOffsetMs: this.#clockOffsetMs, credentials }
  }

  async #sendAdjusted(call: S3Call, adjusted: Set<keyof SigningContext>): Promise<S3Response> {
    const { signal } = call
    signal.throwIfAborted()
    const context = await this.#getContext()
    try {
      const response = await this.#connections.exchange(this.#createRequest(call, context))
      if (response.status < 200 || response.status >= 300) throw createError(response)
      return response
    } catch (error) {
      signal.throwIfAborted()
      const part = error instanceof S3Error ? await this.#adjustSigning(error, context) : undefined
      signal.throwIfAborted()
      if (part === undefined || adjusted.has(part)) throw error
      adjusted.add(part)
      return await this.#sendAdjusted(call, adjusted)
    }
  }

  #createRequest(call: S3Call, { region, clockOffsetMs, credentials }: SigningContext): S3Request {
    const { method, body, isBodyUnsigned, signal, maxBytes = maxIgnoredBytes, into } = call
    const endpoint = this.#resolveEndpoint(region)
    const path = endpoint.base + encodePath(call.key ?? '')
    const query = encodeQuery(call.query ?? {})
    const isUnsigned = endpoint.isSecure || isBodyUnsigned || !(body instanceof Uint8Array)
    const headers: Record<string, string> = { host: endpoint.host }
    if (body !== undefined) headers['content-length'] = String(body.length)
    for (const name in call.headers) {
      const value = call.headers[name]
      if (value !== undefined) headers[name] = value
    }
    const payload = body === undefined ? emptySha256 : isUnsigned ? unsignedPayload : hash('sha256', body)
    const scope = { credentials, region, atMs: Date.now() + clockOffsetMs }
    const signed = this.#signer.sign({ method, path, query, headers, payload }, scope)
    // The signature does not cover this header, because proxies may change it.
    signed['user-agent'] = this.#userAgent
    const target = query === '' ? path : `${path}?${query}`
    return { method, endpoint, signal, body, maxBytes, into, path: target, headers: signed }
  }

  /**
   * Corrects the part of the signing context that a response shows to be wrong, and returns the name of the part.
   */
  async #adjustSigning(error: S3Error, context: SigningContext): Promise<keyof SigningContext | undefined> {
    const { status, date } = error
    if (isExpiredCredentials(error)) {
      return (await this.#credentials.replace(context.credentials)) ? 'credentials' : undefined
    }
    if (this.#region.correct(error, context.region)) return 'region'
    if (status !== 403 || date === undefined) return undefined
    const clockOffsetMs = date.getTime() - Date.now()
    if (Math.abs(clockOffsetMs - context.clockOffsetMs) < maxSkewMs) return undefined
    this.#clockOffsetMs = clockOffsetMs
    return 'clockOffsetMs'
  }
}

function createError(response: S3Response): S3Error {
  const body = parseErrorBody(response.body.toString())
  const code = /^[\w.:-]{1,64}$/.test(body?.code ?? '') ? body?.code : undefined
  const region = getHeader(response, 'x-amz-bucket-region') ?? body?.region
  const date = Date.parse(getHeader(response, 'date') ?? '')
  return new S3Error(response.status, code, (body?.message ?? '').slice(0, maxMessageLength), {
    // The region becomes part of a host name.
    ...(region !== undefined && isRegion(region) ? { region } : {}),
    ...(Number.isNaN(date) ? {} : { date: new Date(date) }),
  })
}
