import type { Cancellable } from '../lib/cancellable.ts'

/**
 * A key, or with a delimiter what several keys begin with. Sizes in bytes; the ETag without its quotes, empty where the
 * server gives none.
 */
export type ListEntry =
  | { readonly kind: 'object'; readonly key: string; readonly size: number; readonly etag: string }
  | { readonly kind: 'folder'; readonly prefix: string }

/** What is to be stored: bytes, or a file of so many bytes. */
export type ObjectBody = Uint8Array | { readonly file: string; readonly size: number }

/** An object that may change: S3's tag for its present bytes, and the bytes, undefined where they are more than allowed. */
export type ObjectVersion = { readonly tag: string; readonly bytes: Uint8Array | undefined }

/** A key that could not be removed, with S3's own code and words. */
export type DeleteFailure = { readonly key: string; readonly code: string; readonly message: string }

/** What became of keys that were to be removed. */
export type DeleteResult = {
  readonly failed: readonly DeleteFailure[]
  /** Whether the bucket keeps versions: then what was removed is hidden, and still there. */
  readonly isVersioned: boolean
}

/**
 * One bucket. A key that is not there is `undefined` or `false`, never an error. Everything else that goes wrong is a
 * Failure, `remote-unreachable` or `access-denied`, that names the bucket or key and S3's own code; when `signal`
 * aborts, its reason is thrown. Requests that meet trouble are tried again, and bodies that break off asked for again.
 */
export interface ObjectStore {
  readonly bucket: string
  /** Keys below a prefix in S3's order, 1,000 a request; with a delimiter, folders instead of what is in them. */
  list(prefix: string, options: Cancellable & { readonly delimiter?: '/' }): AsyncIterable<ListEntry>
  /**
   * The bytes, or the first or the last so many of them: one of the two, and at least one byte. Throws BundleFormatError
   * for more than `maxBytes`.
   */
  get(
    key: string,
    options: Cancellable & { readonly maxBytes: number; readonly firstBytes?: number; readonly lastBytes?: number },
  ): Promise<Uint8Array | undefined>
  /** Writes the bytes to a file that must not be there yet; another length than `size` is a Failure. */
  getToFile(key: string, file: string, options: Cancellable & { readonly size: number }): Promise<boolean>
  /** Stores the body unless the key is taken, whatever is there. Decided by S3, not by looking first. */
  putIfAbsent(key: string, body: ObjectBody, options: Cancellable): Promise<'created' | 'exists'>
  /** Copies one key's bytes to another inside the bucket, unless that one is taken; `absent` when there is nothing to copy. */
  copyIfAbsent(from: string, to: string, options: Cancellable): Promise<'created' | 'exists' | 'absent'>
  /** What a key holds now, for the few objects that change. */
  getVersion(key: string, options: Cancellable & { readonly maxBytes: number }): Promise<ObjectVersion | undefined>
  /** Stores the bytes if the key still has this tag, or, for undefined, holds nothing yet. A race is lost, not tried again. */
  putVersion(
    key: string,
    bytes: Uint8Array,
    tag: string | undefined,
    options: Cancellable,
  ): Promise<'stored' | 'changed'>
  /** Removes at most 1,000 keys, whatever they hold; one that is not there is removed. What S3 refuses of single keys is in the answer. */
  remove(keys: readonly string[], options: Cancellable): Promise<DeleteResult>
  /** Lets the connections go. */
  close(): void
}
