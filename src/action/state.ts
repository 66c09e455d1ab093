import type { Environment } from '../lib/environment.ts'
import { getField, getList, getString, isObject, parseJson } from '../lib/json.ts'
import { loadToolkit } from './log.ts'

/** What post needs to end a container or job that main could not end. */
export interface OrphanRecord {
  /** The backend that it runs on. */
  readonly backend: string
  /** The uuid of the output bundle: one record for each. */
  readonly outputUuid: string
  /** The backend's own fields. Never a credential. */
  readonly fields: Readonly<Record<string, string>>
}

/** What main leaves for post. Never a credential: the runner keeps state in a file. */
export interface State {
  /** Marks every container and temporary folder of this step. */
  readonly runId: string
  readonly pipeClass: string
  /** The folder of the local context, where a pull may have been interrupted. */
  readonly contextFolder?: string | undefined
  readonly orphans: readonly OrphanRecord[]
  /** Main wrote the summary and the result file. Otherwise post reports that main could not. */
  readonly reported: boolean
  /** A container may still be there: main was killed, or the engine was gone when main wanted to remove it. */
  readonly unclean: boolean
}

const key = 'run'

/** Saves the state for post. Each call saves the whole state, so that post can clean up whenever main is killed. */
export class StateWriter {
  #state: State = { runId: '', pipeClass: '', orphans: [], reported: false, unclean: false }

  async update(changes: Partial<Omit<State, 'orphans'>>): Promise<void> {
    await this.#save({ ...this.#state, ...changes })
  }

  /** Adds a record for post, or replaces the record with the same output. */
  async addOrphan(orphan: OrphanRecord): Promise<void> {
    await this.#save({ ...this.#state, orphans: [...this.#without(orphan.outputUuid), orphan] })
  }

  /** Removes the record of a job that continues without this step. */
  async removeOrphan(outputUuid: string): Promise<void> {
    await this.#save({ ...this.#state, orphans: this.#without(outputUuid) })
  }

  #without(outputUuid: string): readonly OrphanRecord[] {
    return this.#state.orphans.filter((orphan) => orphan.outputUuid !== outputUuid)
  }

  async #save(state: State): Promise<void> {
    this.#state = state
    const core = await loadToolkit()
    core.saveState(key, JSON.stringify(state))
  }
}

/** The state that main saved; undefined when main started nothing. */
export function readState(env: Environment): State | undefined {
  const state = parseJson(env[`STATE_${key}`] ?? '')
  const runId = getString(state, 'runId')
  const pipeClass = getString(state, 'pipeClass')
  const contextFolder = getString(state, 'contextFolder')
  if (runId === undefined || pipeClass === undefined) return undefined
  return {
    runId,
    pipeClass,
    reported: getField(state, 'reported') === true,
    unclean: getField(state, 'unclean') === true,
    orphans: getList(state, 'orphans').flatMap(parseOrphan),
    ...(contextFolder !== undefined && { contextFolder }),
  }
}

function parseOrphan(value: unknown): OrphanRecord[] {
  const backend = getString(value, 'backend')
  const outputUuid = getString(value, 'outputUuid')
  const fields = getField(value, 'fields')
  if (backend === undefined || outputUuid === undefined || !isObject(fields)) return []
  const texts = Object.entries(fields).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []))
  return [{ backend, outputUuid, fields: Object.fromEntries(texts) }]
}
