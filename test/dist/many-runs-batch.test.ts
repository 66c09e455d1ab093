import { afterAll, beforeAll, describe, expect } from 'vitest'
import { describeJobs, listJobs, setUpBatch, waitForJobEnd, waitForNoContainers } from '../testbed/batch.ts'
import { createBatchInputs, test } from '../testbed/batch-world.ts'
import { makeChainImage, twelveDays, writeChain } from '../testbed/chain.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { runUncheckedAction } from '../testbed/failing.ts'
import type { OwnImage } from '../testbed/images.ts'
import { createAdministrator } from '../testbed/moto.ts'

const readIds = (text: string | undefined): readonly string[] => Object.values(JSON.parse(text ?? '[]')).map(String)

let chainImage: OwnImage
beforeAll(async () => {
  chainImage = await makeChainImage()
})
afterAll(async () => await chainImage[Symbol.asyncDispose]())

/** Moto starts the containers of many jobs: minutes on a busy machine. */
const busyMs = 420_000

// The longest tests come first: the others run beside them.
test.concurrent(
  'a chain whose workflow job is about to end goes on in its queue, and the next attempt adopts and proves all its jobs',
  async ({ world, batch }) => {
    const { endpoint } = world.account
    const { queue } = await setUpBatch(createAdministrator(endpoint))
    // Another test of this file creates the same outputs, which would be skipped: this one has a context of its own.
    const home = await world.createEmptyHome()
    const inputs = {
      ...{ ...batch.inputs, 'job-queue': queue, image: chainImage.name, 'pull-output': 'false' },
      ...{ remote: world.remote, context: 'late' },
      ...{ runs: writeChain(twelveDays.slice(0, 1)), env: 'CLEAN_SECONDS=75' },
    }
    // The step leaves 54 s after the start of its job: while the first pipe runs.
    const first = await world.runAction({ ...inputs, 'job-timeout-minutes': '1' }, { env: batch.env, home: home.path })
    expect(JSON.parse(first.outputs['runs'] ?? '{}')).toMatchObject({
      clean: { '2026-07-01': { status: 'detached' } },
      daily: { '2026-07-01': { status: 'submitted' } },
      report: { status: 'submitted' },
    })
    const ids = readIds(first.outputs['job-ids'])
    const [clean, daily, report] = await describeJobs(endpoint, ids)
    expect([clean?.['status'], daily?.['dependsOn'], report?.['dependsOn']]).toMatchObject([
      ...['RUNNING', [{ jobId: ids[0] }], [{ jobId: ids[1] }]],
    ])
    const second = await world.runAction(
      { ...inputs, rerun: 'all' },
      { env: batch.env, home: home.path, context: { GITHUB_RUN_ATTEMPT: '2' } },
    )
    expect(second.outputs).toMatchObject({
      ...{ status: 'succeeded', succeeded: '3', failed: '0' },
      'output-bundle-uris': first.outputs['output-bundle-uris'],
    })
    expect(readIds(second.outputs['job-ids'])).toEqual(ids)
    expect((await listJobs(endpoint, queue)).toSorted()).toEqual(ids.toSorted())
  },
  busyMs,
)

test.concurrent(
  'a chain of runs on Batch makes the day that failed and what needs it the next time',
  async ({ world, batch }) => {
    const runs = writeChain(twelveDays)
    const inputs = { ...batch.inputs, runs, image: chainImage.name, 'pull-output': 'false' }
    const first = await world.runAction({ ...inputs, env: 'BROKEN_DAY=07-02' }, { env: batch.env })
    expect(first.outputs).toMatchObject({ status: 'failed', succeeded: '22', failed: '3' })
    const second = await world.runAction(inputs, { env: batch.env })
    expect(second.outputs).toMatchObject({ succeeded: '3', skipped: '22', failed: '0' })
    expect(JSON.parse(second.outputs['job-ids'] ?? '[]')).toHaveLength(3)
  },
  busyMs,
)

/** Pipes that still run when the step is killed, in a queue of their own, and the moment at which all of them run. */
async function createSleepers(endpoint: string, role: string, seconds: readonly number[]) {
  const account = await setUpBatch(createAdministrator(endpoint))
  const inputs = {
    ...createBatchInputs({ ...account, role }),
    'pipe-class': 'pipelines.faults.Sleeps',
    'output-bundle': 'slept',
    'pull-output': 'false',
    each: `seconds: [${seconds.join(', ')}]`,
  }
  const areRunning = Promise.withResolvers<void>()
  const asleep = new Set<string>()
  const onLine = (line: string) => {
    const [, second] = /seconds=(\d+)\]: sleeping for/.exec(line) ?? []
    if (second !== undefined) asleep.add(second)
    if (asleep.size === seconds.length) areRunning.resolve()
  }
  return { inputs, queue: account.queue, onLine, areRunning: areRunning.promise }
}

