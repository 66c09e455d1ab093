import { stripVTControlCharacters } from 'node:util'

// Control characters but tab, line separators, and the marks that reorder text on a screen.
const unseen = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const everyUnseen = /(?!\t)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu
/** What GitHub looks for in the text of a page after Markdown is done with it, escapes included: https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls */
const references = /@|#(?=\w)|\bgh-(?=\d)|:(?=\/\/)|\bwww\.(?=\S)/gi

/**
 * One line of text from outside as it may be shown in a log: terminal escapes and control characters are gone, and `##[`, which the
 * log viewer takes for its own marks even where commands are stopped, is broken up
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
export function plainLine(text: string): string {
  const seen = unseen.test(text) ? stripVTControlCharacters(text).replace(everyUnseen, '') : text
  return seen.includes('##[') ? seen.replaceAll('##[', '## [') : seen
}

/** Text from outside as one inline piece of Markdown: no HTML, mention, reference, link or line break comes through. */
export function inlineMarkdown(text: string): string {
  return oneLine(text)
    .replace(references, '$&\u2060')
    .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
    .replace(/[\\`*_{}[\]()#+.!|~$:=-]/g, '\\$&')
}

/** Text from outside as inline code. The text cannot end the code: the fence is longer than any run of backticks in it. */
export function inlineCode(text: string): string {
  const plain = oneLine(text).trim()
  if (plain === '') return ''
  const fence = '`'.repeat(longestRun(plain) + 1)
  return longestRun(plain) === 0 ? `${fence}${plain}${fence}` : `${fence} ${plain} ${fence}`
}

/** A sentence as Markdown, in which what stands between backticks is code. No other mark of it has an effect, whoever wrote it. */
export function proseMarkdown(text: string): string {
  const parts = text.split(/`([^`]+)`/)
  return parts.map((part, index) => (index % 2 === 1 ? inlineCode(part) : inlineMarkdown(part))).join('')
}

/** Lines from outside as a code block that they cannot break out of. */
export function codeBlock(lines: readonly string[]): string {
  const plain = lines.map((line) => plainLine(line.toWellFormed()))
  const fence = '`'.repeat(Math.max(2, ...plain.map(longestRun)) + 1)
  return [`${fence}text`, ...plain, fence].join('\n')
}

/** At most so many UTF-16 units of a text, and an ellipsis where some are left out; never half a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, isHalf(text.charCodeAt(limit - 1)) ? limit - 1 : limit)} …`
}

/**
 * Text from outside in the quotes of a mermaid label: all but letters, digits and spaces are entities of mermaid's own
 * (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters), so that nothing in it is a quote, a keyword, a comment,
 * Markdown or HTML.
 */
export function mermaidText(text: string): string {
  return oneLine(text)
    .trim()
    .replace(/[^\p{L}\p{N} ]/gu, (c) => `#${c.codePointAt(0)};`)
}

const oneLine = (text: string) => plainLine(text.toWellFormed().replace(/\s+/g, ' '))

const isHalf = (unit: number) => unit >= 0xd800 && unit < 0xdc00

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0)
}
