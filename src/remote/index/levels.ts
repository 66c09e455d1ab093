import { setTimeout as delay } from 'node:timers/promises'
import { BundleFormatError } from '../../disdat/format/hyperframe.ts'
import { describeError } from '../../errors.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import type { ObjectStore } from '../../s3/store.ts'
import { Shard } from './shard.ts'

/**
 * How many bundles each level holds. A bundle that is added is written with a level 0 of some 50 kB; level 1 (about
 * 1 MB) is written every 512 bundles, level 2 (40 MB for half a million) every 16,384. More than that is not indexed.
 */
const capacities = [512, 16_384, 524_288] as const

/** The largest object of an index that is read, in bytes: half a million bundles, and as much again. */
const maxPackedBytes = 96 * 1024 * 1024

/** How often an update that met another one begins again, and how long it waits at most before, in milliseconds. */
const saveAttempts = 16
const maxPauseMs = 500

/** One object of an index as it was read. `tag` is undefined when there is none, which reads as an empty one. */
export type Level = { readonly tag: string | undefined; readonly shard: Shard }

/** Where an index is: `key` is what the keys of its levels begin with. */
export type IndexLocation = {
  readonly store: Pick<ObjectStore, 'getVersion' | 'putVersion'>
  readonly key: string
  /** Told what was found to be no index, and is replaced at the next occasion. */
  readonly debug: (text: string) => void
}

/** What is to be written: lines by uuid, and the bundles that are known to be gone. */
export type IndexChange = { readonly lines: ReadonlyMap<string, string>; readonly gone: ReadonlySet<string> }

/** All levels of an index, the one with the newest lines first. Throws Failure as a store does. */
export async function readLevels(shelf: IndexLocation, { signal }: Cancellable): Promise<readonly Level[]> {
  return await Promise.all(capacities.map((_, level) => readLevel(shelf, level, signal)))
}

async function readLevel({ store, key, debug }: IndexLocation, level: number, signal: AbortSignal): Promise<Level> {
  const version = await store.getVersion(levelKey(key, level), { signal, maxBytes: maxPackedBytes })
  if (version === undefined) return { tag: undefined, shard: Shard.empty }
  const { tag, bytes } = version
  try {
    if (bytes === undefined) throw new BundleFormatError(`an index of more than ${maxPackedBytes} bytes`)
    return { tag, shard: await Shard.unpack(bytes) }
  } catch (error) {
    if (!(error instanceof BundleFormatError)) throw error
    debug(`${levelKey(key, level)} is ignored, and will be replaced: ${describeError(error)}.`)
    return { tag, shard: Shard.empty }
  }
}

/**
 * Adds lines to an index that others may be adding to: nothing that anybody added is lost. Each level is replaced only
 * if it is still what was read; whoever comes second reads again. `levels` is what was read before, if it was. False
 * when others were first every time, or when the index is full. Throws Failure as a store does.
 */
export async function addToIndex(
  shelf: IndexLocation,
  change: IndexChange,
  { signal, levels }: Cancellable & { readonly levels?: readonly Level[] },
): Promise<boolean> {
  let known = levels ?? (await readLevels(shelf, { signal }))
  for (let attempt = 1; attempt <= saveAttempts; attempt++) {
    const outcome = await write(shelf, change, known, signal)
    if (outcome === 'stored') return true
    if (outcome === 'full') return false
    await delay(Math.random() * Math.min(maxPauseMs, 10 * 2 ** attempt), undefined, { signal })
    const { changed } = outcome
    known = await Promise.all(known.map((old, level) => (level > changed ? old : readLevel(shelf, level, signal))))
  }
  return false
}

async function write(
  shelf: IndexLocation,
  change: IndexChange,
  levels: readonly Level[],
  signal: AbortSignal,
): Promise<'stored' | 'full' | { readonly changed: number }> {
  const merged = new Map([...change.lines].filter(([uuid, line]) => lineIn(levels, uuid) !== line))
  if (merged.size === 0) return 'stored'
  const emptied: { level: number; tag: string | undefined }[] = []
  for (const [number, { tag, shard }] of levels.entries()) {
    for (const uuid of shard.uuids) {
      if (merged.has(uuid) || (number > 0 && change.gone.has(uuid))) continue
      const line = shard.get(uuid)
      if (line !== undefined) merged.set(uuid, line)
    }
    if (merged.size > (capacities[number] ?? 0)) {
      if (shard.uuids.size > 0) emptied.push({ level: number, tag })
      continue
    }
    const put = (level: number, content: Shard, over: string | undefined) =>
      content.pack().then((bytes) => shelf.store.putVersion(levelKey(shelf.key, level), bytes, over, { signal }))
    const outcome = await put(number, Shard.of(merged), tag)
    if (outcome === 'changed') return { changed: number }
    // Their lines stand in the higher level now. Where somebody has added to one meanwhile, they stand in both: no harm.
    for (const { level, tag: old } of emptied) await put(level, Shard.empty, old)
    return 'stored'
  }
  return 'full'
}

/** The newest line of a bundle. */
export function lineIn(levels: readonly Level[], uuid: string): string | undefined {
  for (const { shard } of levels) if (shard.uuids.has(uuid)) return shard.get(uuid)
  return undefined
}

function levelKey(key: string, level: number): string {
  return `${key}-${level}.gz`
}
