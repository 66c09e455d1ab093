import type { BatchSettings } from '../backends/batch/settings.ts'
import type { Configuration } from '../disdat/configuration.ts'
import { deriveImageName, type PipeClass } from '../disdat/names.ts'
import type { InputName, Inputs } from './inputs.ts'
import type { AddProblem } from './plan.ts'

/** Adds what is wrong with the inputs of a run on Batch, as far as they tell by themselves. */
export function checkBatch(inputs: Inputs, configuration: Configuration, wrong: AddProblem): void {
  const { given, batch } = inputs
  if ((batch.jobQueue ?? configuration.jobQueue) === undefined)
    wrong('job-queue', 'Name the queue: the input, or `aws_batch_queue` in the `[run]` stanza of `config-file`.')
  if (!batch.wait && given.has('pull-output') && inputs.pullOutput !== 'false')
    wrong(
      'pull-output',
      'With `wait: false` nobody is there to pull: leave one of the two out, and let the step that attaches pull.',
      inputs.pullOutput,
    )
  if ((batch.jobDefinition ?? configuration.jobDefinition) !== undefined) {
    for (const name of fixedByDefinition.filter((each) => given.has(each)))
      wrong(
        name,
        'A job definition that is used as it is has this fixed, and Batch cannot override it: leave one of the two out.',
      )
  }
}

/** What SubmitJob's overrides cannot change: https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerOverrides.html */
const fixedByDefinition: readonly InputName[] = [
  'image',
  'registry',
  'repository-prefix',
  'job-role-arn',
  'execution-role-arn',
  'shm-size-mib',
  'platform',
]

/** Adds what only Batch could do. */
export function checkLocal({ batch }: Inputs, wrong: AddProblem): void {
  if (!batch.wait)
    wrong('wait', 'A container on the runner ends with the step: `wait: false` needs `backend: AWSBatch`.', 'false')
}

/** What a Batch job needs to be told beyond its task; undefined for a run on the runner's Docker. */
export function createBatchSettings(
  { backend, batch }: Inputs,
  pipeClass: PipeClass,
  configuration: Configuration,
): BatchSettings | undefined {
  if (backend !== 'AWSBatch') return undefined
  const { jobRoleArn, executionRoleArn, attempts, queueTimeoutMs, shareIdentifier, schedulingPriority } = batch
  return {
    queue: batch.jobQueue ?? configuration.jobQueue ?? '',
    fixedDefinition: batch.jobDefinition ?? configuration.jobDefinition,
    definitionName: `${deriveImageName(pipeClass)}-job-definition`,
    jobRoleArn,
    executionRoleArn,
    attempts,
    queueTimeoutMs,
    shareIdentifier,
    schedulingPriority,
    tags: batch.jobTags,
    dependsOn: batch.dependsOn,
    handsCredentials: batch.tokenSeconds > 0,
  }
}
