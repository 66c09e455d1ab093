import type { Cancellable } from '../lib/cancellable.ts'

/**
 * A key, or with a delimiter the beginning that several keys share. Sizes in bytes; the ETag without its quotes, empty
 * where the server sends none.
 */
export type ListEntry =
  | { readonly kind: 'object'; readonly key: string; readonly size: number; readonly etag: string }
  | { readonly kind: 'folder'; readonly prefix: string }

/** The content of a new object: bytes, or a file and its size in bytes. */
export type ObjectBody = Uint8Array | { readonly file: string; readonly size: number }

/** Options of a transfer that may last. */
export type TransferOptions = Cancellable & {
  /**
   * Receives how many bytes of a large object have been transferred, after each part: fewer than before when the
   * transfer starts again. Not called for an object that is transferred whole.
   */
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** The current content of an object and its ETag; the bytes are undefined where there are more than allowed. */
export type ObjectVersion = { readonly etag: string; readonly bytes: Uint8Array | undefined }

/** A key that S3 refused to delete, with the code and the message of S3. */
export type DeleteFailure = { readonly key: string; readonly code: string; readonly message: string }

/** The result of a deletion. */
export type DeleteResult = {
  readonly failed: readonly DeleteFailure[]
  /** Whether the bucket keeps versions: deleted objects are then hidden, but still stored. */
  readonly isVersioned: boolean
}

/** Keys in one deletion: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const maxDeletedKeys = 1000

/**
 * One bucket of an object store with the API of S3; `openStore` opens one:
 *
 *     const identity = { region: 'us-east-1', credentials: async () => ({ accessKeyId, secretAccessKey }) }
 *     const store = await openStore({ bucket: 'data', identity, env: process.env })
 *     await store.putIfAbsent('key', Buffer.from('content'), { signal })
 *     store.close()
 *
 * A key that does not exist gives `undefined` or `false`, never an error. Requests that fail with a transient error
 * are sent again, and so are requests for a body that arrives incomplete or damaged. What a method throws in the end:
 * the reason of `signal` when it aborts; S3Error, or the error of the AWS SDK, for a response with an error;
 * ConnectionError and TruncatedBodyError; StoreError; the error of a local file or of the credentials as it is.
 * `openStore` can be given a function that turns all but the signal's reason into other errors.
 */
export interface ObjectStore {
  readonly bucket: string
  /** Lists the keys below a prefix in the order of S3, 1,000 a request; with a delimiter, folders instead of keys. */
  list(prefix: string, options: Cancellable & { readonly delimiter?: '/' }): AsyncIterable<ListEntry>
  /**
   * Reads the bytes, or only the first or the last bytes, or `length` bytes from an offset: at most one of these
   * options, and at least one byte, which the object has. With the `size` that a listing reported, many whole objects
   * take less time and memory; another size does no harm. Throws StoreError `object-too-large` for more than
   * `maxBytes`, and `no-ranges` where the server does not send the bytes from the offset.
   */
  get(
    key: string,
    options: Cancellable & {
      readonly maxBytes: number
      readonly firstBytes?: number
      readonly lastBytes?: number
      readonly offset?: number
      readonly length?: number
      readonly size?: number
    },
  ): Promise<Uint8Array | undefined>
  /** Writes the bytes to a new file. Throws StoreError `size-mismatch` unless the object has `size` bytes. */
  getToFile(key: string, file: string, options: TransferOptions & { readonly size: number }): Promise<boolean>
  /**
   * Stores the body unless the key exists. S3 decides that when it stores, not a request before. Other servers may
   * ignore the condition: docs/s3-servers.md.
   */
  putIfAbsent(key: string, body: ObjectBody, options: TransferOptions): Promise<'created' | 'exists'>
  /**
   * Copies an object of `size` bytes to another key of the bucket unless that key exists, in parts where it has more
   * than 5 GiB; `absent` when there is nothing to copy.
   */
  copyIfAbsent(
    from: string,
    to: string,
    options: Cancellable & { readonly size: number },
  ): Promise<'created' | 'exists' | 'absent'>
  /** Reads the current version of an object that changes. */
  getVersion(key: string, options: Cancellable & { readonly maxBytes: number }): Promise<ObjectVersion | undefined>
  /**
   * Stores the bytes if the object still has this ETag or, for undefined, if the key does not exist. `changed` when
   * another writer was first; the request is not repeated then.
   */
  putVersion(
    key: string,
    bytes: Uint8Array,
    etag: string | undefined,
    options: Cancellable,
  ): Promise<'stored' | 'changed'>
  /** Deletes at most `maxDeletedKeys` keys. A key that does not exist counts as deleted. */
  deleteObjects(keys: readonly string[], options: Cancellable): Promise<DeleteResult>
  /** Closes the connections. */
  close(): void
}
