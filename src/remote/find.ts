import { type Bundle, type BundleQuery, matches, newer, newestFirst } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/format/hyperframe.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { type BundlePlace, corruptBundle, readHyperFrameObject } from './bundle-reader.ts'
import { HyperFrameCache, type ReadOptions, readCatalog } from './catalog.ts'
import { formatIndexLine } from './index/line.ts'
import type { Remote } from './remote.ts'

/** What is asked for: one bundle by its uuid, or the newest that has all this. */
export type FindQuery = { readonly kind: 'uuid'; readonly uuid: string } | ({ readonly kind: 'newest' } & BundleQuery)

export type FindOptions = ReadOptions

/** Bundles whose HyperFrames are read ahead by somebody who asks for more than one: twice as many each time, up to this. */
const maxReadAhead = 64

/**
 * The bundle asked for, or the newest committed one that has what is asked for; undefined when there is none. A bundle
 * asked for by its uuid whose HyperFrame cannot be read is a Failure `bundle-corrupt`. That its frames and files are
 * there too, `proveBundle` tells.
 */
export async function findBundle(remote: Remote, query: FindQuery, options: FindOptions): Promise<Bundle | undefined> {
  if (query.kind === 'uuid') return await bundleAt(remote, query.uuid, options)
  for await (const bundle of findBundles(remote, query, options)) return bundle
  return undefined
}

/**
 * The committed bundles that have what is asked for, newest first, as many as the caller takes. Costs the LIST of the
 * context and a GET for each bundle that the index does not know, without an index for each bundle there is; then one
 * for each bundle that is given, so that what is given is what its HyperFrame says. Those without a HyperFrame, which
 * nobody finished, are passed over.
 */
export async function* findBundles(remote: Remote, wanted: BundleQuery, options: FindOptions): AsyncGenerator<Bundle> {
  const heads = new HyperFrameCache(remote, options)
  const catalogue = await readCatalog(remote, heads, { ...options, likely: wanted })
  let queue = catalogue.matching(wanted).toSorted(newestFirst)
  for (let size = 1; queue.length > 0; size = Math.min(2 * size, maxReadAhead)) {
    const batch = queue.splice(0, size)
    await forEachBounded(batch, async ({ uuid }, signal) => void (await heads.read(uuid, { signal })), options)
    for (const [place, said] of batch.entries()) {
      const bundle = await heads.read(said.uuid, options)
      if (bundle === undefined) continue
      const line = formatIndexLine(bundle)
      if (line === formatIndexLine(said)) {
        yield bundle
        continue
      }
      // The index was wrong about it: it takes its place among those that are left.
      if (line !== undefined) remote.index.learn(new Map([[bundle.uuid, line]]))
      const here = bundle.committed && matches(bundle, wanted) ? [bundle] : []
      queue = [...here, ...batch.slice(place + 1), ...queue].toSorted(newestFirst)
      break
    }
  }
}

/** The bundle of this uuid in a place. Throws Failure `bundle-corrupt` when its HyperFrame cannot be read. */
export async function bundleAt(place: BundlePlace, uuid: string, options: Cancellable): Promise<Bundle | undefined> {
  try {
    return (await readHyperFrameObject(place, uuid, options))?.bundle
  } catch (error) {
    if (error instanceof BundleFormatError) throw corruptBundle(place, uuid, error.message, error)
    throw error
  }
}

/** The newest of these bundles that is wanted. Those without a HyperFrame, which nobody finished, are passed over. */
export async function findNewest(
  place: BundlePlace,
  uuids: Iterable<string> | AsyncIterable<string>,
  options: FindOptions,
  isWanted: (bundle: Bundle) => boolean,
): Promise<Bundle | undefined> {
  const { onUnreadable = () => {} } = options
  let best: Bundle | undefined
  const look = async (uuid: string, signal: AbortSignal) => {
    try {
      const bundle = (await readHyperFrameObject(place, uuid, { signal }))?.bundle
      if (bundle !== undefined && isWanted(bundle)) best = best === undefined ? bundle : newer(best, bundle)
    } catch (error) {
      if (!(error instanceof BundleFormatError)) throw error
      onUnreadable(uuid, error.message)
    }
  }
  await forEachBounded(uuids, look, options)
  return best
}
