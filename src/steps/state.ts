import type { JobState } from '../action/state.ts'
import type { Step } from '../parts.ts'
import type { Goal } from '../plan.ts'
import { contextFolder } from '../remote/local.ts'

/** Leaves for post what it must clean up if nobody else does: before anything is started, and for a job when more is known of it. */
export async function keepState(
  { run, parts, teller }: Step<Goal>,
  job?: Omit<JobState, 'region' | 'queue'>,
): Promise<void> {
  if (job !== undefined && run.batch !== undefined) {
    const { region } = await parts.identity()
    await parts.state.job({ ...job, region, queue: run.batch.queue })
    return
  }
  const folder = contextFolder({ home: parts.home, name: run.context.local })
  await parts.state.know({ runId: teller.runId, pipeClass: run.pipeClass.name, contextFolder: folder, unclean: true })
}
