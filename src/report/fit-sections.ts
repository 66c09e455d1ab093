/** What gives way when a rendering is too large, the first before the next. The verdict is not among them: it always stands. */
const order = [
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

/** A piece of a rendering, in ever shorter forms, the fullest first. Each is rendered from data; an empty one is left out. */
export interface Section {
  readonly dropPriority: (typeof order)[number]
  readonly variants: readonly (() => string)[]
}

/** How large a rendering may be, and what counts: bytes of UTF-8, or characters. */
export interface SizeBudget {
  readonly limit: number
  readonly measure: (text: string) => number
}

const between = '\n\n'
const shortened = '_There is more than GitHub takes: some of it is left out here._'

/** The head and its sections in as full a form as the budget takes; a note says so where that is not the fullest. The head stands even where it alone is larger. */
export function fitSections(head: string, sections: readonly Section[], { limit, measure }: SizeBudget): string {
  const pieces = sections.map(({ dropPriority: gives, variants: forms }) => ({
    gives,
    forms,
    at: 0,
    text: forms[0]?.() ?? '',
  }))
  const cost = (text: string) => (text === '' ? 0 : measure(between + text))
  let total = pieces.reduce((sum, { text }) => sum + cost(text), measure(head))
  const note = total > limit ? shortened : ''
  total += cost(note)
  for (const gives of order) {
    for (const piece of pieces.filter((one) => one.gives === gives).reverse()) {
      while (total > limit && piece.text !== '') {
        piece.at += 1
        total -= cost(piece.text)
        piece.text = piece.forms[piece.at]?.() ?? ''
        total += cost(piece.text)
      }
    }
  }
  return [head, ...pieces.map(({ text }) => text), note].filter((text) => text !== '').join(between)
}

/** A section of one form: whole, or left out. */
export const createWholeSection = (gives: Section['dropPriority'], text: string): Section => ({
  dropPriority: gives,
  variants: [() => text],
})

/** Forms of a list: at most `most` items, then half as many, and so on. `show` is told how many are left out. */
export function createShorteningSection<T>(
  items: readonly T[],
  most: number,
  show: (shown: readonly T[], more: number) => string,
): readonly (() => string)[] {
  const sizes: number[] = []
  for (let n = Math.min(items.length, most); n > 0; n = Math.floor(n / 2)) sizes.push(n)
  return sizes.map((n) => () => show(items.slice(0, n), items.length - n))
}
