import { BundleFormatError } from '../disdat/format/format-error.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { Semaphore } from '../lib/semaphore.ts'
import { formatBytes } from '../lib/units.ts'
import type { Proof } from '../remote/prove.ts'
import { getErrorCode } from '../s3/errors.ts'
import type { ObjectStore } from '../s3/store.ts'
import type { Side } from './comparison.ts'
import type { ComparisonNotes } from './comparison-notes.ts'
import type { FileTable } from './table-file.ts'

/** All reads of a comparison together take at most this many times the limit of one frame or file. */
export const readFactor = 16
/** The bytes of frames and files in memory at a time, unless a single one is larger. */
const maxHeldBytes = 128 * 1024 * 1024

/** A proved bundle, and the remote to read it from. */
export type ComparedBundle = {
  readonly remote: {
    readonly store: Pick<ObjectStore, 'get' | 'list'>
    /** The key of an object of a bundle. */
    getKey(uuid: string, path: string): string
  }
  readonly proof: Pick<Proof, 'bundle' | 'bytes' | 'parts'>
}

/** An object of one of the two bundles. */
export type ComparedObject = {
  readonly bundle: ComparedBundle
  readonly side: Side
  readonly path: string
  readonly size: number
}

/** The limits and the notes that all parts of a comparison share. */
export type CompareContext = Cancellable & {
  readonly samples: boolean
  readonly reads: ReadLimit
  readonly notes: ComparisonNotes
  /** Collects the tables of CSV files whose first record may be data. */
  readonly uncertainTables: UncertainTable[]
}

/** The table that a CSV file has if its first record is a header. */
export type UncertainTable = Pick<ComparedObject, 'path' | 'side'> & { readonly table: FileTable }

/** The bytes that a comparison may still read, and may hold in memory. */
export class ReadLimit {
  readonly maxBytes: number
  readonly memory = new Semaphore(maxHeldBytes)
  #left: number

  /** @param maxBytes The limit of one frame or file. */
  constructor(maxBytes: number) {
    this.maxBytes = maxBytes
    this.#left = maxBytes * readFactor
  }

  /** Takes the bytes from the limit; or returns, for a note, the reason why they must not be read. */
  take(bytes: number): string | undefined {
    if (bytes > this.maxBytes) return `larger than \`diff-max-bytes\` (${formatBytes(this.maxBytes)})`
    if (bytes > this.#left) return `not read whole, because ${readFactor} times \`diff-max-bytes\` were read before`
    this.#left -= bytes
    return undefined
  }
}

/** The part of the bundle itself, without the bundles nested in it. */
export function findOwnPart({ proof }: ComparedBundle): Proof['parts'][number] | undefined {
  return proof.parts.at(-1)
}

/** An object that the store holds but refuses to return. The message is the reason, for a note. */
export class RefusedObjectError extends Error {
  override readonly name = 'RefusedObjectError'
}

/** The reason why S3 refuses one object, which says nothing about others; undefined for any other error. */
export function findRefusalReason(error: unknown): string | undefined {
  if (!(error instanceof Failure)) return undefined
  if (error.verdict === 'object-archived') return 'it is archived, and must be restored first'
  const code = getErrorCode(error.cause)
  return refusalCode.test(code) ? `S3 refuses it: ${code}` : undefined
}

/** Codes that concern one object, which may have its own key, and not the credentials. */
const refusalCode = /^(?:AccessDenied$|kms[.:])/i

/** The bytes of an object to read. */
type ByteRange =
  | { readonly firstBytes: number }
  | { readonly lastBytes: number }
  | { readonly offset: number; readonly length: number }

/**
 * The first or the last bytes of an object, or those from an offset, no more than it has; undefined when it no longer
 * exists. Frames that the proof keeps in memory are not read again. Throws Failure as the store does, except for an
 * object that is refused on its own: see `getUnreadableReason`.
 */
export async function readObject(
  { bundle, path }: ComparedObject,
  range: ByteRange,
  { signal }: Cancellable,
): Promise<Uint8Array | undefined> {
  const maxBytes = 'length' in range ? range.length : 'firstBytes' in range ? range.firstBytes : range.lastBytes
  // HTTP has no range of zero bytes.
  if (maxBytes === 0) return new Uint8Array()
  const { remote, proof } = bundle
  const kept = findOwnPart(bundle)?.frameBytes.get(path)
  if (kept !== undefined) return selectBytes(kept, range)
  try {
    return await remote.store.get(remote.getKey(proof.bundle.uuid, path), { ...range, maxBytes, signal })
  } catch (error) {
    const reason = findRefusalReason(error)
    throw reason === undefined ? error : new RefusedObjectError(reason)
  }
}

function selectBytes(bytes: Uint8Array, range: ByteRange): Uint8Array {
  if ('length' in range) return bytes.subarray(range.offset, range.offset + range.length)
  return 'firstBytes' in range ? bytes.subarray(0, range.firstBytes) : bytes.subarray(-range.lastBytes)
}

/** The reason why an object is not compared: S3 refuses it, or its format is unknown. Throws other errors. */
export function getUnreadableReason(error: unknown): string {
  if (error instanceof RefusedObjectError || error instanceof BundleFormatError) return error.message
  throw error
}

/** The name of a frame or file as code, escaped and of limited length, for a note. */
export function quoteForNote(name: string, side: Side): string {
  const quoted = `\`${JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name).slice(1, -1)}\``
  return side === 'base' ? `${quoted} of the base` : quoted
}
