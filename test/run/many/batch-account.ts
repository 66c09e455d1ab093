import type { Backend } from '../../../src/backends/backend.ts'
import { BatchBackend, batchCapabilities } from '../../../src/backends/batch/batch-backend.ts'
import type { BatchConnection } from '../../../src/backends/batch/connection.ts'
import { ConsoleLinks } from '../../../src/backends/batch/console-links.ts'
import { JobPoller } from '../../../src/backends/batch/job-poller.ts'
import { JobTerminator } from '../../../src/backends/batch/job-terminator.ts'
import { createLogLimiter } from '../../../src/backends/batch/log-limits.ts'
import { QueueSnapshots } from '../../../src/backends/batch/queue-snapshots.ts'
import { systemClock } from '../../../src/lib/clock.ts'
import { getField, getString } from '../../../src/lib/json.ts'
import { Memo } from '../../../src/lib/memo.ts'
import { origin, settings } from '../../backends/batch/fixtures.ts'
import { type Answer, type Call, matchesFilter, startBatchWire, throttled } from '../../testbed/batch-wire.ts'
import { stepIdentity } from '../fixtures.ts'

/** A job as DescribeJobs returns it. */
interface AccountJob {
  readonly jobId: string
  readonly jobName: string
  readonly jobQueue: string
  readonly status: string
  readonly statusReason?: string
  readonly container: unknown
}

/**
 * A double of AWS Batch at the wire, whose jobs run, or wait for a host, until they are terminated. It refuses each
 * tenth request to submit or terminate jobs for its rate, and loses each 97th response to such a request, and the
 * seventh to terminate many.
 */
class BatchAccount {
  readonly jobs = new Map<string, AccountJob>()
  readonly terminated = new Set<string>()
  readonly followed = new Set<string>()
  /** Jobs that were described since they are followed. */
  readonly described = new Set<string>()
  lostSubmissions = 0
  readonly #status: 'RUNNING' | 'RUNNABLE'

  constructor(status: 'RUNNING' | 'RUNNABLE') {
    this.#status = status
  }

  answer({ name, body }: Call, times: number): Answer | undefined {
    const isChange = name === 'submitjob' || name === 'terminatejob' || name === 'terminatejobs'
    if (isChange && times % 10 === 0) return throttled
    const answer = this.#carryOut(name, body)
    if (!isChange || times % (name === 'terminatejobs' ? 7 : 97) !== 0) return answer
    if (name === 'submitjob') this.lostSubmissions += 1
    return 'cut'
  }

  #carryOut(name: string, body: Call['body']): Answer | undefined {
    if (name === 'submitjob') {
      const [jobId, jobName] = [`job-${this.jobs.size + 1}`, getString(body, 'jobName') ?? '']
      const environment = getField(body, 'containerOverrides', 'environment')
      this.jobs.set(jobId, { jobId, jobName, jobQueue: 'nightly', status: this.#status, container: { environment } })
      return { jobId, jobName }
    }
    if (name === 'terminatejob') {
      this.#terminate(getString(body, 'jobId') ?? '', body)
      return {}
    }
    if (name === 'terminatejobs') {
      for (const id of listIds(body)) this.#terminate(id, body)
      return { successful: listIds(body), errors: [] }
    }
    if (name === 'listjobs') {
      return { jobSummaryList: [...this.jobs.values()].filter(({ jobName }) => matchesFilter(body, jobName)) }
    }
    if (name !== 'describejobs') return undefined
    const jobs = listIds(body).flatMap((id) => this.jobs.get(id) ?? [])
    for (const { jobId } of jobs) if (this.followed.has(jobId)) this.described.add(jobId)
    return { jobs }
  }

  #terminate(id: string, { reason }: Call['body']): void {
    this.terminated.add(id)
    const job = this.jobs.get(id)
    // A job without a host ends at once.
    if (job?.status === 'RUNNABLE') this.jobs.set(id, { ...job, status: 'FAILED', statusReason: String(reason) })
  }
}

/** The ids in a request of DescribeJobs or TerminateJobs. */
export function listIds(body: Call['body']): readonly string[] {
  return Object.values(Object(body['jobs'])).map(String)
}

/**
 * Opens an account, and the members of a backend whose jobs are in it. `onCall` is called after each call. With
 * `queueTimeoutMs`, no job gets a host, and the backend waits so long.
 */
export async function openBatchAccount({
  onCall = () => undefined,
  queueTimeoutMs,
}: {
  readonly onCall?: (account: BatchAccount) => void
  readonly queueTimeoutMs?: number
}) {
  const account = new BatchAccount(queueTimeoutMs === undefined ? 'RUNNING' : 'RUNNABLE')
  const answer = (call: Call, times: number) => {
    const answered = account.answer(call, times)
    onCall(account)
    return answered
  }
  const wire = await startBatchWire(answer, { limits: {} })
  const connection: BatchConnection = {
    clients: wire.clients,
    poller: new JobPoller(wire.clients, systemClock),
    terminator: new JobTerminator(wire.clients),
    snapshots: new QueueSnapshots(wire.clients, systemClock),
    rateLimiter: createLogLimiter(systemClock),
    links: new ConsoleLinks('aws', 'us-east-1'),
    ...{ followed: new Set(), queues: new Memo(), definitions: new Memo(), earlierJobs: new Memo() },
  }
  const batch = new BatchBackend({
    ...{
      env: {},
      origin,
      settings: { ...settings, ...(queueTimeoutMs !== undefined && { queueTimeoutMs }) },
      timeoutMs: 3_600_000,
    },
    identity: async () => stepIdentity,
    findLocalImage: () => Promise.reject(new Error('no engine')),
    connect: async () => connection,
  })
  const backend: Partial<Backend> = {
    can: batchCapabilities,
    createOrphanFields: (task, job) => batch.createOrphanFields(task, job),
    launch: (task, signal) => batch.launch(task, signal),
    follow: (job, listener, signal) => {
      account.followed.add(job.id)
      return batch.follow(job, listener, signal)
    },
    stop: (runId, job) => batch.stop(runId, job),
  }
  return { account, wire, backend, [Symbol.asyncDispose]: () => wire[Symbol.asyncDispose]() }
}
