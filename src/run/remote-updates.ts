import { limitTime } from '../lib/abort.ts'

/** The longest wait at the end of a step for its updates of the index, the packs and the receipts, in milliseconds. */
const waitLimitMs = 10_000

/** A cache beside the bundles of a remote context. */
interface RemoteCache {
  /** Resolves when its updates have ended. */
  waitForSave(): Promise<void>
}

/**
 * The updates of the caches beside the bundles, which run in the background. A step that is faster than its update,
 * such as a submission with `wait: false`, would otherwise lose it, and every later step would read the bundles again.
 */
export class RemoteUpdates {
  readonly #caches: RemoteCache[] = []

  /** Adds the caches of a remote. */
  add({ index, packs, receipts }: Readonly<Record<'index' | 'packs' | 'receipts', RemoteCache>>): void {
    this.#caches.push(index, packs, receipts)
  }

  /** Waits until all updates have ended, for at most 10 s or until the signal aborts. Never throws. */
  async wait(signal: AbortSignal, ms = waitLimitMs): Promise<void> {
    const settle = async () => await Promise.all(this.#caches.map((cache) => cache.waitForSave()))
    await limitTime(settle, { ms, signal }).catch(() => undefined)
  }
}
