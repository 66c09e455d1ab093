import { type FindOptions, type FindQuery, readBundleAt } from '../bundles/find-in-place.ts'
import { type Bundle, type BundleDescription, compareNewestFirst } from '../disdat/bundle.ts'
import { type BundleQuery, matchesQuery } from '../disdat/bundle-query.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { HyperFrameCache, readCatalog } from './catalog.ts'
import { formatIndexLine } from './index/line.ts'
import type { Remote } from './remote.ts'

/** The most HyperFrames that are read ahead of the caller; the number doubles with each batch up to this. */
const maxReadAhead = 64

/**
 * The bundle of a query, for `newest` the newest committed match; undefined when there is none. Reads the HyperFrame
 * only: `proveBundle` checks that frames and files exist. Throws Failure `bundle-corrupt` for a uuid whose HyperFrame
 * cannot be read.
 */
export async function findBundle(remote: Remote, query: FindQuery, options: FindOptions): Promise<Bundle | undefined> {
  if (query.kind === 'uuid') return await readBundleAt(remote, query.uuid, options)
  for await (const bundle of findBundles(remote, query, options)) return bundle
  return undefined
}

/**
 * The committed bundles that match, newest first, as many as the caller takes. Costs the LIST of the context, one GET
 * for each bundle that the index does not know (every bundle without an index), and one GET for each bundle returned,
 * so that it is what its HyperFrame says. Unfinished bundles, which have no HyperFrame, are skipped.
 */
export async function* findBundles(remote: Remote, query: BundleQuery, options: FindOptions): AsyncGenerator<Bundle> {
  const cache = new HyperFrameCache(remote, options)
  const catalog = await readCatalog(remote, cache, { ...options, likelyQuery: query })
  let queue = catalog.findMatches(query).toSorted(compareNewestFirst)
  for (let size = 1; queue.length > 0; size = Math.min(2 * size, maxReadAhead)) {
    const batch = queue.splice(0, size)
    await forEachBounded(batch, async ({ uuid }, signal) => void (await cache.read(uuid, { signal })), options)
    for (const [position, entry] of batch.entries()) {
      const bundle = await cache.read(entry.uuid, options)
      if (bundle === undefined) continue
      if (correctIndex(remote, entry, bundle)) {
        // The index was wrong about the bundle: sort it into the rest of the queue.
        const corrected = bundle.committed && matchesQuery(bundle, query) ? [bundle] : []
        queue = [...corrected, ...batch.slice(position + 1), ...queue].toSorted(compareNewestFirst)
        break
      }
      yield bundle
    }
  }
}

/** Corrects the index when it describes a bundle otherwise than its HyperFrame. Returns whether it did. */
function correctIndex(remote: Remote, entry: BundleDescription, bundle: Bundle): boolean {
  const line = formatIndexLine(bundle)
  if (line === formatIndexLine(entry)) return false
  if (line !== undefined) remote.index.add(new Map([[bundle.uuid, line]]))
  return true
}
