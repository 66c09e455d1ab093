import { type Bundle, type Description, matches, newer, newest, newestFirst, type Wanted } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/hyperframe.ts'
import { corrupt, type Place, readHead } from './contents.ts'
import { lineOf } from './index-line.ts'
import { listUuids } from './listing.ts'
import { forEachBounded } from './pool.ts'
import type { Remote } from './remote.ts'
import type { Heard } from './store.ts'

/** What is asked for: one bundle by its uuid, or the newest that has all this. */
export type Query = { readonly kind: 'uuid'; readonly uuid: string } | ({ readonly kind: 'newest' } & Wanted)

export type FindOptions = Heard & {
  /** Told of each bundle whose HyperFrame cannot be read, which is then passed over. */
  readonly onUnreadable?: (uuid: string, reason: string) => void
}

/** Bundles whose HyperFrames are read ahead by somebody who asks for more than one: twice as many each time, up to this. */
const maxReadAhead = 64

/**
 * The bundle asked for, or the newest committed one that has what is asked for; undefined when there is none. A bundle
 * asked for by its uuid whose HyperFrame cannot be read is a Failure `bundle-corrupt`. That its frames and files are
 * there too, `proveBundle` tells.
 */
export async function findBundle(remote: Remote, query: Query, options: FindOptions): Promise<Bundle | undefined> {
  if (query.kind === 'uuid') return await bundleAt(remote, query.uuid, options)
  for await (const bundle of findBundles(remote, query, options)) return bundle
  return undefined
}

/**
 * The committed bundles that have what is asked for, newest first, as many as the caller takes. Costs the LIST of the
 * context and a GET for each bundle that the index does not know, without an index for each bundle there is; then one
 * for each bundle that is given. Those without a HyperFrame, which nobody finished, are passed over.
 */
export async function* findBundles(remote: Remote, wanted: Wanted, options: FindOptions): AsyncGenerator<Bundle> {
  const { index } = remote
  const { signal } = options
  const isWanted = (bundle: Description) => bundle.committed && matches(bundle, wanted)
  const indexed = () => index?.matching(wanted).filter(isWanted) ?? []
  const heads = new Heads(remote, options)

  let listed: ReadonlySet<string> = new Set()
  const tasks = [
    async (heard: Heard) => {
      listed = await listUuids(remote, heard)
    },
    async (heard: Heard) => {
      await index?.load(heard)
      // The likely answer is read while the listing goes on.
      const likely = newest(indexed())
      if (likely !== undefined) await heads.read(likely.uuid, heard)
    },
  ]
  await forEachBounded(tasks, (task, heard) => task({ signal: heard }), { signal, limit: tasks.length })

  const fresh: Bundle[] = []
  const lines = new Map<string, string>()
  const look = async (uuid: string, heard: AbortSignal) => {
    const bundle = await heads.read(uuid, { signal: heard })
    const line = index && bundle && lineOf(bundle)
    if (line !== undefined) lines.set(uuid, line)
    if (bundle !== undefined && isWanted(bundle)) fresh.push(bundle)
    else heads.forget(uuid)
  }
  const unknown = [...listed].filter((uuid) => index === undefined || !index.has(uuid))
  await forEachBounded(unknown, look, options)
  index?.learn(lines, listed)

  let queue: Description[] = [...fresh, ...indexed().filter(({ uuid }) => listed.has(uuid) && !lines.has(uuid))]
  queue.sort(newestFirst)
  for (let size = 1; queue.length > 0; size = Math.min(2 * size, maxReadAhead)) {
    const batch = queue.splice(0, size)
    await forEachBounded(batch, async ({ uuid }, heard) => void (await heads.read(uuid, { signal: heard })), options)
    for (const [place, said] of batch.entries()) {
      const bundle = await heads.read(said.uuid, options)
      if (bundle === undefined) continue
      if (lineOf(bundle) === lineOf(said)) {
        yield bundle
        continue
      }
      // The index was wrong about it: it takes its place among those that are left.
      const line = lineOf(bundle)
      if (line !== undefined) index?.learn(new Map([[bundle.uuid, line]]), listed)
      queue = [...(isWanted(bundle) ? [bundle] : []), ...batch.slice(place + 1), ...queue].toSorted(newestFirst)
      break
    }
  }
}

/** HyperFrames, each read once. */
class Heads {
  readonly #read = new Map<string, Promise<Bundle | undefined>>()
  readonly #remote: Remote
  readonly #onUnreadable: (uuid: string, reason: string) => void

  constructor(remote: Remote, { onUnreadable = () => {} }: FindOptions) {
    this.#remote = remote
    this.#onUnreadable = onUnreadable
  }

  /** Undefined for one that is not there, or cannot be read. */
  async read(uuid: string, { signal }: Heard): Promise<Bundle | undefined> {
    const reading = this.#read.get(uuid) ?? this.#readNow(uuid, signal)
    this.#read.set(uuid, reading)
    return await reading
  }

  forget(uuid: string): void {
    this.#read.delete(uuid)
  }

  async #readNow(uuid: string, signal: AbortSignal): Promise<Bundle | undefined> {
    try {
      return (await readHead(this.#remote, uuid, { signal }))?.bundle
    } catch (error) {
      if (!(error instanceof BundleFormatError)) throw error
      this.#onUnreadable(uuid, error.message)
      return undefined
    }
  }
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
