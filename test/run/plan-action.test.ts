import { describe, expect } from 'vitest'
import { createInputEnv } from '../plan/input-fixtures.ts'
import { putBundle } from '../remote/fixtures.ts'
import { openTestRemote } from '../remote/helpers.ts'
import { runEntry } from '../testbed/run-entry.ts'
import { test } from './fixtures.ts'

const runs = `
clean:
  pipe-class: pipes.orders.Clean
  output-bundle: clean
  each: { day: [a, b] }
daily:
  pipe-class: pipes.orders.Daily
  input-bundle: clean
  input-param: orders
  each: { day: clean }
`

/** Runs the action in a process of its own on a fresh remote context, into which `fill` puts bundles. */
async function runPlan(
  account: Readonly<Record<string, string>>,
  inputs: Readonly<Record<string, string>>,
  fill: (remote: Awaited<ReturnType<typeof openTestRemote>>) => Promise<unknown> = async () => undefined,
) {
  const remote = await openTestRemote('s3://bucket/p', account, crypto.randomUUID())
  await fill(remote)
  const env = createInputEnv({ remote: remote.url, context: remote.context, ...inputs })
  const result = await runEntry('plan.ts', { ...env, ...account })
  const layers: unknown = JSON.parse(result.outputs.get('layers') ?? 'null')
  return { ...result, layers }
}

describe('runPlanAction', () => {
  test('makes matrices of what is missing, and null of a level without it', async ({ moto }) => {
    const { code, stdout, outputs, layers, summary, state } = await runPlan(moto.env, { runs }, async (remote) => {
      for (const day of ['a', 'b'])
        await putBundle(remote, { name: 'clean', codeMethod: 'pipes.orders.Clean', tags: { '__param.day': day } })
    })
    expect(stdout).toMatch(/^Layer 0: nothing to make\.\nLayer 1: 2 jobs \(daily\)\.$/m)
    expect(stdout).toMatch(/^skip {2}clean \[day=a\]: s3:/m)
    expect(layers).toMatchObject([null, { include: [{ name: 'daily [day=a]' }, { name: 'daily [day=b]' }] }])
    expect({ legs: outputs.get('legs'), skipped: outputs.get('skipped') }).toEqual({ legs: '2', skipped: '2' })
    expect([...outputs.keys()]).toEqual(['layers', 'legs', 'skipped'])
    expect(summary).toContain('there already')
    // There is no post that could read a state.
    expect({ code, state: [...state] }).toEqual({ code: 0, state: [] })
  })

  test('makes matrices of all runs with `rerun: all`, without a summary with `summary: false`', async ({ moto }) => {
    const inputs = { each: 'day: [a]', 'pipe-class': 'pipes.orders.Clean', rerun: 'all', summary: 'false' }
    const { layers, summary } = await runPlan(moto.env, inputs, async (remote) => {
      await putBundle(remote, { name: 'clean', codeMethod: 'pipes.orders.Clean', tags: { '__param.day': 'a' } })
    })
    expect(layers).toMatchObject([{ include: [{ name: 'run [day=a]', rerun: 'all' }] }])
    expect(summary).toBe('')
  })

  test('leaves an input that is not there to the leg that needs it', async ({ moto }) => {
    const inputs = { runs: 'a: { input-bundle: none }\nb: {}', 'pipe-class': 'pipes.orders.Clean' }
    const { code, layers, stdout } = await runPlan(moto.env, inputs)
    expect(stdout).toMatch(/^fail {2}a: No committed bundle/m)
    expect(layers).toMatchObject([{ include: [{ name: 'a' }, { name: 'b' }] }])
    expect(code).toBe(0)
  })
})
