import type { Attempt, JobFailure, JobResult } from '../backend.ts'
import type { ConsoleLinks } from './console-links.ts'
import { failureRules, retryAdvice, summaries } from './failure-rules.ts'
import { defaultLogGroup } from './job-log.ts'
import { readResources } from './resources.ts'
import type { BatchJob } from './responses.ts'

/** What the description of an ended job does not say. */
export interface ResultContext {
  readonly isSpot: boolean
  /** Why this step terminated the job, if it did. */
  readonly terminatedFor: JobFailure | undefined
  /** The reason for TerminateJob when a run is cancelled. */
  readonly cancelReason: string
  readonly links: ConsoleLinks
  /** Why the log could not be read completely, and where it is. */
  readonly logProblem: string | undefined
}

/**
 * The result of an ended job: its attempts, and why it failed as far as AWS reports it. A failure of the pipe itself is
 * left to its log.
 */
export function createJobResult(job: BatchJob, context: ResultContext): JobResult {
  const attempts = readAttempts(job, context.links)
  const last = attempts.at(-1)
  const exitCode = job.container?.exitCode ?? last?.exitCode
  const reasons = readReasons(job)
  const failure = job.status === 'SUCCEEDED' ? undefined : explainFailure(job, reasons, exitCode, context)
  const logUrl = last?.logUrl
  return {
    exitCode,
    outOfMemory: reasons.some((reason) => /OutOfMemory/i.test(reason)),
    attempts,
    ...(failure && { failure: { ...failure, evidence: addHistory(failure.evidence, attempts) } }),
    ...(logUrl !== undefined && { logUrl }),
    ...(context.logProblem !== undefined && { logProblem: context.logProblem }),
    ...(job.container && { resources: readResources(job.container) }),
  }
}

function readReasons({ statusReason, container, attempts }: BatchJob): readonly string[] {
  const last = attempts.at(-1)
  const reasons = [container?.reason, last?.container?.reason, last?.statusReason, statusReason]
  return [...new Set(reasons.flatMap((reason) => (reason ? [reason] : [])))]
}

function explainFailure(
  { isTerminated, isCancelled }: BatchJob,
  reasons: readonly string[],
  exitCode: number | undefined,
  { terminatedFor, isSpot, cancelReason }: ResultContext,
): JobFailure | undefined {
  if (terminatedFor !== undefined) return terminatedFor
  const reason = reasons.join('; ')
  const rule = failureRules.find(({ pattern }) => pattern.test(reason))
  if (rule !== undefined) {
    const verdict = rule.verdict === 'host-lost' && isSpot ? 'spot-interrupted' : rule.verdict
    const summary = rule.summary ?? summaries[verdict] ?? 'The job failed'
    return { verdict, evidence: `${summary}. AWS reports: ${reason}.`, advice: rule.advice }
  }
  if (isTerminated || isCancelled) return explainTermination(reason, cancelReason)
  // The pipe's exit code and log explain more than AWS's "Essential container in task exited".
  if (exitCode !== undefined) return undefined
  const evidence =
    reason === '' ? 'The job failed, and AWS reports no reason.' : `The job failed. AWS reports: ${reason}.`
  return { verdict: 'agent-fault', evidence, advice: `No container exited. ${retryAdvice}` }
}

function explainTermination(reason: string, cancelReason: string): JobFailure {
  if (reason.includes(cancelReason))
    return {
      verdict: 'terminated',
      evidence: `This action terminated the job when its workflow was cancelled: ${reason}.`,
      advice: 'Run the workflow again.',
    }
  return {
    verdict: 'terminated',
    evidence: `The job was terminated, and not by this action: ${reason === '' ? 'AWS reports no reason' : reason}.`,
    advice: 'Find out from CloudTrail who called batch:TerminateJob, then run it again.',
  }
}

function readAttempts({ attempts, container }: BatchJob, links: ConsoleLinks): readonly Attempt[] {
  const logGroup = container?.logConfiguration?.options['awslogs-group'] ?? defaultLogGroup
  return attempts.map(({ startedAt, stoppedAt, statusReason, container: ended }) => ({
    startedAt: startedAt ? new Date(startedAt) : undefined,
    stoppedAt: stoppedAt ? new Date(stoppedAt) : undefined,
    exitCode: ended?.exitCode,
    reason: [ended?.reason, statusReason].filter(Boolean).join('; ') || undefined,
    logUrl: ended?.logStreamName === undefined ? undefined : links.getLogUrl(logGroup, ended.logStreamName),
  }))
}

function addHistory(evidence: string, attempts: readonly Attempt[]): string {
  if (attempts.length < 2) return evidence
  const history = attempts.map(({ exitCode, reason = 'no reason' }, index) => {
    const suffix = exitCode === undefined ? '' : ` (exit code ${exitCode})`
    return `attempt ${index + 1}: ${reason}${suffix}`
  })
  return `${evidence}\n${history.join('\n')}`
}
