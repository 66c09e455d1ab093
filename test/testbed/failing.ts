import { expect } from 'vitest'
import { listTraces } from './leak-checks.ts'
import { type ActionResult, type RunOptions, runAction } from './runner.ts'
import type { World } from './world.ts'

/** The report of a failed step. */
export interface FailedRun {
  /** The error annotation: the verdict, the evidence, the advice. */
  readonly error: string
  readonly warnings: readonly string[]
  readonly result: ActionResult
}

type Inputs = Readonly<Record<string, string>>

/**
 * Runs a step that fails before its pipe creates a bundle. Checks that remote and home are unchanged, and the
 * conditions of `checkFailure` and `World.runAction`.
 */
export async function runFailingAction(world: World, inputs: Inputs, options: RunOptions = {}): Promise<FailedRun> {
  const home = options.home ?? world.home.path
  const before = await listTraces(world, home)
  const result = await world.runAction(inputs, options)
  expect(await listTraces(world, home)).toEqual(before)
  // The main step cleaned up, so post had nothing to do.
  expect(result.postLog).toBe('')
  return checkFailure(result)
}

/** Checks that a step reports its failure everywhere: exit code, outputs, one annotation, summary, result file. */
export function checkFailure(result: ActionResult): FailedRun {
  const { outputs, annotations, exitCode, summary } = result
  const errors = annotations.filter(({ level }) => level === 'error').map(({ message }) => message)
  expect({ exitCode, errors: errors.length, summary }, errors.join('\n')).toEqual({
    exitCode: 1,
    errors: 1,
    summary: expect.stringContaining(outputs['status'] === 'cancelled' ? '### 🚫' : '### ❌'),
  })
  expect(outputs).toMatchObject({
    status: outputs['verdict'] === 'cancelled' ? 'cancelled' : 'failed',
    'result-file': expect.stringMatching(/result\.json$/),
  })
  const [error = ''] = errors
  expect(error).toMatch(new RegExp(`^${outputs['verdict']}: `))
  return {
    error,
    warnings: annotations.filter(({ level }) => level === 'warning').map(({ message }) => message),
    result,
  }
}

/** Runs a step without checks: the step or its engine may be killed. */
export async function runUncheckedAction(
  world: World,
  inputs: Inputs,
  options: RunOptions = {},
): Promise<ActionResult> {
  const dist = process.env['RUN_ACTION_DIST']
  return await runAction({
    home: world.home.path,
    temp: await world.createFolder(),
    ...(dist && { dist }),
    ...options,
    env: { ...world.account.env, ...options.env },
    inputs: { network: 'host', ...inputs },
  })
}
