import { getContextFolder } from '../local/context.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { PhaseContext } from './dependencies.ts'

/** Saves what post cleans up when main cannot. Called before anything is started. */
export async function saveState({ run, dependencies }: PhaseContext<RunTarget>): Promise<void> {
  const { home, state, stepId: runId } = dependencies
  const contextFolder = getContextFolder({ home, name: run.context.local })
  await state.update({ runId, pipeClass: run.pipeClass.name, contextFolder, unclean: true })
}

/** Saves what post needs to end a container or job; replaces what was saved for the same output. */
export async function saveOrphan(
  { dependencies, backend, runId }: PhaseContext<RunTarget>,
  outputUuid: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await dependencies.state.addOrphan({ backend: backend.kind, runId, outputUuid, fields })
}
