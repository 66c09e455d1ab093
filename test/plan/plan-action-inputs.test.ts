import { expect, test } from 'vitest'
import { deprecatedInputs } from '../../src/plan/deprecated-inputs.ts'
import { inputNames } from '../../src/plan/input-names.ts'
import { planActionInputNames } from '../../src/plan/plan-action-inputs.ts'
import { runKeys } from '../../src/plan/runs/run-keys.ts'

test('planActionInputNames has every input of a run, and none that only carrying it out needs', () => {
  expect(planActionInputNames).toEqual(inputNames.filter((name) => planActionInputNames.includes(name)))
  expect([...runKeys.keys()].filter((name) => !planActionInputNames.some((other) => other === name))).toEqual([])
  for (const name of ['wait', 'max-parallel', 'fail-fast', 'dry-run', 'attach-job-ids', 'cleanup', 'comment'] as const)
    expect(planActionInputNames).not.toContain(name)
  expect([...deprecatedInputs.keys()].filter((name) => planActionInputNames.some((other) => other === name))).toEqual(
    [],
  )
})

test('planActionInputNames has the inputs of a step that decide which runs there are and where their outputs are', () => {
  expect(planActionInputNames.filter((name) => !runKeys.has(name))).toEqual([
    ...['backend', 'remote', 'context', 'remote-index', 'config-file', 'runs', 'each', 'rerun', 'max-runs', 'order'],
    ...['aws-region', 'role-to-assume', 'role-session-name', 'role-duration-seconds', 'role-external-id', 'audience'],
    ...['allowed-account-ids', 'mask-aws-account-id', 'sse', 'sse-kms-key-id', 'base-context', 'summary'],
  ])
})
