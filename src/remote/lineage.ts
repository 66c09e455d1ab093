import { type BundleDescription, compareNewestFirst, isUuid } from '../disdat/bundle.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { BundleCatalog, HyperFrameCache } from './catalog.ts'

/** The longest chain of dependencies that is followed. */
const maxDepth = 256
/** The most ancestors that are followed, all levels together. */
const maxAncestors = 10_000

/** A bundle and its ancestors: a graph whose edges are the `dependsOn` of each bundle. */
export type Lineage = {
  readonly bundle: BundleDescription
  /** All ancestors that exist, each once, the nearest first. A bundle can be its own ancestor. */
  readonly ancestors: ReadonlyMap<string, BundleDescription>
  /** The uuids of ancestors that are not in this context (deleted or never pushed) or cannot be read. */
  readonly missing: ReadonlySet<string>
  /** Whether ancestors beyond `maxDepth` or `maxAncestors` are left out. */
  readonly isCut: boolean
}

/** An ancestor of a bundle, and the newest bundle that replaces it. */
export type OutdatedUpstream = { readonly used: BundleDescription; readonly newest: BundleDescription }

/**
 * The lineage of a bundle, from the remote alone; undefined when the bundle does not exist. Costs a GET for each bundle
 * that the catalog does not describe. Throws Failure as a store does.
 */
export async function readLineage(
  catalog: Pick<BundleCatalog, 'has' | 'get'>,
  cache: HyperFrameCache,
  uuid: string,
  options: Cancellable,
): Promise<Lineage | undefined> {
  const read = async (id: string, signal: AbortSignal) =>
    isUuid(id) && catalog.has(id) ? (catalog.get(id) ?? (await cache.read(id, { signal }))) : undefined
  const bundle = await read(uuid, options.signal)
  if (bundle === undefined) return undefined

  const ancestors = new Map<string, BundleDescription>()
  const missing = new Set<string>()
  let next = listUpstream([bundle])
  for (let depth = 1; next.length > 0; depth++) {
    const room = maxAncestors - ancestors.size - missing.size
    if (depth > maxDepth || room <= 0) return { bundle, ancestors, missing, isCut: true }
    const level = next.slice(0, room)
    const results = new Map<string, BundleDescription | undefined>()
    await forEachBounded(level, async (id, signal) => void results.set(id, await read(id, signal)), options)
    for (const id of level) {
      const ancestor = results.get(id)
      if (ancestor === undefined) missing.add(id)
      else ancestors.set(id, ancestor)
    }
    const further = listUpstream([...results.values()].filter((ancestor) => ancestor !== undefined))
    next = [...next.slice(room), ...further].filter((id) => !ancestors.has(id) && !missing.has(id))
  }
  return { bundle, ancestors, missing, isCut: false }
}

/**
 * The ancestors that have a newer committed bundle of the same name, the nearest first. Unless it was added by hand
 * (`dsdt add`), the newer bundle must also have the same parameters: a bundle of another day does not replace it.
 */
export function findOutdated({ bundle, ancestors }: Lineage, catalog: BundleCatalog): readonly OutdatedUpstream[] {
  const byName = new Map<string, readonly BundleDescription[]>()
  const outdated: OutdatedUpstream[] = []
  for (const used of ancestors.values()) {
    const { name } = used
    if (name === '' || used.uuid === bundle.uuid) continue
    const sameName = byName.get(name) ?? catalog.findMatches({ name }).toSorted(compareNewestFirst)
    byName.set(name, sameName)
    const newest = sameName.find((other) => canReplace(other, used))
    if (newest === undefined || newest.uuid === used.uuid) continue
    if (compareNewestFirst(newest, used) < 0) outdated.push({ used, newest })
  }
  return outdated
}

/** `dsdt add` records this code method, and the path of the file as a parameter. */
const addMethod = 'add'

function canReplace(other: BundleDescription, used: BundleDescription): boolean {
  if (used.code.method === addMethod) return true
  return (
    other.params.size === used.params.size && [...used.params].every(([key, value]) => other.params.get(key) === value)
  )
}

function listUpstream(bundles: readonly BundleDescription[]): readonly string[] {
  return [...new Set(bundles.flatMap((bundle) => bundle.dependsOn.map(({ uuid }) => uuid)))]
}
