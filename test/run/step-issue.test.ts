import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Environment } from '../../src/lib/environment.ts'
import type { Report } from '../../src/report/report.ts'
import { publishKilledIssue, publishStepIssue } from '../../src/run/step-issue.ts'
import { createFailed, produced, started } from '../report/fixtures/reports.ts'
import { states } from '../report/fixtures/states.ts'
import { type GitHubDouble, startGitHub } from '../testbed/github.ts'
import { createFolder, createLog } from './fixtures.ts'

const failed = createFailed({ verdict: 'pipe-error', evidence: 'It broke.', advice: 'Fix it.' })
const cancelled = createFailed(
  { verdict: 'cancelled', evidence: 'Cancelled.', advice: 'Again.' },
  { status: 'cancelled' },
)
const [dryRun] = states['skipped'] ?? []

interface StepOptions {
  readonly isCancelled?: boolean
  readonly changes?: Environment
  readonly isEnabled?: boolean
}

async function createStep(double: GitHubDouble, run: number, options: StepOptions = {}) {
  const { isCancelled = false, changes = {}, isEnabled = true } = options
  const eventFile = join(await createFolder(), 'event.json')
  await writeFile(eventFile, JSON.stringify({ repository: { default_branch: 'main' } }))
  const env = {
    ...{ GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines', GITHUB_EVENT_PATH: eventFile },
    ...{ GITHUB_EVENT_NAME: 'schedule', GITHUB_RUN_NUMBER: `${run}`, GITHUB_RUN_ID: `${run}`, GITHUB_JOB: 'orders' },
    ...{ GITHUB_WORKFLOW: 'nightly', GITHUB_SERVER_URL: 'https://github.com', ...changes },
  }
  const inputs = {
    failureIssue: { isEnabled, key: undefined, labels: [], assignees: [] },
    comment: { comment: 'never', commentKey: undefined, commentMode: 'update', githubToken: 't' } as const,
    summary: false,
  }
  const signal = isCancelled ? AbortSignal.abort(new Error('SIGINT')) : new AbortController().signal
  const log = createLog()
  return { inputs, sinks: { env, log, cancelled: signal }, lines: log.lines }
}

async function publish(double: GitHubDouble, run: number, reports: readonly Report[], options?: StepOptions) {
  const { inputs, sinks, lines } = await createStep(double, run, options)
  await publishStepIssue(reports, inputs, sinks)
  return lines
}

describe('publishStepIssue', () => {
  test.each<[string, readonly Report[], boolean, boolean]>([
    ['a failed run', [failed], false, true],
    ['a failed run among others', [produced, failed], false, true],
    ['runs that did not start', [produced, { ...started, status: 'not-run' }], false, true],
    ['a run that another failure ended', [cancelled, failed], false, true],
    ['a run that failed before the cancellation', [failed], true, true],
    ['a cancelled run', [cancelled], true, false],
    ['a cancelled workflow in which a run had failed', [cancelled, failed], true, false],
    ['a success', [produced], false, false],
    ['a dry run', [dryRun ?? started], false, false],
  ])('after %s', async (_, reports, isCancelled, isOpened) => {
    await using double = await startGitHub()
    // After a cancellation, a call may take too long.
    await publish(double, 1, reports, { isCancelled })
    expect(double.issues).toHaveLength(isOpened ? 1 : 0)
  })

  test.each<[string, readonly Report[], 'open' | 'closed']>([
    ['succeeded', [produced], 'closed'],
    ['was reused', [{ ...produced, status: 'reused' }], 'closed'],
    ['was skipped because its output is up to date', [{ ...produced, status: 'skipped' }], 'closed'],
    ['was partly skipped', [produced, { ...produced, status: 'skipped' }], 'closed'],
    ['was submitted', [{ ...started, status: 'submitted' }], 'open'],
    ['goes on without the step', [{ ...started, status: 'detached' }], 'open'],
    ['was a dry run', [dryRun ?? started], 'open'],
    ['was cancelled', [cancelled], 'open'],
  ])('leaves the issue as it should when the next run %s', async (_, reports, state) => {
    await using double = await startGitHub()
    await publish(double, 1, [failed])
    await publish(double, 2, reports)
    expect(double.issues).toMatchObject([{ state, body: expect.stringContaining('**Failed at ') }])
  })

  test('does not close an issue for a broken rule when the next run is skipped', async () => {
    await using double = await startGitHub()
    await publish(double, 1, states['breach'] ?? [])
    await publish(double, 2, [{ ...produced, status: 'skipped' }])
    expect(double.issues).toMatchObject([{ state: 'open' }])
    await publish(double, 3, [produced])
    expect(double.issues).toMatchObject([{ state: 'closed' }])
  })

  test('finds the issue of a step whose failure came before its inputs were understood', async () => {
    await using double = await startGitHub()
    const changes = { 'INPUT_PIPE-CLASS': ' shop.Daily ', INPUT_CONTEXT: 'shop' }
    await publish(double, 1, states['refused'] ?? [], { changes })
    await publish(double, 2, [{ ...produced, context: 'shop/shop', params: new Map([['day', 'today']]) }], { changes })
    expect(double.issues).toMatchObject([{ state: 'closed', title: expect.stringContaining('DailyOrders failed in') }])
  })

  test('names what failed in the title', async () => {
    await using double = await startGitHub()
    await publish(double, 1, [failed, { ...failed, pipeClass: 'other.Pipe' }])
    expect(double.issues).toMatchObject([{ title: '2 pipes failed in nightly' }])
    await using other = await startGitHub()
    await publish(other, 1, [{ ...failed, pipeClass: '' }])
    expect(other.issues).toMatchObject([{ title: 'orders failed in nightly' }])
  })

  test('has the verdict, evidence, advice, log and links of the failure', async () => {
    await using double = await startGitHub()
    await publish(double, 1, states['pipe-error'] ?? [])
    const body = double.issues[0]?.body ?? ''
    for (const part of ['`pipe-error`', "KeyError\\: 'amount'", 'Fix the pipe', 'Traceback', '/actions/runs/1)'])
      expect(body).toContain(part)
  })

  test('asks nothing of GitHub unless it is enabled, or in another event', async () => {
    await using double = await startGitHub()
    expect(await publish(double, 1, [failed], { isEnabled: false })).toEqual([])
    expect(await publish(double, 1, [failed], { changes: { GITHUB_EVENT_NAME: 'push' } })).toEqual([
      '`failure-issue` is ignored: it is for schedules, and for runs by hand on the default branch.',
    ])
    expect(double.asked).toEqual([])
  })
})

test('publishKilledIssue opens an issue with the text, which the next success closes', async () => {
  await using double = await startGitHub()
  const { inputs, sinks } = await createStep(double, 1)
  await publishKilledIssue({ pipeClass: 'shop.Daily', text: '### 🚫 Killed\n\n' }, inputs, sinks)
  expect(double.issues).toMatchObject([{ state: 'open', title: 'shop.Daily failed in nightly' }])
  expect(double.issues[0]?.body).toContain(
    '### 🚫 Killed\n\n[Run](https://github.com/octo-org/pipelines/actions/runs/1)',
  )
  await publish(double, 2, [produced])
  expect(double.issues).toMatchObject([{ state: 'closed' }])
})
