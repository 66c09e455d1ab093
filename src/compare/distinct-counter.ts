/** The most different values that are counted, so that memory does not grow with the data. */
export const maxDistinct = 10_000

/** The number of different values, nulls excluded: exactly `count`, or, where it is not exact, more than `count`. */
export type DistinctCount = { readonly count: number; readonly isExact: boolean }

/** Counts different values up to `maxDistinct`. -0 equals 0. */
export class DistinctCounter<T> {
  #seen: Set<T> | undefined = new Set()

  /** Whether more values can change the count. */
  get isOpen(): boolean {
    return this.#seen !== undefined
  }

  add(value: T): void {
    if (this.#seen === undefined) return
    this.#seen.add(value)
    if (this.#seen.size > maxDistinct) this.#seen = undefined
  }

  /** @param excluded Values that do not count although they were added. */
  count(excluded: readonly T[] = []): DistinctCount {
    const seen = this.#seen
    if (seen === undefined) return { count: maxDistinct, isExact: false }
    return { count: seen.size - excluded.filter((value) => seen.has(value)).length, isExact: true }
  }
}
