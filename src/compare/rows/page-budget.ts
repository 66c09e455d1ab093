import { BundleFormatError } from '../../disdat/format/format-error.ts'

/** Limits the memory of the pages and dictionaries that all columns of a table have at the same time. */
export class PageBudget {
  readonly #limit: number
  #used = 0

  /** @param limit In bytes. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes bytes, and returns how many. Throws BundleFormatError if fewer are left. */
  reserve(bytes: number): number {
    if (this.#used + bytes > this.#limit)
      throw new BundleFormatError(`columns whose pages take more than ${this.#limit} bytes together`)
    this.#used += bytes
    return bytes
  }

  release(bytes: number): void {
    this.#used -= bytes
  }
}
