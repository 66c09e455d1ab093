import { parseRules, printRule } from '../../compare/rules/rules.ts'

/** The rules that a comment accepts, as `printRule` formats them, or the word that is not a rule. */
export type AcceptCommand = { readonly rules: ReadonlySet<string> } | { readonly unknown: string }

const command = /^\/disdat[ \t]+accept(?![^\s])[ \t]*([^\r\n]*)/
/** Longer first lines are cut, and so are words in messages. In UTF-16 units. */
const limits = { line: 2000, word: 100 } as const

/**
 * Parses a comment that begins with `/disdat accept` and the rules, which are separated by commas, or by blanks where
 * no rule has one. Only its first line counts. Undefined for any other comment.
 */
export function parseAcceptCommand(body: string): AcceptCommand | undefined {
  const [, text] = command.exec(body.slice(0, limits.line)) ?? []
  if (text === undefined) return undefined
  const parsed = [
    text,
    text
      .trim()
      .split(/[\s,]+/)
      .join(','),
  ].map(parseRules)
  const { value: rules } = parsed.find(({ faults }) => faults.length === 0) ?? {}
  if (rules !== undefined) return { rules: new Set(rules.map(printRule)) }
  const given = parsed.at(-1)?.faults[0]?.given ?? ''
  return { unknown: given.replaceAll('`', "'").slice(0, limits.word) }
}
