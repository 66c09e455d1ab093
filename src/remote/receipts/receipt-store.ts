import { createHash } from 'node:crypto'
import type { Cancellable } from '../../lib/cancellable.ts'
import type { Clock } from '../../lib/clock.ts'
import { forEachBounded } from '../../lib/for-each-bounded.ts'
import { jitteredPause, retry } from '../../lib/retry.ts'
import type { ObjectStore } from '../../s3/store.ts'
import { formatReceipt, maxReceiptBytes, type OutputKey, type OutputReceipt, parseReceipt } from './output-receipt.ts'

/** The most receipts of a pipe that are read, and their size together in bytes. */
export const receiptLimits = { count: 2_000, bytes: 16 * 1024 * 1024 } as const

/** Receipts that are read at the same time. */
const maxReads = 32

/** The attempts of a write that meets other writers, and the limits of the pauses between them, in milliseconds. */
const maxAttempts = 8
const backoff = { firstMs: 50, maxMs: 2_000 } as const

/** The remote context whose receipts are read or written. */
export type ReceiptPlace = {
  readonly store: Pick<ObjectStore, 'list' | 'getVersion' | 'putVersion'>
  /** The common prefix of the keys of all bundles, with a trailing slash. */
  readonly objects: string
  readonly context: string
}

/** The receipts of a pipe, in the order of their keys. */
export type ReceiptListing = {
  readonly receipts: readonly OutputReceipt[]
  /** Whether receipts beyond `receiptLimits` are left out. */
  readonly isCut: boolean
  /** Why they cannot be read, as a clause. Then there are none. */
  readonly unreadable?: string
}

/**
 * The receipt of an output; undefined without one, and for an object that is not a receipt of this context and key.
 * Costs one GET. Throws Failure as a store does.
 */
export async function readReceipt(
  place: ReceiptPlace,
  key: OutputKey,
  options: Cancellable,
): Promise<OutputReceipt | undefined> {
  return (await readVersion(place, getReceiptKey(place, key), options))?.receipt
}

/**
 * The receipts of all outputs of a pipe in the order of their keys, at most `receiptLimits` of them. Objects that are
 * not receipts of this context and pipe are left out. Costs one LIST for each 1,000 receipts, and one GET for each.
 * Throws Failure as a store does.
 */
export async function listReceipts(
  place: ReceiptPlace,
  pipeClass: string,
  options: Cancellable,
): Promise<ReceiptListing> {
  const keys: string[] = []
  let bytes = 0
  let isCut = false
  for await (const entry of place.store.list(getPipePrefix(place, pipeClass), options)) {
    if (entry.kind !== 'object' || !entry.key.endsWith('.json') || entry.size > maxReceiptBytes) continue
    bytes += entry.size
    isCut = keys.length >= receiptLimits.count || bytes > receiptLimits.bytes
    if (isCut) break
    keys.push(entry.key)
  }
  const found = new Map<string, OutputReceipt>()
  const read = async (key: string, signal: AbortSignal) => {
    const receipt = (await readVersion(place, key, { signal }))?.receipt
    if (receipt !== undefined) found.set(key, receipt)
  }
  await forEachBounded(keys, read, { ...options, limit: maxReads })
  return { receipts: keys.flatMap((key) => found.get(key) ?? []), isCut }
}

/** Another writer was first to replace a receipt. */
class ReceiptConflict extends Error {}

/**
 * Stores a receipt unless there is one of a newer bundle, or a later one of the same bundle. The figures of an earlier
 * receipt of the same bundle stay where the new one has none. Another writer's receipt is never replaced unread. Throws
 * Failure as a store does.
 *
 * @returns Why the receipt was not stored: `too-large`, `newer` where a newer receipt is there, or `conflict` after
 *   `maxAttempts` writers that were faster
 */
export async function writeReceipt(
  place: ReceiptPlace,
  receipt: OutputReceipt,
  { signal, clock }: Cancellable & { readonly clock?: Clock },
): Promise<'stored' | 'newer' | 'too-large' | 'conflict'> {
  const key = getReceiptKey(place, receipt)
  const write = async () => {
    const current = await readVersion(place, key, { signal })
    if (current?.receipt && isNewer(current.receipt, receipt)) return 'newer'
    const bytes = formatReceipt(current?.receipt ? mergeReceipts(current.receipt, receipt) : receipt)
    if (bytes === undefined) return 'too-large'
    const outcome = await place.store.putVersion(key, bytes, current?.etag, { signal })
    if (outcome === 'changed') throw new ReceiptConflict()
    return 'stored'
  }
  try {
    return await retry(write, {
      pauseMs: (error, attempt) =>
        error instanceof ReceiptConflict && attempt < maxAttempts ? jitteredPause(attempt, backoff) : undefined,
      signal,
      ...(clock && { clock }),
    })
  } catch (error) {
    if (error instanceof ReceiptConflict) return 'conflict'
    throw error
  }
}

function isNewer(current: OutputReceipt, next: OutputReceipt): boolean {
  if (current.bundle.uuid === next.bundle.uuid) return current.finishedAt > next.finishedAt
  return current.bundle.createdSeconds > next.bundle.createdSeconds
}

/** A run that finds a bundle up to date knows neither what making it took nor, without a comparison, what is in it. */
function mergeReceipts(earlier: OutputReceipt, receipt: OutputReceipt): OutputReceipt {
  if (earlier.bundle.uuid !== receipt.bundle.uuid) return receipt
  return {
    ...receipt,
    rows: receipt.rows ?? earlier.rows,
    bytes: receipt.bytes ?? earlier.bytes,
    nulls: receipt.nulls ?? earlier.nulls,
    tookMs: earlier.tookMs ?? receipt.tookMs,
    vcpuHours: earlier.vcpuHours ?? receipt.vcpuHours,
  }
}

/** The receipt at a key, and the version of the object, also of an object that is not the receipt of the key. */
async function readVersion(
  place: ReceiptPlace,
  key: string,
  options: Cancellable,
): Promise<{ readonly etag: string; readonly receipt: OutputReceipt | undefined } | undefined> {
  const version = await place.store.getVersion(key, { ...options, maxBytes: maxReceiptBytes })
  if (version === undefined) return undefined
  const receipt = version.bytes && parseReceipt(version.bytes)
  // A copy of another context's or output's receipt says nothing here.
  const isOwn = receipt?.remoteContext === place.context && getReceiptKey(place, receipt) === key
  return { etag: version.etag, receipt: isOwn ? receipt : undefined }
}

/** `<context>/run-action/receipts/<hash of the pipe>/<hash of output and parameters>.json` */
export function getReceiptKey(place: Pick<ReceiptPlace, 'objects'>, key: OutputKey): string {
  const params = [...key.params].sort(([a], [b]) => (a < b ? -1 : 1))
  return `${getPipePrefix(place, key.pipeClass)}${hash(JSON.stringify([key.outputBundle, params]))}.json`
}

/** Half of a hash is enough for the pipes of one context, and keeps the keys short. */
const pipeHashLength = 32

function getPipePrefix({ objects }: Pick<ReceiptPlace, 'objects'>, pipeClass: string): string {
  const folder = objects.slice(0, -'objects/'.length)
  return `${folder}run-action/receipts/${hash(pipeClass).slice(0, pipeHashLength)}/`
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
