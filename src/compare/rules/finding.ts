import { createHash } from 'node:crypto'
import type { operators } from './rule-words.ts'

/** What breaks a rule, so that the evidence of two runs can be compared. */
export type RuleFinding = {
  /** Everything that breaks the rule, such as all removed columns. */
  readonly subjects: readonly string[]
  /** The amount that breaks the limit, and the direction in which it is further from the limit. */
  readonly amount?: { readonly value: number; readonly worse: 'higher' | 'lower' }
}

/** The most subjects that are hashed one by one; more are one hash. */
const maxSubjects = 20
/** 96 bits, in hexadecimal digits: names of columns come from outside, and must not be made to collide. */
const hashLength = 24

/** The finding of a limit that is broken by a value; without an amount for a value that is not finite. */
export function measureFinding(value: number, is: (typeof operators)[number]): RuleFinding | undefined {
  if (!Number.isFinite(value)) return undefined
  return { subjects: [], amount: { value, worse: is === '<' || is === '<=' ? 'lower' : 'higher' } }
}

/** A finding with hashes instead of texts: one for each subject, or one for all of more than `maxSubjects`. */
export function digestFinding({ subjects, amount }: RuleFinding): RuleFinding {
  const sorted = [...new Set(subjects)].toSorted()
  const hashes = sorted.length > maxSubjects ? [`all:${hashText(JSON.stringify(sorted))}`] : sorted.map(hashText)
  return { subjects: hashes, ...(amount && { amount }) }
}

/** The hash of a text that a digest holds in its place. */
export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, hashLength)

/**
 * Whether a finding shows nothing that another one does not: each of its subjects is one of the other's, and its amount
 * is not further from the limit. A finding that is one hash of many subjects covers only itself.
 */
export function isCovered(finding: RuleFinding, by: RuleFinding): boolean {
  const known = new Set(by.subjects)
  if (!finding.subjects.every((subject) => known.has(subject))) return false
  if (finding.amount === undefined || by.amount === undefined) return finding.amount === by.amount
  const { value, worse } = finding.amount
  if (worse !== by.amount.worse) return false
  return worse === 'higher' ? value <= by.amount.value : value >= by.amount.value
}
