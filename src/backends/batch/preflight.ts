import type { ComputeEnvironmentDetail, JobQueueDetail } from '@aws-sdk/client-batch'
import { describe, Failure } from '../../errors.ts'
import type { Task } from '../backend.ts'
import { awsFailure, type Clients, isRefusal } from './client.ts'
import { definitionLimitBytes, definitionOf, type Platform } from './definition.ts'
import { submissionOf, submitLimitBytes } from './request.ts'
import { resourcesFor } from './resources.ts'
import type { BatchSettings, Origin } from './settings.ts'

/** What is known of the queue, everything that is wrong, and what is odd but harmless. */
export interface Checked {
  readonly platform: Platform
  readonly isSpot: boolean
  readonly faults: readonly string[]
  readonly notices: readonly string[]
}

/** A definition of the user's own, as far as it matters here. */
export interface Fixed {
  readonly name: string
  readonly hasJobRole: boolean
}

/**
 * Everything that Batch can be asked about a task before it is submitted. What may not be looked at is a notice; the queue must be seen.
 * Throws Failure only where Batch cannot be asked at all.
 */
export async function check(
  clients: Clients,
  {
    task,
    settings,
    origin,
    fixed,
  }: {
    readonly task: Task
    readonly settings: BatchSettings
    readonly origin: Origin
    readonly fixed: Fixed | undefined
  },
  signal: AbortSignal,
): Promise<Checked> {
  const queue = await queueOf(clients, settings.queue, signal)
  const { environments, notice } = queue ? await environmentsOf(clients, queue, signal) : { environments: [] }
  const kinds = environments.map(({ computeResources }) => computeResources?.type ?? 'EC2')
  const kind = kinds.length > 0 && kinds.every((each) => each.startsWith('FARGATE')) ? 'FARGATE' : 'EC2'
  const { resources, faults: unfit, notices } = resourcesFor(task, kind)
  const platform: Platform = { kind, resources }
  const faults = [
    ...(queue ? queueFaults(queue, settings) : [missingQueue(settings.queue, clients.region)]),
    ...environments.flatMap(environmentFaults),
    ...unfit,
    ...capacityFaults(environments, resources.vcpus),
    ...processorFaults(environments, task.image.architecture),
    ...roleFaults(settings, kind, fixed),
    ...taskFaults(task, settings, kind),
    ...sizeFaults(task, settings, origin, platform),
  ]
  const isSpot = kinds.length > 0 && kinds.every((each) => each.endsWith('SPOT'))
  const spot = isSpot && (settings.attempts ?? 1) === 1 && fixed === undefined ? [spotNotice] : []
  return { platform, isSpot, faults, notices: [...(notice ? [notice] : []), ...notices, ...spot] }
}

const spotNotice = 'The queue runs on spot capacity, which AWS may take away: `attempts` tries again when it does.'

async function queueOf(
  { sdk, batch }: Clients,
  queue: string,
  signal: AbortSignal,
): Promise<JobQueueDetail | undefined> {
  try {
    const command = new sdk.DescribeJobQueuesCommand({ jobQueues: [queue] })
    const { jobQueues } = await batch.send(command, { abortSignal: signal })
    return jobQueues?.[0]
  } catch (error) {
    signal.throwIfAborted()
    throw awsFailure(error, `look at the queue ${queue}`, 'batch:DescribeJobQueues')
  }
}

async function environmentsOf(
  { sdk, batch }: Clients,
  { computeEnvironmentOrder = [] }: JobQueueDetail,
  signal: AbortSignal,
): Promise<{ readonly environments: readonly ComputeEnvironmentDetail[]; readonly notice?: string }> {
  const names = computeEnvironmentOrder.flatMap(({ computeEnvironment }) =>
    computeEnvironment ? [computeEnvironment] : [],
  )
  if (names.length === 0) return { environments: [] }
  try {
    const command = new sdk.DescribeComputeEnvironmentsCommand({ computeEnvironments: names })
    const { computeEnvironments = [] } = await batch.send(command, { abortSignal: signal })
    return { environments: computeEnvironments }
  } catch (error) {
    signal.throwIfAborted()
    if (!isRefusal(error))
      throw awsFailure(error, 'look at the queue’s compute environments', 'batch:DescribeComputeEnvironments')
    return {
      environments: [],
      notice: `The queue’s compute environments could not be looked at, and are taken for EC2: ${describe(error)}`,
    }
  }
}

function missingQueue(queue: string, region: string): string {
  const elsewhere = /^arn:[^:]+:batch:([^:]+):/.exec(queue)?.[1]
  if (elsewhere !== undefined && elsewhere !== region)
    return `job-queue: ${queue} is in ${elsewhere}, and the step works in ${region}: set \`aws-region: ${elsewhere}\`.`
  return `job-queue: there is no queue ${queue} in ${region}: check its name, \`aws-region\` and the account.`
}

