import { type Bundle, pickNewer } from '../disdat/bundle.ts'
import type { BundleQuery } from '../disdat/bundle-query.ts'
import { BundleFormatError } from '../disdat/format/format-error.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { type BundlePlace, createCorruptBundleFailure, readHyperFrameObject } from './bundle-place.ts'

/** The query for one bundle: by its uuid, or the newest that matches. */
export type FindQuery = { readonly kind: 'uuid'; readonly uuid: string } | ({ readonly kind: 'newest' } & BundleQuery)

/** Options of a search over many bundles. */
export type FindOptions = Cancellable & {
  /** Called for each bundle whose HyperFrame cannot be read. The search skips such a bundle. */
  readonly onUnreadable?: (uuid: string, reason: string) => void
}

/** The bundle of this uuid in a place. Throws Failure `bundle-corrupt` when its HyperFrame cannot be read. */
export async function readBundleAt(
  place: BundlePlace,
  uuid: string,
  options: Cancellable,
): Promise<Bundle | undefined> {
  try {
    return (await readHyperFrameObject(place, uuid, options))?.bundle
  } catch (error) {
    if (error instanceof BundleFormatError) throw createCorruptBundleFailure(place, uuid, error.message, error)
    throw error
  }
}

/** The newest of these bundles that passes `isMatch`. Unfinished bundles, which have no HyperFrame, are skipped. */
export async function findNewestBundle(
  place: BundlePlace,
  uuids: Iterable<string> | AsyncIterable<string>,
  options: FindOptions,
  isMatch: (bundle: Bundle) => boolean,
): Promise<Bundle | undefined> {
  const { onUnreadable = () => {} } = options
  let best: Bundle | undefined
  const compare = async (uuid: string, signal: AbortSignal) => {
    try {
      const bundle = (await readHyperFrameObject(place, uuid, { signal }))?.bundle
      if (bundle !== undefined && isMatch(bundle)) best = best === undefined ? bundle : pickNewer(best, bundle)
    } catch (error) {
      if (!(error instanceof BundleFormatError)) throw error
      onUnreadable(uuid, error.message)
    }
  }
  await forEachBounded(uuids, compare, options)
  return best
}
