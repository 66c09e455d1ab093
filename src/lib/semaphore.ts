/** A fixed amount of something, bytes of memory or connections, that many tasks share; who comes first is served first. */
export class Semaphore {
  readonly #total: number
  #free: number
  readonly #waiting: { readonly amount: number; readonly start: () => void }[] = []

  constructor(total: number) {
    this.#total = total
    this.#free = total
  }

  /** Runs it while it holds so much; whoever wants more than there is gets all of it. Ends with the signal's reason when that aborts first. */
  async hold<T>(wanted: number, signal: AbortSignal, action: () => Promise<T>): Promise<T> {
    const amount = Math.min(wanted, this.#total)
    await this.#take(amount, signal)
    try {
      return await action()
    } finally {
      this.#free += amount
      this.#serve()
    }
  }

  async #take(amount: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#waiting.length === 0 && amount <= this.#free) {
      this.#free -= amount
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const request = { amount, start: resolve }
    const leave = () => {
      const at = this.#waiting.indexOf(request)
      // What it waited for may have been given to it a moment ago.
      if (at < 0) return
      this.#waiting.splice(at, 1)
      reject(signal.reason)
      this.#serve()
    }
    this.#waiting.push(request)
    signal.addEventListener('abort', leave, { once: true })
    await promise.finally(() => signal.removeEventListener('abort', leave))
  }

  #serve(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.amount <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#free -= next.amount
      next.start()
    }
  }
}
