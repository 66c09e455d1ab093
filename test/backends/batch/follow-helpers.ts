import type { JobDetail } from '@aws-sdk/client-batch'
import type { JobListener, JobResult } from '../../../src/backends/backend.ts'
import { ConsoleLinks } from '../../../src/backends/batch/console-links.ts'
import { followJob } from '../../../src/backends/batch/follow.ts'
import { JobPoller } from '../../../src/backends/batch/job-poller.ts'
import { JobTerminator } from '../../../src/backends/batch/job-terminator.ts'
import { createLogLimiter } from '../../../src/backends/batch/log-limits.ts'
import { QueueSnapshots } from '../../../src/backends/batch/queue-snapshots.ts'
import { type BatchJob, parseBatchJob } from '../../../src/backends/batch/responses.ts'
import { type Answer, type Call, createFastClock, Fault, Page, startBatchWire } from '../../testbed/batch-wire.ts'

export const never = new AbortController().signal
export const jobId = 'job-1'
export const logStreamName = 'orders/default/1'
export const startedAt = Date.parse('2026-01-05T10:00:00Z')

type Container = NonNullable<JobDetail['container']>

/** A job as DescribeJobs returns it. */
export const createJob = (status: JobDetail['status'], more: Partial<JobDetail> = {}): JobDetail => ({
  jobId,
  jobName: 'orders',
  jobQueue: 'q',
  jobDefinition: undefined,
  startedAt: undefined,
  status,
  ...more,
})

export const runningJob = createJob('RUNNING', { startedAt, container: { logStreamName } })

/** An ended attempt. */
export const createAttempt = (container: Container, statusReason = 'Essential container in task exited') => ({
  startedAt,
  stoppedAt: startedAt + 60_000,
  statusReason,
  container: { logStreamName, ...container },
})

/** An ended job with one attempt. */
export const createEndedJob = (
  status: 'SUCCEEDED' | 'FAILED',
  container: Container = { exitCode: 0 },
  statusReason = 'Essential container in task exited',
  more: Partial<JobDetail> = {},
): JobDetail =>
  createJob(status, {
    statusReason,
    container: { logStreamName, ...container },
    attempts: [createAttempt(container, statusReason)],
    ...more,
  })

/** The job of a response, as it is parsed. */
export function parse(job: JobDetail): BatchJob {
  const parsed = parseBatchJob(job)
  if (parsed === undefined) throw new Error('The job is not readable.')
  return parsed
}

/** An event of CloudWatch Logs. */
export const createEvent = (message: string) => ({ message, timestamp: startedAt })

export interface Scene {
  /** What DescribeJobs answers, poll by poll. The last answer repeats. `unknown`: Batch does not know the job. */
  readonly polls: readonly (JobDetail | Fault | Page | 'cut' | 'unknown')[]
  /** What GetLogEvents answers, by the number of the call from 1, and the number of polls so far. */
  readonly log?: (call: Call, calls: number, polls: number) => Answer | undefined
  readonly others?: (call: Call, calls: number) => Answer | undefined
  readonly queueTimeoutMs?: number
  readonly timeoutMs?: number
  readonly isSpot?: boolean
  readonly defersLogs?: boolean
  readonly signal?: AbortSignal
  /** Uses the result while the service still answers. */
  readonly use?: (result: JobResult, wire: { readonly named: (name: string) => readonly Call[] }) => Promise<void>
  /** Sets the time of day at this poll. */
  readonly shiftDate?: { readonly atPoll: number; readonly ms: number }
}

/** Follows a job through a scene. `result` is the result or the error, `reported` what the listener received. */
export async function follow(scene: Scene) {
  const clock = createFastClock(startedAt)
  const startMs = clock.now()
  const order: string[] = []
  let polls = 0
  await using wire = await startBatchWire((call, calls) => {
    order.push(call.name)
    if (call.name === 'describejobs') {
      polls = calls
      if (scene.shiftDate?.atPoll === calls) clock.shiftDate(scene.shiftDate.ms)
      const answer = scene.polls[Math.min(calls, scene.polls.length) - 1]
      if (answer instanceof Fault || answer instanceof Page || answer === 'cut') return answer
      return { jobs: answer === undefined || answer === 'unknown' ? [] : [answer] }
    }
    if (call.name === 'getlogevents') return scene.log?.(call, calls, polls)
    return scene.others?.(call, calls)
  })
  const reported: string[] = []
  const listener: JobListener = {
    lines: async (_, lines) => void reported.push(...lines.map((line) => `| ${line}`)),
    changed: async (text) => void reported.push(text),
    attempt: async (number) => void reported.push(`# ${number}`),
    known: async () => undefined,
  }
  const { queueTimeoutMs = 3_600_000, timeoutMs = 3_600_000, isSpot = false, defersLogs = false } = scene
  const result: JobResult | unknown = await followJob(
    { id: jobId, name: 'orders', url: 'https://console/job-1' },
    listener,
    {
      clients: wire.clients,
      poller: new JobPoller(wire.clients, clock),
      terminator: new JobTerminator(wire.clients),
      snapshots: new QueueSnapshots(wire.clients, clock),
      rateLimiter: createLogLimiter(clock),
      clock,
      links: new ConsoleLinks('aws', 'us-east-1'),
      isSpot,
      queueTimeoutMs,
      timeoutMs,
      cancelReason: 'our reason',
      defersLogs,
    },
    scene.signal ?? never,
  )
    .then(async (ended) => {
      await scene.use?.(ended, wire)
      return ended
    })
    .catch((error: unknown) => error)
  return {
    result,
    reported,
    lines: reported.filter((line) => line.startsWith('|')),
    named: (name: string) => wire.named(name),
    clock,
    order,
    minutes: (clock.now() - startMs) / 60_000,
  }
}
