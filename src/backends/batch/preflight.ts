import type { JobQueueDetail } from '@aws-sdk/client-batch'
import { Failure } from '../../errors.ts'
import type { Task } from '../backend.ts'
import type { Clients } from './client.ts'
import { createDefinition, definitionLimitBytes, getArchitecture, type Platform } from './definition.ts'
import {
  describeMissingQueue,
  findCapacityFaults,
  findEnvironmentFaults,
  findProcessorFaults,
  findQueueFaults,
  isSpotOnly,
  readComputeEnvironments,
  readQueue,
} from './queue.ts'
import { createSubmission, submitLimitBytes } from './request.ts'
import { chooseResources, type ResourceRequest } from './resources.ts'
import type { BatchSettings, WorkflowOrigin } from './settings.ts'

/** What is known of the queue, everything that is wrong, and what is odd but harmless. */
export interface PreflightResult {
  /** The queue's ARN; undefined where there is none. */
  readonly queue: string | undefined
  readonly platform: Platform
  readonly isSpot: boolean
  readonly faults: readonly string[]
  readonly notices: readonly string[]
}

/** A definition of the user's own, as far as it matters here. */
export interface FixedSettings {
  readonly name: string
  readonly hasJobRole: boolean
  /** `EC2`, `FARGATE`; where there are none, EC2 is meant. */
  readonly platforms: readonly string[]
  /** What it asks for by itself. */
  readonly asks: ResourceRequest
  /** Of the definition's own tags, which a job gets beside its own. */
  readonly tagCount: number
}

/**
 * Everything that Batch can be asked about a task before it is submitted. What may not be looked at is a notice; the queue must be seen.
 * Throws Failure only where Batch cannot be asked at all.
 */
export async function checkTask(
  clients: Clients,
  {
    task,
    settings,
    origin,
    fixed,
  }: {
    readonly task: Task
    readonly settings: BatchSettings
    readonly origin: WorkflowOrigin
    readonly fixed: FixedSettings | undefined
  },
  signal: AbortSignal,
): Promise<PreflightResult> {
  const queue = await readQueue(clients, settings.queue, signal)
  const { environments, notice } = queue ? await readComputeEnvironments(clients, queue, signal) : { environments: [] }
  const well = environments.filter((environment) => findEnvironmentFaults(environment).length === 0)
  const usable = well.length > 0 ? well : environments
  const kinds = environments.map(({ computeResources }) => computeResources?.type ?? 'EC2')
  const kind = kinds.length > 0 && kinds.every((each) => each.startsWith('FARGATE')) ? 'FARGATE' : 'EC2'
  const { vcpus = fixed?.asks.vcpus, memoryMib = fixed?.asks.memoryMib, gpus = fixed?.asks.gpus } = task
  const { resources, faults: unfit, notices } = chooseResources({ vcpus, memoryMib, gpus }, kind)
  const platform: Platform = { kind, resources }
  const faults = [
    ...(queue ? findQueueFaults(queue, settings) : [describeMissingQueue(settings.queue, clients.region)]),
    // A queue goes on with those that are well.
    ...(well.length === 0 ? environments.flatMap(findEnvironmentFaults) : []),
    ...unfit,
    ...findCapacityFaults(usable, resources),
    ...findProcessorFaults(usable, getArchitecture(task)),
    ...(queue && environments.length > 0 ? platformFaults(queue, kind, fixed) : []),
    ...roleFaults(settings, kind, fixed),
    ...accountFaults(settings, queue?.jobQueueArn),
    ...taskFaults(task, settings, kind, fixed),
    ...sizeFaults(task, settings, origin, platform),
  ]
  const isSpot = isSpotOnly(environments)
  const spot = isSpot && (settings.attempts ?? 1) === 1 && fixed === undefined ? [spotNotice] : []
  // Nothing is asked for, so that a definition's own size is left as it is.
  const isLeft = fixed !== undefined && (task.vcpus ?? task.memoryMib ?? task.gpus) === undefined
  const ill = well.length > 0 ? environments.flatMap(findEnvironmentFaults) : []
  return {
    queue: queue?.jobQueueArn,
    platform,
    isSpot,
    faults,
    notices: [...(notice ? [notice] : []), ...ill, ...(isLeft ? [] : notices), ...emptyVariables(task), ...spot],
  }
}

/** https://github.com/hashicorp/terraform-provider-aws/issues/19466 */
function emptyVariables({ env }: Task): string[] {
  const names = [...env].flatMap(([name, value]) => (value === '' ? [name] : []))
  return names.length === 0
    ? []
    : [`env: Batch is known to leave out variables that are empty, so the pipe may not see ${names.join(', ')}.`]
}

