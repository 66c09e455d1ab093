import { hash } from 'node:crypto'
import type { Credentials } from '../aws/identity.ts'
import type { Environment } from '../lib/environment.ts'
import { createEndpointResolver, type Endpoint, isRegion } from './endpoint.ts'
import { isExpiredCredentials, S3Error } from './errors.ts'
import { Connections } from './http-exchange.ts'
import type { Keys } from './keys.ts'
import { RangeReader } from './range-reader.ts'
import { getHeader, type ResponseLimits, type S3Request, type S3Response } from './response.ts'
import { maxAttempts, pauseAfter } from './retry.ts'
import { encodedPath, encodedQuery, type Headers, Signer, unsignedPayload } from './sign.ts'
import { parseErrorBody } from './xml.ts'

/** S3 takes 15 minutes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (RequestTimeTooSkewed) */
const skewMs = 5 * 60_000
/** The SHA-256 of no bytes. */
const nothing = hash('sha256', '')
/** Of an answer in which nobody is interested, so much is read: then the connection can be used again. */
const leftBytes = 64 * 1024
const userAgent = 'disdat-run-action'
/** Of S3's words about an error, which go into a log. */
const maxMessage = 500

/** A request about a key of the bucket, or about the bucket. */
export interface Call extends Partial<ResponseLimits> {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly body?: Uint8Array | Streamed
  /** The signature leaves the bytes out, of which a checksum is in the headers: it is signed, and S3 compares it. */
  readonly isBodyUnsigned?: boolean
  readonly signal: AbortSignal
}

/** A body that is read while it is sent, each time from its beginning. */
export type Streamed = { readonly length: number; readonly open: Exclude<S3Request['body'], Uint8Array | undefined> }

/** What a request is made under, and what an answer may set right, once for each request. */
interface Terms {
  readonly region: string
  readonly clockOffsetMs: number
  readonly credentials: Credentials
}

/**
 * The few calls that the action makes again and again, at the least cost: the SDK takes more than ten times as long for
 * a small request. An answer that is no success is thrown as S3Error; trouble that may pass is waited for, with jitter;
 * a bucket's true region and S3's time are taken on.
 */
export class S3Client {
  readonly #connections: Connections
  readonly #lanes: RangeReader
  readonly #endpointOf: (region: string) => Endpoint
  readonly #keys: Keys
  readonly #signer = new Signer()
  #terms: Omit<Terms, 'credentials'>

  /** Throws Failure `invalid-input` for an endpoint that is none. */
  constructor(options: {
    readonly bucket: string
    readonly region: string
    readonly keys: Keys
    readonly env: Environment
    readonly idleTimeoutMs: number
    readonly maxConnections: number
  }) {
    this.#connections = new Connections(options)
    this.#lanes = new RangeReader(options)
    this.#endpointOf = createEndpointResolver(options.bucket, options.env)
    this.#keys = options.keys
    this.#terms = { region: options.region, clockOffsetMs: 0 }
  }

  async send(call: Call): Promise<S3Response> {
    const { signal } = call
    const mended = new Set<keyof Terms>()
    for (let attempt = 1; ; ) {
      signal.throwIfAborted()
      const terms = { ...this.#terms, credentials: await this.#keys.current() }
      try {
        return await this.#once(call, terms)
      } catch (error) {
        signal.throwIfAborted()
        const wrong = error instanceof S3Error ? await this.#mend(error, terms) : undefined
        signal.throwIfAborted()
        if (wrong !== undefined && !mended.has(wrong)) {
          mended.add(wrong)
          continue
        }
        if (attempt >= maxAttempts(error)) throw error
        await pauseAfter(error, attempt, signal)
        attempt++
      }
    }
  }

  /**
   * Fetches a range of exactly as many bytes as `into` has, the quickest way; undefined when that fails: `send` does it,
   * or tells what is wrong.
   */
  async fill(call: Call & { readonly into: Buffer }): Promise<S3Response | undefined> {
    const outgoing = this.#outgoing(call, { ...this.#terms, credentials: await this.#keys.current() })
    return await this.#lanes.fill({ ...outgoing, into: call.into })
  }

  /** Lets the connections go. */
  close(): void {
    this.#lanes.close()
    this.#connections.close()
  }

  async #once(call: Call, terms: Terms): Promise<S3Response> {
    const answer = await this.#connections.exchange(this.#outgoing(call, terms))
    if (answer.status < 200 || answer.status >= 300) throw errorIn(answer)
    return answer
  }

  #outgoing(call: Call, { region, clockOffsetMs, credentials }: Terms): S3Request {
    const {
      method,
      key = '',
      query = {},
      headers = {},
      body,
      isBodyUnsigned,
      signal,
      maxBytes = leftBytes,
      into,
    } = call
    const endpoint = this.#endpointOf(region)
    const path = endpoint.base + encodedPath(key)
    const search = encodedQuery(query)
    const isStream = body !== undefined && !(body instanceof Uint8Array)
    const isUnsigned = endpoint.isSecure || isBodyUnsigned || isStream
    const signed = this.#signer.sign(
      {
        method,
        path,
        query: search,
        headers: { host: endpoint.host, ...lengthOf(body), ...present(headers) },
        payload: body === undefined ? nothing : isUnsigned ? unsignedPayload : hash('sha256', body),
      },
      { credentials, region, at: new Date(Date.now() + clockOffsetMs) },
    )
    return {
      ...{ method, endpoint, signal },
      // Not signed: proxies may say that they were there.
      headers: { ...signed, 'user-agent': userAgent },
      path: search === '' ? path : `${path}?${search}`,
      body: isStream ? body.open : body,
      ...{ maxBytes, into },
    }
  }

  /** Takes on what an answer says of the bucket's region or of the time, or new credentials; tells what was wrong with the terms of the request. */
  async #mend(error: S3Error, terms: Terms): Promise<keyof Terms | undefined> {
    const { status, region, date } = error
    if (isExpiredCredentials(error)) return (await this.#keys.replace(terms.credentials)) ? 'credentials' : undefined
    if ((status === 301 || status === 307 || status === 400) && region !== undefined && region !== terms.region) {
      this.#terms = { ...this.#terms, region }
      return 'region'
    }
    if (status !== 403 || date === undefined) return undefined
    const clockOffsetMs = date.getTime() - Date.now()
    if (Math.abs(clockOffsetMs - terms.clockOffsetMs) < skewMs) return undefined
    this.#terms = { ...this.#terms, clockOffsetMs }
    return 'clockOffsetMs'
  }
}

function errorIn(answer: S3Response): S3Error {
  const { status } = answer
  const words = parseErrorBody(answer.body.toString())
  const code = /^[\w.]{1,64}$/.test(words?.code ?? '') ? words?.code : undefined
  const region = getHeader(answer, 'x-amz-bucket-region') ?? words?.region
  const date = Date.parse(getHeader(answer, 'date') ?? '')
  return new S3Error(status, code, (words?.message ?? '').slice(0, maxMessage), {
    // It becomes a part of a host's name.
    ...(region !== undefined && isRegion(region) ? { region } : {}),
    ...(Number.isNaN(date) ? {} : { date: new Date(date) }),
  })
}

function lengthOf(body: Call['body']): Headers {
  return body === undefined ? {} : { 'content-length': String(body.length) }
}

function present(headers: Readonly<Record<string, string | undefined>>): Headers {
  const there: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) there[name] = value
  return there
}
