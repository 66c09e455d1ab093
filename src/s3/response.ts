import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { Endpoint } from './endpoint.ts'
import type { Headers } from './sign.ts'

/** How much of a good answer's body is taken; of a larger one nothing is, and its connection is given up. */
export interface ResponseLimits {
  readonly maxBytes: number
  /** Where the bytes go, if it has room for all of them: nobody else may look at it until the answer is there. */
  readonly into?: Buffer | undefined
}

/** A request as it goes out. */
export interface S3Request extends ResponseLimits {
  readonly method: string
  readonly endpoint: Endpoint
  /** With its query. */
  readonly path: string
  readonly headers: Headers
  /** Bytes, or what opens a stream of as many as the headers say. */
  readonly body: Uint8Array | (() => Readable) | undefined
  readonly signal: AbortSignal
}

/** An answer whose body came to its end, or as far as it was wanted. */
export interface S3Response {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** The body's length as the server has it, where it is more than was wanted. */
  readonly cutFrom: number | undefined
}

/** No answer at all. `code` is the system's own, such as `ECONNRESET`. */
export class ConnectionError extends Error {
  override readonly name = 'NoAnswer'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** An answer that broke off in its body. */
export class TruncatedBodyError extends Error {
  override readonly name = 'BrokenBody'
}

/** The one value of a header; undefined where there is none. */
export function getHeader({ headers }: Pick<S3Response, 'headers'>, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}