describe.concurrent('a step with several runs on Batch that is killed', () => {
  test('is followed by another attempt of the workflow, which adopts all jobs, also with `rerun: all`', async ({
    world,
    batch,
  }) => {
    const { endpoint } = world.account
    const { inputs, queue, onLine, areRunning } = await createSleepers(endpoint, batch.role, [20, 21, 22])
    const options = { env: batch.env, onLine }
    const killed = await runUncheckedAction(world, inputs, { ...options, killOn: areRunning, runPost: false })
    expect(killed.exitCode).toBe(137)
    const jobs = await listJobs(endpoint, queue)
    const second = await world.runAction(
      { ...inputs, rerun: 'all' },
      { ...options, context: { GITHUB_RUN_ATTEMPT: '2' } },
    )
    expect(second.outputs).toMatchObject({ succeeded: '3', failed: '0' })
    const ids = readIds(second.outputs['job-ids'])
    expect(ids.toSorted()).toEqual(jobs.toSorted())
    expect(await listJobs(endpoint, queue)).toHaveLength(3)
    expect(second.log.split('no other job is submitted')).toHaveLength(4)
  })

  test('leaves its jobs to post, which terminates all of them', async ({ world, batch }) => {
    const { endpoint } = world.account
    const { inputs, queue, onLine, areRunning } = await createSleepers(endpoint, batch.role, [120, 121, 122])
    const result = await runUncheckedAction(world, inputs, { env: batch.env, onLine, killOn: areRunning })
    expect([result.exitCode, result.postExitCode]).toEqual([137, 0])
    const jobs = await listJobs(endpoint, queue)
    expect(jobs).toHaveLength(3)
    for (const id of jobs) {
      expect(result.postLog).toContain(`Batch job ${id} was RUNNING. It is being terminated.`)
      expect(await waitForJobEnd(endpoint, id)).toMatchObject({
        status: 'FAILED',
        statusReason: expect.stringContaining('the workflow run was cancelled'),
      })
    }
    await waitForNoContainers(queue)
  })
})

/** One job at a time: two would push the bundle that both make first at the same time, and one may pull a part. */
const chain = `
clean:
  pipe-class: pipelines.orders.CleanOrders
  input-bundle: raw_orders
  input-param: orders
daily:
  pipe-class: pipelines.orders.DailyOrders
  input-bundle: clean
  input-param: orders
  output-bundle: orders.daily
  each: { day: [2026-01-05, 2026-01-06] }
report:
  pipe-class: pipelines.orders.OrdersReport
  needs: daily
  input-bundle: clean
  input-param: orders
`

test.concurrent('a chain on Batch goes on without its step within `max-parallel`, and a later step proves all of its outputs', async ({
  world,
  batch,
}) => {
  await world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true })
  const inputs = { ...batch.inputs, runs: chain, wait: 'false', 'max-parallel': '1' }
  const submitted = await world.runAction(inputs, { env: batch.env })
  expect(submitted.outputs).toMatchObject({ status: 'submitted', failed: '0' })
  expect(submitted.annotations.filter(({ message }) => message.includes('than `max-parallel` says (1)'))).toHaveLength(
    1,
  )
  const ids = readIds(submitted.outputs['job-ids'])
  expect(ids).toHaveLength(4)
  const jobs = await describeJobs(world.account.endpoint, ids)
  expect(jobs.filter(({ status }) => status === 'SUCCEEDED')).toEqual([])

  const { 'role-to-assume': role, backend, network } = batch.inputs
  const attached = await world.runAction(
    { 'role-to-assume': role, backend, network, 'attach-job-ids': ids.join(','), 'pull-output': 'false' },
    { env: batch.env },
  )
  expect(attached.outputs['status']).toBe('succeeded')
  // The outputs are those that the submitting step announced.
  const uris = readIds(attached.outputs['output-bundle-uris'])
  expect(uris).toEqual(readIds(submitted.outputs['output-bundle-uris']))
  expect(uris).toHaveLength(4)
  const times = (await describeJobs(world.account.endpoint, ids))
    .map(({ startedAt, stoppedAt }) => [Number(startedAt), Number(stoppedAt)] as const)
    .toSorted(([a], [b]) => a - b)
  for (const [index, [startedAt]] of times.entries())
    expect(startedAt).toBeGreaterThanOrEqual(times[index - 1]?.[1] ?? 1)
})

test.concurrent('a step with several runs on Batch follows its jobs together, and skips what is there', async ({
  world,
  batch,
}) => {
  const inputs = {
    ...batch.inputs,
    'pipe-class': 'pipelines.faults.Prints',
    'output-bundle': 'prints',
    'pull-output': 'false',
    each: 'lines: [3, 4]',
  }
  const first = await world.runAction(inputs, { env: batch.env })
  expect(first.outputs).toMatchObject({ status: 'succeeded', succeeded: '2' })
  expect(readIds(first.outputs['job-ids'])).toHaveLength(2)
  const lines = first.text.map(({ line }) => line)
  for (const value of [3, 4])
    expect(lines).toContainEqual(expect.stringContaining(`run [lines=${value}]: The job is SUCCEEDED`))
  const second = await world.runAction({ ...inputs, each: 'lines: [3, 4, 5]' }, { env: batch.env })
  expect(second.outputs).toMatchObject({ succeeded: '1', skipped: '2', failed: '0' })
  expect(batch.gate.denied).toStrictEqual([])
})
