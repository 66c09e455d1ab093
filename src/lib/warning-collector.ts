import { formatCount } from './units.ts'

/** The most warnings of one kind that are kept. */
export const maxWarningsOfKind = 5

/**
 * Warnings that a loop creates: the first `maxWarningsOfKind` of each kind, and the number of the others, so that a
 * bundle with many oddities fills neither memory nor the log.
 */
export class WarningCollector {
  readonly #texts: string[] = []
  readonly #counts = new Map<string, number>()

  /** Adds a warning. `kind` completes "12 more warnings about …", such as `links outside the bundle`. */
  add(kind: string, text: string): void {
    const count = (this.#counts.get(kind) ?? 0) + 1
    this.#counts.set(kind, count)
    if (count <= maxWarningsOfKind) this.#texts.push(text)
  }

  /** One sentence each, in the order of their additions, the numbers last. */
  get texts(): readonly string[] {
    const more = [...this.#counts].filter(([, count]) => count > maxWarningsOfKind)
    const counts = more.map(([kind, count]) => {
      return `There are ${formatCount(count - maxWarningsOfKind, 'more warning')} about ${kind}.`
    })
    return [...this.#texts, ...counts]
  }
}
