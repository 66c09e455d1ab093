import type { JobDetail } from '@aws-sdk/client-batch'
import type { Verdict } from '../../errors.ts'
import type { Attempt, JobFailure, JobResult } from '../backend.ts'
import type { ConsoleLinks } from './links.ts'
import { readResources } from './resources.ts'

/** What the end of a job is judged by, beyond the job itself. */
export interface ResultContext {
  readonly isSpot: boolean
  /** What we had in mind when we ended it ourselves. */
  readonly ended: JobFailure | undefined
  /** The reason that we give when a run is cancelled. */
  readonly ourReason: string
  readonly links: ConsoleLinks
  readonly logGroup: string
}

interface Rule {
  readonly text: RegExp
  readonly verdict: Verdict
  readonly advice: string
}

const again = 'It was not the pipe’s fault: run it again, or let Batch do so with `attempts`.'

/**
 * AWS's words for what ended a job, the more special before the more general:
 * https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
const rules: readonly Rule[] = [
  {
    text: /Dependent Job failed/i,
    verdict: 'dependency-failed',
    advice: 'See what became of the jobs in `depends-on`.',
  },
  {
    text: /Job attempt duration exceeded timeout/i,
    verdict: 'timeout',
    advice: 'Raise `run-timeout-minutes`, or see in the log what it waits for.',
  },
  { text: /Your Spot Task was interrupted/i, verdict: 'spot-interrupted', advice: again },
  {
    text: /OutOfMemory/i,
    verdict: 'out-of-memory',
    advice: 'Raise `memory-mib`, or let the pipe work on less data at a time.',
  },
  {
    // Of a container that cannot begin, of Docker's pull, and of Fargate's.
    text: /exec format error|no matching manifest for|does not contain descriptor matching platform|image operating system .* cannot be used/i,
    verdict: 'image-architecture',
    advice: 'Build the image for the queue’s processors, or use a queue that fits the image.',
  },
  {
    text: /no space left on device/i,
    verdict: 'disk-full',
    advice:
      'Give the instances larger disks (a launch template of the compute environment), or make the image smaller.',
  },
  {
    text: /unable to assume (?:the )?role|ResourceInitializationError|unable to pull secrets or registry auth|is not authorized to perform|trust relationship/i,
    verdict: 'role-refused',
    advice:
      'Check `job-role-arn` and `execution-role-arn`: that they exist, and that their trust policy names ecs-tasks.amazonaws.com (docs/iam.md).',
  },
  {
    text: /CannotPull.*(?:manifest unknown|not found|does not exist|repository .* not)/i,
    verdict: 'image-not-found',
    advice: 'Check that the image is still in its registry, under this tag or digest.',
  },
  {
    text: /CannotPull.*(?:access denied|unauthorized|authorization|denied|forbidden|no basic auth)/i,
    verdict: 'image-pull-denied',
    advice: 'Allow the execution role, or the instance’s role, to pull the image (docs/iam.md).',
  },
  {
    text: /CannotPull/i,
    verdict: 'agent-fault',
    advice: `The host could not pull the image: check its way to the registry. ${again}`,
  },
  { text: /Host EC2/i, verdict: 'host-lost', advice: again },
  {
    text: /CannotInspectContainer|DockerTimeout|CannotStartContainer|CannotCreateContainer|ContainerRuntime|InternalError|Task failed to start|agent (?:was )?disconnect/i,
    verdict: 'agent-fault',
    advice: again,
  },
]

/** How a job ended that is over, with its attempts, and why as far as AWS says; the pipe's own failure is left to its log. */
export function createJobResult(job: JobDetail, circumstances: ResultContext): JobResult {
  const attempts = attemptsOf(job, circumstances)
  const last = attempts.at(-1)
  const exitCode = job.container?.exitCode ?? last?.exitCode
  const reasons = reasonsOf(job)
  const fault = job.status === 'SUCCEEDED' ? undefined : faultOf(job, reasons, exitCode, circumstances)
  const logUrl = last?.logUrl
  return {
    exitCode,
    outOfMemory: reasons.some((reason) => /OutOfMemory/i.test(reason)),
    attempts,
    ...(fault && { failure: { ...fault, evidence: withHistory(fault.evidence, attempts) } }),
    ...(logUrl !== undefined && { logUrl }),
    ...(job.container && { resources: readResources(job.container) }),
  }
}

