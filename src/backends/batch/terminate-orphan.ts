import type { Identity } from '../../aws/identity.ts'
import type { Environment } from '../../lib/environment.ts'
import { openClients } from './client.ts'
import { describeJobs, isFinished, listJobsByName, terminate } from './jobs.ts'
import { createCancelReason, type WorkflowOrigin } from './settings.ts'

/** A job that main may have left. */
export interface OrphanJob {
  readonly queue: string
  readonly name: string
  readonly id?: string | undefined
  readonly outputUuid: string
}

/** The step that left it. */
export interface OrphanContext {
  readonly identity: () => Promise<Identity>
  readonly env: Environment
  readonly origin: WorkflowOrigin
}

/** Ends a job that main left, if it is still alive, and says what there was to do. One whose id nobody lived to tell is found by its name. */
export async function terminateOrphan(
  { identity, env, origin }: OrphanContext,
  { queue, name, id, outputUuid }: OrphanJob,
): Promise<string> {
  const clients = await openClients(await identity(), env)
  const signal = AbortSignal.timeout(endLeftMs)
  const known =
    id ??
    (await listJobsByName(clients, queue, name, signal)).find(({ receipt }) => receipt?.outputUuid === outputUuid)?.id
  if (known === undefined) return 'No Batch job was left.'
  const [detail] = await describeJobs(clients, [known], signal)
  if (detail === undefined || isFinished(detail.status))
    return `Batch job ${known} is over: ${detail?.status ?? 'unknown'}${detail?.statusReason ? ` (${detail.statusReason})` : ''}.`
  await terminate(clients, known, createCancelReason(origin))
  return `Batch job ${known} was ${detail.status}, and has been told to end.`
}

const endLeftMs = 60_000
