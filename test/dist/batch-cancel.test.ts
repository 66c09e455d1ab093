import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { getString, parseJson } from '../../src/lib/json.ts'
import { describeJobs, setUpBatch, waitForJobEnd, waitForNoContainers } from '../testbed/batch.ts'
import { createBatchInputs, isAsleep, sleeps, test } from '../testbed/batch-world.ts'
import { checkFailure, runUncheckedAction } from '../testbed/failing.ts'
import { createAdministrator } from '../testbed/moto.ts'
import { readStateFile } from '../testbed/world.ts'

/** Checks that a job still runs and that no call has asked for its end. Then it ends the job. */
async function endRunningJob(endpoint: string, queue: string, id: string): Promise<void> {
  const [job] = await describeJobs(endpoint, [id])
  expect({ isTerminated: false, ...job }).toMatchObject({ status: 'RUNNING', isTerminated: false })
  await createAdministrator(endpoint).call('batch', '/v1/terminatejob', { jobId: id, reason: 'the test ends' })
  await waitForNoContainers(queue)
}

describe.concurrent('a cancelled step on Batch', () => {
  test('terminates its job with a reason that names the run, and post confirms the end', async ({ world, batch }) => {
    const result = await world.runAction({ ...batch.inputs, ...sleeps }, { env: batch.env, signalWhen: isAsleep })
    expect(checkFailure(result).error).toMatch(/^cancelled: /)
    expect(result.signals).toStrictEqual(['SIGINT'])
    expect(result.postLog).toMatch(/Batch job [0-9a-f-]{36} (?:has ended: FAILED|was \w+\. It is being terminated)/)
    const job = await waitForJobEnd(world.account.endpoint, result.outputs['job-id'] ?? '')
    expect(job['statusReason']).toMatch(
      /^disdat\/run-action: the workflow run was cancelled: https:\/\/github\.com\/octo-org\/pipelines\/actions\/runs\/\d+ \(attempt 1\)$/,
    )
    await waitForNoContainers(batch.queue)
  })

  test('leaves its job running with `on-cancel: detach`, and names the cost', async ({ world, batch }) => {
    const inputs = { ...batch.inputs, ...sleeps, 'on-cancel': 'detach' }
    const result = await world.runAction(inputs, { env: batch.env, signalWhen: isAsleep })
    expect(result.outputs['status']).toBe('cancelled')
    expect(result.summary).toContain(`attach-job-ids: ${result.outputs['job-id']}`)
    expect(result.log).toContain('is charged until it ends')
    await endRunningJob(world.account.endpoint, batch.queue, result.outputs['job-id'] ?? '')
  })

  test('terminates a job that never left the queue', async ({ world, batch }) => {
    const account = await setUpBatch(
      createAdministrator(world.account.endpoint),
      `held-${crypto.randomUUID().slice(0, 8)}`,
    )
    const inputs = { ...batch.inputs, ...createBatchInputs({ ...account, role: batch.role }), ...sleeps }
    const result = await world.runAction(inputs, {
      env: batch.env,
      signalWhen: (line) => line.includes('The job is RUNNABLE'),
    })
    expect(result.outputs['status']).toBe('cancelled')
    expect(await waitForJobEnd(world.account.endpoint, result.outputs['job-id'] ?? '')).toMatchObject({
      status: 'FAILED',
    })
  })

  test('is completed by post, which terminates the job, when main was killed', async ({ world, batch }) => {
    const result = await world.runAction({ ...batch.inputs, ...sleeps }, { env: batch.env, killWhen: isAsleep })
    expect(result.postLog).toContain('It is being terminated.')
    const orphans = readStateFile(result).split('\n').map(parseJson)
    const id = orphans.map((line) => getString(line, 'orphan', 'fields', 'id')).findLast((each) => each !== undefined)
    expect(await waitForJobEnd(world.account.endpoint, id ?? '')).toMatchObject({ status: 'FAILED' })
    expect(result.post?.summary).toContain('was killed before it could report')
    await waitForNoContainers(batch.queue)
  })

  test('is completed by post, which finds the job by name, when main was killed before it knew the id', async ({
    world,
    batch,
  }) => {
    const result = await runUncheckedAction(
      world,
      { ...batch.inputs, ...sleeps, wait: 'false' },
      { env: batch.env, runPost: false },
    )
    const [job] = await describeJobs(world.account.endpoint, [result.outputs['job-id'] ?? ''])
    const orphan = {
      runId: 'r',
      backend: 'AWSBatch',
      outputUuid: result.outputs['output-bundle-uuid'],
      fields: { region: 'us-east-1', queue: batch.queue, name: job?.['jobName'] },
    }
    const file = join(await world.createFolder(), 'state.jsonl')
    const set = { runId: 'r', pipeClass: 'p.P', reported: false, unclean: true }
    await writeFile(file, `${JSON.stringify({ set })}\n${JSON.stringify({ orphan })}\n`)
    const state = { file }
    const { postLog } = await world.runAction({ ...batch.inputs, ...sleeps }, { env: batch.env, runMain: false, state })
    expect(postLog).toContain(`Batch job ${result.outputs['job-id']} was `)
    expect(await waitForJobEnd(world.account.endpoint, result.outputs['job-id'] ?? '')).toMatchObject({
      status: 'FAILED',
    })
  })
})

