import type { ComputeEnvironmentDetail, JobQueueDetail } from '@aws-sdk/client-batch'
import { awsFailure, isRefusal } from '../../aws/errors.ts'
import { describeError } from '../../errors.ts'
import type { Clients } from './client.ts'
import { findInstanceFaults, isArm } from './instances.ts'
import type { Resources } from './resources.ts'
import type { BatchSettings } from './settings.ts'

/** A queue, by name or ARN; undefined where there is none. Throws Failure. */
export async function readQueue(
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

/** The compute environments of a queue; none, and a notice, where they may not be looked at. Throws Failure. */
export async function readComputeEnvironments(
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
      notice: `The queue’s compute environments could not be looked at, and are taken for EC2: ${describeError(error)}`,
    }
  }
}

/** What is said of a queue that is not there. */
export function describeMissingQueue(queue: string, region: string): string {
  const elsewhere = /^arn:[^:]+:batch:([^:]+):/.exec(queue)?.[1]
  if (elsewhere !== undefined && elsewhere !== region)
    return `job-queue: ${queue} is in ${elsewhere}, and the step works in ${region}: set \`aws-region: ${elsewhere}\`.`
  return `job-queue: there is no queue ${queue} in ${region}: check its name, \`aws-region\` and the account.`
}

/** What keeps a queue from taking the job. */
export function findQueueFaults(
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

/** What keeps a compute environment from running the job. */
export function findEnvironmentFaults({
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

/** What none of the environments can give. */
export function findCapacityFaults(environments: readonly ComputeEnvironmentDetail[], resources: Resources): string[] {
  // An environment that AWS does not manage does not say how large it is.
  const largest = environments.map(({ computeResources }) => computeResources?.maxvCpus ?? Number.POSITIVE_INFINITY)
  if (largest.length === 0) return []
  const { vcpus } = resources
  return Math.max(...largest) < vcpus
    ? [`vcpus: no compute environment of the queue has ${vcpus}; the largest may have ${Math.max(...largest)}.`]
    : findInstanceFaults(typesOf(environments), resources)
}

/** The instance types of all environments; none where one of them does not tell. */
function typesOf(environments: readonly ComputeEnvironmentDetail[]): readonly string[] {
  const types = environments.map(({ computeResources }) => computeResources?.instanceTypes ?? [])
  return types.some((each) => each.length === 0) ? [] : types.flat()
}

/** Told only where all hosts have the same kind of processor, and it is not the image's. `optimal` are families of x86. */
export function findProcessorFaults(
  environments: readonly ComputeEnvironmentDetail[],
  architecture: string | undefined,
): string[] {
  const types = typesOf(environments)
  if (types.length === 0 || (architecture !== 'amd64' && architecture !== 'arm64')) return []
  const arms = types.filter(isArm).length
  const wrong = architecture === 'amd64' ? arms === types.length : arms === 0
  if (!wrong) return []
  return [
    `image: it is for ${architecture}, and the queue’s instances (${types.slice(0, 5).join(', ')}) are not. Build it for them, or name another queue.`,
  ]
}

/** Whether all of these environments run on spot capacity. */
export const isSpotOnly = (environments: readonly ComputeEnvironmentDetail[]): boolean =>
  environments.length > 0 && environments.every(({ computeResources }) => computeResources?.type?.endsWith('SPOT'))
