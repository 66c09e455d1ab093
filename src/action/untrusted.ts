import { stripControlSequences } from '../lib/control-sequences.ts'

// Control characters, line separators, and the marks that reorder text on a screen.
const invisible = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const allInvisible = /(?!\t)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu
/**
 * Mentions, references and URLs, which GitHub links after it has rendered Markdown, so that a backslash does not escape
 * them:
 * https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
const autolinks = /@|#(?=\w)|\bgh-(?=\d)|:(?=\/\/)|\bwww\.(?=\S)/gi

/** The longest line that is shown, in UTF-16 units. A line of a container's log is cut before, at a lower limit. */
export const maxShownLength = 20_000

/**
 * Escapes one untrusted line for a log, cut at `maxShownLength`: terminal escapes and control characters are removed,
 * and `##[`, which the log viewer interprets even while commands are stopped, is broken up.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function escapeLogLine(text: string): string {
  const line = truncate(text, maxShownLength)
  const visible = invisible.test(line) ? stripControlSequences(line).replace(allInvisible, '') : line
  return visible.includes('##[') ? visible.replaceAll('##[', '## [') : visible
}

/** Escapes untrusted text as one inline piece of Markdown without HTML, mentions, references, links and line breaks. */
export function escapeMarkdown(text: string): string {
  return joinLines(text)
    .replace(autolinks, '$&\u2060')
    .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
    .replace(/[\\`*_{}[\]()#+.!|~$:=-]/g, '\\$&')
}

/**
 * Escapes untrusted text for a title, in which GitHub interprets only code, emoji, mentions and references: without
 * them, line breaks and control characters.
 */
export function escapeTitle(text: string): string {
  return joinLines(text)
    .replace(autolinks, '$&\u2060')
    .replaceAll('`', "'")
    .replace(/:(?=[\w+-]+:)/g, '$&\u2060')
    .trim()
}

/**
 * Formats untrusted text as inline code. The fence is longer than any run of backticks in the text, which cannot end
 * it.
 */
export function formatCode(text: string): string {
  const plain = joinLines(text).trim()
  if (plain === '') return ''
  const fence = '`'.repeat(findLongestRun(plain) + 1)
  return findLongestRun(plain) === 0 ? `${fence}${plain}${fence}` : `${fence} ${plain} ${fence}`
}

/** Formats a sentence as Markdown: text between backticks becomes code, and everything else is escaped. */
export function formatProse(text: string): string {
  const parts = splitCode(truncate(text, maxShownLength))
  return parts.map(({ text: part, isCode }) => (isCode ? formatCode(part) : escapeMarkdown(part))).join('')
}

/** Splits a sentence into plain text and the code between backticks. */
export function splitCode(text: string): readonly { readonly text: string; readonly isCode: boolean }[] {
  // Every second part of the split is the text between two backticks.
  return text.split(/`+([^`]+)`+/).map((part, index) => ({ text: part, isCode: index % 2 === 1 }))
}

/** Formats untrusted lines as a code block of a language. No line can end the block. */
export function formatCodeBlock(lines: readonly string[], language: 'text' | 'yaml' = 'text'): string {
  const plain = lines.map((line) => escapeLogLine(line).toWellFormed())
  const longest = plain.reduce((most, line) => Math.max(most, findLongestRun(line)), 2)
  const fence = '`'.repeat(longest + 1)
  return [`${fence}${language}`, ...plain, fence].join('\n')
}

/** Shortens a text to at most `limit` UTF-16 units and an ellipsis. Never splits a surrogate pair. */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit)} …`
}

/**
 * Escapes untrusted text for a quoted mermaid label. Everything but letters, digits and spaces becomes an entity code,
 * so that mermaid sees no quote, keyword, comment, Markdown or HTML.
 * https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function escapeMermaid(text: string): string {
  return joinLines(text)
    .trim()
    .replace(/[^\p{L}\p{N} ]/gu, (c) => `#${c.codePointAt(0)};`)
}

const joinLines = (text: string) => escapeLogLine(truncate(text, maxShownLength).toWellFormed().replace(/\s+/g, ' '))

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit < 0xdc00

function findLongestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0)
}
