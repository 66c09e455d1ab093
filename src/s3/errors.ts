import { getNumber } from '../lib/json.ts'

/** The errors that a store detects on its own. */
export type StoreErrorKind =
  /** The endpoint of the environment is not an HTTP address. */
  | 'invalid-endpoint'
  | 'invalid-region'
  /** `get`: the object has more than `maxBytes` bytes. */
  | 'object-too-large'
  /** `putIfAbsent`: the file has more bytes than S3 stores in one object. */
  | 'file-too-large'
  /** `putIfAbsent`: the size of the file changed. */
  | 'file-changed'
  /** `getToFile`: the object does not have the expected size. */
  | 'size-mismatch'
  | 'checksum-mismatch'
  /** `getToFile`: another version replaced the object during the download. */
  | 'object-replaced'
  /** `getToFile`: the server does not respond to a request for a range with that range. */
  | 'no-ranges'
  /** `list`: a page is truncated and names no next page. */
  | 'endless-listing'

/** An error that a store detects on its own. The message is a sentence for a user. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly kind: StoreErrorKind

  constructor(kind: StoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/** A response with an error status, or with a body that S3 would not send. `name` is the error code of S3, if any. */
export class S3Error extends Error {
  override readonly name: string
  readonly status: number
  /** The region of the bucket, where the response names it. */
  readonly region: string | undefined
  /** The time at S3, where the response has it. */
  readonly date: Date | undefined

  constructor(
    status: number,
    code: string | undefined,
    message: string,
    more: { readonly region?: string; readonly date?: Date } = {},
  ) {
    super(message || code || `status ${status}`)
    this.name = code ?? 'Error'
    this.status = status
    this.region = more.region
    this.date = more.date
  }
}

/** No response at all. `code` is that of the system, such as `ECONNRESET`. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** A response whose body ended too early, or stopped. */
export class TruncatedBodyError extends Error {
  override readonly name = 'TruncatedBodyError'
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
])

/** Whether a code is that of a failed connection, where a retry may succeed. */
export const isConnectionCode = (code: string): boolean => connectionCodes.has(code)

/** The code of S3 in an error, such as `NoSuchBucket`, or of the system, such as `ECONNREFUSED`. */
export function getErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const code: unknown = 'code' in error ? error.code : undefined
  return typeof code === 'string' && isConnectionCode(code) ? code : error.name
}

/** The HTTP status in an error of this client or of the SDK. */
export function getErrorStatus(error: unknown): number | undefined {
  return error instanceof S3Error ? error.status : getNumber(error, '$metadata', 'httpStatusCode')
}

const expiryCodes = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'])

/** Whether S3 says that the credentials have expired. */
export function isExpiredCredentials(error: unknown): boolean {
  return expiryCodes.has(getErrorCode(error))
}

/** A response to HEAD has no body, and so no code: this client and the SDK have names of their own for it. */
const absentCodes = new Set(['NotFound', 'Error', 'UnknownError'])

/**
 * Whether the key does not exist. False for anything else that does not exist: the bucket, an upload, a key of KMS.
 * `NoSuchKey` counts with every status: in the body of a success, it is the error of a copy.
 */
export function isAbsent(error: unknown): boolean {
  const code = getErrorCode(error)
  return code === 'NoSuchKey' || (getErrorStatus(error) === 404 && absentCodes.has(code))
}
