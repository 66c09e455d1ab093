/**
 * A fixed amount, such as bytes of memory or connections, that many tasks share. Waiting tasks get their share in the
 * order of their requests.
 */
export class Semaphore {
  readonly #total: number
  #free: number
  readonly #queue: { readonly amount: number; readonly start: () => void }[] = []

  constructor(total: number) {
    this.#total = total
    this.#free = total
  }

  /**
   * Runs the action while it holds `requested`, or the total if that is less. Throws the reason of the signal when that
   * aborts during the wait.
   */
  async hold<T>(requested: number, signal: AbortSignal, action: () => Promise<T>): Promise<T> {
    const amount = Math.min(requested, this.#total)
    await this.#acquire(amount, signal)
    try {
      // The request may have started in the very moment of the abort.
      signal.throwIfAborted()
      return await action()
    } finally {
      this.#free += amount
      this.#startWaiting()
    }
  }

  async #acquire(amount: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#queue.length === 0 && amount <= this.#free) {
      this.#free -= amount
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const request = { amount, start: resolve }
    const cancel = () => {
      const index = this.#queue.indexOf(request)
      // A request that was cancelled before it, by the same signal, has started this one.
      if (index < 0) return
      this.#queue.splice(index, 1)
      reject(signal.reason)
      this.#startWaiting()
    }
    this.#queue.push(request)
    signal.addEventListener('abort', cancel, { once: true })
    await promise.finally(() => signal.removeEventListener('abort', cancel))
  }

  #startWaiting(): void {
    for (let next = this.#queue[0]; next !== undefined && next.amount <= this.#free; next = this.#queue[0]) {
      this.#queue.shift()
      this.#free -= next.amount
      next.start()
    }
  }
}
