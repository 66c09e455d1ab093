import type { InputReader } from '../action/input-reader.ts'

/** `missing`: a run whose output is on the remote already is skipped. */
export const rerunModes = ['missing', 'all'] as const
/** `newest`: the last value of `each` first. */
export const runOrders = ['oldest', 'newest'] as const
export type RunOrder = (typeof runOrders)[number]

/** The inputs of a step with several runs. */
export interface ManyInputs {
  /** YAML with its indentation, or the path of a YAML file; undefined when it is absent or blank. */
  readonly runs: string | undefined
  /** YAML with its indentation; undefined when it is absent or blank. */
  readonly each: string | undefined
  readonly rerun: (typeof rerunModes)[number]
  /** Undefined: the backend decides. */
  readonly maxParallel: number | undefined
  readonly maxRuns: number
  readonly order: RunOrder
  readonly failFast: boolean
}

/** The most that `max-runs` can be. */
export const runLimit = 1000
const defaultMaxRuns = 100

/** The inputs that mean something only with `runs` or `each`. */
export const manyOnlyInputs = ['rerun', 'max-parallel', 'max-runs', 'order', 'fail-fast'] as const

/** Reads the inputs of several runs; invalid values become problems of `read`. */
export function readManyInputs(read: InputReader): ManyInputs {
  const readYaml = (name: string) => read.list(name, (text) => ({ value: text.trim() ? text : undefined, faults: [] }))
  return {
    runs: readYaml('runs'),
    each: readYaml('each'),
    rerun: read.choice('rerun', 'missing', rerunModes),
    maxParallel: read.number('max-parallel', { min: 1, max: runLimit, isInteger: true }),
    maxRuns: read.number('max-runs', { min: 1, max: runLimit, isInteger: true }) ?? defaultMaxRuns,
    order: read.choice('order', 'oldest', runOrders),
    failFast: read.flag('fail-fast', false),
  }
}

/**
 * How many jobs the job of a run may wait for in its queue besides those that the run needs: with `max-parallel`, jobs
 * that continue without the step start one after another.
 */
export const countLaneDependencies = (runCount: number, maxParallel: number | undefined): number =>
  maxParallel !== undefined && runCount > maxParallel ? 1 : 0
