import { describe, expect, test } from 'vitest'
import { createInputEnv } from './plan/input-fixtures.ts'
import { runEntry } from './testbed/run-entry.ts'

describe('report', () => {
  test('fails with `invalid-input` outside of a `workflow_run` workflow', async () => {
    const { code, stdout, stderr } = await runEntry('report.ts', createInputEnv({ 'result-file': 'result.json' }))
    expect({ code, stderr }).toStrictEqual({ code: 1, stderr: '' })
    expect(stdout).toBe(
      '::error::invalid-input: `disdat/run-action/report` works only in a `workflow_run` workflow. Use it in a workflow with `on: workflow_run`, as https://github.com/disdat/run-action/blob/main/docs/pull-requests.md shows.\n',
    )
  })

  test('fails with all input errors', async () => {
    const { code, stdout } = await runEntry('report.ts', createInputEnv({ comment: 'maybe' }))
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error::invalid-input: 2 input errors:%0A- result-file: nothing given\./)
  })
})
