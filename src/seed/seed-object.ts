import { hash } from 'node:crypto'
import type { Cancellable } from '../lib/cancellable.ts'

/** One object of a remote context that a seed can contain, as LIST reported it. */
export type SeedObject = {
  /** `objects/<uuid>/<file name>`, relative to the folder of the context. `parseSeedPath` accepts it. */
  readonly path: string
  readonly bytes: number
  /** Without quotes; empty where the server sends none. */
  readonly etag: string
}

/** An object with its content. */
export type SeedMember = { readonly object: SeedObject; readonly bytes: Uint8Array }

/** A place that may hold objects of a remote context: a local context, packs beside the index, the remote itself. */
export interface SeedSource {
  /** For messages, such as `the local context`. */
  readonly name: string
  /** Whether this is the remote itself: its bytes count as true, and only their number is checked. */
  readonly isRemote: boolean
  /**
   * Yields as many of the objects as the source holds, each at most once, in any order. The caller checks every member
   * against its object, and asks the next source for the rest. Throws the reason of the signal when it aborts; after
   * any other error, the source counts as not holding the rest.
   */
  read(objects: readonly SeedObject[], options: Cancellable): AsyncIterable<SeedMember>
}

/** The ETag of an object that was uploaded in one part is the MD5 of its content, except under `aws:kms`. */
const md5ETag = /^[0-9a-f]{32}$/

/**
 * Whether the bytes are those that LIST reported: equal size, and an ETag that is their MD5. False for an object whose
 * ETag is not an MD5 (uploaded in parts, or encrypted with a key of KMS), because nothing proves its bytes.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
export function matchesListing({ bytes: size, etag }: SeedObject, bytes: Uint8Array): boolean {
  return bytes.length === size && md5ETag.test(etag) && hash('md5', bytes) === etag
}
