import type { JobState } from '../action/state.ts'
import { localContextFolder } from '../local/context.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { Step } from './dependencies.ts'

/** Leaves for post what it must clean up if nobody else does: before anything is started, and for a job when more is known of it. */
export async function saveState(
  { run, dependencies, reporter }: Step<RunTarget>,
  job?: Omit<JobState, 'region' | 'queue'>,
): Promise<void> {
  if (job !== undefined && run.batch !== undefined) {
    const { region } = await dependencies.identity()
    await dependencies.state.addJob({ ...job, region, queue: run.batch.queue })
    return
  }
  const folder = localContextFolder({ home: dependencies.home, name: run.context.local })
  await dependencies.state.update({
    runId: reporter.runId,
    pipeClass: run.pipeClass.name,
    contextFolder: folder,
    unclean: true,
  })
}
