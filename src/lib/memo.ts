/** Results by key. Each is created once; a creation that failed is repeated the next time. */
export class Memo<T> {
  readonly #results = new Map<string, Promise<T>>()

  /** The result of the key, which `create` creates unless an earlier call has done so or is about to. */
  async get(key: string, create: () => Promise<T>): Promise<T> {
    const existing = this.#results.get(key)
    if (existing !== undefined) return await existing
    const created = create()
    this.#results.set(key, created)
    try {
      return await created
    } catch (error) {
      if (this.#results.get(key) === created) this.forget(key)
      throw error
    }
  }

  /** Lets the next call create the result of the key again. */
  forget(key: string): void {
    this.#results.delete(key)
  }
}

/** A function that creates its result once; a creation that failed is repeated in the next call. */
export function memoize<T>(create: () => Promise<T>): () => Promise<T> {
  const memo = new Memo<T>()
  return () => memo.get('', create)
}
