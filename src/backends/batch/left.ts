import type { Environment, Identity } from '../../aws/identity.ts'
import { openClients } from './client.ts'
import { describeJobs, isOver, jobsNamed, terminate } from './jobs.ts'
import { cancelReasonOf, type Origin } from './settings.ts'

/** A job that main may have left. */
export interface LeftJob {
  readonly queue: string
  readonly name: string
  readonly id?: string | undefined
  readonly outputUuid: string
}

/** The step that left it. */
export interface LeftBy {
  readonly identity: () => Promise<Identity>
  readonly env: Environment
  readonly origin: Origin
}

/** Ends a job that main left, if it is still alive, and says what there was to do. One whose id nobody lived to tell is found by its name. */
export async function endLeft(
  { identity, env, origin }: LeftBy,
  { queue, name, id, outputUuid }: LeftJob,
): Promise<string> {
  const clients = await openClients(await identity(), env)
  const signal = AbortSignal.timeout(endLeftMs)
  const known =
    id ?? (await jobsNamed(clients, queue, name, signal)).find(({ receipt }) => receipt?.outputUuid === outputUuid)?.id
  if (known === undefined) return 'No Batch job was left.'
  const [detail] = await describeJobs(clients, [known], signal)
  if (detail === undefined || isOver(detail.status))
    return `Batch job ${known} is over: ${detail?.status ?? 'unknown'}${detail?.statusReason ? ` (${detail.statusReason})` : ''}.`
  await terminate(clients, known, cancelReasonOf(origin))
  return `Batch job ${known} was ${detail.status}, and has been told to end.`
}

const endLeftMs = 60_000
