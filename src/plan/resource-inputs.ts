import type { InputReader } from '../action/input-reader.ts'
import { parseBytes } from '../lib/units.ts'

/** The resources and the time of a run; undefined without a limit of the workflow. */
export interface ResourceInputs {
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  readonly shmSizeMib: number | undefined
  readonly gpus: number | undefined
  /** How long the pipe may run; undefined without a limit of the workflow. */
  readonly timeoutMs: number | undefined
  /** The time limit of the workflow job, if the workflow gives it. */
  readonly jobTimeoutMinutes: number | undefined
}

/** Five days, the limit of a job on a self-hosted runner: https://docs.github.com/en/actions/reference/limits */
const maxRunMinutes = 7200
/** The limit of a pipe whose workflow gives none: that of a job on a hosted runner. */
export const defaultRunMs = 360 * 60_000
/** In MiB. Docker's own minimum of memory: https://docs.docker.com/engine/containers/resource_constraints/ */
const memoryLimits = { min: 6, minShm: 1, max: 16 * 1024 * 1024 }

/** Reads the resources and the time of a run; invalid values become problems of `read`. */
export function readResourceInputs(read: InputReader): ResourceInputs {
  const timeout = read.number('run-timeout-minutes', { min: 0.01, max: maxRunMinutes, isInteger: false })
  return {
    vcpus: read.number('vcpus', { min: 0.01, max: 1024, isInteger: false }),
    memoryMib: readMib(read, 'memory', memoryLimits.min),
    shmSizeMib: readMib(read, 'shm-size', memoryLimits.minShm),
    gpus: read.number('gpus', { min: 1, max: 64, isInteger: true }),
    timeoutMs: timeout === undefined ? undefined : timeout * 60_000,
    jobTimeoutMinutes: read.number('job-timeout-minutes', { min: 1, max: maxRunMinutes, isInteger: false }),
  }
}

/** A size in MiB, rounded up. */
function readMib(read: InputReader, name: string, min: number): number | undefined {
  return read.parsed(
    name,
    (text) => {
      // Without a unit it would be bytes, and the older inputs took MiB.
      const bytes = /iB$/i.test(text) ? parseBytes(text) : undefined
      const mib = Math.ceil((bytes ?? Number.NaN) / 1024 ** 2)
      return mib >= min && mib <= memoryLimits.max ? mib : undefined
    },
    `Give a number with its unit, such as \`4GiB\` or \`512MiB\`, from ${min} MiB to 16 TiB.`,
  )
}
