/** How requests become calls. */
interface CollectorLimits {
  /** The most requests of one call. */
  readonly maxSize: number
  /** How long a request waits for others, in milliseconds. */
  readonly waitMs: number
}

interface Collected<Q, R> {
  readonly request: Q
  readonly resolve: (result: R) => void
  readonly reject: (error: unknown) => void
}

/** Collects requests that are made within a short time into calls for many of them. */
export class CallCollector<Q, R> {
  readonly #call: (requests: readonly Q[]) => Promise<(request: Q) => R>
  readonly #limits: CollectorLimits
  #collected: Collected<Q, R>[] = []

  /** `call` resolves with a function that returns, or throws, what came of each of its requests. */
  constructor(call: (requests: readonly Q[]) => Promise<(request: Q) => R>, limits: CollectorLimits) {
    this.#call = call
    this.#limits = limits
  }

  /** The result of a request, from the next call. Rejects with the error of the request, or of the whole call. */
  async request(request: Q): Promise<R> {
    return await new Promise((resolve, reject) => {
      this.#collected.push({ request, resolve, reject })
      if (this.#collected.length === 1) setTimeout(() => this.#flush(), this.#limits.waitMs)
    })
  }

  #flush(): void {
    const { maxSize } = this.#limits
    const collected = this.#collected
    this.#collected = []
    for (let start = 0; start < collected.length; start += maxSize)
      void this.#carryOut(collected.slice(start, start + maxSize))
  }

  async #carryOut(collected: readonly Collected<Q, R>[]): Promise<void> {
    const result = await this.#call(collected.map(({ request }) => request)).catch((error: unknown) => () => {
      throw error
    })
    for (const { request, resolve, reject } of collected) {
      try {
        resolve(result(request))
      } catch (error) {
        reject(error)
      }
    }
  }
}
