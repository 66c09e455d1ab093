import { type BundleDescription, compareNewestFirst, pickNewer } from '../disdat/bundle.ts'
import type { ListedObject } from '../remote/listed-object.ts'

/** What LIST reported of a remote context: the objects that a container pulls at its start. */
export type SeedListing = {
  /** By the uuid of the bundle. */
  readonly bundles: ReadonlyMap<string, readonly ListedObject[]>
  /** Whether there are further objects that a container pulls and a seed cannot contain, because of their names. */
  readonly hasOthers: boolean
}

/** Objects that are read together: those of about 20,000 bundles. */
const maxBatchObjects = 50_000

/** The objects of a seed. */
export type SeedSelection = {
  /** The newest bundle first, the objects of each bundle together. */
  readonly objects: readonly ListedObject[]
  readonly bundles: number
  readonly bytes: number
  /** Whether the container needs no pull of its own: the seed has everything that the mode promises. */
  readonly isComplete: boolean
}

/** The description of a bundle; undefined while its HyperFrame is not read, or when it has none. */
type Describe = (uuid: string) => BundleDescription | undefined

/** Whether all objects of a listing fit into `maxBytes`. Their order does not matter then. */
export function fitsWhole(listing: SeedListing, maxBytes: number): boolean {
  let bytes = 0
  for (const objects of listing.bundles.values()) bytes += sumBytes(objects)
  return bytes <= maxBytes
}

/**
 * Chooses whole bundles, the newest first, until `maxBytes` are reached; a bundle that does not fit is left out, and an
 * older one may still fit. Bundles without a description are the last. `only` limits the choice to these uuids; the
 * selection is complete when all of them are listed and fit.
 */
export function selectSeed(
  listing: SeedListing,
  describe: Describe,
  { maxBytes, only }: { readonly maxBytes: number; readonly only?: ReadonlySet<string> | undefined },
): SeedSelection {
  const uuids = [...listing.bundles.keys()].filter((uuid) => only?.has(uuid) ?? true)
  const selected: ListedObject[] = []
  let [bundles, bytes] = [0, 0]
  for (const uuid of sortNewestFirst(uuids, describe)) {
    const objects = listing.bundles.get(uuid) ?? []
    const size = sumBytes(objects)
    if (bytes + size > maxBytes) continue
    selected.push(...objects)
    bundles += 1
    bytes += size
  }
  const isComplete = only === undefined ? bundles === uuids.length && !listing.hasOthers : bundles === only.size
  return { objects: selected, bundles, bytes, isComplete }
}

/**
 * The uuids of the mode `newest`: the newest committed bundle of each processing name and of each human name, and the
 * pinned ones.
 */
export function pickNewestUuids(
  bundles: Iterable<BundleDescription>,
  pinned: ReadonlySet<string>,
): ReadonlySet<string> {
  const newest = new Map<string, BundleDescription>()
  const offer = (key: string, bundle: BundleDescription) => {
    const best = newest.get(key)
    newest.set(key, best === undefined ? bundle : pickNewer(best, bundle))
  }
  const picked = new Set<string>()
  for (const bundle of bundles) {
    if (pinned.has(bundle.uuid)) picked.add(bundle.uuid)
    if (!bundle.committed) continue
    offer(`processing ${bundle.processingName}`, bundle)
    offer(`human ${bundle.name}`, bundle)
  }
  for (const { uuid } of newest.values()) picked.add(uuid)
  return picked
}

function sortNewestFirst(uuids: readonly string[], describe: Describe): readonly string[] {
  const described = uuids.flatMap((uuid) => describe(uuid) ?? []).sort(compareNewestFirst)
  const known = new Set(described.map(({ uuid }) => uuid))
  return [...known, ...uuids.filter((uuid) => !known.has(uuid))]
}

/**
 * The objects in batches that are read one after the other: all of them, or for more than `limit` those of the uuids
 * with one first digit, which are in the same packs. The memory of a batch is free for the next ones.
 */
export function splitIntoBatches(
  objects: readonly ListedObject[],
  limit = maxBatchObjects,
): (readonly ListedObject[])[] {
  if (objects.length <= limit) return [objects]
  return [...Map.groupBy(objects, ({ path }) => path.charAt('objects/'.length)).values()]
}

const sumBytes = (objects: readonly ListedObject[]): number => objects.reduce((sum, { bytes }) => sum + bytes, 0)
