import { expect } from 'vitest'
import { tracesIn } from './leak-checks.ts'
import { type ActionResult, type RunOptions, runAction } from './runner.ts'
import type { World } from './world.ts'

/** A step that could not do what it was asked. */
export interface Failed {
  /** The one error, as the step's page shows it: the verdict, what was seen, what to do. */
  readonly error: string
  readonly warnings: readonly string[]
  readonly result: ActionResult
}

type Inputs = Readonly<Record<string, string>>

/**
 * Runs a step that fails before its pipe could make anything: it must leave the remote and the home as they were, and end as `failed` and
 * `World.act` say.
 */
export async function failing(world: World, inputs: Inputs, options: RunOptions = {}): Promise<Failed> {
  const home = options.home ?? world.home.path
  const before = await tracesIn(world, home)
  const result = await world.act(inputs, options)
  expect(await tracesIn(world, home)).toEqual(before)
  // Main has cleaned up behind itself: there was nothing for post to do.
  expect(result.postLog).toBe('')
  return failed(result)
}

/** What a failed step said. It must have said so everywhere: exit code, outputs, one annotation, summary, result file. */
export function failed(result: ActionResult): Failed {
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

/** Runs a step of which nothing is expected yet: it may be killed, or its engine. */
export async function unchecked(world: World, inputs: Inputs, options: RunOptions = {}): Promise<ActionResult> {
  const dist = process.env['RUN_ACTION_DIST']
  return await runAction({
    home: world.home.path,
    ...(dist && { dist }),
    ...options,
    env: { ...world.account.env, ...options.env },
    inputs: { network: 'host', ...inputs },
  })
}
