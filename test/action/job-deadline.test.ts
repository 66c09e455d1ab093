import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { findJobDeadline, renderAttachSnippet } from '../../src/action/job-deadline.ts'
import { readInputs } from '../../src/plan/inputs.ts'

const minute = 60_000

/** A job that began so long ago, and the workflow's file if the workspace has it. */
async function job(minutesAgo: number, workflow?: string) {
  const workspace = await mkdtemp(join(tmpdir(), 'leaving-'))
  onTestFinished(() => rm(workspace, { recursive: true }))
  const event = join(workspace, 'event.json')
  await writeFile(event, '{}')
  const began = new Date(Date.now() - minutesAgo * minute)
  await utimes(event, began, began)
  if (workflow !== undefined) {
    await mkdir(join(workspace, '.github/workflows'), { recursive: true })
    await writeFile(join(workspace, '.github/workflows/x.yml'), workflow)
  }
  return {
    began: began.getTime(),
    env: {
      GITHUB_EVENT_PATH: event,
      GITHUB_WORKSPACE: workspace,
      GITHUB_JOB: 'orders',
      GITHUB_WORKFLOW_REF: 'octo-org/pipelines/.github/workflows/x.yml@refs/heads/main',
    },
  }
}

describe('a job is left', () => {
  test.each([
    ['after six hours where nothing says otherwise', undefined, 354],
    ['by its own timeout-minutes', 'jobs: { orders: { timeout-minutes: 100 } }', 94],
    ['by a short one, with a tenth kept', 'jobs: { orders: { timeout-minutes: 10 } }', 9],
    [
      'as usual, where its limit is an expression',
      `jobs: { orders: { timeout-minutes: "$\{{ inputs.limit }}" } }`,
      354,
    ],
    ['as usual, where only another job has a limit', 'jobs: { other: { timeout-minutes: 10 } }', 354],
    ['as usual, where the file is garbage', 'jobs: [', 354],
  ])('%s', async (_, workflow, minutes) => {
    const { began, env } = await job(3, workflow)
    expect((await findJobDeadline(env)) - began).toBeCloseTo(minutes * minute, -2)
  })

  test('on a hosted runner after six hours, whatever the workflow wishes; elsewhere after five days', async () => {
    const { began, env } = await job(3, 'jobs: { orders: { timeout-minutes: 600 } }')
    expect((await findJobDeadline(env)) - began).toBeCloseTo(354 * minute, -2)
    const own = { ...env, RUNNER_ENVIRONMENT: 'self-hosted' }
    expect((await findJobDeadline(own)) - began).toBeCloseTo(594 * minute, -2)
    const endless = await job(3, 'jobs: { orders: { timeout-minutes: 99999 } }')
    expect((await findJobDeadline({ ...endless.env, RUNNER_ENVIRONMENT: 'self-hosted' })) - endless.began).toBeCloseTo(
      7194 * minute,
      -2,
    )
  })

  test('counted from now, where nobody knows when it began', async () => {
    expect(await findJobDeadline({})).toBeGreaterThan(Date.now() + 353 * minute)
  })

  test('never by a file outside of the workflows', async () => {
    const { began, env } = await job(0, 'jobs: { orders: { timeout-minutes: 10 } }')
    const ref = 'octo-org/pipelines/.github/workflows/../../x.yml@refs/heads/main'
    expect((await findJobDeadline({ ...env, GITHUB_WORKFLOW_REF: ref })) - began).toBeCloseTo(354 * minute, -2)
  })
})

describe('the step that attaches', () => {
  const inputs = (given: Record<string, string>) =>
    readInputs(
      Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      [],
    )

  test('says whom to be, and nothing that is not needed', () => {
    const arn = 'arn:aws:iam::123456789012:role/ci'
    expect(
      renderAttachSnippet(
        ['a', 'b'],
        inputs({ 'role-to-assume': arn, 'aws-region': 'eu-west-1', 'pipe-class': 'a.B', 'pull-output': 'false' }),
        {},
      ),
    ).toBe(
      [
        '- uses: disdat/run-action@main',
        '  with:',
        '    backend: AWSBatch',
        '    attach-job-ids: a,b',
        '    aws-region: eu-west-1',
        `    role-to-assume: ${arn}`,
        '    pull-output: false',
      ].join('\n'),
    )
  })

  test('compares and judges as this one would have', () => {
    const told = {
      audience: 'a: b # c',
      'base-context': '1.0',
      'compare-with': 'prod/daily: orders',
      'fail-on': 'empty\n nulls("a #b")>1%',
    }
    expect(parse(renderAttachSnippet(['a'], inputs(told), {}))).toMatchObject([
      { with: { ...told, 'fail-on': 'empty, nulls("a #b")>1%' } },
    ])
    expect(renderAttachSnippet(['a'], inputs({ 'compare-with': '-', 'fail-on': 'error' }), {})).toMatch(
      /\n {4}compare-with: "-"$/,
    )
  })

  test('names the region of the environment, which another job may not have', () => {
    expect(renderAttachSnippet(['a'], inputs({}), { AWS_REGION: 'eu-west-1' })).toContain('aws-region: eu-west-1')
    expect(renderAttachSnippet(['a'], inputs({}), { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-2' })).toContain(
      ': eu-west-2',
    )
    const both = renderAttachSnippet(['a'], inputs({ 'aws-region': 'us-east-2' }), { AWS_REGION: 'eu-west-1' })
    expect(both).toContain('aws-region: us-east-2')
  })

  test('is the same action, at the same place', () => {
    const env = { GITHUB_ACTION_REPOSITORY: 'acme/run-action', GITHUB_ACTION_REF: 'v3' }
    expect(renderAttachSnippet(['a'], inputs({}), env)).toContain('- uses: acme/run-action@v3\n')
  })
})
