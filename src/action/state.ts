import { toolkit } from './log.ts'
import type { Environment } from './reader.ts'

/** What main leaves for post. Never a credential: the runner keeps state in a file. */
export interface State {
  /** Marks every container and temporary folder of this step. */
  readonly runId: string
  readonly pipeClass: string
  /** The folder of the local context, where a pull may have been cut short. */
  readonly contextFolder?: string | undefined
  /** Main wrote the summary and the result. Otherwise post says that it could not. */
  readonly reported: boolean
  /** A container may be left: main was killed, or the engine was gone when main would have removed it. */
  readonly unclean: boolean
}

const key = 'run'

/** Leaves the state for post; the last one counts. Called before anything is started, so that a killed main can be cleaned up after. */
export async function saveState(state: State): Promise<void> {
  const core = await toolkit()
  core.saveState(key, JSON.stringify(state))
}

/** The state that main left; undefined where it started nothing. */
export function readState(env: Environment): State | undefined {
  const text = env[`STATE_${key}`]
  if (!text) return undefined
  const state: unknown = JSON.parse(text)
  if (typeof state !== 'object' || state === null) return undefined
  const { runId, pipeClass, contextFolder, reported, unclean }: Record<string, unknown> = { ...state }
  if (typeof runId !== 'string' || typeof pipeClass !== 'string') return undefined
  return {
    runId,
    pipeClass,
    reported: reported === true,
    unclean: unclean === true,
    ...(typeof contextFolder === 'string' && { contextFolder }),
  }
}