const spotNotice = 'The queue runs on spot capacity, which AWS may take away: `attempts` tries again when it does.'

function platformFaults(
  { jobQueueName }: JobQueueDetail,
  kind: Platform['kind'],
  fixed: FixedSettings | undefined,
): string[] {
  if (fixed === undefined) return []
  const platforms = fixed.platforms.length > 0 ? fixed.platforms : ['EC2']
  if (platforms.includes(kind)) return []
  return [`job-definition: ${fixed.name} is for ${platforms.join(', ')}, and the queue ${jobQueueName} is on ${kind}.`]
}

function roleFaults(settings: BatchSettings, kind: Platform['kind'], fixed: FixedSettings | undefined): string[] {
  const faults: string[] = []
  const hasRole = settings.jobRoleArn !== undefined || fixed?.hasJobRole || settings.handsCredentials
  if (!hasRole)
    faults.push('job-role-arn: the pipe needs a role that may read and write the remote. Give one (docs/iam.md).')
  if (kind === 'FARGATE' && settings.executionRoleArn === undefined && fixed === undefined)
    faults.push('execution-role-arn: Fargate needs one to pull the image and to write the log. Give one (docs/iam.md).')
  return faults
}

/** A role is passed within its account: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html */
function accountFaults({ jobRoleArn, executionRoleArn }: BatchSettings, queueArn = ''): string[] {
  const accountOf = (arn: string) => arn.split(':')[4]
  const roles = [
    ['job-role-arn', jobRoleArn],
    ['execution-role-arn', executionRoleArn],
  ] as const
  return roles.flatMap(([input, arn]) =>
    arn === undefined || queueArn === '' || accountOf(arn) === accountOf(queueArn)
      ? []
      : [
          `${input}: ${arn} is of another account than the queue (${accountOf(queueArn)}), and cannot be passed to its jobs.`,
        ],
  )
}

/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const limits = { dependencies: 20, tags: 50 }
/** Tags that say which run a job belongs to, and those of a definition of ours. */
const ownTags = { job: 6, definition: 2 }

function taskFaults(
  task: Task,
  { dependsOn, tags }: BatchSettings,
  kind: Platform['kind'],
  fixed: FixedSettings | undefined,
): string[] {
  const faults: string[] = []
  const reserved = [...task.env.keys()].filter((name) => name.startsWith('AWS_BATCH'))
  if (reserved.length > 0) faults.push(`env: ${reserved.join(', ')}: names that begin with AWS_BATCH are Batch's own.`)
  if (task.argv.some((part) => part === '')) faults.push('params: an empty value cannot be given to a Batch job.')
  if (dependsOn.length > limits.dependencies)
    faults.push(`depends-on: a job waits for ${limits.dependencies} others at most.`)
  // A task gets the definition's tags too, and a job that would have more than fifty fails.
  const room = limits.tags - ownTags.job - (fixed?.tagCount ?? ownTags.definition)
  if (tags.size > room)
    faults.push(`job-tags: ${room} at most, beside those of the definition and the six that say which run it is.`)
  if (kind === 'FARGATE' && task.shmSizeMib !== undefined)
    faults.push('shm-size-mib: Fargate has it fixed. Leave it out, or use a queue of EC2 instances.')
  return faults
}

/** Keys and session token of a role, as the overrides have them: they are made only when the rest is known to be right. */
const credentialBytes = 2048

function sizeFaults(task: Task, settings: BatchSettings, origin: WorkflowOrigin, platform: Platform): string[] {
  const { resources } = platform
  const submission = createSubmission(task, settings, origin, {
    definition: settings.definitionName,
    resources,
    isFixed: false,
  })
  const bytes = Buffer.byteLength(JSON.stringify(submission)) + (settings.handsCredentials ? credentialBytes : 0)
  const definitionBytes = Buffer.byteLength(JSON.stringify(createDefinition(task, settings, platform)))
  return [
    ...(bytes > submitLimitBytes
      ? [
          `params, env, job-tags: the request has ${bytes} bytes, and Batch takes ${submitLimitBytes}. Hand over less; large values belong into a bundle.`,
        ]
      : []),
    ...(definitionBytes > definitionLimitBytes
      ? [`image: the job definition has ${definitionBytes} bytes, and Batch takes ${definitionLimitBytes}.`]
      : []),
  ]
}

/** All faults as one Failure; nothing where there are none. */
export function throwFaults(faults: readonly string[]): void {
  if (faults.length === 0) return
  throw new Failure('invalid-input', faults.join('\n'), 'Nothing was submitted. Each line says what to change.')
}
