import { stripVTControlCharacters } from 'node:util'

// Control characters but tab, line separators, and the marks that reorder text on a screen.
const unseen = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
const everyUnseen = /(?!\t)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/**
 * One line of text from outside as it may be shown in a log: terminal escapes and control characters are gone, and `##[`, which the
 * log viewer takes for its own marks even where commands are stopped, is broken up
 * (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
export function plainLine(text: string): string {
  const seen = unseen.test(text) ? stripVTControlCharacters(text).replace(everyUnseen, '') : text
  return seen.includes('##[') ? seen.replaceAll('##[', '## [') : seen
}

/** Text from outside as one inline piece of Markdown: no HTML, mention, link, table border or line break comes through. */
export function inlineMarkdown(text: string): string {
  return plainLine(text.replace(/\s+/g, ' '))
    .replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)
    .replace(/[\\`*_{}[\]()#+.!|~$:=-]/g, '\\$&')
    .replace(/@/g, '@\u2060')
}

/** Text from outside as inline code. The text cannot end the code: the fence is longer than any run of backticks in it. */
export function inlineCode(text: string): string {
  const plain = plainLine(text.replace(/\s+/g, ' ')).trim()
  if (plain === '') return ''
  const fence = '`'.repeat(longestRun(plain) + 1)
  // A table splits its cells before it looks for code, so a pipe is escaped even here (https://github.github.com/gfm/#tables-extension-).
  const code = plain.replaceAll('|', '\\|')
  return longestRun(plain) === 0 ? `${fence}${code}${fence}` : `${fence} ${code} ${fence}`
}

/** A sentence as Markdown, in which what stands between backticks is code. No other mark of it has an effect, whoever wrote it. */
export function proseMarkdown(text: string): string {
  const parts = text.split(/`([^`]+)`/)
  return parts.map((part, index) => (index % 2 === 1 ? inlineCode(part) : inlineMarkdown(part))).join('')
}

/** Lines from outside as a code block that they cannot break out of. */
export function codeBlock(lines: readonly string[]): string {
  const plain = lines.map(plainLine)
  const fence = '`'.repeat(Math.max(2, ...plain.map(longestRun)) + 1)
  return [`${fence}text`, ...plain, fence].join('\n')
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0)
}
