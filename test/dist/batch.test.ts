import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { ended, jobsOf, listOf, noContainersOf, setUpBatch, text } from '../testbed/batch.ts'
import { inputsFor, test } from '../testbed/batch-world.ts'
import { failed, failing, unchecked } from '../testbed/failing.ts'
import { administratorOf } from '../testbed/moto.ts'

const prints = { 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 3', 'pull-output': 'false', force: 'true' }
const sleeps = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 120', force: 'true' }
const isAsleep = (line: string) => line.includes('sleeping for ')

describe('a step on Batch', () => {
  test('tells its job’s id before it waits, and where to look', async ({ world, batch }) => {
    const { outputs, text: said, summary } = await world.act({ ...batch.inputs, ...prints }, { env: batch.env })
    expect(outputs).toMatchObject({
      status: 'succeeded',
      'job-definition': expect.stringMatching(/^disdat-pipelines-faults-job-definition:\d+$/),
      'job-url': `https://us-east-1.console.aws.amazon.com/batch/home?region=us-east-1#jobs/detail/${outputs['job-id']}`,
      'log-url': expect.stringContaining('logsV2:log-groups'),
    })
    const lines = said.map(({ line }) => line)
    expect(lines.findIndex((line) => line.includes(outputs['job-id'] ?? '-'))).toBeLessThan(
      lines.indexOf('The job is SUCCEEDED.') + lines.length,
    )
    expect(summary).toContain(`[\`${outputs['job-id']}\`](`)
    const [job] = await jobsOf(world.account.endpoint, [outputs['job-id'] ?? ''])
    expect(job?.['tags']).toMatchObject({
      'disdat-run-action:repository': 'octo-org/pipelines',
      'disdat-run-action:pipe': 'pipelines.faults.Prints',
    })
  })

  test('reuses its job definition', async ({ world, batch }) => {
    const first = await world.act({ ...batch.inputs, ...prints }, { env: batch.env })
    const second = await world.act({ ...batch.inputs, ...prints, params: 'lines: 4' }, { env: batch.env })
    const other = await world.act({ ...batch.inputs, ...prints, 'memory-mib': '1024' }, { env: batch.env })
    expect(second.outputs['job-definition']).toBe(first.outputs['job-definition'])
    expect(other.outputs['job-definition']).not.toBe(first.outputs['job-definition'])
  })

  test('uses a job definition of the user’s own as it is', async ({ world, batch }) => {
    const name = `own-${batch.queue}`
    await administratorOf(world.account.endpoint).call('batch', '/v1/registerjobdefinition', {
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
    const { outputs } = await world.act(inputs, { env: batch.env })
    expect(outputs).toMatchObject({ status: 'succeeded', 'job-definition': `${name}:1` })
  })

  test('gives the job nothing but its role’s credentials', async ({ world, batch }) => {
    const { text: said } = await world.act(
      { ...batch.inputs, ...prints, 'pipe-class': 'pipelines.faults.ShowsEnvironment', params: '' },
      { env: batch.env },
    )
    const shown: unknown = JSON.parse(
      said.map(({ line }) => line).find((line) => line.startsWith('{"environment"')) ?? '{}',
    )
    expect(shown).toMatchObject({ credentials: 'container-role' })
    expect(JSON.stringify(shown)).not.toMatch(/AWS_SECRET_ACCESS_KEY|ACTIONS_ID_TOKEN/)
  })

  test('hands over credentials that are asked for, limited to the remote, and says who can read them', async ({
    world,
    batch,
  }) => {
    const inputs = { ...batch.inputs, ...prints, 'job-role-arn': '', 'aws-session-token-duration': '900' }
    const { outputs, annotations } = await world.act(inputs, { env: batch.env })
    expect(outputs['status']).toBe('succeeded')
    const warnings = annotations.map(({ message }) => message)
    expect(warnings).toStrictEqual([
      expect.stringContaining('Whoever may call batch:DescribeJobs'),
      expect.stringContaining('before the job may'),
    ])
    expect(batch.gate.denied).toStrictEqual([])
  })

  test('refuses to hand over credentials that it cannot limit', async ({ world, batch }) => {
    const inputs = {
      ...batch.inputs,
      ...prints,
      'role-to-assume': '',
      'job-role-arn': '',
      'aws-session-token-duration': '900',
    }
    const { error } = await failing(world, inputs)
    expect(error).toMatch(/^invalid-input: aws-session-token-duration: .* cannot be narrowed/)
  })
})

describe('a step that does not wait', () => {
  test('ends as submitted; another one attaches, proves and pulls', async ({ world, batch }) => {
    const submitted = await world.act(
      { ...batch.inputs, ...prints, 'pull-output': '', wait: 'false' },
      { env: batch.env },
    )
    expect(submitted.exitCode).toBe(0)
    expect(submitted.outputs['status']).toBe('submitted')
    const id = submitted.outputs['job-id'] ?? ''
    expect(submitted.summary).toContain(`attach-job-ids: ${id}`)
    const attached = await world.act(
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

  test('leaves it to the one that attaches to judge the output', async ({ world, batch }) => {
    const submitted = await world.act(
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
    const temp = await world.folder()
    const attached = await world.act(attaching, { env: batch.env, temp })
    expect(attached.outputs).toMatchObject({
      status: 'failed',
      verdict: 'rule-broken',
      breaches: '["bytes<1GiB"]',
      'output-path': expect.stringContaining(submitted.outputs['output-bundle-uuid'] ?? '-'),
    })
    const result: unknown = JSON.parse(await readFile(attached.outputs['result-file'] ?? '', 'utf8'))
    // What the test-bed's job definition has by default: one vCPU and 2 GiB.
    expect(result).toMatchObject({ cost: { vcpuHours: expect.any(Number), gibHours: expect.any(Number) } })
  })

  test('may be attached to with several jobs, one of which failed', async ({ world, batch }) => {
    const submit = async (inputs: Readonly<Record<string, string>>) =>
      (await world.act({ ...batch.inputs, ...inputs, wait: 'false', 'pull-output': '' }, { env: batch.env })).outputs[
        'job-id'
      ] ?? ''
    const ids = [await submit(prints), await submit({ 'pipe-class': 'pipelines.faults.Raises' })]
    const both = { backend: 'AWSBatch', network: '', 'attach-job-ids': ids.join(','), 'role-to-assume': batch.role }
    const { outputs, exitCode, annotations, summary, text: said } = await world.act(both, { env: batch.env })
    const errors = annotations.filter(({ level }) => level === 'error')
    expect({ exitCode, errors: errors.length }).toStrictEqual({ exitCode: 1, errors: 1 })
    expect(outputs).toMatchObject({ status: 'failed', verdict: 'pipe-error', 'job-ids': JSON.stringify(ids) })
    expect(summary).toMatch(/### ✅ `Prints`[\s\S]*### ❌ `Raises`/)
    expect(
      said.map(({ line }) => line).filter((line) => line.startsWith('[disdat-pipelines-faults-Raises-')).length,
    ).toBeGreaterThan(0)
  })

  test('is told of a job that this action did not submit', async ({ world, batch }) => {
    const administrator = administratorOf(world.account.endpoint)
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
    const id = text(
      await administrator.call('batch', '/v1/submitjob', { jobName: name, jobQueue: batch.queue, jobDefinition: name }),
      'jobId',
    )
    const inputs = { backend: 'AWSBatch', network: '', 'attach-job-ids': id, 'role-to-assume': batch.role }
    const { error } = await failing(world, inputs, { env: batch.env })
    expect(error).toContain(`attach-job-ids: ${id} (${name}) was not submitted by this action`)
    await ended(world.account.endpoint, id)
  })

  test('is told of every job that cannot be attached to', async ({ world, batch }) => {
    const unknown = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']
    const inputs = {
      backend: 'AWSBatch',
      network: '',
      'attach-job-ids': unknown.join('\n'),
      'role-to-assume': batch.role,
    }
    const { error } = await failing(world, inputs, { env: batch.env })
    for (const id of unknown) expect(error).toContain(`attach-job-ids: ${id} is not known in us-east-1`)
  })
})

describe('a workflow that is run again', () => {
  test('adopts its own job that is still alive, and its output', async ({ world, batch }) => {
    const first = await world.act(
      { ...batch.inputs, ...sleeps, params: 'seconds: 3', wait: 'false' },
      { env: batch.env },
    )
    const again = await world.act(
      { ...batch.inputs, ...sleeps, params: 'seconds: 3', 'pull-output': 'false' },
      { env: batch.env, context: { GITHUB_RUN_ATTEMPT: '2' } },
    )
    expect(again.outputs).toMatchObject({
      'job-id': first.outputs['job-id'],
      'output-bundle-uuid': first.outputs['output-bundle-uuid'],
      status: 'succeeded',
    })
    expect(again.text.map(({ line }) => line)).toContainEqual(
      expect.stringContaining('submitted by attempt 1 of this workflow run'),
    )
  })
})

describe('a cancelled workflow', () => {
  test('ends its job with a reason that names the run; post confirms it', async ({ world, batch }) => {
    const result = await world.act({ ...batch.inputs, ...sleeps }, { env: batch.env, signalWhen: isAsleep })
    expect(failed(result).error).toMatch(/^cancelled: /)
    expect(result.signals).toStrictEqual(['SIGINT'])
    expect(result.postLog).toMatch(/Batch job [0-9a-f-]{36} (?:is over: FAILED|was \w+, and has been told to end)/)
    const job = await ended(world.account.endpoint, result.outputs['job-id'] ?? '')
    expect(job['statusReason']).toMatch(
      /^disdat\/run-action: the workflow run was cancelled: https:\/\/github\.com\/octo-org\/pipelines\/actions\/runs\/\d+ \(attempt 1\)$/,
    )
    await noContainersOf(batch.queue)
  })

  test('leaves its job where that is wished, and says what it costs', async ({ world, batch }) => {
    const inputs = { ...batch.inputs, ...sleeps, params: 'seconds: 5', 'on-cancel': 'detach' }
    const result = await world.act(inputs, { env: batch.env, signalWhen: isAsleep })
    expect(result.outputs['status']).toBe('cancelled')
    expect(result.summary).toContain(`attach-job-ids: ${result.outputs['job-id']}`)
    expect(result.log).toContain('is paid for until it ends')
    expect(await ended(world.account.endpoint, result.outputs['job-id'] ?? '')).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('that ends a job in a queue that never starts it', async ({ world, batch }) => {
    const account = await setUpBatch(administratorOf(world.account.endpoint), `held-${crypto.randomUUID().slice(0, 8)}`)
    const inputs = { ...batch.inputs, ...inputsFor({ ...account, role: batch.role }), ...sleeps }
    const result = await world.act(inputs, {
      env: batch.env,
      signalWhen: (line) => line.includes('The job is RUNNABLE'),
    })
    expect(result.outputs['status']).toBe('cancelled')
    expect(await ended(world.account.endpoint, result.outputs['job-id'] ?? '')).toMatchObject({ status: 'FAILED' })
  })

  test('whose main was killed: post ends the job', async ({ world, batch }) => {
    const result = await world.act({ ...batch.inputs, ...sleeps }, { env: batch.env, killWhen: isAsleep })
    expect(result.postLog).toContain('has been told to end')
    const [id] = listOf(JSON.parse(result.state['run'] ?? '{}'), 'jobs').map((job) => String(job['id']))
    expect(await ended(world.account.endpoint, id ?? '')).toMatchObject({ status: 'FAILED' })
    expect(result.post?.summary).toContain('was killed before it could report')
    await noContainersOf(batch.queue)
  })

  test('whose main was killed before it knew the job’s id: post finds it by its name', async ({ world, batch }) => {
    const result = await unchecked(
      world,
      { ...batch.inputs, ...sleeps, wait: 'false' },
      { env: batch.env, runPost: false },
    )
    const [job] = await jobsOf(world.account.endpoint, [result.outputs['job-id'] ?? ''])
    const left = {
      region: 'us-east-1',
      queue: batch.queue,
      name: job?.['jobName'],
      outputUuid: result.outputs['output-bundle-uuid'],
    }
    const state = {
      run: JSON.stringify({ runId: 'r', pipeClass: 'p.P', jobs: [left], reported: false, unclean: true }),
    }
    const { postLog } = await world.act({ ...batch.inputs, ...sleeps }, { env: batch.env, runMain: false, state })
    expect(postLog).toContain(`Batch job ${result.outputs['job-id']} was `)
    expect(await ended(world.account.endpoint, result.outputs['job-id'] ?? '')).toMatchObject({ status: 'FAILED' })
  })
})

describe('before GitHub ends the job', () => {
  test('the step detaches, and says how to go on', async ({ world, batch }) => {
    const workspace = await world.folder()
    await mkdir(join(workspace, '.github', 'workflows'), { recursive: true })
    await writeFile(
      join(workspace, '.github', 'workflows', 'nightly.yml'),
      'jobs:\n  orders:\n    timeout-minutes: 10\n',
    )
    const event = join(workspace, 'event.json')
    await writeFile(event, '{}')
    // The job began nearly nine minutes ago, and a tenth of its time is kept.
    const began = new Date(Date.now() - 9 * 60_000 + 12_000)
    await utimes(event, began, began)
    const context = {
      GITHUB_EVENT_PATH: event,
      GITHUB_JOB: 'orders',
      GITHUB_WORKFLOW_REF: 'octo-org/pipelines/.github/workflows/nightly.yml@refs/heads/main',
    }
    const result = await world.act(
      { ...batch.inputs, ...sleeps, params: 'seconds: 25' },
      { env: batch.env, cwd: workspace, context },
    )
    expect(result.exitCode).toBe(0)
    expect(result.outputs['status']).toBe('detached')
    expect(result.summary).toMatch(/^### ⏳ [\s\S]*attach-job-ids: /)
    expect(result.annotations.map(({ level }) => level)).toStrictEqual(['notice'])
    expect(await ended(world.account.endpoint, result.outputs['job-id'] ?? '')).toMatchObject({ status: 'SUCCEEDED' })
  })

  test('a step whose tokens are not renewed any more detaches too', async ({ world, batch }) => {
    batch.gate.shortenSessions(6)
    try {
      const result = await world.act(
        { ...batch.inputs, ...sleeps, params: 'seconds: 25' },
        { env: batch.env, onLine: (line) => isAsleep(line) && batch.gate.refuseTokens(true) },
      )
      expect(result.outputs['status']).toBe('detached')
      expect(result.log).toContain('could not be renewed')
      expect(await ended(world.account.endpoint, result.outputs['job-id'] ?? '')).toMatchObject({ status: 'SUCCEEDED' })
    } finally {
      batch.gate.refuseTokens(false)
      batch.gate.shortenSessions(3600)
    }
  })

  test('a session that ends is renewed', async ({ world, batch }) => {
    batch.gate.shortenSessions(6)
    try {
      const before = batch.gate.calls.get('AssumeRoleWithWebIdentity') ?? 0
      const { outputs } = await world.act(
        { ...batch.inputs, ...sleeps, params: 'seconds: 10', 'pull-output': 'false' },
        { env: batch.env },
      )
      expect(outputs['status']).toBe('succeeded')
      expect((batch.gate.calls.get('AssumeRoleWithWebIdentity') ?? 0) - before).toBeGreaterThan(2)
    } finally {
      batch.gate.shortenSessions(3600)
    }
  })
})

describe('a step here under a role', () => {
  const here = { 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 3', 'pull-output': 'false', force: 'true' }

  test('gives its pipe a session that may write to the remote’s context, and nowhere else', async ({
    world,
    batch,
  }) => {
    const inputs = { ...here, 'role-to-assume': batch.role, image: batch.inputs.image }
    const { outputs } = await world.act(inputs, { env: batch.env })
    expect(outputs['status']).toBe('succeeded')
    expect(batch.gate.denied).toStrictEqual([])
  })

  test('renews the pipe’s session while it runs', async ({ world, batch }) => {
    batch.gate.shortenSessions(6)
    try {
      const inputs = {
        ...sleeps,
        params: 'seconds: 10',
        'pull-output': 'false',
        'role-to-assume': batch.role,
        image: batch.inputs.image,
      }
      const { outputs, log } = await world.act(inputs, { env: batch.env })
      expect(outputs['status']).toBe('succeeded')
      expect(log).toContain('The container has new credentials.')
    } finally {
      batch.gate.shortenSessions(3600)
    }
  })
})
