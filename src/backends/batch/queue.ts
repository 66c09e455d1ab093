import { isAccessDenied, toAwsFailure } from '../../aws/errors.ts'
import { describeError } from '../../errors.ts'
import type { BatchClients } from './clients.ts'
import { findInstanceProblems, isArmInstanceType } from './instance-types.ts'
import type { JobResources } from './resources.ts'
import { type ComputeEnvironment, type JobQueue, parseEnvironments, parseQueues } from './responses.ts'
import type { BatchSettings } from './settings.ts'

/** The most queues in one response: https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobQueues.html */
const maxListedQueues = 100

/** A queue, by name or ARN; undefined when it does not exist. Throws Failure. */
export async function readQueue(
  { sdk, batch }: BatchClients,
  queue: string,
  signal: AbortSignal,
): Promise<JobQueue | undefined> {
  try {
    const command = new sdk.DescribeJobQueuesCommand({ jobQueues: [queue] })
    const [found] = await batch.call(signal, async (client, options) =>
      parseQueues(await client.send(command, options)),
    )
    return found
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(error, `describe the queue ${queue}`, 'batch:DescribeJobQueues')
  }
}

/** The names of the queues of the region, of up to 100. Throws Failure. */
export async function listQueueNames({ sdk, batch }: BatchClients, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const command = new sdk.DescribeJobQueuesCommand({ maxResults: maxListedQueues })
    const queues = await batch.call(signal, async (client, options) => parseQueues(await client.send(command, options)))
    return queues.flatMap(({ jobQueueName }) => jobQueueName ?? [])
  } catch (error) {
    signal.throwIfAborted()
    throw toAwsFailure(error, 'list the queues', 'batch:DescribeJobQueues')
  }
}

/** The compute environments of a queue. Without permission to describe them: none, and a notice. Throws Failure. */
export async function readComputeEnvironments(
  { sdk, batch }: BatchClients,
  { computeEnvironmentOrder }: JobQueue,
  signal: AbortSignal,
): Promise<{ readonly environments: readonly ComputeEnvironment[]; readonly notice?: string }> {
  const names = computeEnvironmentOrder.flatMap(({ computeEnvironment }) =>
    computeEnvironment ? [computeEnvironment] : [],
  )
  if (names.length === 0) return { environments: [] }
  try {
    const command = new sdk.DescribeComputeEnvironmentsCommand({ computeEnvironments: names })
    const environments = await batch.call(signal, async (client, options) =>
      parseEnvironments(await client.send(command, options)),
    )
    return { environments }
  } catch (error) {
    signal.throwIfAborted()
    if (!isAccessDenied(error))
      throw toAwsFailure(error, 'describe the queue’s compute environments', 'batch:DescribeComputeEnvironments')
    return {
      environments: [],
      notice: `The queue’s compute environments could not be described. The action assumes EC2: ${describeError(error)}`,
    }
  }
}

/** The problem of a queue that does not exist. */
export function describeMissingQueue(queue: string, region: string): string {
  const queueRegion = /^arn:[^:]+:batch:([^:]+):/.exec(queue)?.[1]
  if (queueRegion !== undefined && queueRegion !== region)
    return `job-queue: ${queue} is in ${queueRegion}, and the step works in ${region}: set \`aws-region: ${queueRegion}\`.`
  return `job-queue: there is no queue ${queue} in ${region}: check its name, \`aws-region\` and the account.`
}

/** Why a queue does not accept the job, one sentence per problem. */
export function findQueueProblems(
  { jobQueueName, state, status, statusReason, schedulingPolicyArn }: JobQueue,
  { shareIdentifier }: BatchSettings,
): readonly string[] {
  const problems: string[] = []
  if (state !== 'ENABLED')
    problems.push(`job-queue: ${jobQueueName} is ${state} and accepts no jobs: enable it, or name another queue.`)
  if (status !== undefined && status !== 'VALID')
    problems.push(
      `job-queue: ${jobQueueName} is ${status}${statusReason ? ` (${statusReason})` : ''}. It must be VALID.`,
    )
  if (schedulingPolicyArn !== undefined && shareIdentifier === undefined)
    problems.push(`share-identifier: nothing given. ${jobQueueName} has a scheduling policy and requires one.`)
  if (schedulingPolicyArn === undefined && shareIdentifier !== undefined)
    problems.push(
      `share-identifier: got ${JSON.stringify(shareIdentifier)}. ${jobQueueName} has no scheduling policy and accepts no share identifier. Remove the input.`,
    )
  return problems
}

/** Why a compute environment does not run the job, one sentence per problem. */
export function findEnvironmentProblems({
  computeEnvironmentName: name,
  state,
  status,
  statusReason,
  eksConfiguration,
}: ComputeEnvironment): readonly string[] {
  const problems: string[] = []
  if (eksConfiguration !== undefined)
    problems.push(
      `job-queue: its compute environment ${name} is on EKS, where a job cannot override the container's command.`,
    )
  if (state !== 'ENABLED') problems.push(`job-queue: its compute environment ${name} is ${state}: enable it.`)
  if (status !== undefined && status !== 'VALID' && status !== 'UPDATING')
    problems.push(
      `job-queue: its compute environment ${name} is ${status}${statusReason ? ` (${statusReason})` : ''}. It must be VALID.`,
    )
  return problems
}

/** The resources that no environment can provide, one sentence each. */
export function findCapacityProblems(
  environments: readonly ComputeEnvironment[],
  resources: JobResources,
): readonly string[] {
  // An unmanaged environment does not report its size.
  const limits = environments.map(({ computeResources }) => computeResources?.maxvCpus ?? Number.POSITIVE_INFINITY)
  if (limits.length === 0) return []
  const { vcpus } = resources
  return Math.max(...limits) < vcpus
    ? [
        `vcpus: got ${vcpus}. No compute environment of the queue has as many. The largest allows ${Math.max(...limits)}.`,
      ]
    : findInstanceProblems(listInstanceTypes(environments), resources)
}

/** The instance types of all environments; empty when one of them does not name its own. */
function listInstanceTypes(environments: readonly ComputeEnvironment[]): readonly string[] {
  const types = environments.map(({ computeResources }) => computeResources?.instanceTypes ?? [])
  return types.some((each) => each.length === 0) ? [] : types.flat()
}

/** A problem only when every host has the same processors, and the image is for others. `optimal` selects x86. */
export function findProcessorProblems(
  environments: readonly ComputeEnvironment[],
  architecture: string | undefined,
): readonly string[] {
  const types = listInstanceTypes(environments)
  if (types.length === 0 || (architecture !== 'amd64' && architecture !== 'arm64')) return []
  const armCount = types.filter(isArmInstanceType).length
  const isMismatch = architecture === 'amd64' ? armCount === types.length : armCount === 0
  if (!isMismatch) return []
  return [
    `image: it is for ${architecture}, and the queue’s instances (${types.slice(0, 5).join(', ')}) are not. Build it for them, or name another queue.`,
  ]
}

/** Whether all environments have spot capacity. */
export const isSpotOnly = (environments: readonly ComputeEnvironment[]): boolean =>
  environments.length > 0 && environments.every(({ computeResources }) => computeResources?.type?.endsWith('SPOT'))
