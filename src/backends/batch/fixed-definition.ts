import { Failure } from '../../errors.ts'
import type { BatchClients } from './clients.ts'
import { type DefinitionRevision, listRevisions, toDefinitionRevision } from './job-definition.ts'
import { parseRequirements, type ResourceRequest, readResources } from './resources.ts'

/** A job definition of the user, which the action does not change. */
export interface FixedDefinition extends DefinitionRevision {
  readonly image: string
  readonly hasJobRole: boolean
  /** `EC2`, `FARGATE`; empty means EC2. */
  readonly platforms: readonly string[]
  readonly resources: ResourceRequest
  /** A job gets these tags in addition to its own. */
  readonly tagCount: number
  readonly logGroup: string | undefined
}

/** Reads a user's job definition. Throws Failure `invalid-input` when it cannot run a pipe. */
export async function readFixedDefinition(
  clients: BatchClients,
  nameOrArn: string,
  signal: AbortSignal,
): Promise<FixedDefinition> {
  const [definition] = await listRevisions(clients, nameOrArn, signal)
  if (definition === undefined) throw createMissingFailure(nameOrArn, clients.region)
  const { status, type, containerProperties, platformCapabilities, tags } = definition
  const revision = toDefinitionRevision(definition)
  if (status !== 'ACTIVE')
    throw new Failure(
      'invalid-input',
      `job-definition: ${revision.name} is ${status}.`,
      'Name a revision that is ACTIVE.',
    )
  if (type !== 'container' || !containerProperties?.image)
    throw new Failure(
      'invalid-input',
      `job-definition: ${revision.name} is of type ${type}, or for EKS or several containers.`,
      'Name a definition of type `container` with a single container.',
    )
  return {
    ...revision,
    image: containerProperties.image,
    hasJobRole: Boolean(containerProperties.jobRoleArn),
    platforms: platformCapabilities,
    resources: {
      ...parseRequirements(containerProperties.resourceRequirements),
      ...readResources(containerProperties),
    },
    tagCount: Object.keys(tags).length,
    logGroup: containerProperties.logConfiguration?.options['awslogs-group'],
  }
}

function createMissingFailure(nameOrArn: string, region: string): Failure {
  const definitionRegion = /^arn:[^:]+:batch:([^:]+):/.exec(nameOrArn)?.[1] ?? region
  return new Failure(
    'invalid-input',
    `job-definition: there is no active ${nameOrArn} in ${region}.`,
    definitionRegion === region
      ? 'Check name, revision and `aws-region`, or leave out `job-definition` so that the action registers one.'
      : `It is in ${definitionRegion}: set \`aws-region: ${definitionRegion}\`.`,
  )
}
