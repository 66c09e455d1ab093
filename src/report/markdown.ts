import { formatCode, formatProse, truncate } from '../action/untrusted.ts'

/** The limits of a name or value and of a sentence, in UTF-16 units. The result file has more. */
const valueLimit = 300
const sentenceLimit = 1000
/** Longer URLs are not linked. */
const urlLimit = 2000

/** Renders an untrusted name or value as inline code, shortened to `limit`. */
export const renderCode = (text: string, limit = valueLimit) => formatCode(truncate(text, limit))

/** Renders a sentence that may quote untrusted text, shortened to `limit`. */
export const renderProse = (text: string, limit = sentenceLimit) => formatProse(truncate(text, limit))

/** Renders the first characters of a uuid or commit as code. */
export const renderShortId = (id: string) => formatCode(truncate(id, 8).replace(/ …$/, ''))

/** Renders a link, or only its text when the URL is not an https URL. `text` is Markdown. */
export function renderLink(text: string, url: string): string {
  if (url.length > urlLimit || !URL.canParse(url) || new URL(url).protocol !== 'https:') return text
  const safe = new URL(url).href.replace(
    /[()[\]<>\\|`*_~'"\s]/g,
    (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return `[${text}](${safe})`
}

/**
 * Renders a table. A cell is one line of Markdown. GitHub splits rows into cells before it parses code, so that `|` is
 * escaped everywhere (https://github.github.com/gfm/#tables-extension-). `align` has a letter for each column: `l` or
 * `r`.
 */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[], align = ''): string {
  const delimiters = head.map((_, index) => (align[index] === 'r' ? '--:' : '---'))
  const renderRow = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [renderRow(head), `|${delimiters.join('|')}|`, ...rows.map(renderRow)].join('\n')
}

/** Renders a table without its empty columns. */
export function renderFilledTable(head: readonly string[], rows: readonly (readonly string[])[], align = ''): string {
  const kept = [...head.keys()].filter((index) => rows.some((row) => (row[index] ?? '') !== ''))
  const pick = (cells: readonly string[]) => kept.map((index) => cells[index] ?? '')
  return renderTable(pick(head), rows.map(pick), kept.map((index) => align[index]).join(''))
}

/** Renders a section that can be unfolded. `title` must not hold untrusted text; `body` is Markdown. */
export function renderDetails(title: string, body: string, isOpen = false): string {
  return `<details${isOpen ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`
}

/** Renders items one after the other, and the number of further items. */
export const renderList = (shown: readonly string[], omitted: number, separator = ', ') =>
  [...shown, ...(omitted > 0 ? [`and ${omitted.toLocaleString('en')} more`] : [])].join(separator)

/** Renders the number of omitted items below a list or table; empty when there are none. */
export const renderMore = (omitted: number, noun: string) =>
  omitted > 0 ? `\n\n… and ${omitted.toLocaleString('en')} more ${noun}${omitted === 1 ? '' : 's'}.` : ''
