/** The last lines of a stream of lines, in flat memory. */
export class Tail {
  readonly #limit: number
  readonly #ring: string[] = []
  #lines = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** How many lines there were in all. */
  get lines(): number {
    return this.#lines
  }

  add(lines: readonly string[]): void {
    // Of a batch, only the lines that can be the last ones are worth a place.
    const skipped = Math.max(0, lines.length - this.#limit)
    this.#lines += skipped
    for (const line of lines.slice(skipped)) {
      if (this.#limit > 0) this.#ring[this.#lines % this.#limit] = line
      this.#lines += 1
    }
  }

  /** The last lines, oldest first. */
  last(): readonly string[] {
    if (this.#lines <= this.#limit) return this.#ring.slice()
    const start = this.#lines % this.#limit || 0
    return this.#limit === 0 ? [] : [...this.#ring.slice(start), ...this.#ring.slice(0, start)]
  }
}
