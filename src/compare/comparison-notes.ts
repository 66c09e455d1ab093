/** Further sentences, and further names in a sentence, are only counted. */
const maxNotes = 20
const maxNames = 5

/** Collects the reasons why parts were not compared: one sentence for each, with the names of the parts. */
export class ComparisonNotes {
  readonly #names = new Map<string, string[]>()

  /** @param reason A sentence without its full stop. */
  add(reason: string, name: string): void {
    const names = this.#names.get(reason) ?? []
    names.push(name)
    this.#names.set(reason, names)
  }

  /** Sorted, so that the order does not depend on the order of reads. */
  toSentences(): readonly string[] {
    const sentences = [...this.#names]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([reason, unsorted]) => {
        const names = unsorted.toSorted()
        const more = names.length > maxNames ? `, … (${names.length} in all)` : ''
        return `${reason}: ${names.slice(0, maxNames).join(', ')}${more}.`
      })
    const omitted = sentences.length - maxNotes
    return omitted > 0 ? [...sentences.slice(0, maxNotes), `${omitted} more notes are omitted.`] : sentences
  }
}
