import { createHash } from 'node:crypto'
import type { RegisterJobDefinitionCommandInput } from '@aws-sdk/client-batch'
import { singleAttempt } from '../../aws/aws-client.ts'
import { getErrorName, toAwsFailure } from '../../aws/errors.ts'
import type { Task } from '../backend.ts'
import type { BatchClients } from './clients.ts'
import { createRequirements, type JobResources } from './resources.ts'
import { type DescribedDefinition, parseDefinitionPage, parseRegistration } from './responses.ts'
import { createRetryStrategy } from './retry-strategy.ts'
import type { BatchSettings } from './settings.ts'

/** Tags of the action's definitions: their creator, and the hash of their content. */
export const definitionTags = { madeBy: 'disdat-run-action:made-by', content: 'disdat-run-action:content' } as const
const madeBy = 'disdat/run-action'

/** How many active revisions of ours stay: a concurrent run that has found one of them still has to submit with it. */
const maxKeptRevisions = 5
/** Most pages of DescribeJobDefinitions; each has up to a hundred revisions. */
const maxDefinitionPages = 50
/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
export const definitionLimitBytes = 24 * 1024

/** The platform of the queue, and the resources on it. */
export interface BatchPlatform {
  readonly kind: 'EC2' | 'FARGATE'
  readonly resources: JobResources
}

/** The processor architecture that a task needs. For an image of several architectures, `platform` decides. */
export const getArchitecture = ({ image, platform }: Task): string | undefined =>
  image.architecture ?? platform?.split('/')[1]

/** The request for RegisterJobDefinition with the definition that a task needs. */
export function createDefinitionRequest(
  task: Task,
  settings: BatchSettings,
  { kind, resources }: BatchPlatform,
): RegisterJobDefinitionCommandInput {
  const isFargate = kind === 'FARGATE'
  const isArm = getArchitecture(task) === 'arm64'
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
      // Without a public address, a task in a public subnet cannot pull its image.
      ...(isFargate && { networkConfiguration: { assignPublicIp: 'ENABLED' as const } }),
      ...(isFargate && isArm && { runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' } }),
    },
  }
  return { ...content, tags: { [definitionTags.madeBy]: madeBy, [definitionTags.content]: hashContent(content) } }
}

/** At least a minute: https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html */
export const getTimeoutSeconds = ({ timeoutMs }: Pick<Task, 'timeoutMs'>): number =>
  Math.max(60, Math.ceil(timeoutMs / 1000))

function hashContent(content: RegisterJobDefinitionCommandInput): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** A revision of a definition that a job can be submitted with. */
export interface DefinitionRevision {
  readonly arn: string
  /** `name:revision` */
  readonly name: string
}

/** The names of a revision, as Batch describes it. */
export const toDefinitionRevision = ({
  jobDefinitionArn = '',
  jobDefinitionName = '',
  revision = 0,
}: Pick<DescribedDefinition, 'jobDefinitionArn' | 'jobDefinitionName' | 'revision'>): DefinitionRevision => ({
  arn: jobDefinitionArn,
  name: `${jobDefinitionName}:${revision}`,
})

/** All active revisions of a name, or the revision of an ARN or `name:revision`, the newest first. Throws Failure. */
export async function listRevisions(
  clients: BatchClients,
  nameOrArn: string,
  signal: AbortSignal,
): Promise<readonly DescribedDefinition[]> {
  const { sdk, batch } = clients
  // An ARN without a revision means the newest one, which Batch looks up only by name.
  const name = /^(?:arn:.*:job-definition\/)?([^:/]+)$/.exec(nameOrArn)?.[1]
  const query =
    name === undefined ? { jobDefinitions: [nameOrArn] } : { jobDefinitionName: name, status: 'ACTIVE' as const }
  const revisions: DescribedDefinition[] = []
  let nextToken: string | undefined
  try {
    for (let pages = 0; pages < maxDefinitionPages; pages += 1) {
      const command = new sdk.DescribeJobDefinitionsCommand({ ...query, nextToken })
      const page = await batch.call(signal, async (client, options) =>
        parseDefinitionPage(await client.send(command, options)),
      )
      revisions.push(...page.jobDefinitions)
      nextToken = page.nextToken
      if (!nextToken) break
    }
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(error, `look up the job definition ${nameOrArn}`, 'batch:DescribeJobDefinitions')
  }
  return revisions.toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0))
}

/** The active revision of ours with the requested content, if there is one, and all active revisions of ours. */
export async function findSameDefinition(
  clients: BatchClients,
  request: RegisterJobDefinitionCommandInput,
  signal: AbortSignal,
): Promise<{ readonly same: DefinitionRevision | undefined; readonly ours: readonly DescribedDefinition[] }> {
  const revisions = await listRevisions(clients, request.jobDefinitionName ?? '', signal)
  const ours = revisions.filter(({ tags, status }) => tags[definitionTags.madeBy] === madeBy && status === 'ACTIVE')
  const same = ours.find(({ tags }) => tags[definitionTags.content] === request.tags?.[definitionTags.content])
  return { same: same && toDefinitionRevision(same), ours }
}

/**
 * The revision to submit with: an active one with the same content, or a new one. Deregisters old revisions of ours,
 * never those of others. Two concurrent registrations create two revisions, which are equally valid.
 */
export async function ensureDefinition(
  clients: BatchClients,
  request: RegisterJobDefinitionCommandInput,
  signal: AbortSignal,
): Promise<DefinitionRevision> {
  const { sdk, batch } = clients
  const { same, ours } = await findSameDefinition(clients, request, signal)
  if (same !== undefined) return same
  try {
    const revision = await batch.call(signal, async (client, options) => {
      const registered = parseRegistration(await client.send(new sdk.RegisterJobDefinitionCommand(request), options))
      if (registered?.jobDefinitionArn === undefined) throw new Error('the response names no job definition')
      return registered
    })
    await deregister(clients, ours.slice(maxKeptRevisions - 1), signal)
    return toDefinitionRevision(revision)
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(
      error,
      `register the job definition ${request.jobDefinitionName}`,
      'batch:RegisterJobDefinition (and batch:TagResource, iam:PassRole for the roles that it names)',
    )
  }
}

/** A revision that cannot be deregistered stays. */
async function deregister(
  { sdk, batch }: BatchClients,
  revisions: readonly DescribedDefinition[],
  signal: AbortSignal,
): Promise<void> {
  for (const { jobDefinitionArn: jobDefinition } of revisions) {
    const command = new sdk.DeregisterJobDefinitionCommand({ jobDefinition })
    await batch.call(signal, (client, options) => client.send(command, options), singleAttempt).catch(() => undefined)
  }
}

/** Whether Batch refused a submission because the definition is not active any more. */
export const isInactiveDefinition = (error: unknown): boolean =>
  getErrorName(error) === 'ClientException' &&
  error instanceof Error &&
  /definition/i.test(error.message) &&
  /active|not exist|not found/i.test(error.message)
