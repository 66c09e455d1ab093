import { describe, expect } from 'vitest'
import { describeJobs, waitForJobEnd } from '../testbed/batch.ts'
import { prints, sleeps, test } from '../testbed/batch-world.ts'
import { createAdministrator } from '../testbed/moto.ts'

describe.concurrent('a step on Batch', () => {
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
      'job-name': expect.stringMatching(/^disdat-gr--e-T-gliche-[0-9a-f]{8}-[0-9a-f]{16}$/),
      'job-definition': expect.stringMatching(/^disdat-gr--e-job-definition:\d+$/),
      // The image does not have this pipe.
      verdict: 'pipe-not-found',
    })
  })

  test('reuses its job definition', async ({ world, batch }) => {
    const submit = async (inputs: Readonly<Record<string, string>>) => {
      const submitted = { ...batch.inputs, ...prints, 'pull-output': '', wait: 'false', ...inputs }
      const { outputs } = await world.runAction(submitted, { env: batch.env })
      return { definition: outputs['job-definition'], id: outputs['job-id'] ?? '' }
    }
    const first = await submit({})
    const second = await submit({ params: 'lines: 4' })
    const other = await submit({ memory: '1GiB' })
    expect(second.definition).toBe(first.definition)
    expect(other.definition).not.toBe(first.definition)
    const ends = await Promise.all([first, second, other].map(({ id }) => waitForJobEnd(world.account.endpoint, id)))
    expect(ends.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED'])
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
})

describe.concurrent('a local step with a role', () => {
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
  })
})
