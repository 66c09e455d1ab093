import { parseJson } from '../lib/json.ts'

/** The longest JSON that is parsed, in UTF-16 units. */
const jsonLimit = 460
/** The longest line of `formatHiddenJson`, for a name of at most 30 characters. */
export const hiddenJsonLimit = 500

/** Formats a small object as one line of Markdown that GitHub does not show. */
export function formatHiddenJson(name: string, value: Readonly<Record<string, string | number>>): string {
  // These characters could end the HTML comment.
  return `<!-- ${name} ${JSON.stringify(value).replace(/[<>-]/g, escapeCharacter)} -->`
}

const escapeCharacter = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`

/** The value in the first line of a text; undefined when that line is not one of `formatHiddenJson` with this name. */
export function parseHiddenJson(name: string, text: string): unknown {
  const [, json = ''] = /^<!-- [a-z-]+ (\{[^\r\n]*\}) -->/.exec(text.slice(0, hiddenJsonLimit)) ?? []
  return text.startsWith(`<!-- ${name} `) && json.length <= jsonLimit ? parseJson(json) : undefined
}

/** Whether a value counts something: an integer from 0. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
