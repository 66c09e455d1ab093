import { isIdentityLost } from '../aws/identity.ts'
import type { JobListener, JobResult } from '../backends/backend.ts'
import type { LogAnalyzer } from '../disdat/log-analyzer.ts'
import { describeError, Failure } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import { renew } from './credentials.ts'
import type { Step } from './dependencies.ts'
import { type LaunchedJob, stop } from './launch.ts'

/**
 * Follows the job to its end, within its time. What does not end by itself is ended before this throws. Resolves with undefined where the job is
 * left to itself, as it must be before GitHub ends this one, or where GitHub gives no tokens any more: the report then says how to go on.
 */
export async function follow(
  step: Step<RunTarget>,
  launched: LaunchedJob,
  transcript: LogAnalyzer,
): Promise<JobResult | undefined> {
  const { run, dependencies, backend } = step
  const { log, cancelled } = dependencies
  const limit = run.batch === undefined ? AbortSignal.timeout(run.timeoutMs) : dependencies.jobDeadline
  const ended = new AbortController()
  const { handed, job } = launched
  const renewing = handed && renew({ dependencies, backend }, job, handed, ended.signal)
  try {
    return await backend.follow(job, listener(step, launched, transcript), AbortSignal.any([cancelled, limit]))
  } catch (error) {
    log.endUntrusted()
    if (run.batch !== undefined && !cancelled.aborted && (limit.aborted || isIdentityLost(error))) {
      await detach(step, launched, limit.aborted ? ending : describeError(error))
      return undefined
    }
    if (run.batch !== undefined && cancelled.aborted && dependencies.detachesOnCancel)
      await detach(step, launched, cancelledButLeft)
    else await stop(step, job)
    if (!limit.aborted || cancelled.aborted) throw error
    throw timedOut(run.timeoutMs, error)
  } finally {
    log.endUntrusted()
    await log.endGroup()
    ended.abort()
    await renewing
  }
}

const ending = 'GitHub ends this job soon, and the Batch job is not at its end.'
const cancelledButLeft = 'The workflow was cancelled, and `on-cancel: detach` leaves the Batch job running.'

function timedOut(timeoutMs: number, cause: unknown): Failure {
  const evidence = `The pipe did not end within ${timeoutMs / 60_000} minutes and was stopped.`
  return new Failure('timeout', evidence, 'Raise `run-timeout-minutes`, or see in the log what it waits for.', {
    cause,
  })
}

/** Leaves the job to itself, and says how to go on and what that costs. */
export async function detach(
  { dependencies, reporter }: Step<RunTarget>,
  { job, receipt }: LaunchedJob,
  why: string,
): Promise<void> {
  const snippet = dependencies.attachSnippet([job.id])
  await reporter.update({ left: { why, snippet } })
  await dependencies.state.removeJob(receipt.outputUuid)
  await dependencies.log.notice(`${why} Job ${job.id} goes on without this step, and is paid for until it ends.`)
  dependencies.log.info(`This step follows it to its end, proves its output and pulls it:\n${snippet}`)
}

function listener(
  { dependencies, reporter }: Step<RunTarget>,
  { job, isOneOfMany }: LaunchedJob,
  transcript: LogAnalyzer,
): JobListener {
  const { log } = dependencies
  const mark = isOneOfMany ? `[${job.name} ${job.id.slice(0, 8)}] ` : ''
  return {
    async lines(stream, lines) {
      for (const line of lines) transcript.read(line, stream)
      reporter.tail.add(lines)
      await log.untrusted(mark === '' ? lines : lines.map((line) => mark + line))
    },
    async changed(text) {
      log.info(`${mark}${text}`)
    },
    async attempt(number) {
      log.endUntrusted()
      if (isOneOfMany) log.info(`${mark}Attempt ${number}`)
      else await log.group(`Log of attempt ${number}`)
    },
    known: (news) => reporter.update(news),
  }
}
