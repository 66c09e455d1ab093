import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findJobDeadline } from '../../src/action/job-deadline.ts'

const minute = 60_000

/** Creates the environment of a job that started `minutesAgo`, with the workflow's file if it is given. */
async function createJob(minutesAgo: number, workflow?: string) {
  const workspace = await mkdtemp(join(tmpdir(), 'deadline-'))
  onTestFinished(() => rm(workspace, { recursive: true }))
  const event = join(workspace, 'event.json')
  await writeFile(event, '{}')
  const start = new Date(Date.now() - minutesAgo * minute)
  await utimes(event, start, start)
  if (workflow !== undefined) {
    await mkdir(join(workspace, '.github/workflows'), { recursive: true })
    await writeFile(join(workspace, '.github/workflows/x.yml'), workflow)
  }
  return {
    start: start.getTime(),
    env: {
      GITHUB_EVENT_PATH: event,
      GITHUB_WORKSPACE: workspace,
      GITHUB_JOB: 'orders',
      GITHUB_WORKFLOW_REF: 'octo-org/pipelines/.github/workflows/x.yml@refs/heads/main',
    },
  }
}

describe('findJobDeadline', () => {
  test.each([
    ['six hours without a workflow file', undefined, 354],
    ['its own timeout-minutes', 'jobs: { orders: { timeout-minutes: 100 } }', 94],
    ['a short limit, of which a tenth is kept', 'jobs: { orders: { timeout-minutes: 10 } }', 9],
    ['six hours when its limit is an expression', `jobs: { orders: { timeout-minutes: "$\{{ inputs.limit }}" } }`, 354],
    ['six hours when only another job has a limit', 'jobs: { other: { timeout-minutes: 10 } }', 354],
    ['six hours when the file is not YAML', 'jobs: [', 354],
  ])('returns a time before the end of %s', async (_, workflow, minutes) => {
    const { start, env } = await createJob(3, workflow)
    expect((await findJobDeadline(env)) - start).toBeCloseTo(minutes * minute, -2)
  })

  test('allows at most six hours on a hosted runner and five days on a self-hosted runner', async () => {
    const { start, env } = await createJob(3, 'jobs: { orders: { timeout-minutes: 600 } }')
    expect((await findJobDeadline(env)) - start).toBeCloseTo(354 * minute, -2)
    const own = { ...env, RUNNER_ENVIRONMENT: 'self-hosted' }
    expect((await findJobDeadline(own)) - start).toBeCloseTo(594 * minute, -2)
    const endless = await createJob(3, 'jobs: { orders: { timeout-minutes: 99999 } }')
    expect((await findJobDeadline({ ...endless.env, RUNNER_ENVIRONMENT: 'self-hosted' })) - endless.start).toBeCloseTo(
      7194 * minute,
      -2,
    )
  })

  test('prefers a given limit to that of the file, and limits it on a hosted runner', async () => {
    const { start, env } = await createJob(0, 'jobs: { orders: { timeout-minutes: 10 } }')
    expect((await findJobDeadline(env, 100)) - start).toBeCloseTo(94 * minute, -2)
    expect((await findJobDeadline(env, 1000)) - start).toBeCloseTo(354 * minute, -2)
    const own = { ...env, RUNNER_ENVIRONMENT: 'self-hosted' }
    expect((await findJobDeadline(own, 1000)) - start).toBeCloseTo(994 * minute, -2)
  })

  test('counts from now when the start of the job is unknown', async () => {
    expect(await findJobDeadline({})).toBeGreaterThan(Date.now() + 353 * minute)
  })

  test('does not wait for a named pipe in place of the workflow file', async () => {
    const { start, env } = await createJob(0)
    await mkdir(join(env.GITHUB_WORKSPACE, '.github/workflows'), { recursive: true })
    execFileSync('mkfifo', [join(env.GITHUB_WORKSPACE, '.github/workflows/x.yml')])
    expect((await findJobDeadline(env)) - start).toBeCloseTo(354 * minute, -2)
  })

  test('ignores a file outside of the workflows folder', async () => {
    const { start, env } = await createJob(0, 'jobs: { orders: { timeout-minutes: 10 } }')
    const ref = 'octo-org/pipelines/.github/workflows/../../x.yml@refs/heads/main'
    expect((await findJobDeadline({ ...env, GITHUB_WORKFLOW_REF: ref })) - start).toBeCloseTo(354 * minute, -2)
  })
})
