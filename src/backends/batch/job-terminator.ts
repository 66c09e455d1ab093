import { type CallLimits, patientLimits, singleAttempt } from '../../aws/aws-client.ts'
import { isConnectionError, isExpiredToken, isThrottling, toAwsFailure } from '../../aws/errors.ts'
import { limitTime } from '../../lib/abort.ts'
import { CallCollector } from '../../lib/call-collector.ts'
import { findTlsFailure } from '../../lib/tls-errors.ts'
import type { BatchClients } from './clients.ts'
import { maxReasonLength, terminateJob } from './jobs.ts'
import { parseTerminations } from './responses.ts'

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_TerminateJobs.html */
const maxJobsPerTermination = 50
/** How long a job waits for others that are terminated with it, in milliseconds. */
const collectMs = 20

/** Why a job is terminated, and therefore how long AWS may take to accept that. */
type Occasion = 'cancellation' | 'limit' | 'orphan'

interface OccasionLimits {
  /** For all attempts together, in milliseconds. */
  readonly totalMs: number
  readonly limits: Partial<CallLimits>
  /** Of these, other limits of a call for many jobs. */
  readonly together?: Partial<CallLimits>
}

/** The limits of a termination, by its occasion. */
export const terminationLimits: Readonly<Record<Occasion, OccasionLimits>> = {
  // The runner sends its second signal 7.5 s after the first, and post tries again.
  cancellation: { totalMs: 5_000, limits: patientLimits, together: { attemptMs: 2_000 } },
  // The next poll asks again.
  limit: { totalMs: 20_000, limits: singleAttempt },
  orphan: { totalMs: 60_000, limits: patientLimits },
}

/** The codes of single jobs that AWS asks to repeat; any other is final. */
const temporaryStatuses: ReadonlyMap<string, number> = new Map([
  ['ThrottlingException', 429],
  ['ServerException', 500],
])

/**
 * Terminates jobs, up to 50 with one call of TerminateJobs. An endpoint that does not know this call, or refuses it,
 * gets one TerminateJob for each job from then on. That AWS accepts a termination does not prove that the job ends: it
 * does so for jobs that it does not know, too.
 */
export class JobTerminator {
  readonly #clients: BatchClients
  readonly #limits: Readonly<Record<Occasion, OccasionLimits>>
  /** By occasion and reason, which are the same for all jobs of a call. */
  readonly #collectors = new Map<string, CallCollector<string, void>>()
  #isRefused = false

  constructor(clients: BatchClients, limits = terminationLimits) {
    this.#clients = clients
    this.#limits = limits
  }

  /** Resolves when AWS has accepted the termination. Throws Failure, or TimeLimitError after the occasion's limit. */
  async terminate(id: string, reason: string, occasion: Occasion): Promise<void> {
    const key = JSON.stringify([occasion, reason])
    const collector =
      this.#collectors.get(key) ??
      new CallCollector<string, void>((ids) => this.#terminateAll(ids, reason, occasion), {
        maxSize: maxJobsPerTermination,
        waitMs: collectMs,
      })
    this.#collectors.set(key, collector)
    await collector.request(id)
  }

  async #terminateAll(ids: readonly string[], reason: string, occasion: Occasion): Promise<(id: string) => void> {
    const { totalMs, limits, together } = this.#limits[occasion]
    const left = new Set(ids)
    const errors = new Map<string, unknown>()
    const work = async (signal: AbortSignal) => {
      if (left.size > 1 && !this.#isRefused)
        await this.#terminateTogether({ left, errors }, reason, signal, { ...limits, ...together })
      await Promise.all([...left].map((id) => this.#terminateOne(id, { left, errors }, reason, signal, limits)))
    }
    await limitTime(work, { ms: totalMs }).catch((error: unknown) => {
      for (const id of left) errors.set(id, error)
    })
    return (id) => {
      if (errors.has(id)) throw errors.get(id)
    }
  }

  /** Leaves the jobs of a refused call in `left`. */
  async #terminateTogether(
    jobs: Jobs,
    reason: string,
    signal: AbortSignal,
    limits: Partial<CallLimits>,
  ): Promise<void> {
    const { sdk, batch } = this.#clients
    try {
      await batch.call(
        signal,
        async (client, options) => {
          const request = { jobs: [...jobs.left], reason: reason.slice(0, maxReasonLength) }
          recordTerminations(jobs, await client.send(new sdk.TerminateJobsCommand(request), options))
        },
        limits,
      )
    } catch (error) {
      signal.throwIfAborted()
      if (isRefusal(error)) {
        this.#isRefused = true
        return
      }
      for (const id of jobs.left) setError(jobs, id, error)
    }
  }

  async #terminateOne(
    id: string,
    { left, errors }: Jobs,
    reason: string,
    signal: AbortSignal,
    limits: Partial<CallLimits>,
  ): Promise<void> {
    try {
      await terminateJob(this.#clients, { id, reason }, signal, limits)
      left.delete(id)
    } catch (error) {
      signal.throwIfAborted()
      left.delete(id)
      errors.set(id, error)
    }
  }
}

/** The jobs that AWS has not accepted yet, and the errors of those that it will not accept. */
interface Jobs {
  readonly left: Set<string>
  readonly errors: Map<string, unknown>
}

/** An error about the whole call, which a single TerminateJob need not have. */
const isRefusal = (error: unknown) =>
  !isThrottling(error) && !isConnectionError(error) && !isExpiredToken(error) && findTlsFailure(error) === undefined

function setError({ left, errors }: Jobs, id: string, error: unknown): void {
  left.delete(id)
  errors.set(id, toAwsFailure(error, `terminate job ${id}`, 'batch:TerminateJob'))
}

/**
 * Takes the jobs of a response, which has status 200 even when all of them have errors. Throws the error of a job that
 * is left, so that the call is repeated for it; a refusal when the response is not about these jobs.
 */
function recordTerminations(jobs: Jobs, response: unknown): void {
  const { successful, errors } = parseTerminations(response)
  const isAnswered = [...successful, ...errors.map(({ job }) => job)].some((id) => jobs.left.has(id ?? ''))
  if (!isAnswered) throw createJobError('UnknownResponse', 'the response names none of the jobs', 400)
  for (const id of successful) jobs.left.delete(id)
  let repeated: unknown
  for (const { job, code = '', message = '' } of errors) {
    if (job === undefined || !jobs.left.has(job)) continue
    const status = temporaryStatuses.get(code)
    const error = createJobError(code, message, status ?? 400)
    if (status === undefined) setError(jobs, job, error)
    // Throttling is waited out for longer.
    else if (repeated === undefined || status === 429) repeated = error
  }
  if (jobs.left.size > 0) throw repeated ?? new Error('the response does not name all jobs')
}

/** The error of a job, as the SDK would throw it for a call about this job only. */
const createJobError = (name: string, message: string, httpStatusCode: number) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } })
