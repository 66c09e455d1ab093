import type { Account } from '../../aws/account.ts'
import type { BatchSettings } from './settings.ts'

/** The least IAM policy of the caller for one submission and what follows it; S3 is told apart. Calls that list or describe know no narrower resource. */
export function createLeastPolicy(
  settings: BatchSettings,
  { account, partition }: Account,
  region: string,
  { image, logGroup = '/aws/batch/job' }: { readonly image: string; readonly logGroup?: string | undefined },
): object {
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`
  const queue = settings.queue.startsWith('arn:') ? settings.queue : arn('batch', `job-queue/${settings.queue}`)
  const own = settings.fixedDefinition
  const definition = own?.startsWith('arn:')
    ? own
    : arn('batch', `job-definition/${(own ?? settings.definitionName).split(':')[0]}`)
  const roles =
    own === undefined ? [settings.jobRoleArn, settings.executionRoleArn].filter((role) => role !== undefined) : []
  const repository = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[^/]+\/([^:@]+)/.exec(image)
  const allow = (Action: readonly string[], Resource: string | readonly string[]) => ({
    Effect: 'Allow',
    Action,
    Resource,
  })
  return {
    Version: '2012-10-17',
    Statement: [
      allow(
        [
          'batch:DescribeJobQueues',
          'batch:DescribeComputeEnvironments',
          'batch:DescribeJobDefinitions',
          'batch:DescribeJobs',
          'batch:ListJobs',
        ],
        '*',
      ),
      allow(['batch:SubmitJob', 'batch:TagResource'], [queue, definition, `${definition}:*`, arn('batch', 'job/*')]),
      allow(['batch:TerminateJob'], arn('batch', 'job/*')),
      allow(['batch:GetJobQueueSnapshot'], queue),
      ...(own === undefined
        ? [
            allow(
              ['batch:RegisterJobDefinition', 'batch:DeregisterJobDefinition', 'batch:TagResource'],
              [definition, `${definition}:*`],
            ),
          ]
        : []),
      ...(roles.length > 0
        ? [
            {
              ...allow(['iam:PassRole'], roles),
              Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
            },
          ]
        : []),
      allow(['logs:GetLogEvents'], arn('logs', `log-group:${logGroup}:log-stream:*`)),
      ...(repository
        ? [
            allow(
              ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
              `arn:${partition}:ecr:${repository[2]}:${repository[1]}:repository/${repository[3]}`,
            ),
          ]
        : []),
    ],
  }
}
