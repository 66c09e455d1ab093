import { isUuid } from '../disdat/bundle.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { maxRemoved } from '../s3/delete.ts'
import type { DeleteFailure, ListEntry } from '../s3/store.ts'
import type { Remote } from './remote.ts'
import { contextKeyPrefix, markerKey } from './sandbox.ts'

/** What a remote context holds, or what of it was removed. */
export type RemovalCounts = { readonly bundles: number; readonly objects: number; readonly bytes: number }

/** What a deletion came to. */
export type Deletion = RemovalCounts & {
  /** The first keys that could not be removed, and how many there were. */
  readonly failed: readonly DeleteFailure[]
  readonly failures: number
  readonly isVersioned: boolean
  /** Whether somebody wrote to the context for as long as it was being emptied. */
  readonly isWrittenTo: boolean
}

type Entry = Extract<ListEntry, { kind: 'object' }>

/** Requests of a thousand keys at a time: S3 takes 3,500 deletions a second below one prefix. */
const maxRequests = 3
/** How often the context is looked through, for what was written meanwhile. */
const maxPasses = 3
/** Keys that are told by name. */
const maxNamed = 20

/** Everything that stands below a remote context's name, the mark of a sandbox too. Costs a request for each thousand. */
export async function* listContextObjects(remote: Remote, options: Cancellable): AsyncGenerator<Entry> {
  const folder = contextKeyPrefix(remote)
  for await (const entry of remote.store.list(folder, options)) {
    if (entry.kind === 'object' && entry.key.startsWith(folder)) yield entry
  }
}

/**
 * Removes everything that stands below a remote context's name, and nothing else: the HyperFrames first, so that no bundle is seen that is not
 * whole; the mark of the sandbox last, and only when all the rest is gone, so that another attempt may finish what this one leaves. What is written
 * meanwhile is removed, too, unless there is no end of it. Throws Failure as a store does.
 */
export async function deleteContext(remote: Remote, options: Cancellable): Promise<Deletion> {
  const removing = new Removing(remote, options)
  await removing.all(headsOf(remote, options))
  let found = 1
  for (let pass = 1; found > 0 && pass <= maxPasses && removing.failures === 0; pass++) {
    found = await removing.all(allButMarker(remote, options))
  }
  const isWrittenTo = found > 0 && removing.failures === 0
  if (removing.failures === 0 && !isWrittenTo) await removing.marker()
  return {
    ...removing.tally,
    failed: removing.failed,
    failures: removing.failures,
    isVersioned: removing.isVersioned,
    isWrittenTo,
  }
}

async function* headsOf(remote: Remote, options: Cancellable): AsyncGenerator<Entry> {
  for await (const entry of listContextObjects(remote, options)) if (isHyperFrameKey(remote, entry.key)) yield entry
}

async function* allButMarker(remote: Remote, options: Cancellable): AsyncGenerator<Entry> {
  for await (const entry of listContextObjects(remote, options)) if (entry.key !== markerKey(remote)) yield entry
}

/** Whether this is the object by which a bundle is there. */
export function isHyperFrameKey({ objects }: Remote, key: string): boolean {
  const [uuid = '', name, ...more] = key.startsWith(objects) ? key.slice(objects.length).split('/') : []
  return isUuid(uuid) && name === `${uuid}_hframe.pb` && more.length === 0
}

/** Removes keys a thousand at a time, and counts. */
class Removing {
  readonly #remote: Remote
  readonly #options: Cancellable
  readonly failed: DeleteFailure[] = []
  failures = 0
  isVersioned = false
  tally = { bundles: 0, objects: 0, bytes: 0 }

  constructor(remote: Remote, options: Cancellable) {
    this.#remote = remote
    this.#options = options
  }

  /** Resolves with how many there were. */
  async all(entries: AsyncIterable<Entry>): Promise<number> {
    let found = 0
    const remove = async (batch: readonly Entry[], signal: AbortSignal) => {
      found += batch.length
      await this.#batch(batch, signal)
    }
    await forEachBounded(batchesOf(entries), remove, { ...this.#options, limit: maxRequests })
    return found
  }

  async marker(): Promise<void> {
    const key = markerKey(this.#remote)
    const { failed } = await this.#remote.store.remove([key], this.#options)
    this.#failed(failed)
  }

  async #batch(batch: readonly Entry[], signal: AbortSignal): Promise<void> {
    const { failed, isVersioned } = await this.#remote.store.remove(
      batch.map(({ key }) => key),
      { signal },
    )
    const left = new Set(failed.map(({ key }) => key))
    const gone = batch.filter(({ key }) => !left.has(key))
    const { bundles, objects, bytes } = this.tally
    this.tally = {
      bundles: bundles + gone.filter(({ key }) => isHyperFrameKey(this.#remote, key)).length,
      objects: objects + gone.length,
      bytes: bytes + gone.reduce((sum, { size }) => sum + size, 0),
    }
    this.isVersioned ||= isVersioned
    this.#failed(failed)
  }

  #failed(failed: readonly DeleteFailure[]): void {
    this.failures += failed.length
    this.failed.push(...failed.slice(0, Math.max(0, maxNamed - this.failed.length)))
  }
}

async function* batchesOf(entries: AsyncIterable<Entry>): AsyncGenerator<readonly Entry[]> {
  let batch: Entry[] = []
  for await (const entry of entries) {
    batch.push(entry)
    if (batch.length < maxRemoved) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