function reasonsOf({ statusReason, container, attempts = [] }: JobDetail): readonly string[] {
  const last = attempts.at(-1)
  const all = [container?.reason, last?.container?.reason, last?.statusReason, statusReason]
  return [...new Set(all.filter((reason) => reason !== undefined && reason !== ''))].flatMap((reason) => reason ?? [])
}

function faultOf(
  job: JobDetail,
  reasons: readonly string[],
  exitCode: number | undefined,
  { ended, isSpot, ourReason }: ResultContext,
): JobFailure | undefined {
  if (ended !== undefined) return ended
  const said = reasons.join('; ')
  const rule = rules.find(({ text }) => text.test(said))
  if (rule !== undefined) {
    const verdict = rule.verdict === 'host-lost' && isSpot ? 'spot-interrupted' : rule.verdict
    return { verdict, evidence: `${sentences[verdict] ?? 'The job failed'}. AWS says: ${said}.`, advice: rule.advice }
  }
  if (job.isTerminated || job.isCancelled) return terminated(said, ourReason)
  // A pipe's own exit code, and its log, explain more than that its task ended.
  if (exitCode !== undefined) return undefined
  const evidence = said === '' ? 'The job failed, and AWS says nothing of why.' : `The job failed. AWS says: ${said}.`
  return { verdict: 'agent-fault', evidence, advice: `No container ended by itself. ${again}` }
}

const sentences: Partial<Record<Verdict, string>> = {
  'dependency-failed': 'The job was not started, because one that it depends on failed',
  timeout: 'The pipe took longer than it may, and Batch ended it',
  'spot-interrupted': 'AWS took the spot instance away while the job ran',
  'out-of-memory': 'The container was killed for its memory',
  'image-architecture': 'The image is for another kind of processor than the host’s',
  'disk-full': 'The host’s disk was full',
  'role-refused': 'The job’s host was not allowed to use a role',
  'image-not-found': 'The job’s host did not find the image',
  'image-pull-denied': 'The job’s host was not allowed to pull the image',
  'host-lost': 'The instance that the job ran on was lost',
  'agent-fault': 'The job’s host failed, not the pipe',
}

function terminated(said: string, ourReason: string): JobFailure {
  const byUs = said.includes(ourReason)
  return {
    verdict: 'terminated',
    evidence: byUs
      ? `The job was ended by this action, when its workflow was cancelled: ${said}.`
      : `The job was ended by somebody else: ${said === '' ? 'they gave no reason' : said}.`,
    advice: byUs
      ? 'Run the workflow again.'
      : 'Ask whoever may call batch:TerminateJob in this account; CloudTrail names them. Run it again if it should run.',
  }
}

function attemptsOf({ attempts = [] }: JobDetail, { links, logGroup }: ResultContext): readonly Attempt[] {
  return attempts.map(({ startedAt, stoppedAt, statusReason, container }) => ({
    startedAt: startedAt ? new Date(startedAt) : undefined,
    stoppedAt: stoppedAt ? new Date(stoppedAt) : undefined,
    exitCode: container?.exitCode,
    reason: [container?.reason, statusReason].filter(Boolean).join('; ') || undefined,
    logUrl: container?.logStreamName === undefined ? undefined : links.log(logGroup, container.logStreamName),
  }))
}

function withHistory(evidence: string, attempts: readonly Attempt[]): string {
  if (attempts.length < 2) return evidence
  const history = attempts.map(
    ({ exitCode, reason }, at) =>
      `attempt ${at + 1}: ${reason ?? 'no reason'}${exitCode === undefined ? '' : ` (exit code ${exitCode})`}`,
  )
  return `${evidence}\n${history.join('\n')}`
}
