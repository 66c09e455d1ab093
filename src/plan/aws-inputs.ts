import type { InputReader } from '../action/input-reader.ts'
import { parseIds, parseTags } from './input-parsers.ts'

/** What happens to a job when the workflow is cancelled. */
export const onCancels = ['terminate', 'detach'] as const

/** Who the step is to AWS; the same names and meaning as in aws-actions/configure-aws-credentials. */
export interface RoleInputs {
  /** An ARN, or a name in the account of the credentials that are there. */
  readonly roleToAssume: string | undefined
  readonly roleSessionName: string | undefined
  readonly roleDurationSeconds: number | undefined
  readonly audience: string | undefined
  readonly allowedAccountIds: readonly string[]
}

/** What matters to AWS Batch only. */
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
  /** 0: no credentials are handed over. */
  readonly tokenSeconds: number
  readonly wait: boolean
  readonly onCancel: (typeof onCancels)[number]
  readonly attachJobIds: readonly string[]
}

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined)

const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/
const roleName = /^[\w+=,.@-]{1,64}$/
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html */
const sessionName = /^[\w+=,.@-]{2,64}$/
const queue = /^(?:[A-Za-z0-9][\w-]{0,127}|arn:aws[a-z-]*:batch:[a-z0-9-]+:\d{12}:job-queue\/[\w-]{1,128})$/
const definition =
  /^(?:[A-Za-z0-9][\w-]{0,127}(?::\d+)?|arn:aws[a-z-]*:batch:[a-z0-9-]+:\d{12}:job-definition\/[\w-]{1,128}(?::\d+)?)$/
/** A job's id; `:n` is a child of an array. */
const jobId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?::\d{1,5})?$/
const shareIdentifier = /^[A-Za-z0-9]{1,255}\*?$/

const roleAdvice = (name: string) => `Give the role's ARN, such as \`arn:aws:iam::123456789012:role/${name}\`.`

/** Reads who the step is to be; whatever is wrong becomes a problem of `read`'s. */
export function readRoleInputs(read: InputReader): RoleInputs {
  return {
    roleToAssume: read.parsed(
      'role-to-assume',
      (text) => matching(roleArn)(text) ?? matching(roleName)(text),
      roleAdvice('disdat-ci'),
    ),
    roleSessionName: read.parsed(
      'role-session-name',
      matching(sessionName),
      'Give 2 to 64 letters, digits and characters of `_+=,.@-`.',
    ),
    roleDurationSeconds: read.number('role-duration-seconds', { least: 900, most: 43_200, whole: true }),
    audience: read.text('audience'),
    allowedAccountIds: read.list('allowed-account-ids', (text) =>
      parseIds(text, /^\d{12}$/, 'Give account ids of 12 digits, separated by commas or line breaks.'),
    ),
  }
}

/** Reads what matters to Batch only; whatever is wrong becomes a problem of `read`'s. */
export function readBatchInputs(read: InputReader): BatchInputs {
  const queueTimeout = read.number('queue-timeout-minutes', { least: 1, most: 7200, whole: false })
  const ids = 'Give job ids as the output `job-id` has them, separated by commas or line breaks.'
  return {
    jobQueue: read.parsed('job-queue', matching(queue), "Give a job queue's name or ARN."),
    jobDefinition: read.parsed(
      'job-definition',
      matching(definition),
      "Give a job definition's `name`, `name:revision` or ARN.",
    ),
    jobRoleArn: read.parsed('job-role-arn', matching(roleArn), roleAdvice('disdat-job')),
    executionRoleArn: read.parsed('execution-role-arn', matching(roleArn), roleAdvice('ecsTaskExecutionRole')),
    // https://docs.aws.amazon.com/batch/latest/APIReference/API_RetryStrategy.html
    attempts: read.number('attempts', { least: 1, most: 10, whole: true }),
    queueTimeoutMs: (queueTimeout ?? defaultQueueMinutes) * 60_000,
    shareIdentifier: read.parsed(
      'share-identifier',
      matching(shareIdentifier),
      'Give letters and digits, at most 255; a `*` may stand at the end.',
    ),
    schedulingPriority: read.number('scheduling-priority', { least: 0, most: 9999, whole: true }),
    jobTags: read.list('job-tags', (text) => parseTags(text, reservedTags)),
    dependsOn: read.list('depends-on', (text) => parseIds(text, jobId, ids)),
    tokenSeconds: tokenSecondsOf(read),
    wait: read.flag('wait', true),
    onCancel: read.choice('on-cancel', 'terminate', onCancels),
    attachJobIds: read.list('attach-job-ids', (text) => parseIds(text, jobId, ids)),
  }
}

const defaultQueueMinutes = 60
/** Tags of AWS and of ours: https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html */
const reservedTags = /^(?:aws|disdat-run-action)$/i

/** 0, or what STS accepts for a session. */
function tokenSecondsOf(read: InputReader): number {
  if (read.text('aws-session-token-duration') === '0') return 0
  return read.number('aws-session-token-duration', { least: 900, most: 43_200, whole: true }) ?? 0
}
