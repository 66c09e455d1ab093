import type { Cancellable } from '../lib/cancellable.ts'
import { Semaphore } from '../lib/semaphore.ts'
import { PartBuffers } from './part-buffers.ts'
import type { StoreAccess } from './store-access.ts'

const mib = 1024 * 1024

/** The numbers of a transfer, which a test may want smaller. */
export type Tuning = {
  /** A connection that is silent for this long fails, in the middle of a body too; in milliseconds. */
  readonly idleTimeoutMs: number
  /** Larger files are moved in parts, several at a time; in bytes. */
  readonly wholeBytes: number
  /** Size of a part in bytes. Parts are larger where a file would have more than `maxParts`. */
  readonly partBytes: number
  /**
   * Larger objects are copied in parts, in bytes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
   */
  readonly wholeCopyBytes: number
  /** Size of a part of a copy in bytes. S3 needs some seconds for a part of this size. */
  readonly copyPartBytes: number
  /** Parts of one upload: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
  readonly maxParts: number
}

/**
 * S3 advises a connection for every 85 to 90 MB/s, and parts of 8 to 16 MB:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance-design-patterns.html
 */
export const defaultTuning: Tuning = {
  idleTimeoutMs: 60_000,
  wholeBytes: 16 * mib,
  partBytes: 8 * mib,
  wholeCopyBytes: 5 * 1024 * mib,
  copyPartBytes: 512 * mib,
  maxParts: 10_000,
}

/** Bytes of all files in memory during uploads, and as many during downloads. */
const maxBufferedBytes = 64 * mib

/** Chooses the size of the parts of a file, in bytes, so that S3 accepts their number. */
export function choosePartSize(size: number, { partBytes, maxParts }: Pick<Tuning, 'partBytes' | 'maxParts'>): number {
  return Math.max(partBytes, Math.ceil(size / maxParts))
}

/** What the transfers of one store share. */
export type TransferContext = StoreAccess & {
  readonly tuning: Tuning
  readonly sending: Semaphore
  readonly receiving: Semaphore
  readonly sentParts: PartBuffers
  readonly receivedParts: PartBuffers
}

export function createTransferContext(access: StoreAccess, tuning: Tuning): TransferContext {
  const [sending, receiving] = [new Semaphore(maxBufferedBytes), new Semaphore(maxBufferedBytes)]
  const { partBytes } = tuning
  const [sentParts, receivedParts] = [new PartBuffers(partBytes, sending), new PartBuffers(partBytes, receiving)]
  return { ...access, tuning, sending, receiving, sentParts, receivedParts }
}

/** A local file and its size in bytes. */
export type LocalFile = { readonly file: string; readonly size: number }

/** How an object is written: with the ACL that gives the bucket's owner full control, or without one. */
export type WriteOptions = Cancellable & { readonly acl: boolean }
