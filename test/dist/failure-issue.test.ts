import { describe, expect } from 'vitest'
import { actionsBot, type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'
import { test as base, readStateFile, type World } from '../testbed/world.ts'

const token = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz'
const event = { name: 'schedule' } as const
const issue = { 'failure-issue': 'true', 'failure-issue-labels': 'data', 'failure-issue-assignees': 'ada' }
const prints = { 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 3', ...issue }
const sleeps = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 60', ...issue }
/** A step that fails at once, and so needs no services but GitHub. */
const failingStep = { ...prints, force: 'perhaps' }
const isAsleep = (line: string) => line.startsWith('sleeping for')

const test = base.extend('runStep', { scope: 'file' }, ({ world }) => createStepRunner(world))

/** Runs a step of a schedule, with the double as GitHub. */
function createStepRunner(world: World) {
  return async (
    double: GitHubDouble,
    run: number,
    inputs: Readonly<Record<string, string>>,
    options: RunOptions = {},
  ) => {
    const context = { GITHUB_API_URL: double.apiUrl, GITHUB_RUN_ID: `${run}`, ...options.context }
    const result = await world.runAction(inputs, { event, token, ...options, context })
    expect(result.log, 'the token is masked').not.toContain(token)
    expect(JSON.stringify([readStateFile(result), result.outputs, result.summary])).not.toContain(token)
    return result
  }
}

const listMessages = (result: ActionResult, wantedLevel: string) =>
  result.annotations.filter(({ level }) => level === wantedLevel).map(({ message }) => message)

const url = 'https://github.com/octo-org/pipelines/issues/101'

describe('the issue of a failure', () => {
  test('is opened, updated, closed by the first success, and another one is opened by the next failure', async ({
    runStep,
  }) => {
    await using double = await startGitHub()
    const first = await runStep(double, 811, failingStep)
    expect(first).toMatchObject({ conclusion: 'failure', outputs: { 'failure-issue-url': url } })
    expect(double.issues).toMatchObject([
      {
        ...{ author: actionsBot, title: 'pipelines.faults.Prints failed in nightly', state: 'open' },
        ...{ labels: ['disdat-failure', 'data'], assignees: ['ada'] },
        body: expect.stringMatching(/^<!-- .+ -->\n\*\*Failed at .+\n\n### ❌ Inputs refused[\s\S]+1 input error/),
      },
    ])
    expect(first.summary).toMatch(/^### ❌ Inputs refused/)
    expect(first.summary).toContain(`[Issue #101](${url}) opened: Failed at `)

    const second = await runStep(double, 812, failingStep)
    expect(second.outputs['failure-issue-url']).toBe(url)
    expect(second.summary).toContain(`[Issue #101](${url}) updated: 2 failures in a row`)
    expect(double.issues[0]?.body).toContain('**2 failures in a row')

    const third = await runStep(double, 813, prints)
    expect(third).toMatchObject({ conclusion: 'success', outputs: { 'failure-issue-url': url } })
    expect(third.summary).toContain(`[Issue #101](${url}) closed, `)
    expect(double.issues).toMatchObject([{ state: 'closed', reason: 'completed' }])
    expect(double.listTexts(101)).toEqual([
      expect.stringMatching(
        /\n✅ A \[run\]\(.+\) succeeded .+ after the first failure, and after 2 failures in a row\.$/,
      ),
    ])

    const fourth = await runStep(double, 814, failingStep)
    expect(fourth.outputs['failure-issue-url']).toMatch(/\/102$/)
    expect([first, second, third, fourth].flatMap((run) => listMessages(run, 'notice'))).toEqual([])
  })

  test('is not closed by an older run, nor by another leg of the matrix', async ({ runStep }) => {
    await using double = await startGitHub()
    await runStep(double, 812, failingStep, { matrix: { day: 'monday' } })
    const reused = { ...prints, params: 'lines: 4' }
    const older = await runStep(double, 811, reused, { matrix: { day: 'monday' } })
    expect(older.log).toContain('Issue #101 stays as it is: a newer run has reported already.')
    await runStep(double, 813, reused, { matrix: { day: 'tuesday' } })
    expect(double.issues).toMatchObject([{ state: 'open' }])
  })

  test('is one for two runs at the same time', async ({ runStep }) => {
    const both = Promise.withResolvers<void>()
    let posts = 0
    await using double = await startGitHub({
      selectFault: ({ method, path }) => {
        if (method !== 'POST' || !path.endsWith('/issues')) return undefined
        posts += 1
        if (posts === 2) both.resolve()
        return { kind: 'hold', until: both.promise }
      },
    })
    await Promise.all([runStep(double, 812, failingStep), runStep(double, 813, failingStep)])
    expect(double.issues.filter(({ state }) => state === 'open')).toMatchObject([{ number: 101 }])
    expect(double.issues).toMatchObject([{}, { reason: 'not_planned' }])
  })

  test('is off by default, and in other events, without a request to GitHub', async ({ runStep }) => {
    await using double = await startGitHub()
    await runStep(double, 811, { ...failingStep, 'failure-issue': 'false' })
    const push = await runStep(double, 812, failingStep, { event: { name: 'push' } })
    expect(push.log).toContain('`failure-issue` is ignored')
    const branch = { GITHUB_REF: 'refs/heads/feature' }
    await runStep(double, 813, failingStep, { event: { name: 'workflow_dispatch' }, context: branch })
    expect(double.asked).toEqual([])
    await runStep(double, 814, failingStep, { event: { name: 'workflow_dispatch' } })
    expect(double.issues).toHaveLength(1)
  })
})

test('a cancelled step changes no issue', async ({ runStep }) => {
  await using double = await startGitHub()
  const run = await runStep(double, 811, sleeps, { signalWhen: isAsleep })
  expect(run).toMatchObject({ conclusion: 'cancelled', signals: ['SIGINT'] })
  expect(double.asked).toEqual([])
})

describe('a killed step', () => {
  test('opens an issue in post', async ({ runStep }) => {
    await using double = await startGitHub()
    const run = await runStep(double, 811, sleeps, { killWhen: isAsleep })
    expect(run).toMatchObject({ exitCode: 137, postExitCode: 0 })
    expect(run.postLog).toContain(`Issue #101 was opened: ${url}`)
    expect(double.issues).toMatchObject([
      { state: 'open', body: expect.stringContaining('### 🚫 `Sleeps` was killed before it could report') },
    ])
    expect(run.post?.summary).toContain(`[Issue #101](${url}) opened`)
  })

  test('changes no issue when it was cancelled before', async ({ runStep }) => {
    await using double = await startGitHub()
    // Main is killed while it stops the container.
    const run = await runStep(double, 811, sleeps, {
      signalWhen: isAsleep,
      grace: { sigintMs: 1, sigtermMs: 1 },
    })
    expect(run).toMatchObject({ conclusion: 'cancelled', exitCode: 137 })
    expect(run.post?.summary).toContain('was killed before it could report')
    expect(double.asked).toEqual([])
  })
})

describe('a step that may not write issues keeps its outcome and explains with one notice', () => {
  const refuse = (status: number, message: string): GitHubOptions => ({
    selectFault: ({ path }) => (path.includes('/issues') ? { kind: 'refuse', status, message } : undefined),
  })

  test.for([
    [403, 'Resource not accessible by integration', /issues: write`: see https:\/\/.+failure-issue\.md/],
    [410, 'Issues are disabled for this repo', /Enable issues/],
  ] as const)('for status %i, after a failure and after a success', async ([status, message, advice], { runStep }) => {
    await using double = await startGitHub(refuse(status, message))
    for (const [inputs, conclusion] of [
      [failingStep, 'failure'],
      [prints, 'success'],
    ] as const) {
      const run = await runStep(double, 811, inputs)
      expect(run).toMatchObject({ conclusion })
      expect(listMessages(run, 'notice')).toEqual([expect.stringMatching(advice)])
      expect(listMessages(run, 'warning')).toEqual([])
    }
  })

  test('without a token', async ({ runStep }) => {
    await using double = await startGitHub()
    const run = await runStep(double, 811, { ...failingStep, 'github-token': '' })
    expect(listMessages(run, 'notice')).toEqual(['`failure-issue` needs `github-token`. No issue was opened.'])
    expect(double.asked).toEqual([])
  })
})
