import type { Account } from '../../aws/credentials.ts'
import { escapePattern } from '../../aws/iam-pattern.ts'
import type { BatchSettings } from './settings.ts'

/** What a policy is for: one submission in one account. */
export interface PolicyTarget {
  readonly account: Account
  readonly region: string
  readonly image: string
  readonly logGroup?: string | undefined
}

interface Statement {
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: string | readonly string[]
  readonly Condition?: object
}

/** A resource of the account as a pattern, by service and path; wildcards in the path have to be meant. */
type FormatArn = (service: string, path: string) => string

/**
 * The least-privilege IAM policy for submitting and following one job. It grants no access to S3. Calls that list or
 * describe do not support narrower resources than `*`.
 */
export function createLeastPrivilegePolicy(
  settings: BatchSettings,
  { account: { account, partition }, region, image, logGroup = '/aws/batch/job' }: PolicyTarget,
): object {
  const formatArn: FormatArn = (service, path) => `arn:${partition}:${service}:${region}:${account}:${path}`
  const queue = settings.queue.startsWith('arn:')
    ? escapePattern(settings.queue)
    : formatArn('batch', `job-queue/${escapePattern(settings.queue)}`)
  const definition = getDefinitionArn(settings, formatArn)
  const definitions = [definition, `${definition}:*`]
  const statements: readonly Statement[] = [
    allow(readActions, '*'),
    allow(['batch:SubmitJob', 'batch:TagResource'], [queue, ...definitions, formatArn('batch', 'job/*')]),
    allow(['batch:TerminateJob'], formatArn('batch', 'job/*')),
    allow(['batch:GetJobQueueSnapshot'], queue),
    ...(settings.fixedDefinition === undefined ? createDefinitionStatements(settings, definitions) : []),
    allow(['logs:GetLogEvents'], formatArn('logs', `log-group:${escapePattern(logGroup)}:log-stream:*`)),
    ...createEcrStatements(image, partition),
  ]
  return { Version: '2012-10-17', Statement: statements }
}

const readActions = [
  'batch:DescribeJobQueues',
  'batch:DescribeComputeEnvironments',
  'batch:DescribeJobDefinitions',
  'batch:DescribeJobs',
  'batch:ListJobs',
]

function allow(Action: readonly string[], Resource: string | readonly string[]): Statement {
  return { Effect: 'Allow', Action, Resource }
}

/** Without a revision. */
function getDefinitionArn({ fixedDefinition, definitionName }: BatchSettings, formatArn: FormatArn): string {
  if (fixedDefinition?.startsWith('arn:')) return escapePattern(fixedDefinition)
  const [name = ''] = (fixedDefinition ?? definitionName).split(':')
  return formatArn('batch', `job-definition/${escapePattern(name)}`)
}

/** Permissions to register our own definition and to pass the roles that it names. */
function createDefinitionStatements(
  { jobRoleArn, executionRoleArn }: BatchSettings,
  definitions: readonly string[],
): readonly Statement[] {
  const actions = ['batch:RegisterJobDefinition', 'batch:DeregisterJobDefinition', 'batch:TagResource']
  const roles = [jobRoleArn, executionRoleArn].filter((role) => role !== undefined).map(escapePattern)
  const Condition = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }
  return [allow(actions, definitions), ...(roles.length > 0 ? [{ ...allow(['iam:PassRole'], roles), Condition }] : [])]
}

function createEcrStatements(image: string, partition: string): readonly Statement[] {
  const [, account, region, repository] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[^/]+\/([^:@]+)/.exec(image) ?? []
  if (repository === undefined) return []
  const actions = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']
  return [allow(actions, `arn:${partition}:ecr:${region}:${account}:repository/${escapePattern(repository)}`)]
}
