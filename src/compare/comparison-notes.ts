/** Further sentences, and further names in a sentence, are only counted. */
const maxNotes = 20
const maxNames = 5

/** Collects why parts were not compared: one sentence for each reason, which begins with the names of the parts. */
export class ComparisonNotes {
  readonly #names = new Map<string, string[]>()

  /** @param reason The rest of the sentence after "is" or "are", without its full stop. */
  add(reason: string, name: string): void {
    const names = this.#names.get(reason) ?? []
    names.push(name)
    this.#names.set(reason, names)
  }

  /** Sorted, so that the order does not depend on the order of reads. */
  toSentences(): readonly string[] {
    const sentences = [...this.#names]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([reason, names]) => `${listNames(names.toSorted())} ${names.length === 1 ? 'is' : 'are'} ${reason}.`)
    const omitted = sentences.length - maxNotes
    return omitted > 0 ? [...sentences.slice(0, maxNotes), `${omitted} more notes are omitted.`] : sentences
  }
}

function listNames(names: readonly string[]): string {
  const more = names.length - maxNames
  const items = more > 0 ? [...names.slice(0, maxNames), `${more} more`] : names
  return [items.slice(0, -1).join(', '), ...items.slice(-1)].filter((text) => text !== '').join(' and ')
}
