import { raceSignal } from '../../lib/abort.ts'
import type { Clock } from '../../lib/clock.ts'
import type { JobFailure } from '../backend.ts'
import type { QueueSnapshots } from './queue-snapshots.ts'
import type { BatchJob } from './responses.ts'

/**
 * How long AWS must report a misconfiguration before the job is terminated. Environments can grow, and AWS may withdraw
 * a reason.
 */
const graceMs = 13 * 60_000
/** How often the position in the queue is looked up. */
const positionIntervalMs = 60_000

/**
 * Explanations of AWS's codes for a job that does not start:
 * https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable.html
 */
const explanations: readonly (readonly [string, string])[] = [
  [
    'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT',
    'it requests more vCPUs, memory or GPUs than any compute environment of the queue has',
  ],
  [
    'MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE',
    'the maximum vCPUs of the queue’s compute environments are too low for it',
  ],
  ['MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS', 'Batch’s service role lacks permissions'],
  ['CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY', 'AWS has no free instances of the types that the queue uses'],
  ['UNDETERMINED', 'AWS cannot determine why'],
]

/** An explanation of a status reason, followed by the reason itself. */
export function explainStatusReason(reason: string): string {
  const explanation = explanations.find(([code]) => reason.includes(code))?.[1]
  return explanation === undefined ? reason : `${explanation} (${reason})`
}

const getReasonCode = (reason: string) => /[A-Z]+:[A-Z_]+|UNDETERMINED/.exec(reason)?.[0]

/** How long a job has waited to start, its position in the queue, and why. Waiting for other jobs does not count. */
export class QueueWait {
  readonly #snapshots: QueueSnapshots
  readonly #clock: Clock
  readonly #limitMs: number
  #since: number | undefined
  #reason: { readonly text: string; readonly since: number } | undefined
  #positionAt = Number.NEGATIVE_INFINITY
  #lastMessage = ''

  constructor(snapshots: QueueSnapshots, clock: Clock, limitMs: number) {
    this.#snapshots = snapshots
    this.#clock = clock
    this.#limitMs = limitMs
  }

  /**
   * Takes a new description of the job. Resolves with a sentence when something changed, or with the reason to
   * terminate the job.
   */
  async update(
    job: BatchJob,
    signal: AbortSignal,
  ): Promise<{ readonly message?: string; readonly failure?: JobFailure }> {
    const now = this.#clock.now()
    const { status, statusReason = '' } = job
    if (status !== 'SUBMITTED' && status !== 'RUNNABLE' && status !== 'STARTING') {
      this.#since = undefined
      this.#reason = undefined
      return {}
    }
    this.#since ??= now
    // Kept here, because TerminateJob replaces it. A reason that AWS withdraws no longer counts.
    if (statusReason !== (this.#reason?.text ?? ''))
      this.#reason = statusReason === '' ? undefined : { text: statusReason, since: now }
    const failure = this.#checkLimits(now)
    if (failure !== undefined) return { failure }
    const position = await this.#describePosition(job, now, signal)
    const parts = [position, this.#reason && explainStatusReason(this.#reason.text)]
    const message = parts.filter((part) => part !== undefined).join('; ')
    if (message === '' || message === this.#lastMessage) return {}
    this.#lastMessage = message
    return { message: `The job waits: ${message}.` }
  }

  #checkLimits(now: number): JobFailure | undefined {
    const { text = '', since = now } = this.#reason ?? {}
    if (text.includes('MISCONFIGURATION:') && now - since >= graceMs) {
      return {
        verdict: 'unschedulable',
        evidence: `The job was terminated: for ${formatMinutes(now - since)} AWS reported that it cannot be placed: ${explainStatusReason(text)}.`,
        advice: `Lower \`vcpus\`, \`memory-mib\` or \`gpus\`, or enlarge the queue’s compute environments (${getReasonCode(text)}).`,
      }
    }
    const waitedMs = now - (this.#since ?? now)
    if (waitedMs < this.#limitMs) return undefined
    const reason = text === '' ? 'AWS gives no reason' : explainStatusReason(text)
    return {
      verdict: 'queue-timeout',
      evidence: `The job was terminated: it waited ${formatMinutes(waitedMs)} in the queue and did not start; ${reason}.`,
      advice: 'Raise `queue-timeout-minutes`, or use a queue with more capacity. A retry may succeed.',
    }
  }

  async #describePosition(job: BatchJob, now: number, signal: AbortSignal): Promise<string | undefined> {
    if (job.status !== 'RUNNABLE' || now - this.#positionAt < positionIntervalMs) return undefined
    this.#positionAt = now
    return await raceSignal(this.#snapshots.describePlace(job), signal)
  }
}

const formatMinutes = (ms: number) => `${Math.max(1, Math.round(ms / 60_000))} min`
