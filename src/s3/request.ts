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
  readonly method: 'GET' | 'HEAD' | 'PUT'
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
  /** By names in lower case; more than one value for a header that occurs more than once. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Buffer
  /** The length of a body that was longer than allowed; undefined otherwise. */
  readonly cutFrom: number | undefined
}

/** The value of a header; undefined when it has none, or several that differ. */
export function getHeader({ headers }: Pick<S3Response, 'headers'>, name: string): string | undefined {
  const values = headers[name]
  if (values === undefined || typeof values === 'string') return values
  return values.every((value) => value === values[0]) ? values[0] : undefined
}
