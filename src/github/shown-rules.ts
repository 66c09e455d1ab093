import { getField, getList, getString } from '../lib/json.ts'
import { formatHiddenJson, isCount, parseHiddenJson } from './hidden-json.ts'

/** A broken rule that a comment shows. Texts are hashes. */
export interface ShownRule {
  /** Distinguishes the rules of all runs of a comment. */
  readonly key: string
  readonly subjects: readonly string[]
  readonly amount?: { readonly value: number; readonly worse: 'higher' | 'lower' }
  /** When the comment first showed it, by GitHub's clock. Undefined: since the last change of the comment. */
  readonly shownAt?: Date
}

/** The broken rules that a comment shows for one head of a pull request. */
export interface ShownRules {
  readonly sha: string
  readonly rules: readonly ShownRule[]
}

const name = 'disdat-run-action-rules'
const version = 1
/** The longest line with shown rules, in UTF-16 units: about 80 rules. */
export const shownRulesLimit = 8000

/**
 * The second line of a comment of this action, which GitHub does not show. Rules beyond `shownRulesLimit` are left out,
 * so that they cannot be accepted. Empty without rules.
 */
export function formatShownRules({ sha, rules }: ShownRules): string {
  for (let count = rules.length; count > 0; count = Math.floor(count * 0.9)) {
    const line = formatHiddenJson(name, { v: version, sha, rules: rules.slice(0, count).map(formatRule) })
    if (line.length <= shownRulesLimit) return `${line}\n`
  }
  return ''
}

/** A number is a text, because a minus sign is escaped like every character that could end the line. */
function formatRule({ key, subjects, amount, shownAt }: ShownRule): readonly unknown[] {
  return [key, subjects, ...(amount ? [String(amount.value), amount.worse] : [null, null]), toSeconds(shownAt)]
}

const toSeconds = (time: Date | undefined) => (time === undefined ? null : time.getTime() / 1000)

/** The rules that a comment of this action shows; undefined without a valid second line. */
export function parseShownRules(body: string): ShownRules | undefined {
  const second = /^[^\n]*\n/.exec(body)?.[0].length ?? body.length
  const value = parseHiddenJson(name, body.slice(second), shownRulesLimit)
  const sha = getString(value, 'sha')
  if (getField(value, 'v') !== version || sha === undefined) return undefined
  const rules = getList(value, 'rules').map(parseRule)
  return rules.every((rule) => rule !== undefined) ? { sha, rules } : undefined
}

function parseRule(value: unknown): ShownRule | undefined {
  const [key, amount, worse] = [getString(value, '0'), getString(value, '2'), getString(value, '3')]
  const [subjects, shownAt] = [getList(value, '1'), getField(value, '4')]
  const isMeasured = amount !== undefined && Number.isFinite(Number(amount))
  const isValid = subjects.every((subject) => typeof subject === 'string') && (shownAt === null || isCount(shownAt))
  if (key === undefined || !isValid) return undefined
  return {
    ...{ key, subjects },
    ...(isMeasured && (worse === 'higher' || worse === 'lower') && { amount: { value: Number(amount), worse } }),
    ...(shownAt !== null && { shownAt: new Date(shownAt * 1000) }),
  }
}

/** What an earlier version of a comment showed, and when GitHub says that it was last changed. */
export interface EarlierComment {
  readonly body: string
  readonly updatedAt: Date
}

/** The rules of an earlier comment for a head, each with the time at which it was first shown. */
export function listShownRules({ body, updatedAt }: EarlierComment, sha: string): readonly ShownRule[] {
  const shown = parseShownRules(body)
  return shown?.sha === sha ? shown.rules.map((rule) => ({ shownAt: updatedAt, ...rule })) : []
}

/**
 * The rules with the times at which earlier versions of the comment showed the same for the same head. A rule that
 * is accepted stays as it was when it was accepted.
 */
export function keepShownTimes(
  { sha, rules }: ShownRules,
  accepted: ReadonlySet<string>,
  earlier: EarlierComment | undefined,
): ShownRules {
  const known = new Map((earlier ? listShownRules(earlier, sha) : []).map((rule) => [rule.key, rule]))
  const keep = (rule: ShownRule) => {
    const before = known.get(rule.key)
    return before && (accepted.has(rule.key) || isSame(rule, before)) ? before : rule
  }
  return { sha, rules: rules.map(keep) }
}

const isSame = (one: ShownRule, other: ShownRule) =>
  JSON.stringify([one.subjects, one.amount ?? null]) === JSON.stringify([other.subjects, other.amount ?? null])
