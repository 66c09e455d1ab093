import { describe, expect } from 'vitest'
import { describeJobs, listJobs, setUpBatch, waitForJobEnd, waitForNoContainers } from '../testbed/batch.ts'
import { test as base, createBatchInputs, createGateEnv, isAsleep, prints, sleeps } from '../testbed/batch-world.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { checkFailure, runUncheckedAction } from '../testbed/failing.ts'
import { type AwsFault, startFaultyAws } from '../testbed/faulty-aws.ts'
import { listTraces } from '../testbed/leak-checks.ts'
import { createAdministrator } from '../testbed/moto.ts'
import type { ActionResult } from '../testbed/runner.ts'

/** A queue of its own behind a proxy with faults. `kind` selects a behaviour of the test-bed. */
const test = base.extend('openQueue', async ({ world, batch }) => {
  return async (
    selectFault: (name: string, times: number) => AwsFault | undefined,
    kind: 'queue' | 'held' | 'lossy' = 'queue',
  ) => {
    const queue = `${kind}-${crypto.randomUUID().slice(0, 8)}`
    const account = await setUpBatch(createAdministrator(world.account.endpoint), queue)
    const aws = await startFaultyAws(batch.gate.endpoint, selectFault)
    const env = {
      ...createGateEnv(batch.gate),
      AWS_ENDPOINT_URL: aws.endpoint,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${aws.endpoint}/github/token?api-version=2.0`,
    }
    return { aws, env, queue, inputs: createBatchInputs({ ...account, role: batch.role }) }
  }
})

function expectCancelled(result: ActionResult): void {
  checkFailure(result)
  expect(result.outputs).toMatchObject({ status: 'cancelled', verdict: 'cancelled' })
  expect(result.signals).toStrictEqual(['SIGINT'])
}

const silence: AwsFault = { kind: 'silence' }

describe.concurrent('a cancelled step ends in time when AWS never answers', () => {
  test.for([
    ['token', 'queue'],
    ['assumerolewithwebidentity', 'queue'],
    ['describejobqueues', 'queue'],
    ['describecomputeenvironments', 'queue'],
    ['describejobdefinitions', 'queue'],
    ['registerjobdefinition', 'queue'],
    ['listjobs', 'queue'],
    ['describejobs', 'held'],
    ['getjobqueuesnapshot', 'held'],
    ['getlogevents', 'queue'],
  ] as const)('%s', async ([operation, kind], { world, openQueue }) => {
    // Post must reach AWS: the first calls of main are silent.
    let isCancelled = false
    const { aws, env, queue, inputs } = await openQueue(
      (name) => (name === operation && !isCancelled ? silence : undefined),
      kind,
    )
    await using _ = aws
    const reached = aws.reached.then(() => setImmediate(() => (isCancelled = true)))
    // Only a second attempt looks for jobs before it submits one. The other tests are not its first attempt.
    const context = { GITHUB_RUN_ATTEMPT: '2', GITHUB_RUN_ID: '81' }
    expectCancelled(await world.runAction({ ...inputs, ...sleeps }, { env, context, signalOn: reached }))
    await waitForNoContainers(queue)
  })

  test('getcalleridentity', async ({ world, openQueue }) => {
    const { aws, env, inputs } = await openQueue((name) => (name === 'getcalleridentity' ? silence : undefined))
    await using _ = aws
    const allowed = { ...inputs, ...sleeps, 'allowed-account-ids': '123456789012' }
    expectCancelled(await world.runAction(allowed, { env, signalOn: aws.reached }))
  })

  test('batchgetimage', async ({ world, openQueue }) => {
    const { aws, env, inputs } = await openQueue((name) => (name === 'batchgetimage' ? silence : undefined))
    await using _ = aws
    const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/orders:1'
    expectCancelled(await world.runAction({ ...inputs, ...sleeps, image }, { env, signalOn: aws.reached }))
  })

  test('terminatejob, and post terminates the job', async ({ world, openQueue }) => {
    const { aws, env, queue, inputs } = await openQueue((name, times) =>
      name === 'terminatejob' && times === 1 ? silence : undefined,
    )
    await using _ = aws
    const result = await world.runAction({ ...inputs, ...sleeps }, { env, signalWhen: isAsleep })
    expectCancelled(result)
    expect(result.annotations.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^The job could not be stopped yet: there was no response within 5 s/),
    )
    expect(result.postLog).toContain('It is being terminated.')
    await waitForNoContainers(queue)
  })

  test('describejobs during the first look of an attaching step', async ({ world, openQueue, batch }) => {
    const { aws, env } = await openQueue((name) => (name === 'describejobs' ? silence : undefined))
    await using _ = aws
    const inputs = { backend: 'AWSBatch', network: '', 'role-to-assume': batch.role }
    const attaching = { ...inputs, 'attach-job-ids': crypto.randomUUID() }
    const result = await world.runAction(attaching, { env, signalOn: aws.reached })
    expectCancelled(result)
    expect(result.log).not.toContain('internal-error')
  })
})

test.concurrent('a job outlives unreadable and refused responses of DescribeJobs', async ({ world, openQueue }) => {
  const faults: readonly AwsFault[] = [
    { kind: 'replace', status: 200, text: '<html>Sign in</html>' },
    { kind: 'replace', status: 403, text: '{"message":"Forbidden"}' },
    { kind: 'replace', status: 200, text: '{"jobs":[]}' },
    { kind: 'replace', status: 200, text: '{"jobs":[null,{"startedAt":1e300}]}' },
  ]
  const { aws, env, inputs } = await openQueue((name, times) =>
    name === 'describejobs' ? faults[times - 1] : undefined,
  )
  await using _ = aws
  const { outputs } = await world.runAction({ ...inputs, ...prints }, { env })
  expect(outputs['status']).toBe('succeeded')
  expect(aws.calls).not.toContain('terminatejob')
})

describe.concurrent('a step whose response to SubmitJob is lost while ListJobs lags', () => {
  const lagging = (fault: AwsFault, lag: { until: number }) => (name: string, times: number) => {
    if (name === 'submitjob') {
      lag.until = performance.now() + 8_000
      return times === 1 ? fault : undefined
    }
    const isLate = name === 'listjobs' && performance.now() < lag.until
    return isLate ? ({ kind: 'replace', status: 200, text: '{"jobSummaryList":[]}' } as const) : undefined
  }

  test('follows its job, and submits no other', async ({ world, openQueue }) => {
    const { aws, env, queue, inputs } = await openQueue(lagging({ kind: 'lose' }, { until: 0 }))
    await using _ = aws
    const { outputs } = await world.runAction({ ...inputs, ...prints }, { env })
    const jobs = await listJobs(world.account.endpoint, queue)
    expect({ status: outputs['status'], jobs }).toStrictEqual({ status: 'succeeded', jobs: [outputs['job-id']] })
  })

  test('has its job terminated by post when main is killed', async ({ world, openQueue }) => {
    const never = new Promise(() => undefined)
    const { aws, env, queue, inputs } = await openQueue(lagging({ kind: 'hold', until: never }, { until: 0 }))
    await using _ = aws
    // The account has the job when it answers; the kill follows a moment later.
    const killOn = aws.reached.then(() => waitForJob(world.account.endpoint, queue))
    const result = await runUncheckedAction(world, { ...inputs, ...sleeps }, { env, killOn })
    const [id = ''] = await listJobs(world.account.endpoint, queue)
    expect(result.postLog).toMatch(new RegExp(`Batch job ${id} was \\w+\\. It is being terminated\\.`))
    expect(await waitForJobEnd(world.account.endpoint, id)).toMatchObject({ status: 'FAILED' })
    await waitForNoContainers(queue)
  })
})

test('a step that is killed during the pull leaves no part of the output, and no job', async ({ world, openQueue }) => {
  const orders = await world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true })
  let hasSucceeded = false
  const { aws, env, queue, inputs } = await openQueue((name) =>
    hasSucceeded && name === 'report.md' ? silence : undefined,
  )
  await using _ = aws
  const report = { 'pipe-class': 'pipelines.orders.OrdersReport', 'input-param': 'orders', 'compare-with': '-' }
  const before = await listTraces(world, world.home.path)
  const result = await runUncheckedAction(
    world,
    { ...inputs, ...report, 'input-bundle': orders, 'pull-output': 'true' },
    {
      env,
      killOn: aws.reached,
      onLine: (line) => {
        if (line.startsWith('The job is SUCCEEDED')) hasSucceeded = true
      },
    },
  )
  expect(result.postExitCode).toBe(0)
  expect(result.postLog).toMatch(/SUCCEEDED|has succeeded/)
  expect((await listTraces(world, world.home.path)).local).toEqual(before.local)
  await waitForNoContainers(queue)
})

describe.concurrent('a step that is cancelled while the response to SubmitJob is owed', () => {
  test.for([
    ['detach', 'SUCCEEDED', 'leaves its job running'],
    ['terminate', 'FAILED', 'terminates its job'],
  ] as const)('with `on-cancel: %s`', async ([onCancel, status], { world, openQueue }) => {
    const late = Promise.withResolvers<void>()
    const { aws, env, queue, inputs } = await openQueue((name) =>
      name === 'submitjob' ? { kind: 'hold', until: late.promise } : undefined,
    )
    await using _ = aws
    const signalOn = aws.reached.then(() => void setTimeout(late.resolve, 1_000))
    const params = onCancel === 'detach' ? 'seconds: 5' : sleeps.params
    const result = await world.runAction({ ...inputs, ...sleeps, params, 'on-cancel': onCancel }, { env, signalOn })
    expectCancelled(result)
    const [id = ''] = await listJobs(world.account.endpoint, queue)
    expect(result.outputs['job-id']).toBe(id)
    expect(await waitForJobEnd(world.account.endpoint, id)).toMatchObject({ status })
    if (onCancel === 'detach') expect(result.summary).toContain(`attach-job-ids: ${id}`)
    await waitForNoContainers(queue)
  })
})

/** How long a job may take to its start. */
const startMs = 60_000

/** Waits until the queue has a job that runs. */
async function waitForJob(endpoint: string, queue: string): Promise<void> {
  const deadline = Date.now() + startMs
  while (Date.now() < deadline) {
    const [job] = await describeJobs(endpoint, await listJobs(endpoint, queue))
    if (job?.['status'] === 'RUNNING') return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no job of ${queue} starts`)
}
