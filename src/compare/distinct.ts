/** Different values are counted up to so many; beyond, memory would grow with the data. */
export const maxDistinct = 10_000

/** How many different values there are: as many, or, where not exact, more than so many. Nulls are not among them. */
export type DistinctCount = { readonly count: number; readonly isExact: boolean }

/** What takes such values, among others. */
export type DistinctSink<T> = { readonly isOpen: boolean; readonly add: (value: T) => void }

/** Counts different values up to `maxDistinct`. -0 is 0. */
export class Distinct<T> {
  #seen: Set<T> | undefined = new Set()

  /** Whether it pays to go on adding. */
  get isOpen(): boolean {
    return this.#seen !== undefined
  }

  add(value: T): void {
    if (this.#seen === undefined) return
    this.#seen.add(value)
    if (this.#seen.size > maxDistinct) this.#seen = undefined
  }

  /** `except`: what was added and is not to be counted after all. */
  result(except: readonly T[] = []): DistinctCount {
    const seen = this.#seen
    if (seen === undefined) return { count: maxDistinct, isExact: false }
    return { count: seen.size - except.filter((value) => seen.has(value)).length, isExact: true }
  }
}
