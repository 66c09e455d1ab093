import { type Bundle, type BundleDescription, type BundleQuery, matches, newest } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/format/hyperframe.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { readHyperFrameObject } from './bundle-reader.ts'
import { formatIndexLine } from './index/line.ts'
import { listUuids } from './listing.ts'
import type { Remote } from './remote.ts'

export type ReadOptions = Cancellable & {
  /** Told of each bundle whose HyperFrame cannot be read, which is then passed over. */
  readonly onUnreadable?: (uuid: string, reason: string) => void
}

/** The bundles of a remote context at one moment, as their HyperFrames, or an index of them, describe them. */
export type BundleCatalog = {
  /** Whether this uuid has a folder: all that is in here has one. */
  has(uuid: string): boolean
  /** Undefined for one that is not there, or is not known. */
  get(uuid: string): BundleDescription | undefined
  /** The committed ones that have what is asked for, in no order. */
  matching(wanted: BundleQuery): readonly BundleDescription[]
  /** How many were listed and not read, for there were more than `maxUnread` of them. */
  readonly unread: number
}

/**
 * Lists the context, and reads what the index does not know yet: one GET a bundle. The listing goes on beside the index
 * being read and the likely answer to `likely`; with more than `maxUnread` unknown bundles none of them is read.
 */
export async function readCatalog(
  remote: Remote,
  heads: HyperFrameCache,
  options: Cancellable & { readonly likely?: BundleQuery; readonly maxUnread?: number },
): Promise<BundleCatalog> {
  const { index } = remote
  const { likely, maxUnread = Number.POSITIVE_INFINITY } = options
  let listed: ReadonlySet<string> = new Set()
  const tasks = [
    async (heard: Cancellable) => {
      listed = await listUuids(remote, heard)
    },
    async (heard: Cancellable) => {
      await index.load(heard)
      const best = likely && newest(index.matching(likely).filter(({ committed }) => committed))
      if (best !== undefined) await heads.read(best.uuid, heard)
    },
  ]
  await forEachBounded(tasks, (task, signal) => task({ signal }), { ...options, limit: tasks.length })

  const unknown = [...listed].filter((uuid) => !index.has(uuid))
  const unread = unknown.length > maxUnread ? unknown.length : 0
  const lines = new Map<string, string>()
  const large: Bundle[] = []
  const look = async (uuid: string, signal: AbortSignal) => {
    const bundle = await heads.read(uuid, { signal })
    const line = bundle && formatIndexLine(bundle)
    if (line !== undefined) lines.set(uuid, line)
    else if (bundle !== undefined) large.push(bundle)
    if (likely === undefined || bundle === undefined || !matches(bundle, likely)) heads.forget(uuid)
  }
  if (unread === 0) await forEachBounded(unknown, look, options)
  index.learn(lines, listed)
  return {
    unread,
    has: (uuid) => listed.has(uuid),
    get: (uuid) => (listed.has(uuid) ? (large.find((bundle) => bundle.uuid === uuid) ?? index.get(uuid)) : undefined),
    matching: (wanted) => [
      ...large.filter((bundle) => bundle.committed && matches(bundle, wanted)),
      ...index.matching(wanted).filter(({ uuid, committed }) => committed && listed.has(uuid)),
    ],
  }
}

/** HyperFrames of one remote, each read once. */
export class HyperFrameCache {
  readonly #read = new Map<string, Promise<Bundle | undefined>>()
  readonly #remote: Remote
  readonly #onUnreadable: (uuid: string, reason: string) => void

  constructor(remote: Remote, { onUnreadable = () => {} }: Pick<ReadOptions, 'onUnreadable'>) {
    this.#remote = remote
    this.#onUnreadable = onUnreadable
  }

  /** Undefined for one that is not there, or cannot be read. Throws Failure as a store does. */
  async read(uuid: string, { signal }: Cancellable): Promise<Bundle | undefined> {
    const reading = this.#read.get(uuid) ?? this.#readNow(uuid, signal)
    this.#read.set(uuid, reading)
    return await reading
  }

  forget(uuid: string): void {
    this.#read.delete(uuid)
  }

  async #readNow(uuid: string, signal: AbortSignal): Promise<Bundle | undefined> {
    try {
      return (await readHyperFrameObject(this.#remote, uuid, { signal }))?.bundle
    } catch (error) {
      if (!(error instanceof BundleFormatError)) throw error
      this.#onUnreadable(uuid, error.message)
      return undefined
    }
  }
}
