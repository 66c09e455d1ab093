/** Keeps the last lines of a stream in constant memory. */
export class LogTail {
  readonly #limit: number
  readonly #ring: string[] = []
  #lines = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The number of all lines so far. */
  get lineCount(): number {
    return this.#lines
  }

  add(lines: readonly string[]): void {
    // Only the last `limit` lines of a batch can remain.
    const skipped = Math.max(0, lines.length - this.#limit)
    this.#lines += skipped
    for (const line of lines.slice(skipped)) {
      if (this.#limit > 0) this.#ring[this.#lines % this.#limit] = line
      this.#lines += 1
    }
  }

  /** The last lines, oldest first. */
  getLast(): readonly string[] {
    if (this.#lines <= this.#limit) return this.#ring.slice()
    const start = this.#lines % this.#limit || 0
    return this.#limit === 0 ? [] : [...this.#ring.slice(start), ...this.#ring.slice(0, start)]
  }
}
