import { setTimeout as delay } from 'node:timers/promises'
import { BundleFormatError } from '../disdat/format/hyperframe.ts'
import { Failure } from '../errors.ts'
import { Semaphore } from '../lib/semaphore.ts'
import { fileErrorCode } from '../local/disk.ts'
import type { Access } from './conditional.ts'

const mib = 1024 * 1024

/** The numbers of moving bytes, which a test may want smaller. */
export type Tuning = {
  /** How long a connection may be silent, in the middle of a body too, in milliseconds. */
  readonly idleTimeoutMs: number
  /** Files of more bytes are moved in parts, several at a time. */
  readonly wholeBytes: number
  /** Size of a part, unless a file is so large that there would be too many of them. */
  readonly partBytes: number
  /** Parts of one upload: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
  readonly maxParts: number
}

/**
 * S3's own advice is a connection for every 85 to 90 MB/s that are wanted, and parts of 8 to 16 MB:
 * https://docs.aws.amazon.com/whitepapers/latest/s3-optimizing-performance-best-practices/horizontal-scaling-and-request-parallelization-for-high-throughput.html
 */
export const defaultTuning: Tuning = {
  idleTimeoutMs: 60_000,
  wholeBytes: 16 * mib,
  partBytes: 8 * mib,
  maxParts: 10_000,
}

/** Bytes of files in memory, on their way up; a store's own, however many files it sends. */
const maxSentBytes = 64 * mib
/** The same on their way down. */
const maxReceivedBytes = 64 * mib

/** More connections than this for one file bring no more of it. */
const rangesAtOnce = 8

/** What the transfers of one store share. */
export type Transfers = Access & {
  readonly tuning: Tuning
  readonly sending: Semaphore
  readonly receiving: Semaphore
  /** How many ranges of one file are on their way at a time. */
  readonly rangesAtOnce: number
  /** Buffers of a part's size that are not in use: new ones for each part would outrun the garbage collector. */
  readonly spare: Buffer[]
}

export function createTransfers(access: Access, tuning: Tuning): Transfers {
  const [sending, receiving] = [new Semaphore(maxSentBytes), new Semaphore(maxReceivedBytes)]
  return { ...access, tuning, sending, receiving, rangesAtOnce, spare: [] }
}

const longestPauseMs = 500

/** Waits before another attempt, for so long that those who failed together do not come again together. */
export async function pause(signal: AbortSignal): Promise<void> {
  await delay(Math.random() * longestPauseMs, undefined, { signal })
}

/** What no retry mends, and what is no trouble with S3. */
export function isFinal(error: unknown): boolean {
  return error instanceof Failure || error instanceof BundleFormatError || fileErrorCode(error) !== undefined
}
