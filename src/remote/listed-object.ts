import { hash } from 'node:crypto'

/** An object of a remote context as LIST reported it. */
export type ListedObject = {
  /** `objects/<uuid>/<file>`, relative to the folder of the context. Text from outside. */
  readonly path: string
  readonly bytes: number
  /** Without quotes; empty where the server sends none. */
  readonly etag: string
}

/** An object with its content. */
export type ObjectContent<T extends ListedObject = ListedObject> = { readonly object: T; readonly bytes: Uint8Array }

const md5ETag = /^[0-9a-f]{32}$/

/**
 * Whether an ETag can be the MD5 of the content: so it is for an object that was uploaded in one part, except under
 * `aws:kms`. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
export function isMd5ETag(etag: string): boolean {
  return md5ETag.test(etag)
}

/**
 * Whether the bytes are those that LIST reported: equal size, and an ETag that is their MD5. False for an object whose
 * ETag is not an MD5, because nothing proves its bytes.
 */
export function matchesListing(
  { bytes: size, etag }: Pick<ListedObject, 'bytes' | 'etag'>,
  bytes: Uint8Array,
): boolean {
  return bytes.length === size && isMd5ETag(etag) && hash('md5', bytes) === etag
}
