import { singleAttempt } from '../../aws/aws-client.ts'
import { isAccessDenied } from '../../aws/errors.ts'
import { neverAborted } from '../../lib/abort.ts'
import type { Clock } from '../../lib/clock.ts'
import type { BatchClients } from './clients.ts'
import { type BatchJob, parseQueueSnapshot } from './responses.ts'

/** How long a snapshot counts for all jobs of its queue. */
const snapshotMs = 60_000
/** https://docs.aws.amazon.com/batch/latest/APIReference/API_GetJobQueueSnapshot.html */
const maxListed = 100

interface Snapshot {
  readonly at: number
  /** The ARNs of the jobs at the front of the queue; undefined when they cannot be read. */
  readonly arns: Promise<readonly (string | undefined)[] | undefined>
}

/** The places of jobs in their queues, looked up once a minute for all jobs of a queue. */
export class QueueSnapshots {
  readonly #clients: BatchClients
  readonly #clock: Clock
  readonly #byQueue = new Map<string, Snapshot>()

  constructor(clients: BatchClients, clock: Clock) {
    this.#clients = clients
    this.#clock = clock
  }

  /** The place of a job as a clause; undefined when it is unknown. The place is optional: never throws. */
  async describePlace({ jobQueue, jobArn, jobId }: BatchJob): Promise<string | undefined> {
    const arns = jobQueue === undefined ? undefined : await this.#list(jobQueue)
    if (arns === undefined) return undefined
    const index = arns.findIndex((arn) => arn === jobArn || arn?.endsWith(`/${jobId}`))
    if (index >= 0) return `it is number ${index + 1} in the queue`
    return arns.length >= maxListed ? `it is not among the first ${maxListed} in the queue` : undefined
  }

  async #list(jobQueue: string): Promise<readonly (string | undefined)[] | undefined> {
    const known = this.#byQueue.get(jobQueue)
    if (known !== undefined && this.#clock.now() - known.at < snapshotMs) return await known.arns
    const arns = this.#look(jobQueue).catch((error: unknown) => {
      // Without permission it is not looked up again.
      if (isAccessDenied(error))
        this.#byQueue.set(jobQueue, { at: Number.POSITIVE_INFINITY, arns: Promise.resolve(undefined) })
      return undefined
    })
    this.#byQueue.set(jobQueue, { at: this.#clock.now(), arns })
    return await arns
  }

  async #look(jobQueue: string): Promise<readonly (string | undefined)[]> {
    const { sdk, batch } = this.#clients
    const command = new sdk.GetJobQueueSnapshotCommand({ jobQueue })
    // All jobs share a look: the abort of one does not end it for the others.
    const snapshot = await batch.call(neverAborted, (client, options) => client.send(command, options), singleAttempt)
    return (parseQueueSnapshot(snapshot)?.frontOfQueue?.jobs ?? []).map((job) => job.jobArn)
  }
}
