import { getField, getString } from '../../src/lib/json.ts'
import { createS3Requests, type PolicyRequest } from './session-policies.ts'

/** A signed request to AWS, as far as IAM looks at it. */
export interface SignedRequest {
  /** The service of the signature. */
  readonly service: string
  readonly method: string
  readonly url: URL
  /** The header X-Amz-Target of a service with the JSON protocol. */
  readonly target: string
  readonly body: Buffer
}

/**
 * Returns what IAM checks for a request of the action: everything must be allowed. Nothing for requests that need no
 * permission. Throws for a request that it does not know.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html
 */
export function createPolicyRequests(request: SignedRequest): readonly PolicyRequest[] {
  const { service, method, url, target, body } = request
  if (service === 'sts') return []
  if (service === 's3') return createS3Requests(method, url, body)
  const fields: unknown = JSON.parse(body.length === 0 ? '{}' : body.toString())
  if (service === 'batch') return createBatchRequests(url.pathname.replace('/v1/', ''), fields)
  const action = target.split('.').at(-1) ?? ''
  if (service === 'logs') {
    const stream = `${getString(fields, 'logGroupName')}:log-stream:${getString(fields, 'logStreamName')}`
    return [need(`logs:${action}`, `arn:aws:logs:${place}:log-group:${stream}`)]
  }
  if (service === 'ecr') {
    const name = getString(fields, 'repositoryName')
    return [need(`ecr:${action}`, name === undefined ? '*' : `arn:aws:ecr:${place}:repository/${name}`)]
  }
  throw new Error(`a service that is not known here: ${service}`)
}

const place = 'us-east-1:123456789012'

const need = (action: string, resource: string, context: PolicyRequest['context'] = {}): PolicyRequest => ({
  action,
  resource,
  context,
})

function createBatchRequests(path: string, fields: unknown): readonly PolicyRequest[] {
  const name = (kind: string, field: string) => {
    const text = getString(fields, field) ?? ''
    return text.startsWith('arn:') ? text : `arn:aws:batch:${place}:${kind}/${text}`
  }
  const tag = (resource: string) =>
    getField(fields, 'tags') === undefined ? [] : [need('batch:TagResource', resource)]
  switch (path) {
    case 'submitjob':
      return [
        need('batch:SubmitJob', name('job-queue', 'jobQueue')),
        need('batch:SubmitJob', name('job-definition', 'jobDefinition')),
        ...tag(`arn:aws:batch:${place}:job/new`),
      ]
    case 'registerjobdefinition': {
      const definition = name('job-definition', 'jobDefinitionName')
      const container = getField(fields, 'containerProperties')
      const roles = ['jobRoleArn', 'executionRoleArn'].flatMap((key) => getString(container, key) ?? [])
      const passed = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }
      return [
        need('batch:RegisterJobDefinition', definition),
        ...tag(definition),
        ...roles.map((role) => need('iam:PassRole', role, passed)),
      ]
    }
    case 'deregisterjobdefinition':
      return [need('batch:DeregisterJobDefinition', name('job-definition', 'jobDefinition'))]
    case 'terminatejob':
      return [need('batch:TerminateJob', name('job', 'jobId'))]
    default: {
      const actions = ['DescribeJobQueues', 'DescribeComputeEnvironments', 'DescribeJobDefinitions', 'DescribeJobs']
      const action = [...actions, 'ListJobs', 'GetJobQueueSnapshot'].find((each) => each.toLowerCase() === path)
      if (action === undefined) throw new Error(`a request to Batch that is not known here: ${path}`)
      return [need(`batch:${action}`, '*')]
    }
  }
}
