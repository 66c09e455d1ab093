import { createHash } from 'node:crypto'
import type { SubmitJobCommandInput } from '@aws-sdk/client-batch'
import { deriveImageName, parsePipeClass } from '../../disdat/names.ts'
import type { Task } from '../backend.ts'
import { getTimeoutSeconds } from './definition.ts'
import { receiptVariable } from './receipt.ts'
import { createRequirements, type Resources } from './resources.ts'
import { createRetryStrategy } from './retry.ts'
import type { BatchSettings, WorkflowOrigin } from './settings.ts'

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
const nameLimit = 128
export const submitLimitBytes = 30 * 1024

/** The variables in which a job may be handed credentials. */
const handedVariables: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
])

/**
 * The name of the job: of its pipe, and of everything that makes it this one run of this one step: repository, workflow run, step and request. Not of the
 * attempt, so that a workflow that is run again finds its own job; nor of the uuid that the output would get.
 */
export function createJobName(task: Task, origin: WorkflowOrigin): string {
  const { outputUuid: _, launchedAt: __, workflowAttempt: ___, ...request } = task.receipt
  const { repository, runId, workflow, job, step } = origin
  const argv = task.argv.map((part) => part.replaceAll(task.receipt.outputUuid, 'output'))
  // Legs of a matrix are one step of one job to GitHub: what tells them apart is what they ask for. Credentials are new each time.
  const env = [...task.env].filter(([name]) => !handedVariables.has(name))
  const size = [task.vcpus, task.memoryMib, task.gpus, task.shmSizeMib]
  const content = [repository, runId, workflow, job, step, request, argv, size, env]
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
  const pipeClass = parsePipeClass(task.receipt.pipeClass)
  const pipe = `${pipeClass ? deriveImageName(pipeClass) : 'disdat'}-${task.receipt.pipeClass.split('.').at(-1)}`
  return `${pipe.replace(/[^\w-]/g, '-').slice(0, nameLimit - hash.length - 1)}-${hash}`
}

/** The whole request. `isFixed`: the definition is not ours, so what ours would say about tries and time is said here. */
export function createSubmission(
  task: Task,
  settings: BatchSettings,
  origin: WorkflowOrigin,
  {
    definition,
    resources,
    isFixed,
  }: { readonly definition: string; readonly resources: Resources | undefined; readonly isFixed: boolean },
): SubmitJobCommandInput {
  const environment = [...task.env, [receiptVariable, JSON.stringify(task.receipt)] as const].flatMap(
    ([name, value]) => (value === undefined ? [] : [{ name, value }]),
  )
  return {
    jobName: createJobName(task, origin),
    jobQueue: settings.queue,
    jobDefinition: definition,
    containerOverrides: {
      command: [...task.argv],
      environment,
      ...(resources && { resourceRequirements: createRequirements(resources) }),
    },
    ...(isFixed && { timeout: { attemptDurationSeconds: getTimeoutSeconds(task) } }),
    ...(isFixed && settings.attempts !== undefined && { retryStrategy: createRetryStrategy(settings.attempts) }),
    ...(settings.dependsOn.length > 0 && { dependsOn: settings.dependsOn.map((jobId) => ({ jobId })) }),
    ...(settings.shareIdentifier !== undefined && { shareIdentifier: settings.shareIdentifier }),
    ...(settings.schedulingPriority !== undefined && { schedulingPriorityOverride: settings.schedulingPriority }),
    propagateTags: true,
    tags: tagsOf(task, settings, origin),
  }
}

/** Tags are for people and for bills: what does not fit is cut, and a character that AWS does not take becomes a space. */
function tagsOf(task: Task, settings: BatchSettings, origin: WorkflowOrigin): Record<string, string> {
  const own: readonly (readonly [string, string])[] = [
    ['repository', origin.repository],
    ['run', origin.runId],
    ['commit', origin.commit],
    ['actor', origin.actor],
    ['pull-request', origin.pullRequest?.toString() ?? ''],
    ['pipe', task.receipt.pipeClass],
  ]
  const named = own.flatMap(([name, value]) => (value === '' ? [] : [[`disdat-run-action:${name}`, value] as const]))
  return Object.fromEntries([...settings.tags, ...named].map(([name, value]) => [name, tagValue(value)]))
}

/** https://docs.aws.amazon.com/batch/latest/userguide/using-tags.html#tag-restrictions */
const tagValue = (text: string) => text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, ' ').slice(0, 256)
