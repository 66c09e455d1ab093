import { type BundleDescription, isUuid, newestFirst } from '../disdat/bundle.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { BundleCatalog, HyperFrameCache } from './catalog.ts'

/** Bundles made of bundles, longer than anybody's chain. */
const maxDepth = 256
/** Ancestors that are followed, all levels together. */
const maxAncestors = 10_000

/** What a bundle was made of, and what that was made of: a graph whose edges are each bundle's `dependsOn`. */
export type Lineage = {
  readonly bundle: BundleDescription
  /** All bundles upstream that are there, each once, the nearest first. A bundle can be upstream of itself. */
  readonly ancestors: ReadonlyMap<string, BundleDescription>
  /** The uuids of those that are not in this context, deleted or never pushed, or that cannot be read. */
  readonly missing: ReadonlySet<string>
  /** Whether there is more than `maxDepth` steps or `maxAncestors` bundles of it, which is left out. */
  readonly cut: boolean
}

/** An ancestor, and the newest bundle that there is in its stead. */
export type Outdated = { readonly used: BundleDescription; readonly newest: BundleDescription }

/**
 * The lineage of a bundle, from the remote alone; undefined when the bundle is not there. Costs nothing for what the
 * catalogue knows, and a GET for each other bundle. Throws Failure as a store does.
 */
export async function readLineage(
  catalogue: BundleCatalog,
  heads: HyperFrameCache,
  uuid: string,
  options: Cancellable,
): Promise<Lineage | undefined> {
  const read = async (wanted: string, signal: AbortSignal) =>
    isUuid(wanted) && catalogue.has(wanted)
      ? (catalogue.get(wanted) ?? (await heads.read(wanted, { signal })))
      : undefined
  const bundle = await read(uuid, options.signal)
  if (bundle === undefined) return undefined

  const ancestors = new Map<string, BundleDescription>()
  const missing = new Set<string>()
  let next = upstreamOf([bundle])
  for (let depth = 1; next.length > 0; depth++) {
    const room = maxAncestors - ancestors.size - missing.size
    if (depth > maxDepth || room <= 0) return { bundle, ancestors, missing, cut: true }
    const level = next.slice(0, room)
    const found = new Map<string, BundleDescription | undefined>()
    await forEachBounded(level, async (each, signal) => void found.set(each, await read(each, signal)), options)
    for (const each of level) {
      const ancestor = found.get(each)
      if (ancestor === undefined) missing.add(each)
      else ancestors.set(each, ancestor)
    }
    const further = upstreamOf([...found.values()].filter((each) => each !== undefined))
    next = [...next.slice(room), ...further].filter((each) => !ancestors.has(each) && !missing.has(each))
  }
  return { bundle, ancestors, missing, cut: false }
}

/**
 * The ancestors of which there is a newer committed bundle, the nearest first: of the same name, and, unless it was
 * added by hand (`dsdt add`), of the same parameters, for another day's bundle is not a newer one of this day.
 */
export function findOutdated({ bundle, ancestors }: Lineage, catalogue: BundleCatalog): readonly Outdated[] {
  const named = new Map<string, readonly BundleDescription[]>()
  const newer: Outdated[] = []
  for (const used of ancestors.values()) {
    const { name } = used
    if (name === '' || used.uuid === bundle.uuid) continue
    const others = named.get(name) ?? catalogue.matching({ name }).toSorted(newestFirst)
    named.set(name, others)
    const newest = others.find((other) => replaces(other, used))
    if (newest !== undefined && newest.uuid !== used.uuid && newestFirst(newest, used) < 0) newer.push({ used, newest })
  }
  return newer
}

/** `dsdt add` gives its bundles this code method, and the path of the file as a parameter. */
const addedByHand = 'add'

function replaces(other: BundleDescription, used: BundleDescription): boolean {
  if (used.code.method === addedByHand) return true
  return (
    other.params.size === used.params.size && [...used.params].every(([key, value]) => other.params.get(key) === value)
  )
}

function upstreamOf(bundles: readonly BundleDescription[]): readonly string[] {
  return [...new Set(bundles.flatMap((bundle) => bundle.dependsOn.map(({ uuid }) => uuid)))]
}
