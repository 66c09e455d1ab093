import { createHash } from 'node:crypto'
import type { JobDefinition, RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch'
import { awsFailure, getErrorName } from '../../aws/errors.ts'
import { Failure } from '../../errors.ts'
import type { Task } from '../backend.ts'
import type { Clients } from './client.ts'
import {
  createRequirements,
  parseRequirements,
  type ResourceRequest,
  type Resources,
  readResources,
} from './resources.ts'
import { createRetryStrategy } from './retry.ts'
import type { BatchSettings } from './settings.ts'

/** Tags of a definition: who made it, and the hash of what it says. */
export const tagNames = { madeBy: 'disdat-run-action:made-by', content: 'disdat-run-action:content' } as const
const madeBy = 'disdat/run-action'

/** Active revisions of ours that are kept; a run that has just found one of them must find it still there when it submits. */
const keptRevisions = 5
/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
export const definitionLimitBytes = 24 * 1024

/** What Batch wants to know of a platform beside the container. */
export interface Platform {
  readonly kind: 'EC2' | 'FARGATE'
  readonly resources: Resources
}

/** Of an image for several processors, `platform` says which one is meant. */
export const getArchitecture = ({ image, platform }: Task): string | undefined =>
  image.architecture ?? platform?.split('/')[1]

/** The definition that a task needs, as it would be registered. */
export function createDefinition(
  task: Task,
  settings: BatchSettings,
  { kind, resources }: Platform,
): RegisterJobDefinitionCommandInput {
  const isFargate = kind === 'FARGATE'
  const arm = getArchitecture(task) === 'arm64'
  const content: RegisterJobDefinitionCommandInput = {
    jobDefinitionName: settings.definitionName,
    type: 'container',
    platformCapabilities: [kind],
    propagateTags: true,
    retryStrategy: createRetryStrategy(settings.attempts ?? 1),
    timeout: { attemptDurationSeconds: getTimeoutSeconds(task) },
    containerProperties: {
      image: task.image.id,
      resourceRequirements: createRequirements(resources),
      ...(settings.jobRoleArn && { jobRoleArn: settings.jobRoleArn }),
      ...(settings.executionRoleArn && { executionRoleArn: settings.executionRoleArn }),
      logConfiguration: { logDriver: 'awslogs' },
      ...(task.shmSizeMib !== undefined && { linuxParameters: { sharedMemorySize: task.shmSizeMib } }),
      // Without an address of its own, a task in a public subnet cannot pull its image.
      ...(isFargate && { networkConfiguration: { assignPublicIp: 'ENABLED' as const } }),
      ...(isFargate && arm && { runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' } }),
    },
  }
  return { ...content, tags: { [tagNames.madeBy]: madeBy, [tagNames.content]: contentHash(content) } }
}

/** Batch takes a minute at least: https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html */
export const getTimeoutSeconds = ({ timeoutMs }: Pick<Task, 'timeoutMs'>): number =>
  Math.max(60, Math.ceil(timeoutMs / 1000))

function contentHash(content: RegisterJobDefinitionCommandInput): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** A definition that a job can be submitted with. */
export interface FoundDefinition {
  readonly arn: string
  /** `name:revision` */
  readonly name: string
}

type Named = Pick<JobDefinition, 'jobDefinitionArn' | 'jobDefinitionName' | 'revision'>
const found = ({ jobDefinitionArn = '', jobDefinitionName = '', revision = 0 }: Named): FoundDefinition => ({
  arn: jobDefinitionArn,
  name: `${jobDefinitionName}:${revision}`,
})

/** All revisions of a name that are active, or what an ARN or `name:revision` means, the newest first. Throws Failure. */
export async function listRevisions(
  clients: Clients,
  which: string,
  signal: AbortSignal,
): Promise<readonly JobDefinition[]> {
  const { sdk, batch } = clients
  // An ARN without a revision means the newest of the name, which Batch looks up by the name alone.
  const name = /^(?:arn:.*:job-definition\/)?([^:/]+)$/.exec(which)?.[1]
  const all: JobDefinition[] = []
  let nextToken: string | undefined
  try {
    do {
      const query =
        name === undefined ? { jobDefinitions: [which] } : { jobDefinitionName: name, status: 'ACTIVE' as const }
      const page = await batch.send(new sdk.DescribeJobDefinitionsCommand({ ...query, nextToken }), {
        abortSignal: signal,
      })
      all.push(...(page.jobDefinitions ?? []))
      nextToken = page.nextToken
    } while (nextToken)
  } catch (error) {
    signal.throwIfAborted()
    throw awsFailure(error, `look up the job definition ${which}`, 'batch:DescribeJobDefinitions')
  }
  return all.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0))
}

/** The revision of ours that says just this, if it is active. */
export async function findSameDefinition(
  clients: Clients,
  wanted: RegisterJobDefinitionCommandInput,
  signal: AbortSignal,
): Promise<{ readonly same: FoundDefinition | undefined; readonly ours: readonly JobDefinition[] }> {
  const revisions = await listRevisions(clients, wanted.jobDefinitionName ?? '', signal)
  const ours = revisions.filter(({ tags, status }) => tags?.[tagNames.madeBy] === madeBy && status === 'ACTIVE')
  const same = ours.find(({ tags }) => tags?.[tagNames.content] === wanted.tags?.[tagNames.content])
  return { same: same && found(same), ours }
}

/**
 * The definition to submit with: an active revision of the same content, or a new one. Older ones of ours are deregistered, those of others never.
 * Two that register the same at a time get a revision each, and both are right.
 */
export async function ensureDefinition(
  clients: Clients,
  wanted: RegisterJobDefinitionCommandInput,
  signal: AbortSignal,
): Promise<FoundDefinition> {
  const { sdk, batch } = clients
  const { same, ours } = await findSameDefinition(clients, wanted, signal)
  if (same !== undefined) return same
  try {
    const made = await batch.send(new sdk.RegisterJobDefinitionCommand(wanted), { abortSignal: signal })
    await deregister(clients, ours.slice(keptRevisions - 1))
    return found(made)
  } catch (error) {
    signal.throwIfAborted()
    throw awsFailure(
      error,
      `register the job definition ${wanted.jobDefinitionName}`,
      'batch:RegisterJobDefinition (and batch:TagResource, iam:PassRole for the roles that it names)',
    )
  }
}

/** Housekeeping: what cannot be deregistered stays. */
async function deregister({ sdk, batch }: Clients, old: readonly JobDefinition[]): Promise<void> {
  for (const { jobDefinitionArn: jobDefinition } of old) {
    await batch.send(new sdk.DeregisterJobDefinitionCommand({ jobDefinition })).catch(() => undefined)
  }
}

/** A definition of the user's own, as far as it matters to a run. */
export interface FixedDefinition extends FoundDefinition {
  readonly image: string
  readonly hasJobRole: boolean
  readonly platforms: readonly string[]
  readonly asks: ResourceRequest
  readonly tagCount: number
  readonly logGroup: string | undefined
}

/** A definition of the user's own, which is used as it is. Throws Failure `invalid-input` where it cannot run a pipe. */
export async function readFixedDefinition(
  clients: Clients,
  which: string,
  signal: AbortSignal,
): Promise<FixedDefinition> {
  const refuse = (why: string, advice: string) => new Failure('invalid-input', `job-definition: ${why}`, advice)
  const [definition] = await listRevisions(clients, which, signal)
  const elsewhere = /^arn:[^:]+:batch:([^:]+):/.exec(which)?.[1] ?? clients.region
  const advice =
    elsewhere === clients.region
      ? 'Check name, revision and `aws-region`, or leave `job-definition` out to have one made.'
      : `It is in ${elsewhere}: set \`aws-region: ${elsewhere}\`.`
  if (definition === undefined) throw refuse(`there is no active ${which} in ${clients.region}.`, advice)
  const { status, type, containerProperties } = definition
  if (status !== 'ACTIVE') throw refuse(`${found(definition).name} is ${status}.`, 'Name a revision that is ACTIVE.')
  if (type !== 'container' || !containerProperties?.image)
    throw refuse(
      `${found(definition).name} is of type ${type}, or for EKS or several containers.`,
      'Give one of type `container` with a single container.',
    )
  return {
    ...found(definition),
    image: containerProperties.image,
    hasJobRole: Boolean(containerProperties.jobRoleArn),
    platforms: definition.platformCapabilities ?? [],
    asks: {
      ...parseRequirements(containerProperties.resourceRequirements ?? []),
      ...readResources(containerProperties),
    },
    tagCount: Object.keys(definition.tags ?? {}).length,
    logGroup: containerProperties.logConfiguration?.options?.['awslogs-group'],
  }
}

/** Whether Batch refused a submission because the definition is not active any more. */
export const isInactiveDefinition = (error: unknown): boolean =>
  getErrorName(error) === 'ClientException' &&
  error instanceof Error &&
  /definition/i.test(error.message) &&
  /active|not exist|not found/i.test(error.message)
