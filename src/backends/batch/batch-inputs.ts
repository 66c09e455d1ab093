import { parseJobIds, parseTags } from '../../action/input-parsers.ts'
import type { InputReader } from '../../action/input-reader.ts'

/** What happens to a job when the workflow is cancelled. */
const cancelActions = ['terminate', 'detach'] as const

/** How a step ends that leaves a running job, because its time or its credentials ran out. */
const detachActions = ['succeed', 'fail'] as const

/** The inputs that only AWS Batch reads. */
export const batchInputNames = [
  'job-queue',
  'job-definition',
  'job-role-arn',
  'execution-role-arn',
  'attempts',
  'queue-timeout-minutes',
  'share-identifier',
  'scheduling-priority',
  'job-tags',
  'depends-on',
  'job-credentials-seconds',
  'on-cancel',
  'on-detach',
] as const

/** The values of these inputs; undefined is not given, or invalid and reported. */
export interface BatchInputs {
  readonly jobQueue: string | undefined
  readonly jobDefinition: string | undefined
  readonly jobRoleArn: string | undefined
  readonly executionRoleArn: string | undefined
  readonly attempts: number | undefined
  readonly queueTimeoutMs: number
  readonly shareIdentifier: string | undefined
  readonly schedulingPriority: number | undefined
  readonly jobTags: ReadonlyMap<string, string>
  readonly dependsOn: readonly string[]
  /** How long the credentials of the job last, in seconds; 0: it gets none. */
  readonly tokenSeconds: number
  readonly onCancel: (typeof cancelActions)[number]
  readonly onDetach: (typeof detachActions)[number]
}

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/
const queue = /^(?:[A-Za-z0-9][\w-]{0,127}|arn:aws[a-z-]*:batch:[a-z0-9-]+:\d{12}:job-queue\/[\w-]{1,128})$/
const definition =
  /^(?:[A-Za-z0-9][\w-]{0,127}(?::\d+)?|arn:aws[a-z-]*:batch:[a-z0-9-]+:\d{12}:job-definition\/[\w-]{1,128}(?::\d+)?)$/
const shareIdentifier = /^[A-Za-z0-9]{1,255}\*?$/
/** Tags of AWS and of the action: https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html */
const reservedTags = /^(?:aws|disdat-run-action)$/i

const defaultQueueMinutes = 60

const describeRole = (name: string) => `Give the role's ARN, such as \`arn:aws:iam::123456789012:role/${name}\`.`

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined)

/** Parses a job queue, from the input or from disdat.cfg; undefined when the text is not one. */
export const parseJobQueue = matching(queue)
/** Parses a job definition, from the input or from disdat.cfg; undefined when the text is not one. */
export const parseJobDefinition = matching(definition)

/** Reads the inputs that only Batch reads; every mistake becomes a problem of `read`. */
export function readBatchInputs(read: InputReader): BatchInputs {
  const queueTimeout = read.number('queue-timeout-minutes', { min: 1, max: 7200, isInteger: false })
  return {
    jobQueue: read.parsed('job-queue', parseJobQueue, "Give a job queue's name or ARN."),
    jobDefinition: read.parsed(
      'job-definition',
      parseJobDefinition,
      "Give a job definition's `name`, `name:revision` or ARN.",
    ),
    jobRoleArn: read.parsed('job-role-arn', matching(roleArn), describeRole('disdat-job')),
    executionRoleArn: read.parsed('execution-role-arn', matching(roleArn), describeRole('ecsTaskExecutionRole')),
    // https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html
    attempts: read.number('attempts', { min: 1, max: 10, isInteger: true }),
    queueTimeoutMs: (queueTimeout ?? defaultQueueMinutes) * 60_000,
    shareIdentifier: read.parsed(
      'share-identifier',
      matching(shareIdentifier),
      'Give at most 255 letters and digits; the last character may be `*`.',
    ),
    schedulingPriority: read.number('scheduling-priority', { min: 0, max: 9999, isInteger: true }),
    jobTags: read.list('job-tags', (text) => parseTags(text, reservedTags)),
    dependsOn: read.list('depends-on', parseJobIds),
    tokenSeconds: readTokenSeconds(read),
    onCancel: read.choice('on-cancel', 'terminate', cancelActions),
    onDetach: read.choice('on-detach', 'succeed', detachActions),
  }
}

/** 0, or a duration that STS accepts for a session. */
function readTokenSeconds(read: InputReader): number {
  if (read.text('job-credentials-seconds') === '0') return 0
  return read.number('job-credentials-seconds', { min: 900, max: 43_200, isInteger: true }) ?? 0
}
