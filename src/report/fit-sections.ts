/**
 * GitHub rejects a summary over 1 MiB:
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits
 */
export const summaryLimitBytes = 1_000_000

/** The order in which oversized reports drop sections. The headline is not a section: it always stays. */
const dropOrder = [
  'log',
  'unchanged',
  'graph',
  'files',
  'contents',
  'values',
  'run',
  'schema',
  'notes',
  'overview',
  'failure',
] as const

/** A part of a report in ever shorter variants, the longest first. An empty variant is left out. */
export interface Section {
  readonly dropPriority: (typeof dropOrder)[number]
  readonly variants: readonly (() => string)[]
}

/** How large a report may be, and how its size is measured: in bytes of UTF-8, or in characters. */
export interface SizeBudget {
  readonly limit: number
  readonly measure: (text: string) => number
}

const separator = '\n\n'
const shortenedNote = '_This report is shortened to fit the size limit of GitHub._'

/**
 * Joins the headline and the longest variants of the sections that fit into the budget. A note says so when a section
 * is shortened. The headline stays even when it alone is larger than the budget.
 */
export function fitSections(headline: string, sections: readonly Section[], { limit, measure }: SizeBudget): string {
  const parts = sections.map(({ dropPriority, variants }) => ({
    dropPriority,
    variants,
    index: 0,
    text: variants[0]?.() ?? '',
  }))
  const measurePart = (text: string) => (text === '' ? 0 : measure(separator + text))
  let total = parts.reduce((sum, { text }) => sum + measurePart(text), measure(headline))
  const note = total > limit ? shortenedNote : ''
  total += measurePart(note)
  for (const priority of dropOrder) {
    for (const part of parts.filter(({ dropPriority }) => dropPriority === priority).reverse()) {
      while (total > limit && part.text !== '') {
        part.index += 1
        total -= measurePart(part.text)
        part.text = part.variants[part.index]?.() ?? ''
        total += measurePart(part.text)
      }
    }
  }
  return [headline, ...parts.map(({ text }) => text), note].filter((text) => text !== '').join(separator)
}

/** Creates a section with one variant, which is either shown or left out. */
export const createWholeSection = (dropPriority: Section['dropPriority'], text: string): Section => ({
  dropPriority,
  variants: [() => text],
})

/**
 * Creates variants of a list: with at most `limit` items, half as many, and so on. `render` gets the number of omitted
 * items.
 */
export function createShorteningVariants<T>(
  items: readonly T[],
  limit: number,
  render: (shown: readonly T[], omitted: number) => string,
): readonly (() => string)[] {
  const sizes: number[] = []
  for (let n = Math.min(items.length, limit); n > 0; n = Math.floor(n / 2)) sizes.push(n)
  return sizes.map((n) => () => render(items.slice(0, n), items.length - n))
}
