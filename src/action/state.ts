import type { Environment } from '../lib/environment.ts'
import { loadToolkit } from './log.ts'

/** A Batch job that must not outlast a cancelled run; its id is not known while its submission is under way. */
export interface JobState {
  readonly region: string
  /** Name or ARN. */
  readonly queue: string
  readonly name: string
  readonly id?: string | undefined
  /** Tells our own job from others of the name. */
  readonly outputUuid: string
}

/** What main leaves for post. Never a credential: the runner keeps state in a file. */
export interface State {
  /** Marks every container and temporary folder of this step. */
  readonly runId: string
  readonly pipeClass: string
  /** The folder of the local context, where a pull may have been cut short. */
  readonly contextFolder?: string | undefined
  /** Batch jobs that post makes sure of. */
  readonly jobs: readonly JobState[]
  /** Main wrote the summary and the result. Otherwise post says that it could not. */
  readonly reported: boolean
  /** A container may be left: main was killed, or the engine was gone when main would have removed it. */
  readonly unclean: boolean
}

const key = 'run'

/** Leaves the state for post, all of it again with each news. Before anything is started something is left, so that a killed main can be cleaned up after. */
export class StateWriter {
  #state: State = { runId: '', pipeClass: '', jobs: [], reported: false, unclean: false }

  async update(news: Partial<Omit<State, 'jobs'>>): Promise<void> {
    await this.#save({ ...this.#state, ...news })
  }

  /** A job that post makes sure of; what was known of it before is replaced. */
  async addJob(job: JobState): Promise<void> {
    await this.#save({ ...this.#state, jobs: [...this.#without(job.outputUuid), job] })
  }

  /** A job that goes on without us. */
  async removeJob(outputUuid: string): Promise<void> {
    await this.#save({ ...this.#state, jobs: this.#without(outputUuid) })
  }

  #without(outputUuid: string): readonly JobState[] {
    return this.#state.jobs.filter((job) => job.outputUuid !== outputUuid)
  }

  async #save(state: State): Promise<void> {
    this.#state = state
    const core = await loadToolkit()
    core.saveState(key, JSON.stringify(state))
  }
}

/** The state that main left; undefined where it started nothing. */
export function readState(env: Environment): State | undefined {
  const text = env[`STATE_${key}`]
  if (!text) return undefined
  const state: unknown = JSON.parse(text)
  if (typeof state !== 'object' || state === null) return undefined
  const { runId, pipeClass, contextFolder, jobs, reported, unclean }: Record<string, unknown> = { ...state }
  if (typeof runId !== 'string' || typeof pipeClass !== 'string') return undefined
  return {
    runId,
    pipeClass,
    reported: reported === true,
    unclean: unclean === true,
    jobs: Array.isArray(jobs) ? jobs.flatMap(jobState) : [],
    ...(typeof contextFolder === 'string' && { contextFolder }),
  }
}

function jobState(value: unknown): JobState[] {
  if (typeof value !== 'object' || value === null) return []
  const { region, queue, name, id, outputUuid }: Record<string, unknown> = { ...value }
  if (typeof region !== 'string' || typeof queue !== 'string' || typeof name !== 'string') return []
  if (typeof outputUuid !== 'string') return []
  return [{ region, queue, name, outputUuid, ...(typeof id === 'string' && { id }) }]
}
