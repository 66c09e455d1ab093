import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { ended, noContainersOf, setUpBatch } from '../testbed/batch.ts'
import { test as base, inputsFor } from '../testbed/batch-world.ts'
import { failed } from '../testbed/failing.ts'
import { administratorOf } from '../testbed/moto.ts'
import type { ActionResult } from '../testbed/runner.ts'
import type { World } from '../testbed/world.ts'

type Inputs = Readonly<Record<string, string>>

const sleeps = (seconds: number) => ({
  'pipe-class': 'pipelines.faults.Sleeps',
  params: `seconds: ${seconds}`,
  'pull-output': 'false',
  force: 'true',
})
const raises = { 'pipe-class': 'pipelines.faults.Raises' }

/** Runs a step on a queue of a kind of the test-bed's, of which nothing is left afterwards. */
const test = base.extend('actOn', async ({ world, batch }) => async (kind: string, inputs: Inputs) => {
  const queue = `${kind}-${crypto.randomUUID().slice(0, 8)}`
  const account = await setUpBatch(administratorOf(world.account.endpoint), queue)
  const own = inputsFor({ ...account, role: batch.role })
  const result = await world.act({ ...own, ...inputs }, { env: batch.env, temp: await world.folder() })
  await noContainersOf(queue)
  return result
})

const resultOf = async ({ outputs }: ActionResult): Promise<unknown> =>
  JSON.parse(await readFile(outputs['result-file'] ?? '', 'utf8'))

describe('a job whose host is lost', () => {
  test('is tried again, and each attempt has its log', async ({ actOn }) => {
    const result = await actOn('lossy', { ...sleeps(6), attempts: '2' })
    expect(result.outputs).toMatchObject({ status: 'succeeded', 'exit-code': '0' })
    expect(await resultOf(result)).toMatchObject({
      attempts: [{ reason: 'Host EC2 (instance i-0123456789abcdef0) terminated.' }, { exitCode: 0 }],
    })
    expect(result.log).toMatch(/Log of attempt 1[\s\S]*sleeping for[\s\S]*Log of attempt 2[\s\S]*sleeping for/)
    expect(result.summary).toContain('2 attempts')
  })

  test('and is not tried again fails: host-lost, which a retry may mend', async ({ actOn }) => {
    const result = await actOn('lossy', sleeps(6))
    expect(failed(result).error).toMatch(/^host-lost: .*Host EC2 \(instance i-0123456789abcdef0\) terminated/)
    expect(result.outputs['exit-code']).toBeUndefined()
    expect(await resultOf(result)).toMatchObject({ retryMayHelp: true })
  })
})

describe('a job that its host’s agent lost sight of', () => {
  test('has succeeded, if its output is proved', async ({ actOn }) => {
    const result = await actOn('blind', sleeps(0.1))
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    expect(result.outputs['exit-code']).toBeUndefined()
    expect(result.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringMatching(/^Its output is on the remote, whole, all the same: .*CannotInspectContainerError/),
    ])
  })

  test('has failed, if it is not: agent-fault', async ({ actOn }) => {
    expect(failed(await actOn('blind', raises)).error).toMatch(/^agent-fault: .*CannotInspectContainerError/)
  })
})

test('a pipe that fails is not tried again', async ({ actOn }) => {
  const result = await actOn('queue', { ...raises, attempts: '3' })
  expect(result.outputs).toMatchObject({ verdict: 'pipe-error', 'exit-code': '74' })
  expect(await resultOf(result)).toMatchObject({ attempts: [{ exitCode: 74 }], retryMayHelp: false })
})

test('a job that takes too long is ended by Batch: timeout', async ({ actOn }) => {
  const result = await actOn('hasty', { ...sleeps(120), 'run-timeout-minutes': '1' })
  expect(failed(result).error).toMatch(/^timeout: .*Job attempt duration exceeded timeout/)
})

test('an image that the host cannot pull: agent-fault, and no log is missed', async ({ actOn }) => {
  const image = 'localhost:1/acme/orders:1'
  const result = await actOn('queue', { ...sleeps(1), image, dialect: 'luigi' })
  expect(failed(result).error).toMatch(/^agent-fault: .*CannotPullContainerError: /)
  expect(result.outputs['exit-code']).toBeUndefined()
})

test('a job that somebody else ends: terminated, with their reason', async ({ world, batch }) => {
  const { call } = administratorOf(world.account.endpoint)
  const end = async (line: string): Promise<void> => {
    const jobId = /^Its id is ([0-9a-f-]{36})/.exec(line)?.[1]
    if (jobId !== undefined) await call('batch', '/v1/terminatejob', { jobId, reason: 'closed for the night' })
  }
  const result = await world.act(
    { ...batch.inputs, ...sleeps(120) },
    { env: batch.env, onLine: (line) => void end(line) },
  )
  expect(failed(result).error).toMatch(/^terminated: The job was ended by somebody else: closed for the night\./)
  await noContainersOf(batch.queue)
})

describe('a job that waits for another', () => {
  const behind = async (
    world: World,
    batch: { readonly inputs: Inputs; readonly env: Inputs; readonly queue: string },
    first: Inputs,
  ): Promise<ActionResult> => {
    const before = await world.act({ ...batch.inputs, ...first, 'pull-output': '', wait: 'false' }, { env: batch.env })
    const id = before.outputs['job-id'] ?? ''
    const result = await world.act({ ...batch.inputs, ...sleeps(0.1), 'depends-on': id }, { env: batch.env })
    await ended(world.account.endpoint, id)
    await noContainersOf(batch.queue)
    return result
  }

  test('which succeeds, runs', async ({ world, batch }) => {
    expect((await behind(world, batch, sleeps(1))).outputs['status']).toBe('succeeded')
  })

  test('which fails, is not started: dependency-failed', async ({ world, batch }) => {
    const { error } = failed(await behind(world, batch, raises))
    expect(error).toMatch(/^dependency-failed: .*Dependent Job failed/)
  })
})