describe.concurrent('a step that waits for a long job', () => {
  test('detaches before GitHub’s timeout, and prints how to attach', async ({ world, batch }) => {
    const workspace = await world.createFolder()
    await mkdir(join(workspace, '.github', 'workflows'), { recursive: true })
    await writeFile(
      join(workspace, '.github', 'workflows', 'nightly.yml'),
      'jobs:\n  orders:\n    timeout-minutes: 10\n',
    )
    const event = join(workspace, 'event.json')
    await writeFile(event, '{}')
    // The job began almost nine minutes ago, and the action reserves a tenth of its ten minutes.
    const began = new Date(Date.now() - 9 * 60_000 + 12_000)
    await utimes(event, began, began)
    const context = {
      GITHUB_EVENT_PATH: event,
      GITHUB_JOB: 'orders',
      GITHUB_WORKFLOW_REF: 'octo-org/pipelines/.github/workflows/nightly.yml@refs/heads/main',
    }
    const result = await world.runAction({ ...batch.inputs, ...sleeps }, { env: batch.env, cwd: workspace, context })
    expect(result.exitCode).toBe(0)
    expect(result.outputs['status']).toBe('detached')
    expect(result.summary).toMatch(/^### ⏳ [\s\S]*attach-job-ids: /)
    expect(result.annotations.map(({ level }) => level)).toStrictEqual(['notice'])
    await endRunningJob(world.account.endpoint, batch.queue, result.outputs['job-id'] ?? '')
  })

  test('detaches when its credentials cannot be renewed', async ({ world, batch }) => {
    batch.gate.shortenSessions(6)
    const result = await world.runAction(
      { ...batch.inputs, ...sleeps },
      { env: batch.env, onLine: (line) => isAsleep(line) && batch.gate.refuseTokens(true) },
    )
    expect(result.outputs['status']).toBe('detached')
    expect(result.log).toContain('could not be renewed')
    await endRunningJob(world.account.endpoint, batch.queue, result.outputs['job-id'] ?? '')
  })

  test('renews a session that expires', async ({ world, batch }) => {
    batch.gate.shortenSessions(6)
    const { outputs } = await world.runAction(
      { ...batch.inputs, ...sleeps, params: 'seconds: 10', 'pull-output': 'false' },
      { env: batch.env },
    )
    expect(outputs['status']).toBe('succeeded')
    expect(batch.gate.calls.get('AssumeRoleWithWebIdentity')).toBeGreaterThan(2)
  })
})
