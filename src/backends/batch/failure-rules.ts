import type { Verdict } from '../../errors.ts'
import { type ImageFailureRule, pullFailureRules, startFailureRules } from '../image-failure-rules.ts'

/** A pattern of the reasons that AWS reports for one kind of failure, with its verdict and advice. */
export interface FailureRule {
  readonly pattern: RegExp
  readonly verdict: Verdict
  /** What happened, as a sentence without end; undefined: as `summaries` has it for the verdict. */
  readonly summary?: string
  readonly advice: string
}

/** Advice for a failure of the host: a retry may succeed. */
export const retryAdvice = 'The pipe did not cause this: run it again, or let Batch retry with `attempts`.'

/** The agents prefix the error of a pull: `CannotPullContainerError`, `CannotPullImageManifestError`. */
const pullRules: readonly FailureRule[] = pullFailureRules.map(({ pattern, verdict, clause, hostAdvice }) => ({
  pattern: new RegExp(`CannotPull.*?(?:${pattern.source})`, 'is'),
  verdict,
  summary: `The job’s host could not pull the image, because ${clause}`,
  advice: hostAdvice,
}))

const startRules: readonly FailureRule[] = startFailureRules.map((rule: ImageFailureRule) => ({
  pattern: rule.pattern,
  verdict: rule.verdict,
  summary: `The job’s container could not be started, because ${rule.clause}`,
  advice: rule.hostAdvice,
}))

/** Reasons of the job as a whole. */
const jobRules: readonly FailureRule[] = [
  {
    pattern: /Dependent Job failed/i,
    verdict: 'dependency-failed',
    advice:
      'Check the jobs in `depends-on`, those of the runs that this run needs, and with `max-parallel` the one before it. Then run the workflow again.',
  },
  {
    pattern: /Job attempt duration exceeded timeout/i,
    verdict: 'timeout',
    advice: 'Raise `run-timeout-minutes`, or find out from the log what the pipe waits for.',
  },
  { pattern: /Your Spot Task was interrupted|SpotInterruption/i, verdict: 'spot-interrupted', advice: retryAdvice },
  {
    pattern: /JobStateTimeLimit action/i,
    verdict: 'unschedulable',
    summary: 'The queue cancelled the job, which waited too long with a reason of its `jobStateTimeLimitActions`',
    advice: 'Give the compute environments the capacity that the reason names, or request less.',
  },
  {
    pattern: /reached the limit on the number of|vCPU limit/i,
    verdict: 'unschedulable',
    summary: 'The account’s quota of Fargate is reached',
    advice: 'Raise the quota, or start fewer jobs at a time.',
  },
  {
    pattern: /OutOfMemory/i,
    verdict: 'out-of-memory',
    advice: 'Raise `memory`, or let the pipe process less data at a time.',
  },
  {
    pattern: /unable to assume (?:the )?(?:service linked )?role|trust relationship/i,
    verdict: 'role-refused',
    advice:
      'Check that `job-role-arn` and `execution-role-arn` exist, and that their trust policies name ecs-tasks.amazonaws.com (docs/iam.md).',
  },
]

/** What the host needs before the container: secrets, log streams, volumes, network interfaces. */
const resourceRules: readonly FailureRule[] = [
  {
    pattern: /Timeout waiting for|network interface|netplugin|failed to (?:configure|setup regular) ENI/i,
    verdict: 'agent-fault',
    advice: `Check that the subnets have free addresses. ${retryAdvice}`,
  },
  {
    pattern:
      /(?:ResourceInitialization|logging driver|log stream|logger args).*?(?:i\/o time|deadline exceeded|request cancell?ed|send request failed|request send failed|connection (?:issue|refused|reset)|no such host|network configuration|signal: killed)/is,
    verdict: 'remote-unreachable',
    summary: 'The job’s host could not reach an AWS service',
    advice:
      'Give the subnet of the compute environment a route to ECR, CloudWatch Logs and Secrets Manager (a public address, a NAT gateway or VPC endpoints), and check its security groups.',
  },
  {
    pattern:
      /log group does not exist|ResourceNotFoundException: The specified log (?:group|stream)|Cloudwatch log (?:group|stream).*?ResourceNotFound/is,
    verdict: 'invalid-input',
    summary: 'The log group of the job definition does not exist',
    advice: 'Create the log group, or set `awslogs-create-group` in the log configuration of `job-definition`.',
  },
  {
    pattern:
      /can['’]t find the specified secret|cannot find the secret|did not contain json key|invalid ssm parameters|ParameterNotFound|ResourceInitialization.*?ResourceNotFound/is,
    verdict: 'invalid-input',
    summary: 'A secret of the job definition does not exist',
    advice: 'Correct the secrets in `job-definition`, or create them in its region.',
  },
  {
    pattern: /EFS utils|EFS volume|CannotCreateVolume|mount\.nfs|failed to copy file info|env files|environment files/i,
    verdict: 'invalid-input',
    summary: 'The job’s host could not prepare a volume or file of the job definition',
    advice: 'Correct the volumes and environment files in `job-definition`, and their permissions.',
  },
  {
    pattern: /not authorized to perform|AccessDenied|UnauthorizedOperation|unable to pull secrets or registry auth/i,
    verdict: 'role-refused',
    summary: 'The execution role, or the instance’s role, lacks a permission',
    advice: 'Allow the role the action in the reason (docs/iam.md).',
  },
]

/** Failures of the host that have no known cause. */
const hostRules: readonly FailureRule[] = [
  {
    pattern: /CannotPull/i,
    verdict: 'agent-fault',
    advice: `The host could not pull the image: check its route to the registry. ${retryAdvice}`,
  },
  { pattern: /Host EC2|container instance .*(?:deregist|drain|terminat)/i, verdict: 'host-lost', advice: retryAdvice },
  {
    pattern:
      /Cannot(?:Inspect|Start|Create|Stop)Container|DockerTimeout|ContainerRuntime|ResourceInitialization|InternalError|Capacity is unavailable|Task failed to start|agent (?:was )?disconnect/i,
    verdict: 'agent-fault',
    advice: retryAdvice,
  },
]

/**
 * AWS's messages for the end of a job, specific ones before general ones:
 * https://docs.aws.amazon.com/batch/latest/userguide/troubleshooting.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
 */
export const failureRules: readonly FailureRule[] = [
  ...jobRules,
  ...pullRules,
  ...resourceRules,
  ...startRules,
  ...hostRules,
]

/** What happened, for each verdict of a rule without a summary. */
export const summaries: Partial<Record<Verdict, string>> = {
  'dependency-failed': 'The job did not start, because a job that it depends on failed',
  timeout: 'The pipe exceeded its time limit, and Batch terminated it',
  'spot-interrupted': 'AWS reclaimed the spot instance while the job ran',
  'out-of-memory': 'The container was killed because it exceeded its memory',
  'role-refused': 'The job’s host was not allowed to use a role',
  'host-lost': 'The instance that ran the job was lost',
  'agent-fault': 'The job’s host failed, not the pipe',
}
