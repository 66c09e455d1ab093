import { formatHyperFrameName, isUuid } from '../disdat/bundle.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { type DeleteFailure, type ListEntry, maxDeletedKeys } from '../s3/store.ts'
import type { Remote } from './remote.ts'
import { getContextPrefix, getMarkerKey } from './sandbox.ts'

/** The contents of a remote context, or the part that was deleted. */
export type RemovalCounts = { readonly bundles: number; readonly objects: number; readonly bytes: number }

/** The result of the deletion of a context. The marker of a sandbox is not counted. */
export type DeletionResult = RemovalCounts & {
  /** The first `maxNamed` keys that S3 refused to delete. */
  readonly failed: readonly DeleteFailure[]
  /** The number of keys that S3 refused to delete. */
  readonly failures: number
  readonly isVersioned: boolean
  /** Whether new objects still appeared in the last pass. */
  readonly isWrittenTo: boolean
}

type ObjectEntry = Extract<ListEntry, { kind: 'object' }>

/** Concurrent requests of 1,000 keys each: S3 accepts 3,500 deletions a second below one prefix. */
const maxRequests = 3
/** The most times that the context is listed again for objects that were written meanwhile. */
const maxPasses = 3
/** The most keys that a result names. */
const maxNamed = 20

/** Every object of a remote context, the marker of a sandbox included. Costs a request for each 1,000 objects. */
export async function* listContextObjects(remote: Remote, options: Cancellable): AsyncGenerator<ObjectEntry> {
  const prefix = getContextPrefix(remote)
  for await (const entry of remote.store.list(prefix, options)) {
    if (entry.kind === 'object' && entry.key.startsWith(prefix)) yield entry
  }
}

/**
 * Deletes every object of a remote context, and nothing else: HyperFrames first, so that no incomplete bundle is
 * visible; the marker of the sandbox last and only when everything else is gone, so that another attempt can finish the
 * work. Objects that are written meanwhile are deleted too, in at most `maxPasses` passes. Throws Failure as a store
 * does.
 */
export async function deleteContext(remote: Remote, options: Cancellable): Promise<DeletionResult> {
  const remover = new ObjectRemover(remote, options)
  await remover.remove(listHyperFrames(remote, options))
  let found = 1
  for (let pass = 1; found > 0 && pass <= maxPasses && remover.failures === 0; pass++) {
    found = await remover.remove(listAllButMarker(remote, options))
  }
  const isWrittenTo = found > 0 && remover.failures === 0
  if (remover.failures === 0 && !isWrittenTo) await remover.removeMarker()
  const { counts, failed, failures, isVersioned } = remover
  return { ...counts, failed, failures, isVersioned, isWrittenTo }
}

async function* listHyperFrames(remote: Remote, options: Cancellable): AsyncGenerator<ObjectEntry> {
  for await (const entry of listContextObjects(remote, options)) if (isHyperFrameKey(remote, entry.key)) yield entry
}

async function* listAllButMarker(remote: Remote, options: Cancellable): AsyncGenerator<ObjectEntry> {
  const markerKey = getMarkerKey(remote)
  for await (const entry of listContextObjects(remote, options)) if (entry.key !== markerKey) yield entry
}

/** Whether a key is that of a HyperFrame, whose existence makes a bundle visible. */
export function isHyperFrameKey({ objects }: Remote, key: string): boolean {
  const [uuid = '', name, ...more] = key.startsWith(objects) ? key.slice(objects.length).split('/') : []
  return isUuid(uuid) && name === formatHyperFrameName(uuid) && more.length === 0
}

/** Deletes objects in batches of `maxDeletedKeys`, and counts them. */
class ObjectRemover {
  readonly #remote: Remote
  readonly #options: Cancellable
  readonly failed: DeleteFailure[] = []
  failures = 0
  isVersioned = false
  counts: RemovalCounts = { bundles: 0, objects: 0, bytes: 0 }

  constructor(remote: Remote, options: Cancellable) {
    this.#remote = remote
    this.#options = options
  }

  /** Returns the number of entries, deleted or not. */
  async remove(entries: AsyncIterable<ObjectEntry>): Promise<number> {
    let found = 0
    const removeBatch = async (batch: readonly ObjectEntry[], signal: AbortSignal) => {
      found += batch.length
      await this.#removeBatch(batch, signal)
    }
    await forEachBounded(splitIntoBatches(entries), removeBatch, { ...this.#options, limit: maxRequests })
    return found
  }

  async removeMarker(): Promise<void> {
    const { failed } = await this.#remote.store.deleteObjects([getMarkerKey(this.#remote)], this.#options)
    this.#addFailures(failed)
  }

  async #removeBatch(batch: readonly ObjectEntry[], signal: AbortSignal): Promise<void> {
    const keys = batch.map(({ key }) => key)
    const { failed, isVersioned } = await this.#remote.store.deleteObjects(keys, { signal })
    const remaining = new Set(failed.map(({ key }) => key))
    const deleted = batch.filter(({ key }) => !remaining.has(key))
    const { bundles, objects, bytes } = this.counts
    this.counts = {
      bundles: bundles + deleted.filter(({ key }) => isHyperFrameKey(this.#remote, key)).length,
      objects: objects + deleted.length,
      bytes: bytes + deleted.reduce((sum, { size }) => sum + size, 0),
    }
    this.isVersioned ||= isVersioned
    this.#addFailures(failed)
  }

  #addFailures(failed: readonly DeleteFailure[]): void {
    this.failures += failed.length
    this.failed.push(...failed.slice(0, Math.max(0, maxNamed - this.failed.length)))
  }
}

async function* splitIntoBatches(entries: AsyncIterable<ObjectEntry>): AsyncGenerator<readonly ObjectEntry[]> {
  let batch: ObjectEntry[] = []
  for await (const entry of entries) {
    batch.push(entry)
    if (batch.length < maxDeletedKeys) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
