import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { setUpBatch, waitForJobEnd, waitForNoContainers } from '../testbed/batch.ts'
import { test as base, createBatchInputs } from '../testbed/batch-world.ts'
import { checkFailure } from '../testbed/failing.ts'
import { createAdministrator } from '../testbed/moto.ts'
import type { ActionResult } from '../testbed/runner.ts'
import type { World } from '../testbed/world.ts'

type Inputs = Readonly<Record<string, string>>

const createSleepInputs = (seconds: number) => ({
  'pipe-class': 'pipelines.faults.Sleeps',
  params: `seconds: ${seconds}`,
  'pull-output': 'false',
  'seed-context': 'none',
  force: 'true',
})
const raises = { 'pipe-class': 'pipelines.faults.Raises' }

/** Runs a step on a new queue of one of the test-bed's kinds, and checks that the step leaves no containers. */
const test = base.extend('runOnQueue', async ({ world, batch }) => async (kind: string, inputs: Inputs) => {
  const queue = `${kind}-${crypto.randomUUID().slice(0, 8)}`
  const account = await setUpBatch(createAdministrator(world.account.endpoint), queue)
  const own = createBatchInputs({ ...account, role: batch.role })
  const result = await world.runAction({ ...own, ...inputs }, { env: batch.env, temp: await world.createFolder() })
  await waitForNoContainers(queue)
  return result
})

const readResult = async ({ outputs }: ActionResult): Promise<unknown> =>
  JSON.parse(await readFile(outputs['result-file'] ?? '', 'utf8'))

describe.concurrent('a job on a host that is lost', () => {
  test('is retried, and the log of each attempt is shown', async ({ runOnQueue }) => {
    const result = await runOnQueue('lossy', { ...createSleepInputs(6), attempts: '2' })
    expect(result.outputs).toMatchObject({ status: 'succeeded', 'exit-code': '0' })
    expect(await readResult(result)).toMatchObject({
      attempts: [{ reason: 'Host EC2 (instance i-0123456789abcdef0) terminated.' }, { exitCode: 0 }],
    })
    expect(result.log).toMatch(/Log of attempt 1[\s\S]*sleeping for[\s\S]*Log of attempt 2[\s\S]*sleeping for/)
    expect(result.summary).toContain('2 attempts')
  })

  test('fails with `host-lost` when no attempts are left, and the advice is a retry', async ({ runOnQueue }) => {
    const result = await runOnQueue('lossy', createSleepInputs(6))
    expect(checkFailure(result).error).toMatch(/^host-lost: .*Host EC2 \(instance i-0123456789abcdef0\) terminated/)
    expect(result.outputs['exit-code']).toBeUndefined()
    expect(await readResult(result)).toMatchObject({ retryMayHelp: true })
  })
})

describe.concurrent('a job that the agent of its host lost', () => {
  test('succeeds when its output is proved', async ({ runOnQueue }) => {
    const result = await runOnQueue('blind', createSleepInputs(0.1))
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    expect(result.outputs['exit-code']).toBeUndefined()
    expect(result.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringMatching(
        /^The whole output is on the remote, although the run failed: .*CannotInspectContainerError/,
      ),
    ])
  })

  test('fails with `agent-fault` when its output is not proved', async ({ runOnQueue }) => {
    expect(checkFailure(await runOnQueue('blind', raises)).error).toMatch(/^agent-fault: .*CannotInspectContainerError/)
  })
})

test.concurrent('a job whose pipe fails is not retried', async ({ runOnQueue }) => {
  const result = await runOnQueue('queue', { ...raises, attempts: '3' })
  expect(result.outputs).toMatchObject({ verdict: 'pipe-error', 'exit-code': '74' })
  expect(await readResult(result)).toMatchObject({ attempts: [{ exitCode: 74 }], retryMayHelp: false })
})

test.concurrent('a job that exceeds its timeout is terminated by Batch and fails with `timeout`', async ({
  runOnQueue,
}) => {
  const result = await runOnQueue('hasty', { ...createSleepInputs(120), 'run-timeout-minutes': '1' })
  expect(checkFailure(result).error).toMatch(/^timeout: .*Job attempt duration exceeded timeout/)
})

test.concurrent('a job whose image cannot be pulled fails with `remote-unreachable`, without a warning about its missing log', async ({
  runOnQueue,
}) => {
  const image = 'localhost:1/acme/orders:1'
  const result = await runOnQueue('queue', { ...createSleepInputs(1), image, dialect: 'luigi' })
  expect(checkFailure(result).error).toMatch(/^remote-unreachable: .*CannotPullContainerError: /)
  expect(result.outputs['exit-code']).toBeUndefined()
})

test.concurrent('a job that another user terminates fails with `terminated` and their reason', async ({
  world,
  batch,
}) => {
  const { call } = createAdministrator(world.account.endpoint)
  const end = async (line: string): Promise<void> => {
    const jobId = /^Job id: ([0-9a-f-]{36})/.exec(line)?.[1]
    if (jobId !== undefined) await call('batch', '/v1/terminatejob', { jobId, reason: 'closed for the night' })
  }
  const result = await world.runAction(
    { ...batch.inputs, ...createSleepInputs(120) },
    { env: batch.env, onLine: (line) => void end(line) },
  )
  expect(checkFailure(result).error).toMatch(
    /^terminated: The job was terminated, and not by this action: closed for the night\./,
  )
  await waitForNoContainers(batch.queue)
})

describe.concurrent('a job that depends on another job', () => {
  const runAfter = async (
    world: World,
    batch: { readonly inputs: Inputs; readonly env: Inputs; readonly queue: string },
    first: Inputs,
  ): Promise<ActionResult> => {
    const before = await world.runAction(
      { ...batch.inputs, ...first, 'pull-output': '', wait: 'false' },
      { env: batch.env },
    )
    const id = before.outputs['job-id'] ?? ''
    const result = await world.runAction(
      { ...batch.inputs, ...createSleepInputs(0.1), 'depends-on': id },
      { env: batch.env },
    )
    await waitForJobEnd(world.account.endpoint, id)
    await waitForNoContainers(batch.queue)
    return result
  }

  test('runs when the other job succeeds', async ({ world, batch }) => {
    expect((await runAfter(world, batch, createSleepInputs(1))).outputs['status']).toBe('succeeded')
  })

  test('fails with `dependency-failed` when the other job fails', async ({ world, batch }) => {
    const { error } = checkFailure(await runAfter(world, batch, raises))
    expect(error).toMatch(/^dependency-failed: .*Dependent Job failed/)
  })
})
