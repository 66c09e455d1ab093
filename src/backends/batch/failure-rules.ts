import type { Verdict } from '../../errors.ts'

/** A pattern of the reasons that AWS reports for one kind of failure, with its verdict and advice. */
export interface FailureRule {
  readonly pattern: RegExp
  readonly verdict: Verdict
  readonly advice: string
}

/** Advice for a failure of the host: a retry may succeed. */
export const retryAdvice = 'The pipe did not cause this: run it again, or let Batch retry with `attempts`.'

/**
 * AWS's messages for the end of a job, specific ones before general ones:
 * https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
export const failureRules: readonly FailureRule[] = [
  {
    pattern: /Dependent Job failed/i,
    verdict: 'dependency-failed',
    advice: 'Check the jobs in `depends-on`.',
  },
  {
    pattern: /Job attempt duration exceeded timeout/i,
    verdict: 'timeout',
    advice: 'Raise `run-timeout-minutes`, or find out from the log what the pipe waits for.',
  },
  { pattern: /Your Spot Task was interrupted/i, verdict: 'spot-interrupted', advice: retryAdvice },
  {
    pattern: /OutOfMemory/i,
    verdict: 'out-of-memory',
    advice: 'Raise `memory-mib`, or let the pipe process less data at a time.',
  },
  {
    // Messages of the container's start, of Docker's pull, and of Fargate's.
    pattern:
      /exec format error|no matching manifest for|does not contain descriptor matching platform|image operating system .* cannot be used/i,
    verdict: 'image-architecture',
    advice: 'Build the image for the queue’s processors, or use a queue that matches the image.',
  },
  {
    pattern: /no space left on device/i,
    verdict: 'disk-full',
    advice: 'Give the instances larger disks (launch template of the compute environment), or make the image smaller.',
  },
  {
    pattern:
      /unable to assume (?:the )?role|ResourceInitializationError|unable to pull secrets or registry auth|is not authorized to perform|trust relationship/i,
    verdict: 'role-refused',
    advice:
      'Check that `job-role-arn` and `execution-role-arn` exist, and that their trust policies name ecs-tasks.amazonaws.com (docs/iam.md).',
  },
  {
    pattern: /CannotPull.*(?:manifest unknown|not found|does not exist|repository .* not)/i,
    verdict: 'image-not-found',
    advice: 'Check that the registry still has the image under this tag or digest.',
  },
  {
    pattern: /CannotPull.*(?:access denied|unauthorized|authorization|denied|forbidden|no basic auth)/i,
    verdict: 'image-pull-denied',
    advice: 'Allow the execution role, or the instance’s role, to pull the image (docs/iam.md).',
  },
  {
    pattern: /CannotPull/i,
    verdict: 'agent-fault',
    advice: `The host could not pull the image: check its route to the registry. ${retryAdvice}`,
  },
  { pattern: /Host EC2/i, verdict: 'host-lost', advice: retryAdvice },
  {
    pattern:
      /CannotInspectContainer|DockerTimeout|CannotStartContainer|CannotCreateContainer|ContainerRuntime|InternalError|Task failed to start|agent (?:was )?disconnect/i,
    verdict: 'agent-fault',
    advice: retryAdvice,
  },
]

/** What happened, for each verdict of the rules. */
export const summaries: Partial<Record<Verdict, string>> = {
  'dependency-failed': 'The job did not start, because a job that it depends on failed',
  timeout: 'The pipe exceeded its time limit, and Batch terminated it',
  'spot-interrupted': 'AWS reclaimed the spot instance while the job ran',
  'out-of-memory': 'The container was killed because it exceeded its memory',
  'image-architecture': 'The image is for another processor architecture than the host’s',
  'disk-full': 'The host’s disk was full',
  'role-refused': 'The job’s host was not allowed to use a role',
  'image-not-found': 'The job’s host did not find the image',
  'image-pull-denied': 'The job’s host was not allowed to pull the image',
  'host-lost': 'The instance that ran the job was lost',
  'agent-fault': 'The job’s host failed, not the pipe',
}
