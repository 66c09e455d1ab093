import { closest, distance } from 'fastest-levenshtein'
import { Failure } from '../errors.ts'

/** One thing that is wrong with the step's inputs, in the words that the user reads. */
export interface InputProblem {
  /** The input, or the place of the setting. */
  readonly where: string
  /** What was given; undefined where nothing was. */
  readonly given?: string
  /** A sentence: what is wrong or what is allowed, and how to fix it. */
  readonly expected: string
  /** The nearest allowed value. */
  readonly nearest?: string
}

/** More than these are counted, not shown: a long list that is wrong in every line is told by its first ones. */
const problemLimit = 50

/** Every problem of every input, in one error. */
export class InvalidInputs extends Failure {
  readonly problems: readonly InputProblem[]

  constructor(problems: readonly InputProblem[]) {
    const lines = problems.slice(0, problemLimit).map((problem) => `- ${phrase(problem)}`)
    if (problems.length > problemLimit) lines.push(`- … and ${problems.length - problemLimit} more.`)
    const count = problems.length === 1 ? 'One input is wrong' : `${problems.length} mistakes in the inputs`
    super('invalid-input', `${count}:\n${lines.join('\n')}`, 'Mend the `with:` block of the step. Nothing was started.')
    this.problems = problems
  }
}

const shown = 120

function phrase(problem: InputProblem): string {
  const given = problem.given === undefined ? 'nothing given' : `got ${quote(problem.given)}`
  const nearest = problem.nearest === undefined ? '' : ` Did you mean ${quote(problem.nearest)}?`
  return `${problem.where}: ${given}. ${problem.expected}${nearest}`
}

/** A value from outside, on one line, cut at 120 characters, in double quotes with its control characters escaped. */
export function quote(value: string): string {
  const text = value.length > shown ? `${value.slice(0, shown)}…` : value
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The allowed word that a mistyped one was probably meant to be; undefined where none is near. */
export function findNearest(given: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0 || given.length > shown) return undefined
  const best = closest(
    given.toLowerCase(),
    allowed.map((word) => word.toLowerCase()),
  )
  const near = allowed.find((word) => word.toLowerCase() === best)
  return near !== undefined && distance(given.toLowerCase(), best) <= Math.max(2, near.length / 3) ? near : undefined
}
