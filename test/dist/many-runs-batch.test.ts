import { afterAll, beforeAll, describe, expect } from 'vitest'
import { describeJobs, listJobs, setUpBatch, waitForJobEnd, waitForNoContainers } from '../testbed/batch.ts'
import { createBatchInputs, test } from '../testbed/batch-world.ts'
import { makeChainImage, twelveDays, writeChain } from '../testbed/chain.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { runUncheckedAction } from '../testbed/failing.ts'
import type { OwnImage } from '../testbed/images.ts'
import { type Latch, startLatch } from '../testbed/latch.ts'
import { createAdministrator } from '../testbed/moto.ts'

const readIds = (text: string | undefined): readonly string[] => Object.values(JSON.parse(text ?? '[]')).map(String)

let chainImage: OwnImage
beforeAll(async () => {
  chainImage = await makeChainImage()
})
afterAll(async () => await chainImage[Symbol.asyncDispose]())

/** The log line of a job that another attempt started. */
const adopted = 'no other job is submitted'

/** Lets the pipes go on when the step has adopted so many jobs. */
function releaseWhenAdopted(latch: Latch, jobs: number): (line: string) => void {
  let left = jobs
  return (line) => {
    if (line.includes(adopted) && --left === 0) latch.release()
  }
}

/** Moto starts the containers of many jobs: minutes on a busy machine. */
const busyMs = 420_000

// The longest tests come first: the others run beside them.
test.concurrent(
  'a chain whose workflow job is about to end goes on in its queue, and the next attempt adopts and proves all its jobs',
  async ({ world, batch }) => {
    const { endpoint } = world.account
    const { queue } = await setUpBatch(createAdministrator(endpoint))
    await using latch = await startLatch()
    // Another test of this file creates the same outputs, which would be skipped: this one has a context of its own.
    const home = await world.createEmptyHome()
    const place = {
      ...{ ...batch.inputs, 'job-queue': queue, image: chainImage.name, 'pull-output': 'false' },
      ...{ remote: world.remote, context: 'late' },
    }
    // Disdat could reuse this bundle, and would then not make the bundle that the next job reads.
    const single = { 'pipe-class': 'pipelines.chain.Clean', params: 'day: 2026-07-01', 'output-bundle': 'orders.clean' }
    const earlier = await world.runAction({ ...place, ...single }, { env: batch.env, home: home.path })
    expect(earlier.outputs['status']).toBe('succeeded')
    const chained = { runs: writeChain(twelveDays.slice(0, 1)), rerun: 'all', env: `LATCH=${latch.address}` }
    const inputs = { ...place, ...chained }
    // The step leaves 54 s after the start of its job, which is in 24 s: while the first pipe waits.
    const first = await world.runAction(
      { ...inputs, 'job-timeout-minutes': '1' },
      { env: batch.env, home: home.path, jobAge: 30 },
    )
    expect(JSON.parse(first.outputs['runs'] ?? '{}')).toMatchObject({
      clean: { '2026-07-01': { status: 'detached' } },
      daily: { '2026-07-01': { status: 'submitted' } },
      report: { status: 'submitted' },
    })
    const ids = readIds(first.outputs['job-ids'])
    const [clean, daily, report] = await describeJobs(endpoint, ids)
    expect([clean?.['dependsOn'], daily?.['dependsOn'], report?.['dependsOn']]).toMatchObject([
      ...[[], [{ jobId: ids[0] }], [{ jobId: ids[1] }]],
    ])
    expect(JSON.stringify(clean?.['container'])).toContain('"--force"')
    const second = await world.runAction(inputs, {
      ...{ env: batch.env, home: home.path, context: { GITHUB_RUN_ATTEMPT: '2' } },
      // The step follows those that need a job when that has ended. Each pipe waits until its own job is adopted.
      onLine: (line) => {
        if (line.includes(adopted)) latch.releaseOne()
      },
    })
    expect(second.outputs).toMatchObject({
      ...{ status: 'succeeded', succeeded: '3', failed: '0' },
      'output-bundle-uris': first.outputs['output-bundle-uris'],
    })
    expect(readIds(second.outputs['job-ids'])).toEqual(ids)
    expect((await listJobs(endpoint, queue)).toSorted()).toEqual([...ids, earlier.outputs['job-id']].toSorted())
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

/** Pipes that wait for a latch, in a queue of their own, and the moment at which all of them wait. */
async function createWaitingRuns(endpoint: string, role: string, latch: Latch, numbers: readonly number[]) {
  const account = await setUpBatch(createAdministrator(endpoint))
  const inputs = {
    ...createBatchInputs({ ...account, role }),
    'pipe-class': 'pipelines.faults.Waits',
    'output-bundle': 'waited',
    'pull-output': 'false',
    env: `LATCH=${latch.address}`,
    each: `number: [${numbers.join(', ')}]`,
  }
  const areRunning = Promise.withResolvers<void>()
  const waiting = new Set<string>()
  const onLine = (line: string) => {
    const [, number] = /number=\d+\]: waiting: (\d+)/.exec(line) ?? []
    if (number !== undefined) waiting.add(number)
    if (waiting.size === numbers.length) areRunning.resolve()
  }
  return { inputs, queue: account.queue, onLine, areRunning: areRunning.promise }
}

describe.concurrent('a step with several runs on Batch that is killed', () => {
  test('is followed by another attempt of the workflow, which adopts all jobs, also with other inputs', async ({
    world,
    batch,
  }) => {
    const { endpoint } = world.account
    await using latch = await startLatch()
    const { inputs, queue, onLine, areRunning } = await createWaitingRuns(endpoint, batch.role, latch, [1, 2, 3])
    const killed = await runUncheckedAction(world, inputs, {
      ...{ env: batch.env, onLine, killOn: areRunning, runPost: false },
    })
    expect(killed.exitCode).toBe(137)
    const jobs = await listJobs(endpoint, queue)
    const other = await setUpBatch(createAdministrator(endpoint))
    const changes = { rerun: 'all', env: `${inputs.env}\nMORE=1`, 'job-queue': other.queue }
    const second = await world.runAction(
      { ...inputs, ...changes },
      { env: batch.env, onLine: releaseWhenAdopted(latch, 3), context: { GITHUB_RUN_ATTEMPT: '2' } },
    )
    expect(second.outputs).toMatchObject({ succeeded: '3', failed: '0' })
    const ids = readIds(second.outputs['job-ids'])
    expect(ids.toSorted()).toEqual(jobs.toSorted())
    expect([await listJobs(endpoint, queue), await listJobs(endpoint, other.queue)]).toMatchObject([{ length: 3 }, []])
    expect(second.log.split(adopted)).toHaveLength(4)
    const warning = /^run \[number=\d\]: The job .* differs from what this attempt asks for: `env`, `job-queue`\./
    expect(second.annotations.filter(({ message }) => warning.test(message))).toHaveLength(3)
  })

  test('leaves its jobs to post, which terminates all of them', async ({ world, batch }) => {
    const { endpoint } = world.account
    await using latch = await startLatch()
    const { inputs, queue, onLine, areRunning } = await createWaitingRuns(endpoint, batch.role, latch, [4, 5, 6])
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
