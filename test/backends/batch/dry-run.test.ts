import { describe, expect, test } from 'vitest'
import { renderDryRun } from '../../../src/backends/batch/dry-run.ts'

const submission = { jobName: 'orders', jobQueue: 'nightly', jobDefinition: 'orders:7' }

describe('renderDryRun', () => {
  test('shows the request for a new definition', () => {
    const definition = { jobDefinitionName: 'orders', type: 'container' as const }
    expect(renderDryRun({ definition, submission, policy: { Version: '1' } })).toBe(
      [
        `RegisterJobDefinition\n${JSON.stringify(definition, null, 2)}`,
        `SubmitJob\n${JSON.stringify(submission, null, 2)}`,
        'Permissions that the step needs on Batch:\n{\n  "Version": "1"\n}',
      ].join('\n'),
    )
  })

  test('names an existing definition', () => {
    expect(renderDryRun({ definition: 'orders:7', submission, policy: {} })).toMatch(
      /^Uses the job definition orders:7\.\nSubmitJob\n/,
    )
  })
})
