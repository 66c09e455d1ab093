import { cut, inlineCode, proseMarkdown } from '../action/untrusted.ts'

/** What is shown of one name or value, and of one sentence, in UTF-16 units. The result file has more. */
const valueLimit = 300
const sentenceLimit = 1000
/** A URL that is longer is no link. */
const urlLimit = 2000

/** A name or value from outside as inline code, cut where it is long. */
export const code = (text: string, limit = valueLimit) => inlineCode(cut(text, limit))

/** A sentence that may quote text from outside, cut where it is long. */
export const prose = (text: string, limit = sentenceLimit) => proseMarkdown(cut(text, limit))

/** The first characters of a uuid or commit, as code. */
export const shortId = (id: string) => inlineCode(cut(id, 8).replace(/ …$/, ''))

/** A link, or its text alone where the URL is none of https. `text` is Markdown. */
export function link(text: string, url: string): string {
  if (url.length > urlLimit || !URL.canParse(url) || new URL(url).protocol !== 'https:') return text
  const safe = new URL(url).href.replace(
    /[()[\]<>\\|`*_~'"\s]/g,
    (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return `[${text}](${safe})`
}

/**
 * A table. A cell is Markdown of one line; a table is split into cells before anything else, so a `|` is escaped even in code
 * (https://github.github.com/gfm/#tables-extension-). `align` has a letter for each column: `l` or `r`.
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[], align = ''): string {
  const rule = head.map((_, at) => (align[at] === 'r' ? '--:' : '---'))
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n')
}

/** A table without the columns that nothing stands in. */
export function filledTable(head: readonly string[], rows: readonly (readonly string[])[], align = ''): string {
  const kept = [...head.keys()].filter((at) => rows.some((row) => (row[at] ?? '') !== ''))
  const pick = (cells: readonly string[]) => kept.map((at) => cells[at] ?? '')
  return table(pick(head), rows.map(pick), kept.map((at) => align[at] ?? 'l').join(''))
}

/** What can be unfolded. `title` is ours, `body` is Markdown. */
export function details(title: string, body: string, open = false): string {
  return `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`
}

/** Items after each other, and how many more there are. */
export const listed = (shown: readonly string[], more: number, between = ', ') =>
  [...shown, ...(more > 0 ? [`and ${more.toLocaleString('en')} more`] : [])].join(between)

/** Below a list or table that does not show everything. */
export const andMore = (more: number, noun: string) =>
  more > 0 ? `\n\n… and ${more.toLocaleString('en')} more ${noun}${more === 1 ? '' : 's'}.` : ''