function queueFaults(
  { jobQueueName, state, status, statusReason, schedulingPolicyArn }: JobQueueDetail,
  { shareIdentifier }: BatchSettings,
): string[] {
  const faults: string[] = []
  if (state !== 'ENABLED')
    faults.push(`job-queue: ${jobQueueName} is ${state}, and takes no jobs: enable it, or name another.`)
  if (status !== undefined && status !== 'VALID')
    faults.push(
      `job-queue: ${jobQueueName} is ${status}${statusReason ? ` (${statusReason})` : ''}, and must be VALID.`,
    )
  if (schedulingPolicyArn !== undefined && shareIdentifier === undefined)
    faults.push(`share-identifier: ${jobQueueName} has a scheduling policy, and takes only jobs with one.`)
  if (schedulingPolicyArn === undefined && shareIdentifier !== undefined)
    faults.push(`share-identifier: ${jobQueueName} has no scheduling policy, and takes only jobs without one.`)
  return faults
}

function environmentFaults({
  computeEnvironmentName: name,
  state,
  status,
  statusReason,
  eksConfiguration,
}: ComputeEnvironmentDetail): string[] {
  const faults: string[] = []
  if (eksConfiguration !== undefined)
    faults.push(`job-queue: its compute environment ${name} is on EKS, where a container cannot be told what to run.`)
  if (state !== 'ENABLED') faults.push(`job-queue: its compute environment ${name} is ${state}: enable it.`)
  if (status !== undefined && status !== 'VALID' && status !== 'UPDATING')
    faults.push(
      `job-queue: its compute environment ${name} is ${status}${statusReason ? ` (${statusReason})` : ''}, and must be VALID.`,
    )
  return faults
}

function capacityFaults(environments: readonly ComputeEnvironmentDetail[], vcpus: number): string[] {
  // An environment that AWS does not manage does not say how large it is.
  const largest = environments.map(({ computeResources }) => computeResources?.maxvCpus ?? Number.POSITIVE_INFINITY)
  if (largest.length === 0 || Math.max(...largest) >= vcpus) return []
  return [`vcpus: no compute environment of the queue has ${vcpus}; the largest may have ${Math.max(...largest)}.`]
}

/** Instance families with Graviton processors: `m7g`, `c7gn`, `r8gd`, `a1`. */
const armFamily = /^(?:a1|[a-z]+\d+g[a-z]*)(?:\.|$)/

/** Only where all hosts have the same kind of processor, and it is not the image's. `optimal` are families of x86. */
function processorFaults(
  environments: readonly ComputeEnvironmentDetail[],
  architecture: string | undefined,
): string[] {
  const types = environments.flatMap(({ computeResources }) => computeResources?.instanceTypes ?? [])
  if (types.length === 0 || (architecture !== 'amd64' && architecture !== 'arm64')) return []
  const arms = types.filter((type) => armFamily.test(type)).length
  const wrong = architecture === 'amd64' ? arms === types.length : arms === 0
  if (!wrong) return []
  return [
    `image: it is for ${architecture}, and the queue’s instances (${types.slice(0, 5).join(', ')}) are not. Build it for them, or name another queue.`,
  ]
}

function roleFaults(settings: BatchSettings, kind: Platform['kind'], fixed: Fixed | undefined): string[] {
  const faults: string[] = []
  const hasRole = settings.jobRoleArn !== undefined || fixed?.hasJobRole || settings.handsCredentials
  if (!hasRole)
    faults.push('job-role-arn: the pipe needs a role that may read and write the remote. Give one (docs/iam.md).')
  if (kind === 'FARGATE' && settings.executionRoleArn === undefined && fixed === undefined)
    faults.push('execution-role-arn: Fargate needs one to pull the image and to write the log. Give one (docs/iam.md).')
  return faults
}

/** https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html */
const limits = { dependencies: 20, tags: 50 }

function taskFaults(task: Task, { dependsOn, tags }: BatchSettings, kind: Platform['kind']): string[] {
  const faults: string[] = []
  const reserved = [...task.env.keys()].filter((name) => name.startsWith('AWS_BATCH'))
  if (reserved.length > 0) faults.push(`env: ${reserved.join(', ')}: names that begin with AWS_BATCH are Batch's own.`)
  if (task.argv.some((part) => part === '')) faults.push('params: an empty value cannot be given to a Batch job.')
  if (dependsOn.length > limits.dependencies)
    faults.push(`depends-on: a job waits for ${limits.dependencies} others at most.`)
  if (tags.size > limits.tags - 6)
    faults.push(`job-tags: ${limits.tags - 6} at most, beside the six that say which run it is.`)
  if (kind === 'FARGATE' && task.shmSizeMib !== undefined)
    faults.push('shm-size-mib: Fargate has it fixed. Leave it out, or use a queue of EC2 instances.')
  return faults
}

function sizeFaults(task: Task, settings: BatchSettings, origin: Origin, platform: Platform): string[] {
  const { resources } = platform
  const submission = submissionOf(task, settings, origin, {
    definition: settings.definitionName,
    resources,
    isFixed: false,
  })
  const bytes = Buffer.byteLength(JSON.stringify(submission))
  const definitionBytes = Buffer.byteLength(JSON.stringify(definitionOf(task, settings, platform)))
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
export function refuse(faults: readonly string[]): void {
  if (faults.length === 0) return
  throw new Failure('invalid-input', faults.join('\n'), 'Nothing was submitted. Each line says what to change.')
}
