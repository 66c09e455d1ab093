/** So many sentences, and names in each, are given; of more only their number. */
const maxNotes = 20
const maxNames = 5

/** What was not compared and why: a sentence for each reason, with the names of what it is true of. */
export class ComparisonNotes {
  readonly #names = new Map<string, string[]>()

  /** `reason` is a sentence without its full stop. */
  add(reason: string, name: string): void {
    const names = this.#names.get(reason) ?? []
    names.push(name)
    this.#names.set(reason, names)
  }

  /** In the same order, whatever the order was in which they came. */
  sentences(): readonly string[] {
    const all = [...this.#names]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([reason, unsorted]) => {
        const names = unsorted.toSorted()
        const more = names.length > maxNames ? `, … (${names.length} in all)` : ''
        return `${reason}: ${names.slice(0, maxNames).join(', ')}${more}.`
      })
    const left = all.length - maxNotes
    return left > 0 ? [...all.slice(0, maxNotes), `There are ${left} more such notes.`] : all
  }
}
