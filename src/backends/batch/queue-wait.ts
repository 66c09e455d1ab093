import type { JobDetail } from '@aws-sdk/client-batch'
import type { JobFailure } from '../backend.ts'
import type { BatchClock, Clients } from './client.ts'

/** How long a reason may stand before it is believed: environments are made larger, and some reasons pass. */
const graceMs = 13 * 60_000
/** Between two looks at the queue. */
const positionEveryMs = 60_000

/** AWS's codes for why a job is not started, in plain words: https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html */
const plain: readonly (readonly [string, string])[] = [
  [
    'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT',
    'it asks for more vCPUs, memory or GPUs than any compute environment of the queue can give',
  ],
  [
    'MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE',
    'the queue’s compute environments may not grow large enough for it',
  ],
  ['MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS', 'Batch’s service role lacks permissions'],
  ['CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY', 'AWS has no free instances of the types that the queue uses'],
  ['UNDETERMINED', 'AWS does not know why'],
]

/** A reason in plain words, with AWS's own behind it. */
export function explainReason(reason: string): string {
  const words = plain.find(([code]) => reason.includes(code))?.[1]
  return words === undefined ? reason : `${words} (${reason})`
}

const codeOf = (reason: string) => /[A-Z]+:[A-Z_]+|UNDETERMINED/.exec(reason)?.[0]

/** Follows a job's time before it runs: for how long, at which place, and why. Waiting for other jobs does not count. */
export class QueueWait {
  readonly #clients: Clients
  readonly #clock: BatchClock
  readonly #limitMs: number
  #since: number | undefined
  #reason: { readonly text: string; readonly since: number } | undefined
  #positionAt = Number.NEGATIVE_INFINITY
  #said = ''

  constructor(clients: Clients, clock: BatchClock, limitMs: number) {
    this.#clients = clients
    this.#clock = clock
    this.#limitMs = limitMs
  }

  /** What is new about the wait, in a sentence, and whether it has to be ended. Called with the job at each look. */
  async look(job: JobDetail, signal: AbortSignal): Promise<{ readonly news?: string; readonly fault?: JobFailure }> {
    const now = this.#clock.now()
    const { status, statusReason = '' } = job
    if (status !== 'SUBMITTED' && status !== 'RUNNABLE' && status !== 'STARTING') {
      this.#since = undefined
      this.#reason = undefined
      return {}
    }
    this.#since ??= now
    // Kept as AWS has it now, since TerminateJob writes its own over it; one that AWS takes back has passed.
    if (statusReason !== (this.#reason?.text ?? ''))
      this.#reason = statusReason === '' ? undefined : { text: statusReason, since: now }
    const fault = this.#fault(now)
    if (fault !== undefined) return { fault }
    const words = [await this.#position(job, now, signal), this.#reason && explainReason(this.#reason.text)]
    const news = words.filter((word) => word !== undefined).join('; ')
    if (news === '' || news === this.#said) return {}
    this.#said = news
    return { news: `The job waits: ${news}.` }
  }

  #fault(now: number): JobFailure | undefined {
    const { text = '', since = now } = this.#reason ?? {}
    if (text.includes('MISCONFIGURATION:') && now - since >= graceMs) {
      return {
        verdict: 'unschedulable',
        evidence: `The job was ended: for ${minutes(now - since)} AWS says that it cannot be placed: ${explainReason(text)}.`,
        advice: `Lower \`vcpus\`, \`memory-mib\` or \`gpus\`, or enlarge the queue’s compute environments (${codeOf(text)}).`,
      }
    }
    if (now - (this.#since ?? now) < this.#limitMs) return undefined
    const because = text === '' ? 'AWS gives no reason' : explainReason(text)
    return {
      verdict: 'queue-timeout',
      evidence: `The job was ended: it waited ${minutes(now - (this.#since ?? now))} in the queue without being started; ${because}.`,
      advice: 'Raise `queue-timeout-minutes`, or use a queue with more room. The next try may be lucky.',
    }
  }

  async #position(
    { jobId, jobQueue, jobArn, status }: JobDetail,
    now: number,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (status !== 'RUNNABLE' || now - this.#positionAt < positionEveryMs) return undefined
    this.#positionAt = now
    const { sdk, batch } = this.#clients
    try {
      const command = new sdk.GetJobQueueSnapshotCommand({ jobQueue })
      const { frontOfQueue } = await batch.send(command, { abortSignal: signal })
      const jobs = frontOfQueue?.jobs ?? []
      const at = jobs.findIndex(
        (job) => job.jobArn === jobArn || (jobId !== undefined && job.jobArn?.endsWith(`/${jobId}`)),
      )
      if (at >= 0) return `it is number ${at + 1} in the queue`
      return jobs.length >= 100 ? 'it is not among the first 100 in the queue' : undefined
    } catch {
      // A nicety: whoever may not ask does without.
      this.#positionAt = Number.POSITIVE_INFINITY
      return undefined
    }
  }
}

const minutes = (ms: number) => `${Math.max(1, Math.round(ms / 60_000))} min`
