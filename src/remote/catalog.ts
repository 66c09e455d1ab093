import { readHyperFrameObject } from '../bundles/bundle-place.ts'
import type { FindOptions } from '../bundles/find-in-place.ts'
import { type Bundle, type BundleDescription, pickNewest } from '../disdat/bundle.ts'
import { type BundleQuery, matchesQuery } from '../disdat/bundle-query.ts'
import { BundleFormatError } from '../disdat/format/format-error.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { formatIndexLine } from './index/line.ts'
import { listBundleUuids } from './listing.ts'
import type { Remote } from './remote.ts'

/** The bundles of a remote context at one moment, as their HyperFrames or an index of them describe them. */
export type BundleCatalog = {
  /** Whether the context has a folder of this uuid. Every bundle of the catalog has one. */
  has(uuid: string): boolean
  /** Undefined for a bundle that does not exist or was not read. */
  get(uuid: string): BundleDescription | undefined
  /** The committed bundles that match, unordered. */
  findMatches(query: BundleQuery): readonly BundleDescription[]
  /** The number of bundles that were listed and not read, because there were more than `maxUnread`. */
  readonly unread: number
}

type CatalogOptions = Cancellable & { readonly likelyQuery?: BundleQuery; readonly maxUnread?: number }

/**
 * Lists the context, and reads the bundles that the index does not know: one GET each. With more than `maxUnread`
 * unknown bundles, none of them is read. While the listing runs, the index is read, and the likely answer to
 * `likelyQuery`.
 */
export async function readCatalog(
  remote: Remote,
  cache: HyperFrameCache,
  options: CatalogOptions,
): Promise<BundleCatalog> {
  const { index } = remote
  const { likelyQuery, maxUnread = Number.POSITIVE_INFINITY } = options
  const listed = await listBesideIndex(remote, cache, options)
  const unknown = [...listed].filter((uuid) => !index.has(uuid))
  const unread = unknown.length > maxUnread ? unknown.length : 0
  const lines = new Map<string, string>()
  const unindexed: Bundle[] = []
  const read = async (uuid: string, signal: AbortSignal) => {
    const bundle = await cache.read(uuid, { signal })
    const line = bundle && formatIndexLine(bundle)
    if (line !== undefined) lines.set(uuid, line)
    else if (bundle !== undefined) unindexed.push(bundle)
    if (likelyQuery === undefined || bundle === undefined || !matchesQuery(bundle, likelyQuery)) cache.forget(uuid)
  }
  if (unread === 0) await forEachBounded(unknown, read, options)
  index.add(lines, listed)
  const get = (uuid: string) => unindexed.find((bundle) => bundle.uuid === uuid) ?? index.get(uuid)
  return {
    unread,
    has: (uuid) => listed.has(uuid),
    get: (uuid) => (listed.has(uuid) ? get(uuid) : undefined),
    findMatches: (query) => [
      ...unindexed.filter((bundle) => bundle.committed && matchesQuery(bundle, query)),
      ...index.findMatches(query).filter(({ uuid, committed }) => committed && listed.has(uuid)),
    ],
  }
}

/** Lists the context while the index is loaded and its best answer to `likelyQuery` is read into the cache. */
async function listBesideIndex(
  remote: Remote,
  cache: HyperFrameCache,
  options: CatalogOptions,
): Promise<ReadonlySet<string>> {
  const { index } = remote
  const { likelyQuery } = options
  let listed: ReadonlySet<string> = new Set()
  const list = async (cancellable: Cancellable) => {
    listed = await listBundleUuids(remote, cancellable)
  }
  const readLikely = async (cancellable: Cancellable) => {
    await index.load(cancellable)
    const best = likelyQuery && pickNewest(index.findMatches(likelyQuery).filter(({ committed }) => committed))
    if (best !== undefined) await cache.read(best.uuid, cancellable)
  }
  const tasks = [list, readLikely]
  await forEachBounded(tasks, (task, signal) => task({ signal }), { ...options, limit: tasks.length })
  return listed
}

/** HyperFrames of one remote, each read once. */
export class HyperFrameCache {
  readonly #reads = new Map<string, Promise<Bundle | undefined>>()
  readonly #remote: Remote
  readonly #onUnreadable: (uuid: string, reason: string) => void

  constructor(remote: Remote, { onUnreadable = () => {} }: Pick<FindOptions, 'onUnreadable'>) {
    this.#remote = remote
    this.#onUnreadable = onUnreadable
  }

  /** Undefined for a bundle that does not exist or cannot be read. Throws Failure as a store does. */
  async read(uuid: string, { signal }: Cancellable): Promise<Bundle | undefined> {
    const pending = this.#reads.get(uuid) ?? this.#fetch(uuid, signal)
    this.#reads.set(uuid, pending)
    return await pending
  }

  forget(uuid: string): void {
    this.#reads.delete(uuid)
  }

  async #fetch(uuid: string, signal: AbortSignal): Promise<Bundle | undefined> {
    try {
      return (await readHyperFrameObject(this.#remote, uuid, { signal }))?.bundle
    } catch (error) {
      if (!isUnreadable(error)) throw error
      this.#onUnreadable(uuid, error.message)
      return undefined
    }
  }
}

/** Whether a search can go on without the HyperFrame: one archived bundle must not hide all others. */
function isUnreadable(error: unknown): error is BundleFormatError | Failure {
  return error instanceof BundleFormatError || (error instanceof Failure && error.verdict === 'object-archived')
}
