import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { describeError } from '../../errors.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import type { Clock } from '../../lib/clock.ts'
import { jitteredPause, retry } from '../../lib/retry.ts'
import type { ObjectStore } from '../../s3/store.ts'
import { Shard } from './shard.ts'

/**
 * The most bundles of each level. A new bundle is written with level 0, about 50 kB; level 1 (about 1 MB) is written
 * every 512 bundles, level 2 (40 MB for half a million) every 16,384. Further bundles are not indexed.
 */
const capacities = [512, 16_384, 524_288] as const

/** The largest object of an index that is read, in bytes: twice the size of half a million bundles. */
const maxPackedBytes = 96 * 1024 * 1024

/**
 * The attempts of an update that meets other writers, and the limits of the pauses between them, in milliseconds: about
 * 40 s together, in which 1,000 writers can be served (docs/design/scale.md).
 */
const maxAttempts = 16
const backoff = { firstMs: 50, maxMs: 8_000 } as const

/** One object of an index as it was read. `etag` is undefined when there is no object, which reads as an empty one. */
export type IndexLevel = { readonly etag: string | undefined; readonly shard: Shard }

/** Where an index is stored: `key` is the common prefix of the keys of its levels. */
export type IndexLocation = {
  readonly store: Pick<ObjectStore, 'getVersion' | 'putVersion'>
  readonly key: string
  /** Called with a sentence about an object that is not an index. The next update replaces it. */
  readonly debug: (text: string) => void
}

/** An update: lines to write by uuid, and the bundles that no longer exist. */
export type IndexChange = { readonly lines: ReadonlyMap<string, string>; readonly gone: ReadonlySet<string> }

/** All levels of an index, the level with the newest lines first. Throws Failure as a store does. */
export async function readLevels(location: IndexLocation, { signal }: Cancellable): Promise<readonly IndexLevel[]> {
  return await Promise.all(capacities.map((_, level) => readLevel(location, level, signal)))
}

async function readLevel(
  { store, key, debug }: IndexLocation,
  level: number,
  signal: AbortSignal,
): Promise<IndexLevel> {
  const levelKey = getLevelKey(key, level)
  const version = await store.getVersion(levelKey, { signal, maxBytes: maxPackedBytes })
  if (version === undefined) return { etag: undefined, shard: Shard.empty }
  const { etag, bytes } = version
  try {
    if (bytes === undefined) throw new BundleFormatError(`an index of more than ${maxPackedBytes} bytes`)
    return { etag, shard: await Shard.unpack(bytes) }
  } catch (error) {
    if (!(error instanceof BundleFormatError)) throw error
    debug(`${levelKey} is ignored and will be replaced: ${describeError(error)}.`)
    return { etag, shard: Shard.empty }
  }
}

/** Another writer was first to replace a level. */
class LevelConflict extends Error {
  readonly level: number

  constructor(level: number) {
    super(`Level ${level} of the index was replaced by another writer.`)
    this.level = level
  }
}

/**
 * Adds lines to an index that other writers may update at the same time, without losing their lines: each level is
 * replaced only if it is still the version that was read; otherwise the update reads it again and starts over. `levels`
 * are the levels as they were read before, if any. Returns false after `maxAttempts` conflicts, or when the index is
 * full. Throws Failure as a store does.
 */
export async function addToIndex(
  location: IndexLocation,
  change: IndexChange,
  { signal, levels, clock }: Cancellable & { readonly levels?: readonly IndexLevel[]; readonly clock?: Clock },
): Promise<boolean> {
  let known = levels ?? (await readLevels(location, { signal }))
  let changed = -1
  const update = async () => {
    known = await Promise.all(known.map((old, level) => (level > changed ? old : readLevel(location, level, signal))))
    return await writeLevels(location, change, known, signal)
  }
  try {
    return await retry(update, {
      pauseMs(error, attempt) {
        if (!(error instanceof LevelConflict) || attempt >= maxAttempts) return undefined
        changed = error.level
        return jitteredPause(attempt, backoff)
      },
      signal,
      ...(clock && { clock }),
    })
  } catch (error) {
    if (error instanceof LevelConflict) return false
    throw error
  }
}

/**
 * Writes the lowest level with room for the new lines and those of all levels below. Returns false when none has room.
 */
async function writeLevels(
  { store, key }: IndexLocation,
  change: IndexChange,
  levels: readonly IndexLevel[],
  signal: AbortSignal,
): Promise<boolean> {
  const merged = new Map<string, string>()
  for (const [uuid, line] of change.lines) if (findLine(levels, uuid) !== line) merged.set(uuid, line)
  if (merged.size === 0) return true
  const put = async (level: number, shard: Shard, etag: string | undefined) =>
    await store.putVersion(getLevelKey(key, level), await shard.pack(), etag, { signal })
  const emptied: { level: number; etag: string | undefined }[] = []
  for (const [level, { etag, shard }] of levels.entries()) {
    for (const uuid of shard.uuids) {
      if (merged.has(uuid) || (level > 0 && change.gone.has(uuid))) continue
      const line = shard.get(uuid)
      if (line !== undefined) merged.set(uuid, line)
    }
    if (merged.size > (capacities[level] ?? 0)) {
      if (shard.uuids.size > 0) emptied.push({ level, etag })
      continue
    }
    if ((await put(level, Shard.fromLines(merged), etag)) === 'changed') throw new LevelConflict(level)
    // The lines of these levels are now in the higher one. A level that another writer has changed keeps them:
    // harmless.
    for (const lower of emptied) await put(lower.level, Shard.empty, lower.etag)
    return true
  }
  return false
}

/** The newest line of a bundle. */
export function findLine(levels: readonly IndexLevel[], uuid: string): string | undefined {
  for (const { shard } of levels) if (shard.uuids.has(uuid)) return shard.get(uuid)
  return undefined
}

function getLevelKey(key: string, level: number): string {
  return `${key}-${level}.gz`
}
