import { createHash } from 'node:crypto'
import type { SubmitJobCommandInput } from '@aws-sdk/client-batch'
import { deriveImageName, parsePipeClass } from '../../disdat/names.ts'
import type { Task } from '../backend.ts'
import { toResourceName } from '../resource-name.ts'
import { getTimeoutSeconds } from './job-definition.ts'
import { selectJobSeed, wrapCommand } from './launcher/wrap-command.ts'
import { receiptVariable } from './receipt.ts'
import { createRequirements, type JobResources } from './resources.ts'
import { createRetryStrategy } from './retry-strategy.ts'
import type { BatchSettings, WorkflowOrigin } from './settings.ts'

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
const maxNameLength = 128
export const maxDependencies = 20
export const submitLimitBytes = 30 * 1024

/**
 * The most characters of the overrides of a task, as JSON of ECS. A job with more fails when it starts.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export const overridesLimit = 8192
/**
 * The characters that Batch adds to our overrides: the names of container, job, queue and compute environment, and the
 * attempt, with short names and with the longest. https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html
 */
const addedCharacters = { least: 256, most: 1024 } as const

/** Hexadecimal digits of the hashes in a name: of the step, and of the step with the request. */
const hashLengths = { step: 8, request: 16 } as const

/**
 * A job's name: the pipe, a hash of the step (repository, workflow run, job, leg of a matrix, step), and a hash of the
 * step and what it requests for the job. It is the same in each attempt, so that a rerun workflow finds its job.
 */
export function createJobName({ request, receipt }: Pick<Task, 'request' | 'receipt'>, origin: WorkflowOrigin): string {
  const { repository, runId, workflow, job, step, leg } = origin
  const place = [repository, runId, workflow, job, step, ...(leg === undefined ? [] : [leg])]
  const suffix = `-${hash(place, hashLengths.step)}-${hash([place, request], hashLengths.request)}`
  const pipeClass = parsePipeClass(receipt.pipeClass)
  const pipe = `${pipeClass ? deriveImageName(pipeClass) : 'disdat'}-${receipt.pipeClass.split('.').at(-1)}`
  return `${toResourceName(pipe).slice(0, maxNameLength - suffix.length)}${suffix}`
}

/** What the names of all jobs of one pipe of a step begin with. */
export const getJobNamePrefix = (jobName: string): string => jobName.slice(0, -hashLengths.request)

const hash = (value: unknown, length: number) =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, length)

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
  return {
    jobName: createJobName(task, origin),
    jobQueue: settings.queue,
    jobDefinition: definition,
    containerOverrides: createOverrides(task, { resources, isFixed }).overrides,
    ...(isFixed && { timeout: { attemptDurationSeconds: getTimeoutSeconds(task) } }),
    ...(isFixed && settings.attempts !== undefined && { retryStrategy: createRetryStrategy(settings.attempts) }),
    ...createDependencies(task, settings),
    ...(settings.shareIdentifier !== undefined && { shareIdentifier: settings.shareIdentifier }),
    ...(settings.schedulingPriority !== undefined && { schedulingPriorityOverride: settings.schedulingPriority }),
    propagateTags: true,
    tags: createTags(task, settings, origin),
  }
}

/** The jobs that must succeed before a job starts: those of its task, and those of the input `depends-on`. */
export const listDependencies = (
  { dependsOn = [] }: Pick<Task, 'dependsOn'>,
  settings: Pick<BatchSettings, 'dependsOn'>,
): readonly string[] => [...new Set([...settings.dependsOn, ...dependsOn])]

function createDependencies(task: Task, settings: BatchSettings): Pick<SubmitJobCommandInput, 'dependsOn'> {
  const ids = listDependencies(task, settings)
  return ids.length === 0 ? {} : { dependsOn: ids.map((jobId) => ({ jobId })) }
}

/** The overrides of a job, and whether ECS accepts them. */
interface OverridesResult {
  readonly overrides: { readonly command: string[]; readonly environment: { name: string; value: string }[] }
  /** The most characters that they can have for ECS, without the launcher. */
  readonly characters: number
  /** `no`: with what Batch adds, they are longer than `overridesLimit` in any case. */
  readonly fits: 'yes' | 'maybe' | 'no'
  /** The command does not fill the local context first, only because the launcher would make the overrides too long. */
  readonly lacksLauncher: boolean
}

/** Creates the overrides of a job. `moreCharacters` is the length of variables that are added later. */
export function createOverrides(
  task: Task,
  { resources, isFixed }: Omit<SubmitOptions, 'definition'>,
  moreCharacters = 0,
): OverridesResult {
  const variables = [...task.env, [receiptVariable, JSON.stringify(task.receipt)] as const]
  const environment = variables.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]))
  const others = { environment, ...(resources && { resourceRequirements: createRequirements(resources) }) }
  const count = (command: readonly string[]) => JSON.stringify({ command, ...others }).length + moreCharacters
  const seed = selectJobSeed(task, { isFixed })
  const wrapped = seed && wrapCommand(task.argv, seed)
  const hasLauncher = wrapped !== undefined && count(wrapped) + addedCharacters.most <= overridesLimit
  const length = count(task.argv)
  const isTooLong = (added: number) => length + added > overridesLimit
  return {
    overrides: { command: [...(hasLauncher ? wrapped : task.argv)], ...others },
    characters: length + addedCharacters.most,
    fits: isTooLong(addedCharacters.least) ? 'no' : isTooLong(addedCharacters.most) ? 'maybe' : 'yes',
    lacksLauncher: wrapped !== undefined && !hasLauncher,
  }
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
