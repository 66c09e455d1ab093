import { createHash } from 'node:crypto'
import type { SubmitJobCommandInput } from '@aws-sdk/client-batch'
import { deriveImageName, parsePipeClass } from '../../disdat/names.ts'
import type { JobSeed, Task } from '../backend.ts'
import { toResourceName } from '../resource-name.ts'
import { getTimeoutSeconds } from './job-definition.ts'
import { selectJobSeed, wrapCommand } from './launcher/wrap-command.ts'
import { receiptVariable } from './receipt.ts'
import { createRequirements, type JobResources } from './resources.ts'
import { createRetryStrategy } from './retry-strategy.ts'
import type { BatchSettings, WorkflowOrigin } from './settings.ts'

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
const maxNameLength = 128
export const submitLimitBytes = 30 * 1024

/**
 * The most characters of the overrides of a job, as JSON of ECS, and room for what Batch adds to ours. A job with more
 * fails. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
const overridesLimit = 8192
const overridesReserve = 512

/** The variables that may hold credentials for the job. */
const credentialVariables: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
])

/**
 * A job's name: the pipe, and a hash of everything that identifies this run of the step: repository, workflow run, step
 * and request. The attempt does not count, so that a rerun workflow finds its job, nor does the output's uuid.
 */
export function createJobName(task: Task, origin: WorkflowOrigin): string {
  const { outputUuid, launchedAt: _, workflowAttempt: __, ...request } = task.receipt
  const { repository, runId, workflow, job, step } = origin
  const argv = task.argv.map((part) => part.replaceAll(outputUuid, 'output'))
  // To GitHub, the jobs of a matrix are one step of one job: only their requests differ. Credentials always differ.
  const env = [...task.env].filter(([name]) => !credentialVariables.has(name))
  const size = [task.vcpus, task.memoryMib, task.gpus, task.shmSizeMib]
  const content = [repository, runId, workflow, job, step, request, argv, size, env]
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
  const pipeClass = parsePipeClass(task.receipt.pipeClass)
  const pipe = `${pipeClass ? deriveImageName(pipeClass) : 'disdat'}-${task.receipt.pipeClass.split('.').at(-1)}`
  return `${toResourceName(pipe).slice(0, maxNameLength - hash.length - 1)}-${hash}`
}

/** How the request names its definition. */
export interface SubmitOptions {
  readonly definition: string
  readonly resources: JobResources | undefined
  /** The definition is the user's, so the request also carries attempts and timeout. */
  readonly isFixed: boolean
}

/** The request for SubmitJob. */
export function createSubmitRequest(
  task: Task,
  settings: BatchSettings,
  origin: WorkflowOrigin,
  { definition, resources, isFixed }: SubmitOptions,
): SubmitJobCommandInput {
  const jobSeed = selectJobSeed(task, { isFixed })
  const environment = [...task.env, [receiptVariable, JSON.stringify(task.receipt)] as const].flatMap(
    ([name, value]) => (value === undefined ? [] : [{ name, value }]),
  )
  const overrides = { environment, ...(resources && { resourceRequirements: createRequirements(resources) }) }
  return {
    jobName: createJobName(task, origin),
    jobQueue: settings.queue,
    jobDefinition: definition,
    containerOverrides: { command: createJobCommand(task, jobSeed, overrides), ...overrides },
    ...(isFixed && { timeout: { attemptDurationSeconds: getTimeoutSeconds(task) } }),
    ...(isFixed && settings.attempts !== undefined && { retryStrategy: createRetryStrategy(settings.attempts) }),
    ...(settings.dependsOn.length > 0 && { dependsOn: settings.dependsOn.map((jobId) => ({ jobId })) }),
    ...(settings.shareIdentifier !== undefined && { shareIdentifier: settings.shareIdentifier }),
    ...(settings.schedulingPriority !== undefined && { schedulingPriorityOverride: settings.schedulingPriority }),
    propagateTags: true,
    tags: createTags(task, settings, origin),
  }
}

/** The command of the task, which fills its local context first where the overrides have room for the launcher. */
function createJobCommand({ argv }: Task, seed: JobSeed | undefined, overrides: object): string[] {
  const command = seed === undefined ? argv : wrapCommand(argv, seed)
  const { length } = JSON.stringify({ command, ...overrides })
  return [...(length > overridesLimit - overridesReserve ? argv : command)]
}

/** Tags for people and for billing: long values are cut, and characters that AWS refuses become spaces. */
function createTags(task: Task, settings: BatchSettings, origin: WorkflowOrigin): Record<string, string> {
  const ownTags: readonly (readonly [string, string])[] = [
    ['repository', origin.repository],
    ['run', origin.runId],
    ['commit', origin.commit],
    ['actor', origin.actor],
    ['pull-request', origin.pullRequest?.toString() ?? ''],
    ['pipe', task.receipt.pipeClass],
  ]
  const tags = ownTags.flatMap(([name, value]) => (value === '' ? [] : [[`disdat-run-action:${name}`, value] as const]))
  return Object.fromEntries([...settings.tags, ...tags].map(([name, value]) => [name, toTagValue(value)]))
}

/** https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html#tag-restrictions */
const toTagValue = (text: string) => text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ').slice(0, 256)
