import type { PlannedRun } from '../../plan/plan.ts'

/** The jobs of a lane that continue without the step. */
interface Lane {
  /** The id of the last one; undefined where there is none. */
  readonly lastJob: string | undefined
  readonly count: number
}

/**
 * Keeps `max-parallel` among jobs that continue without the step. A queue of AWS Batch has no such limit, so each job
 * takes a lane, and depends on the job that took it before: of each lane, at most one job runs.
 * https://docs.aws.amazon.com/batch/latest/userguide/job_dependencies.html
 */
export class QueueLanes {
  readonly #free: Lane[]
  readonly #taken = new Map<PlannedRun, Lane>()

  /** @param count The most jobs at the same time; undefined: no limit, and no lanes */
  constructor(count: number | undefined) {
    this.#free = Array.from({ length: count ?? 0 }, () => ({ lastJob: undefined, count: 0 }))
  }

  /**
   * Takes a lane for a run, at most as many at the same time as there are: one whose last job the run needs anyhow, or
   * else the one with the fewest jobs.
   */
  take(planned: PlannedRun, needed: readonly string[]): void {
    const isNeeded = ({ lastJob }: Lane) => lastJob !== undefined && needed.includes(lastJob)
    const lane = this.#free.find(isNeeded) ?? this.#free.toSorted((a, b) => a.count - b.count)[0]
    if (lane === undefined) return
    this.#free.splice(this.#free.indexOf(lane), 1)
    this.#taken.set(planned, lane)
  }

  /** The job that must succeed before that of the run starts; undefined where its lane is empty. */
  getPredecessor(planned: PlannedRun): string | undefined {
    return this.#taken.get(planned)?.lastJob
  }

  /** Frees the lane of a run that has ended. `job` is the id of its job if that continues without the step. */
  free(planned: PlannedRun, job: string | undefined): void {
    const lane = this.#taken.get(planned)
    if (lane === undefined) return
    this.#taken.delete(planned)
    this.#free.push(job === undefined ? lane : { lastJob: job, count: lane.count + 1 })
  }
}
