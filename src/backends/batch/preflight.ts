import { Failure } from '../../errors.ts'
import type { Task } from '../backend.ts'
import type { BatchClients } from './clients.ts'
import { type BatchPlatform, getArchitecture } from './job-definition.ts'
import {
  describeMissingQueue,
  findCapacityProblems,
  findEnvironmentProblems,
  findProcessorProblems,
  findQueueProblems,
  isSpotOnly,
  readComputeEnvironments,
  readQueue,
} from './queue.ts'
import { chooseResources } from './resources.ts'
import type { ComputeEnvironment, JobQueue } from './responses.ts'
import {
  findAccountProblems,
  findOverridesNotices,
  findPlatformProblems,
  findRoleProblems,
  findSizeProblems,
  findTaskProblems,
  type TaskCheck,
} from './task-problems.ts'

/** Facts about the queue, all problems of the task, and notices about unusual but harmless facts. */
export interface PreflightResult {
  /** The queue's ARN; undefined when it does not exist. */
  readonly queue: string | undefined
  readonly platform: BatchPlatform
  readonly isSpot: boolean
  readonly problems: readonly string[]
  readonly notices: readonly string[]
}

/** A queue and its compute environments; undefined where they cannot be described or do not exist. */
export interface QueueFacts {
  readonly queue: JobQueue | undefined
  readonly environments: readonly ComputeEnvironment[]
  readonly notice?: string
}

/**
 * Reads what the check of a task needs. Missing permission to describe the compute environments is a notice. Throws
 * Failure when the queue cannot be described.
 */
export async function readQueueFacts(clients: BatchClients, name: string, signal: AbortSignal): Promise<QueueFacts> {
  const queue = await readQueue(clients, name, signal)
  return { queue, ...(queue ? await readComputeEnvironments(clients, queue, signal) : { environments: [] }) }
}

/** Checks everything about a task that can be checked before it is submitted. */
export function checkTask(
  { region }: Pick<BatchClients, 'region'>,
  check: TaskCheck,
  { queue, environments, notice }: QueueFacts,
): PreflightResult {
  const { task, settings, fixed } = check
  const kind = getPlatformKind(environments)
  const { vcpus = fixed?.resources.vcpus, memoryMib = fixed?.resources.memoryMib, gpus = fixed?.resources.gpus } = task
  const chosen = chooseResources({ vcpus, memoryMib, gpus }, kind)
  const platform: BatchPlatform = { kind, resources: chosen.resources }
  const hosts = checkEnvironments(environments)
  const isSpot = isSpotOnly(environments)
  return {
    queue: queue?.jobQueueArn,
    platform,
    isSpot,
    problems: [
      ...(queue ? findQueueProblems(queue, settings) : [describeMissingQueue(settings.queue, region)]),
      ...hosts.problems,
      ...chosen.problems,
      ...findCapacityProblems(hosts.usable, chosen.resources),
      ...findProcessorProblems(hosts.usable, getArchitecture(task)),
      ...(queue && environments.length > 0 ? findPlatformProblems(queue, kind, fixed) : []),
      ...findRoleProblems(settings, kind, fixed),
      ...findAccountProblems(settings, queue?.jobQueueArn),
      ...findTaskProblems(check, kind),
      ...findSizeProblems(check, platform),
    ],
    notices: [
      ...(notice ? [notice] : []),
      ...hosts.notices,
      ...(keepsDefinitionSize(check) ? [] : chosen.notices),
      ...findEmptyVariables(task),
      ...findOverridesNotices(check, platform),
      ...(isSpot ? findSpotNotices(check) : []),
    ],
  }
}

/** A job that requests nothing keeps the size of a user's definition. */
const keepsDefinitionSize = ({ task, fixed }: TaskCheck) =>
  fixed !== undefined && (task.vcpus ?? task.memoryMib ?? task.gpus) === undefined

function findSpotNotices({ settings, fixed }: TaskCheck): readonly string[] {
  const canRetry = (settings.attempts ?? 1) > 1 || fixed !== undefined
  return canRetry
    ? []
    : ['The queue has only spot capacity, which AWS may reclaim. Set `attempts` to retry when it does.']
}

function getPlatformKind(environments: readonly ComputeEnvironment[]): BatchPlatform['kind'] {
  const types = environments.map(({ computeResources }) => computeResources?.type ?? 'EC2')
  return types.length > 0 && types.every((type) => type.startsWith('FARGATE')) ? 'FARGATE' : 'EC2'
}

/** A queue works as long as one of its environments does; problems of the others are notices. */
function checkEnvironments(environments: readonly ComputeEnvironment[]): {
  readonly usable: readonly ComputeEnvironment[]
  readonly problems: readonly string[]
  readonly notices: readonly string[]
} {
  const healthy = environments.filter((environment) => findEnvironmentProblems(environment).length === 0)
  const sentences = environments.flatMap(findEnvironmentProblems)
  return healthy.length > 0
    ? { usable: healthy, problems: [], notices: sentences }
    : { usable: environments, problems: sentences, notices: [] }
}

/** https://github.com/hashicorp/terraform-provider-aws/issues/19466 */
function findEmptyVariables({ env }: Task): readonly string[] {
  const names = [...env].flatMap(([name, value]) => (value === '' ? [name] : []))
  return names.length === 0 ? [] : [`env: Batch may omit empty variables, so the pipe may not see ${names.join(', ')}.`]
}

/** Throws all problems as one Failure. Does nothing without problems. */
export function throwProblems(problems: readonly string[]): void {
  if (problems.length === 0) return
  throw new Failure('invalid-input', problems.join('\n'), 'Nothing was submitted. Change what each line names.')
}
