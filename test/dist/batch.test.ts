import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { getString, parseJson } from '../../src/lib/json.ts'
import { describeJobs, readText, setUpBatch, waitForJobEnd, waitForNoContainers } from '../testbed/batch.ts'
import { createBatchInputs, test } from '../testbed/batch-world.ts'
import { checkFailure, runFailingAction, runUncheckedAction } from '../testbed/failing.ts'
import { createAdministrator } from '../testbed/moto.ts'
import { readStateFile } from '../testbed/world.ts'

const prints = { 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 3', 'pull-output': 'false', force: 'true' }
const sleeps = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 120', force: 'true' }
const isAsleep = (line: string) => line.includes('sleeping for ')

/** Checks that a job still runs and that no call has asked for its end. Then it ends the job. */
async function endRunningJob(endpoint: string, queue: string, id: string): Promise<void> {
  const [job] = await describeJobs(endpoint, [id])
  expect({ isTerminated: false, ...job }).toMatchObject({ status: 'RUNNING', isTerminated: false })
  await createAdministrator(endpoint).call('batch', '/v1/terminatejob', { jobId: id, reason: 'the test ends' })
  await waitForNoContainers(queue)
}

describe('a step on Batch', () => {
  test('reports the id and the links of its job before it waits', async ({ world, batch }) => {
    const { outputs, text: logged, summary } = await world.runAction({ ...batch.inputs, ...prints }, { env: batch.env })
    expect(outputs).toMatchObject({
      status: 'succeeded',
      'job-definition': expect.stringMatching(/^disdat-pipelines-faults-job-definition:\d+$/),
      'job-url': `https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1#jobs/detail/${outputs['job-id']}`,
      'log-url': expect.stringContaining('logsV2:log-groups'),
    })
    const lines = logged.map(({ line }) => line)
    expect(lines.findIndex((line) => line.includes(outputs['job-id'] ?? '-'))).toBeLessThan(
      lines.indexOf('The job is SUCCEEDED.') + lines.length,
    )
    expect(summary).toContain(`[\`${outputs['job-id']}\`](`)
    const [job] = await describeJobs(world.account.endpoint, [outputs['job-id'] ?? ''])
    expect(job?.['tags']).toMatchObject({
      'disdat-run-action:repository': 'octo-org/pipelines',
      'disdat-run-action:pipe': 'pipelines.faults.Prints',
    })
  })

  test('names the job and its definition in ASCII for a pipe class of any script', async ({ world, batch }) => {
    const { outputs } = await world.runAction(
      { ...batch.inputs, 'pipe-class': 'größe.Tägliche', 'pull-output': 'false' },
      { env: batch.env },
    )
    expect(outputs).toMatchObject({
      'job-name': expect.stringMatching(/^disdat-gr--e-T-gliche-[0-9a-f]{16}$/),
      'job-definition': expect.stringMatching(/^disdat-gr--e-job-definition:\d+$/),
      // The image does not have this pipe.
      verdict: 'pipe-not-found',
    })
  })

  test('reuses its job definition', async ({ world, batch }) => {
    const first = await world.runAction({ ...batch.inputs, ...prints }, { env: batch.env })
    const second = await world.runAction({ ...batch.inputs, ...prints, params: 'lines: 4' }, { env: batch.env })
    const other = await world.runAction({ ...batch.inputs, ...prints, memory: '1GiB' }, { env: batch.env })
    expect(second.outputs['job-definition']).toBe(first.outputs['job-definition'])
    expect(other.outputs['job-definition']).not.toBe(first.outputs['job-definition'])
  })

  test('uses the given job definition unchanged', async ({ world, batch }) => {
    const name = `own-${batch.queue}`
    await createAdministrator(world.account.endpoint).call('batch', '/v1/registerjobdefinition', {
      jobDefinitionName: name,
      type: 'container',
      containerProperties: {
        image: batch.inputs.image,
        jobRoleArn: batch.jobRole,
        resourceRequirements: [
          { type: 'VCPU', value: '1' },
          { type: 'MEMORY', value: '1024' },
        ],
      },
    })
    const inputs = { ...batch.inputs, ...prints, image: '', 'job-role-arn': '', 'job-definition': name }
    const { outputs } = await world.runAction(inputs, { env: batch.env })
    expect(outputs).toMatchObject({ status: 'succeeded', 'job-definition': `${name}:1` })
  })

  test('gives the job no credentials but those of the job role', async ({ world, batch }) => {
    const { text: logged } = await world.runAction(
      { ...batch.inputs, ...prints, 'pipe-class': 'pipelines.faults.ShowsEnvironment', params: '' },
      { env: batch.env },
    )
    const shown: unknown = JSON.parse(
      logged.map(({ line }) => line).find((line) => line.startsWith('{"environment"')) ?? '{}',
    )
    expect(shown).toMatchObject({ credentials: 'container-role' })
    expect(JSON.stringify(shown)).not.toMatch(/AWS_SECRET_ACCESS_KEY|ACTIONS_ID_TOKEN/)
  })

  test('passes requested credentials, limited to the remote, and warns about who can read them', async ({
    world,
    batch,
  }) => {
    const inputs = { ...batch.inputs, ...prints, 'job-role-arn': '', 'job-credentials-seconds': '900' }
    const { outputs, annotations } = await world.runAction(inputs, { env: batch.env })
    expect(outputs['status']).toBe('succeeded')
    const warnings = annotations.map(({ message }) => message)
    expect(warnings).toStrictEqual([
      expect.stringContaining('Everyone who may call batch:DescribeJobs'),
      expect.stringContaining('and the job may take longer'),
    ])
    expect(batch.gate.denied).toStrictEqual([])
  })

  test('fails when it cannot limit the requested credentials', async ({ world, batch }) => {
    const inputs = {
      ...batch.inputs,
      ...prints,
      'role-to-assume': '',
      'job-role-arn': '',
      'job-credentials-seconds': '900',
    }
    const { error } = await runFailingAction(world, inputs)
    expect(error).toMatch(/^invalid-input: job-credentials-seconds: .* cannot be narrowed/)
  })
})

describe('a step with `wait: false`', () => {
  test('ends as submitted, and a second step attaches, proves and pulls', async ({ world, batch }) => {
    const submitted = await world.runAction(
      { ...batch.inputs, ...prints, 'pull-output': '', wait: 'false' },
      { env: batch.env },
    )
    expect(submitted.exitCode).toBe(0)
    expect(submitted.outputs['status']).toBe('submitted')
    const id = submitted.outputs['job-id'] ?? ''
    expect(submitted.summary).toContain(`attach-job-ids: ${id}`)
    const attached = await world.runAction(
      { backend: 'AWSBatch', network: '', 'attach-job-ids': id, 'role-to-assume': batch.role },
      { env: batch.env },
    )
    expect(attached.outputs).toMatchObject({
      status: 'succeeded',
      'job-id': id,
      'output-bundle-uuid': submitted.outputs['output-bundle-uuid'],
      'output-path': expect.stringContaining(submitted.outputs['output-bundle-uuid'] ?? '-'),
    })
    expect(attached.annotations).toStrictEqual([])
  })

  test('leaves the rules to the step that attaches', async ({ world, batch }) => {
    const submitted = await world.runAction(
      { ...batch.inputs, ...prints, wait: 'false', 'pull-output': '' },
      { env: batch.env },
    )
    const attaching = {
      backend: 'AWSBatch',
      network: '',
      'attach-job-ids': submitted.outputs['job-id'] ?? '',
      'role-to-assume': batch.role,
      'fail-on': 'bytes<1GiB',
    }
    const temp = await world.createFolder()
    const attached = await world.runAction(attaching, { env: batch.env, temp })
    expect(attached.outputs).toMatchObject({
      status: 'failed',
      verdict: 'rule-broken',
      breaches: '["bytes<1GiB"]',
      'output-path': expect.stringContaining(submitted.outputs['output-bundle-uuid'] ?? '-'),
    })
    const result: unknown = JSON.parse(await readFile(attached.outputs['result-file'] ?? '', 'utf8'))
    // The cost comes from the defaults of the test-bed's job definition: one vCPU and 2 GiB.
    expect(result).toMatchObject({ cost: { vcpuHours: expect.any(Number), gibHours: expect.any(Number) } })
  })

  test('submits a job that a step can attach to together with a failed one', async ({ world, batch }) => {
    const submit = async (inputs: Readonly<Record<string, string>>) =>
      (await world.runAction({ ...batch.inputs, ...inputs, wait: 'false', 'pull-output': '' }, { env: batch.env }))
        .outputs['job-id'] ?? ''
    const ids = [await submit(prints), await submit({ 'pipe-class': 'pipelines.faults.Raises' })]
    const both = { backend: 'AWSBatch', network: '', 'attach-job-ids': ids.join(','), 'role-to-assume': batch.role }
    const { outputs, exitCode, annotations, summary, text: logged } = await world.runAction(both, { env: batch.env })
    const errors = annotations.filter(({ level }) => level === 'error')
    expect({ exitCode, errors: errors.length }).toStrictEqual({ exitCode: 1, errors: 1 })
    expect(outputs).toMatchObject({ status: 'failed', verdict: 'pipe-error', 'job-ids': JSON.stringify(ids) })
    expect(summary).toMatch(/### ✅ .*`Prints`[\s\S]*### ❌ .*`Raises`/)
    expect(
      logged.map(({ line }) => line).filter((line) => line.startsWith('[disdat-pipelines-faults-Raises-')).length,
    ).toBeGreaterThan(0)
  })

  test('lets no step attach to a job that the action did not submit', async ({ world, batch }) => {
    const administrator = createAdministrator(world.account.endpoint)
    const name = `stranger-${batch.queue}`
    const resourceRequirements = [
      { type: 'VCPU', value: '1' },
      { type: 'MEMORY', value: '64' },
    ]
    const containerProperties = { image: batch.inputs.image, command: ['true'], resourceRequirements }
    await administrator.call('batch', '/v1/registerjobdefinition', {
      jobDefinitionName: name,
      type: 'container',
      containerProperties,
    })
    const id = readText(
      await administrator.call('batch', '/v1/submitjob', { jobName: name, jobQueue: batch.queue, jobDefinition: name }),
      'jobId',
    )
    const inputs = { backend: 'AWSBatch', network: '', 'attach-job-ids': id, 'role-to-assume': batch.role }
    const { error } = await runFailingAction(world, inputs, { env: batch.env })
    expect(error).toContain(`attach-job-ids: ${id} (${name}) was not submitted by this action`)
    await waitForJobEnd(world.account.endpoint, id)
  })

  test('lets no step attach to unknown jobs, and the error lists each', async ({ world, batch }) => {
    const unknown = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
    const inputs = {
      backend: 'AWSBatch',
      network: '',
      'attach-job-ids': unknown.join('\n'),
      'role-to-assume': batch.role,
    }
    const { error } = await runFailingAction(world, inputs, { env: batch.env })
    for (const id of unknown) expect(error).toContain(`attach-job-ids: ${id} is not known in us-east-1`)
  })
})

describe('a second attempt of a workflow run', () => {
  test('adopts the job of the first attempt that still runs, and its output', async ({ world, batch }) => {
    const first = await world.runAction(
      { ...batch.inputs, ...sleeps, params: 'seconds: 3', wait: 'false' },
      { env: batch.env },
    )
    const again = await world.runAction(
      { ...batch.inputs, ...sleeps, params: 'seconds: 3', 'pull-output': 'false' },
      { env: batch.env, context: { GITHUB_RUN_ATTEMPT: '2' } },
    )
    expect(again.outputs).toMatchObject({
      'job-id': first.outputs['job-id'],
      'output-bundle-uuid': first.outputs['output-bundle-uuid'],
      status: 'succeeded',
    })
    expect(again.text.map(({ line }) => line)).toContainEqual(
      expect.stringContaining('Attempt 1 of this workflow run submitted this job'),
    )
  })
})

describe('a cancelled step on Batch', () => {
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

describe('a step that waits for a long job', () => {
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
    try {
      const result = await world.runAction(
        { ...batch.inputs, ...sleeps },
        { env: batch.env, onLine: (line) => isAsleep(line) && batch.gate.refuseTokens(true) },
      )
      expect(result.outputs['status']).toBe('detached')
      expect(result.log).toContain('could not be renewed')
      await endRunningJob(world.account.endpoint, batch.queue, result.outputs['job-id'] ?? '')
    } finally {
      batch.gate.refuseTokens(false)
      batch.gate.shortenSessions(3600)
    }
  })

  test('renews a session that expires', async ({ world, batch }) => {
    batch.gate.shortenSessions(6)
    try {
      const callsBefore = batch.gate.calls.get('AssumeRoleWithWebIdentity') ?? 0
      const { outputs } = await world.runAction(
        { ...batch.inputs, ...sleeps, params: 'seconds: 10', 'pull-output': 'false' },
        { env: batch.env },
      )
      expect(outputs['status']).toBe('succeeded')
      expect((batch.gate.calls.get('AssumeRoleWithWebIdentity') ?? 0) - callsBefore).toBeGreaterThan(2)
    } finally {
      batch.gate.shortenSessions(3600)
    }
  })
})

describe('a local step with a role', () => {
  test('gives its pipe a session that may write to the context of the remote only', async ({ world, batch }) => {
    const role = { 'role-to-assume': batch.role, 'mask-aws-account-id': 'true' }
    const inputs = { ...prints, ...role, image: batch.inputs.image }
    const { outputs, masks } = await world.runAction(inputs, { env: batch.env })
    expect(outputs['status']).toBe('succeeded')
    expect(masks).toContain('123456789012')
    expect(batch.gate.denied).toStrictEqual([])
  })

  test('renews the session of its pipe while the pipe runs', async ({ world, batch }) => {
    batch.gate.shortenSessions(6)
    try {
      const inputs = {
        ...sleeps,
        params: 'seconds: 10',
        'pull-output': 'false',
        'role-to-assume': batch.role,
        image: batch.inputs.image,
      }
      const { outputs, log } = await world.runAction(inputs, { env: batch.env })
      expect(outputs['status']).toBe('succeeded')
      expect(log).toContain("Renewed the container's credentials.")
    } finally {
      batch.gate.shortenSessions(3600)
    }
  })
})
