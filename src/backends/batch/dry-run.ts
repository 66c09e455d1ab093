import type { RegisterJobDefinitionCommandInput, SubmitJobCommandInput } from '@aws-sdk/client-batch'

/** The requests that a launch would send. */
export interface DryRun {
  /** The request for a new definition, or the name of the existing one. */
  readonly definition: RegisterJobDefinitionCommandInput | string
  readonly submission: SubmitJobCommandInput
  /** The least-privilege policy of the step. */
  readonly policy: object
}

/** The requests as text. */
export function renderDryRun({ definition, submission, policy }: DryRun): string {
  return [
    typeof definition === 'string'
      ? `Uses the job definition ${definition}.`
      : `RegisterJobDefinition\n${formatJson(definition)}`,
    `SubmitJob\n${formatJson(submission)}`,
    `Permissions that the step needs on Batch:\n${formatJson(policy)}`,
  ].join('\n')
}

const formatJson = (value: unknown) => JSON.stringify(value, null, 2)
