import { findNearest, type InputProblem, problemLimit } from '../../action/input-problems.ts'
import type { EachValues } from './each-values.ts'

/** A value of a run as the YAML has it. */
export interface Placed<T> {
  readonly value: T
  /** Its line, from 1. */
  readonly line: number
}

/**
 * When a run starts: when all that it needs succeeded; when all that it needs has ended; or never, because another step
 * makes its output.
 */
export const runConditions = ['succeeded', 'always', 'never'] as const
export type RunCondition = (typeof runConditions)[number]

/** A run, or several that differ in the values of `each`, as the workflow writes it. */
export interface RunDefinition {
  readonly name: string
  readonly line: number
  /** The run's own inputs, with their texts as the runner would pass them. */
  readonly inputs: ReadonlyMap<string, Placed<string>>
  /** By parameter. */
  readonly each: ReadonlyMap<string, Placed<EachValues>>
  /** Names of runs, each once. */
  readonly needs: readonly Placed<string>[]
  readonly when: RunCondition
  /** The runner's labels, for `disdat/run-action/plan`; undefined where the workflow decides. */
  readonly runsOn: string | readonly string[] | undefined
}

/** A fault of a value: sentences, the value, and the allowed words, of which the nearest is suggested. */
export interface RunFault {
  readonly expected: string
  readonly given?: string | undefined
  readonly allowed?: readonly string[]
}

/** Adds a problem at a line and a key, such as `daily.input-param`; without a line it is about all runs. */
export type AddRunProblem = (line: number | undefined, key: string | undefined, fault: RunFault) => void

/** Creates a function that adds problems of the runs in an input or a file: `runs, line 7, daily.input-param`. */
export function createAddRunProblem(label: string, problems: InputProblem[]): AddRunProblem {
  return (line, key, { expected, given, allowed }) => {
    const where = [label, line === undefined ? undefined : `line ${line}`, key].filter(Boolean).join(', ')
    // Suggestions of problems that are only counted would take time for each pair of names.
    const isSearched = allowed !== undefined && problems.length < problemLimit
    const nearest = given !== undefined && isSearched ? findNearest(given, allowed) : undefined
    problems.push({
      ...{ where, expected },
      ...(given !== undefined && { given }),
      ...(nearest !== undefined && { nearest }),
    })
  }
}
