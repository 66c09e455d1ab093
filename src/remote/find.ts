import { type Bundle, isUuid, matches, newer, type Wanted } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/hyperframe.ts'
import { corrupt, type Place, readHead } from './contents.ts'
import { forEachBounded } from './pool.ts'
import type { Remote } from './remote.ts'
import type { Heard } from './store.ts'

/** What is asked for: one bundle by its uuid, or the newest that has all this. */
export type Query = { readonly kind: 'uuid'; readonly uuid: string } | ({ readonly kind: 'newest' } & Wanted)

export type FindOptions = Heard & {
  /** Told of each bundle whose HyperFrame cannot be read, which is then passed over. */
  readonly onUnreadable?: (uuid: string, reason: string) => void
}

/**
 * The bundle asked for, or the newest committed one that has what is asked for; undefined when there is none. It costs
 * one LIST a thousand bundles and one GET a bundle. A bundle asked for by its uuid whose HyperFrame cannot be read is a
 * Failure `bundle-corrupt`. That its frames and files are there too, `proveBundle` tells.
 */
export async function findBundle(remote: Remote, query: Query, options: FindOptions): Promise<Bundle | undefined> {
  if (query.kind === 'uuid') return await bundleAt(remote, query.uuid, options)
  return await newestOf(remote, bundleUuids(remote, options), options, (bundle) => {
    return bundle.committed && matches(bundle, query)
  })
}

/** The bundle of this uuid in a place. Throws Failure `bundle-corrupt` when its HyperFrame cannot be read. */
export async function bundleAt(place: Place, uuid: string, options: Heard): Promise<Bundle | undefined> {
  try {
    return (await readHead(place, uuid, options))?.bundle
  } catch (error) {
    if (error instanceof BundleFormatError) throw corrupt(place, uuid, error.message, error)
    throw error
  }
}

/** The newest of these bundles that is wanted. Those without a HyperFrame, which nobody finished, are passed over. */
export async function newestOf(
  place: Place,
  uuids: Iterable<string> | AsyncIterable<string>,
  options: FindOptions,
  isWanted: (bundle: Bundle) => boolean,
): Promise<Bundle | undefined> {
  const { onUnreadable = () => {} } = options
  let best: Bundle | undefined
  const look = async (uuid: string, signal: AbortSignal) => {
    try {
      const bundle = (await readHead(place, uuid, { signal }))?.bundle
      if (bundle !== undefined && isWanted(bundle)) best = best === undefined ? bundle : newer(best, bundle)
    } catch (error) {
      if (!(error instanceof BundleFormatError)) throw error
      onUnreadable(uuid, error.message)
    }
  }
  await forEachBounded(uuids, look, options)
  return best
}

async function* bundleUuids(remote: Remote, { signal }: Heard): AsyncGenerator<string> {
  for await (const entry of remote.store.list(remote.objects, { signal, delimiter: '/' })) {
    if (entry.kind !== 'folder') continue
    const uuid = entry.prefix.slice(remote.objects.length, -1)
    if (isUuid(uuid)) yield uuid
  }
}
