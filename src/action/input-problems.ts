import { closest, distance } from 'fastest-levenshtein'
import { Failure } from '../errors.ts'
import { formatCount } from '../lib/units.ts'
import { redactUserInfo } from '../lib/user-info.ts'

/** A problem of the step's inputs, as the user reads it. */
export interface InputProblem {
  /** The input, or the setting of a configuration file. */
  readonly where: string
  /** The given value; undefined when the input is missing. */
  readonly given?: string
  /** Sentences: what is wrong or what is allowed, and how to fix it. */
  readonly expected: string
  /** The nearest allowed value. */
  readonly nearest?: string
}

/** Further problems are only counted: a list that is wrong in every line needs no more. */
export const problemLimit = 50
/** In UTF-16 units. */
const maxQuotedLength = 120

/** All problems of all inputs in one error. */
export class InvalidInputs extends Failure {
  readonly problems: readonly InputProblem[]

  constructor(problems: readonly InputProblem[]) {
    const lines = problems.slice(0, problemLimit).map((problem) => `- ${formatProblem(problem)}`)
    if (problems.length > problemLimit) lines.push(`- … and ${problems.length - problemLimit} more.`)
    const title = formatCount(problems.length, 'input error')
    super('invalid-input', `${title}:\n${lines.join('\n')}`, 'Fix the `with:` block of the step. Nothing was started.')
    this.problems = problems
  }
}

function formatProblem(problem: InputProblem): string {
  const given = problem.given === undefined ? 'nothing given' : `got ${quote(problem.given)}`
  const nearest = problem.nearest === undefined ? '' : ` Did you mean ${quote(problem.nearest)}?`
  return `${problem.where}: ${given}. ${problem.expected}${nearest}`
}

/**
 * Quotes an untrusted value: on one line, cut at 120 characters, in double quotes, with control characters escaped, and
 * without the passwords of addresses.
 */
export function quote(value: string): string {
  const shown = redactUserInfo(value)
  const text = shown.length > maxQuotedLength ? `${shown.slice(0, maxQuotedLength)}…` : shown
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The shortest text that suggests the word that contains it, such as `Batch` for `AWSBatch`. */
const minPartLength = 4

/** Finds the allowed word that is most like a mistyped word; undefined when none is similar. */
export function findNearest(given: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0 || given.length > maxQuotedLength) return undefined
  const part = given.toLowerCase()
  const containing = allowed.filter((word) => word.toLowerCase().includes(part))
  if (part.length >= minPartLength && containing.length === 1) return containing[0]
  const best = closest(
    given.toLowerCase(),
    allowed.map((word) => word.toLowerCase()),
  )
  const near = allowed.find((word) => word.toLowerCase() === best)
  return near !== undefined && distance(given.toLowerCase(), best) <= Math.max(2, near.length / 3) ? near : undefined
}
