/** The requests that write only if the key does not exist. */
export type ConditionalWrite = 'PutObject' | 'CopyObject'

/** Only objects of at most so many bytes are written a second time. */
const maxProbeBytes = 64 * 1024

/**
 * Finds out whether a server honours the condition of a write: it repeats the first write of each kind that created a
 * small object. A server that honours the condition refuses the second one. A server that ignores it stores the same
 * bytes again, which changes nothing. This costs one request for each kind of write, and none before the first object.
 */
export class ConditionProbe {
  readonly #onIgnored: ((write: ConditionalWrite) => void) | undefined
  readonly #checked = new Set<ConditionalWrite>()

  /** Calls `onIgnored` at most once for each kind of write. Without it, no write is repeated. */
  constructor(onIgnored: ((write: ConditionalWrite) => void) | undefined) {
    this.#onIgnored = onIgnored
  }

  /**
   * Calls `write`, which stores an object of `size` bytes, and returns its result. Throws what the first call throws.
   */
  async write<T extends string>(kind: ConditionalWrite, size: number, write: () => Promise<T>): Promise<T> {
    const outcome = await write()
    const isDue = outcome === 'created' && size <= maxProbeBytes && !this.#checked.has(kind)
    if (this.#onIgnored === undefined || !isDue) return outcome
    this.#checked.add(kind)
    // The object is stored: an error of the repeated request means nothing for it.
    const repeated = await write().catch(() => undefined)
    if (repeated === 'created') this.#onIgnored(kind)
    return outcome
  }
}
