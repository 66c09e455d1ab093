import { parseJson } from '../lib/json.ts'

/** What a line has beside its JSON, for a name of at most 30 characters. */
const nameLimit = 40
/** The longest line of a small object, in UTF-16 units. */
export const hiddenJsonLimit = 500

/** Formats an object as one line of Markdown that GitHub does not show. */
export function formatHiddenJson(name: string, value: Readonly<Record<string, unknown>>): string {
  // These characters could end the HTML comment.
  return `<!-- ${name} ${JSON.stringify(value).replace(/[<>-]/g, escapeCharacter)} -->`
}

const escapeCharacter = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * The value in the first line of a text; undefined when that line is not one of `formatHiddenJson` with this name, or
 * is longer than `limit`.
 */
export function parseHiddenJson(name: string, text: string, limit = hiddenJsonLimit): unknown {
  const [, json = ''] = /^<!-- [a-z-]+ (\{[^\r\n]*\}) -->/.exec(text.slice(0, limit)) ?? []
  return text.startsWith(`<!-- ${name} `) && json.length <= limit - nameLimit ? parseJson(json) : undefined
}

/** Whether a value counts something: an integer from 0. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0
