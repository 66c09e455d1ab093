import { escapeLogLine, splitCode } from '../../action/untrusted.ts'

/** A piece of HTML in which every text from outside is escaped. Only `html` creates it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** A value in a template: texts are escaped, lists are joined, and undefined is empty. */
export type HtmlValue = string | number | Html | undefined | readonly HtmlValue[]

/**
 * Creates HTML from a template. Values may stand in elements and in quoted attributes, and never in a script, a style
 * or a URL: `renderAnchor` checks URLs.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.map((part, index) => (index === 0 ? '' : renderValue(values[index - 1])) + part).join(''))
}

function renderValue(value: HtmlValue): string {
  if (value === undefined) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'string') return escapeHtml(value)
  return typeof value === 'number' ? String(value) : value.map(renderValue).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Escapes one untrusted line for an element or a quoted attribute. Control characters and the marks that reorder text
 * are removed.
 */
function escapeHtml(text: string): string {
  return escapeLogLine(text.replace(/[\r\n]+/g, ' ').toWellFormed()).replace(/[&<>"']/g, (c) => entities[c] ?? c)
}

/** Renders a sentence: text between backticks becomes code. */
export function renderSentence(text: string): Html {
  return html`${splitCode(text).map((part) => (part.isCode ? html`<code>${part.text}</code>` : part.text))}`
}

/** Renders a link that opens no window of this page, or only its text when the URL is not an https URL. */
export function renderAnchor(text: HtmlValue, url: string | undefined): Html {
  if (url === undefined || !URL.canParse(url) || new URL(url).protocol !== 'https:') return html`${text}`
  return html`<a href="${new URL(url).href}" rel="noopener noreferrer">${text}</a>`
}
