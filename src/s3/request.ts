import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { Endpoint } from './endpoint.ts'
import type { Headers } from './sign.ts'

/** A body that is read while it is sent. `open` starts at its beginning each time; the stream has `length` bytes. */
export type StreamedBody = { readonly length: number; readonly open: () => Readable }

/** Limits of the body of a successful response. */
export interface ResponseLimits {
  /** Reading stops when the body is longer: no bytes are returned, and the connection is closed. */
  readonly maxBytes: number
  /** The memory for the bytes, if it is large enough. Do not read it before the response is there. */
  readonly into?: Buffer | undefined
}

/** A signed request. */
export interface S3Request extends ResponseLimits {
  readonly method: string
  readonly endpoint: Endpoint
  /** With the query. */
  readonly path: string
  readonly headers: Headers
  readonly body: Uint8Array | StreamedBody | undefined
  readonly signal: AbortSignal
}

/** A response whose body is complete, or was longer than allowed. */
export interface S3Response {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** The length of a body that was longer than allowed; undefined otherwise. */
  readonly cutFrom: number | undefined
}

/** The value of a header that occurs once; undefined otherwise. */
export function getHeader({ headers }: Pick<S3Response, 'headers'>, name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}
