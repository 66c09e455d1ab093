import { BundleFormatError } from '../../disdat/format/format-error.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import type { Clock } from '../../lib/clock.ts'
import { forEachBounded } from '../../lib/for-each-bounded.ts'
import { jitteredPause, retry } from '../../lib/retry.ts'
import type { ObjectStore } from '../../s3/store.ts'
import { formatPack, getMemberBytes, maxPackBytes, type PackMembers, parsePack } from './pack.ts'

const mib = 1024 * 1024
/**
 * The most content of a pack of each level, in bytes: the root, which most updates write, the 16 packs of the bundles
 * with one first digit of their uuid, and the 256 with two. All packs together have at most 642 MiB.
 */
export const packCapacities = [2 * mib, 8 * mib, 2 * mib] as const

/** Packs of one level that are written at the same time: each takes up to 24 MiB of memory. */
const maxWrites = 3

/**
 * The attempts of an update that meets other writers, and the limits of the pauses between them, in milliseconds. After
 * them, a later step adds the objects.
 */
const maxAttempts = 8
const backoff = { firstMs: 100, maxMs: 8_000 } as const

/** Where the packs of a context are: `key` is the common prefix of their keys. */
export type PackLocation = {
  readonly store: Pick<ObjectStore, 'getVersion' | 'putVersion'>
  readonly key: string
  /** The name of the remote context, which each pack repeats. */
  readonly context: string
  /** Called with a sentence about an object that is not a pack. The next update replaces it. */
  readonly debug: (text: string) => void
}

/** A pack as it was read. `etag` is undefined when there is no object, which reads as an empty pack. */
type StoredPack = { readonly etag: string | undefined; readonly members: PackMembers }

const digits = [...'0123456789abcdef']

/** The digits of packs one level below. */
export const listChildren = (prefix: string): readonly string[] => digits.map((digit) => prefix + digit)

/** Whether the pack of these first digits of a uuid is the place of a member. */
const belongsTo = (prefix: string, path: string): boolean => path.startsWith(prefix, 'objects/'.length)

/** Reads the pack of these first digits of uuids. Throws Failure as a store does. */
export async function readPack(location: PackLocation, prefix: string, options: Cancellable): Promise<StoredPack> {
  const { store, context, debug } = location
  const key = getPackKey(location, prefix)
  const version = await store.getVersion(key, { ...options, maxBytes: maxPackBytes })
  if (version === undefined) return { etag: undefined, members: new Map() }
  const { etag, bytes } = version
  try {
    if (bytes === undefined) throw new BundleFormatError(`a pack of more than ${maxPackBytes} bytes`)
    return { etag, members: await parsePack(bytes, context) }
  } catch (error) {
    if (!(error instanceof BundleFormatError)) throw error
    debug(`${key} is ignored and will be replaced: ${error.message}.`)
    return { etag, members: new Map() }
  }
}

const getPackKey = ({ key }: PackLocation, prefix: string) => `${key}${prefix && `-${prefix}`}.gz`

type WriteOptions = Cancellable & { readonly clock?: Clock }

/** Another writer was first to replace a pack. */
class PackConflict extends Error {}

/**
 * Objects to add, and which of the stored members stay in a pack below the root when it is written. The root keeps all:
 * it has objects that another step has listed later.
 */
export type PackChange = {
  readonly members: PackMembers
  readonly isCurrent: (path: string, bytes: Uint8Array) => boolean
}

/**
 * Adds members to the pack of these digits. A pack that would become larger than its capacity moves its members into
 * the 16 packs below it, which costs 16 writes for about 2,000 bundles; a pack of the last level drops its oldest ones.
 * Other writers may do the same: a pack is replaced only if it is still the version that was read, and members leave it
 * only when the pack below has them, so no update loses the members of another one. Throws Failure as a store does, and
 * PackConflict after `maxAttempts`.
 */
export async function addToPacks(
  location: PackLocation,
  { members, isCurrent }: PackChange,
  { prefix = '', ...options }: WriteOptions & { readonly prefix?: string },
): Promise<void> {
  const { signal, clock } = options
  const update = async () => {
    const { etag, members: stored } = await readPack(location, prefix, { signal })
    const kept = new Map([...stored].filter(([path, bytes]) => prefix === '' || isCurrent(path, bytes)))
    const added = [...members].filter(([path, bytes]) => !isEqual(kept.get(path), bytes))
    if (added.length === 0) return
    const merged = new Map([...kept, ...added])
    const remaining = keepNewest(merged, packCapacities[prefix.length] ?? 0)
    if (remaining.size < merged.size && prefix.length < packCapacities.length - 1) {
      await addToChildren(location, { members: merged, isCurrent }, { ...options, prefix })
      remaining.clear()
    }
    const packed = await formatPack(location.context, remaining)
    const result = await location.store.putVersion(getPackKey(location, prefix), packed, etag, { signal })
    if (result === 'changed') throw new PackConflict(`${getPackKey(location, prefix)} was replaced by another writer.`)
  }
  await retry(update, {
    pauseMs: (error, attempt) =>
      error instanceof PackConflict && attempt < maxAttempts ? jitteredPause(attempt, backoff) : undefined,
    signal,
    ...(clock && { clock }),
  })
}

async function addToChildren(
  location: PackLocation,
  { members, isCurrent }: PackChange,
  { prefix, signal, ...options }: WriteOptions & { readonly prefix: string },
): Promise<void> {
  const addToChild = async (child: string, childSignal: AbortSignal) => {
    const own = new Map([...members].filter(([path]) => belongsTo(child, path)))
    if (own.size > 0)
      await addToPacks(location, { members: own, isCurrent }, { ...options, signal: childSignal, prefix: child })
  }
  await forEachBounded(listChildren(prefix), addToChild, { signal, limit: maxWrites })
}

const isEqual = (one: Uint8Array | undefined, other: Uint8Array) =>
  one !== undefined && Buffer.compare(one, other) === 0

/** The newest members that have at most `maxBytes` together. */
function keepNewest(members: PackMembers, maxBytes: number): Map<string, Uint8Array> {
  let size = 0
  const newestFirst = [...members].reverse()
  const fitting = newestFirst.filter(([path, bytes]) => {
    size += getMemberBytes(path, bytes)
    return size <= maxBytes
  })
  return new Map(fitting.reverse())
}
