import { readFile } from 'node:fs/promises'
import { describe, expect } from 'vitest'
import { actionsBot, type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'
import { test as base, readStateFile, type World } from '../testbed/world.ts'

const sha = '1'.repeat(40)
const token = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz'
const event = { name: 'pull_request', number: 7, sha } as const
const prints = { 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 3', comment: 'changes' }
/** A step that fails at once, and so needs no services but GitHub. */
const failingStep = { ...prints, force: 'perhaps' }

const start = (options: GitHubOptions = {}) => startGitHub({ pullRequests: [{ number: 7, sha }], ...options })

const test = base.extend('runStep', { scope: 'file' }, ({ world }) => createStepRunner(world))

/** Runs a step of a pull request, with the double as GitHub. */
function createStepRunner(world: World) {
  return async (double: GitHubDouble, inputs: Readonly<Record<string, string>>, options: RunOptions = {}) => {
    const context = { GITHUB_API_URL: double.apiUrl, ...options.context }
    const result = await world.runAction(inputs, { event, token, ...options, context })
    expect(result.log, 'the token is masked').not.toContain(token)
    expect(JSON.stringify([readStateFile(result), result.outputs, result.summary])).not.toContain(token)
    return result
  }
}

const listMessages = (result: ActionResult, wantedLevel: string) =>
  result.annotations.filter(({ level }) => level === wantedLevel).map(({ message }) => message)

const readKey = (double: GitHubDouble, at = 0) => /"key":"([0-9a-f]+)"/.exec(double.comments[at]?.body ?? '')?.[1]

const createRunContext = (id: number) => ({ context: { GITHUB_RUN_ID: `${id}` } })

describe('the comment of a pull request', () => {
  test('is created, then updated by the next run, and turns green when the problem is fixed', async ({ runStep }) => {
    await using double = await start()
    const first = await runStep(double, failingStep, createRunContext(811))
    expect(first.outputs['comment-url']).toBe('https://github.com/octo-org/pipelines/pull/7#issuecomment-2000')
    expect(double.comments).toEqual([
      { id: 2000, author: actionsBot, body: expect.stringMatching(/^<!-- .+ -->\n### ❌/) },
    ])
    expect(double.comments[0]?.body).toContain(`"sha":"${sha}","run":811,"attempt":1,"state":"failed"`)

    const second = await runStep(double, failingStep, { context: { GITHUB_RUN_ATTEMPT: '2', GITHUB_RUN_ID: '811' } })
    expect(second.outputs['comment-url']).toBe(first.outputs['comment-url'])
    expect(double.comments).toHaveLength(1)
    expect(double.comments[0]?.body).toContain('"run":811,"attempt":2')

    const third = await runStep(double, { ...prints, comment: 'failures' }, createRunContext(812))
    expect(third.outputs['status']).toBe('succeeded')
    expect(double.comments).toHaveLength(1)
    expect(double.comments[0]?.body).toMatch(/^<!-- .+ -->\n### ✅/)
    expect(double.comments[0]?.body).toContain('"state":"changed"')
    expect(listMessages(third, 'notice')).toEqual([])
  })

  test('and the page hide what the pipe gets by `env`, in its log and its exception', async ({ runStep }) => {
    await using double = await start()
    // The exception of the pipe quotes it.
    const secret = "KeyError: 'pear'"
    const inputs = { 'pipe-class': 'pipelines.faults.Raises', params: '', comment: 'failures', 'report-html': 'true' }
    const run = await runStep(double, { ...inputs, env: `KEY=${secret}` })
    expect(run.outputs['verdict']).toBe('pipe-error')
    expect(run.log).toContain(secret)
    const page = await readFile(run.outputs['report-file'] ?? '', 'utf8')
    for (const text of [double.comments[0]?.body ?? '', page]) {
      expect(text).toMatch(/failed with (?:\*{3}|(?:\\\*){3})/)
      expect(text).not.toMatch(/KeyError\W*pear/)
    }
  })

  test('is not created when `comment` does not select the outcome', async ({ runStep }) => {
    await using double = await start()
    const run = await runStep(double, { ...prints, comment: 'failures', 'dry-run': 'true' })
    expect(run.outputs).toMatchObject({ status: 'skipped' })
    expect(run.outputs['comment-url']).toBeUndefined()
    expect(double.writes()).toEqual([])
  })

  test('is off by default, without a request to GitHub', async ({ runStep }) => {
    await using double = await start()
    const { comment: _, ...rest } = failingStep
    const run = await runStep(double, rest)
    expect(double.asked).toEqual([])
    expect(listMessages(run, 'notice')).toEqual([])
  })

  test('is separate for each workflow, job, step, pipe, context, set of parameters and matrix leg, or for each `comment-key`', async ({
    runStep,
  }) => {
    await using double = await start()
    await runStep(double, failingStep)
    await runStep(double, failingStep)
    await runStep(double, failingStep, { matrix: { day: 'monday' } })
    await runStep(double, failingStep, { matrix: { day: 'tuesday' } })
    await runStep(double, failingStep, { context: { GITHUB_WORKFLOW: 'other' } })
    await runStep(double, failingStep, { context: { GITHUB_JOB: 'other' } })
    await runStep(double, failingStep, { context: { GITHUB_ACTION: 'other' } })
    await runStep(double, { ...failingStep, 'pipe-class': 'pipelines.faults.Raises' })
    expect(double.comments).toHaveLength(7)
    await runStep(double, { ...failingStep, 'comment-key': 'orders' })
    await runStep(double, { ...failingStep, 'comment-key': 'orders' }, { context: { GITHUB_JOB: 'other' } })
    expect(double.comments).toHaveLength(8)
    expect(new Set(double.comments.map((_, at) => readKey(double, at))).size).toBe(8)
  })

  test('moves to the end with `comment-mode: recreate`', async ({ runStep }) => {
    await using double = await start()
    await runStep(double, failingStep)
    double.comments.push({ id: 3000, author: 'octocat', body: 'Look here.' })
    await runStep(double, { ...failingStep, comment: 'always', 'comment-mode': 'recreate' })
    expect(double.comments.map(({ body }) => body.slice(0, 10))).toEqual(['Look here.', '<!-- disda'])
  })

  test('is skipped when the pull request has a newer commit', async ({ runStep }) => {
    await using double = await start({ pullRequests: [{ number: 7, sha: '2'.repeat(40) }] })
    const run = await runStep(double, failingStep)
    expect(double.writes()).toEqual([])
    expect(run.summary).toMatch(/^### ❌/)
    expect(run.log).toContain('No comment on pull request #7: it has a newer commit.')
    expect(listMessages(run, 'notice')).toEqual([])
  })

  test('is not replaced by that of an older run', async ({ runStep }) => {
    await using double = await start()
    await runStep(double, failingStep, createRunContext(900))
    const before = double.comments[0]?.body
    const late = await runStep(double, failingStep, createRunContext(899))
    expect(double.comments.map(({ body }) => body)).toEqual([before])
    expect(late.log).toContain('No comment on pull request #7: a newer run has commented already.')
  })

  test('is not duplicated when the answer of GitHub is lost', async ({ runStep }) => {
    let lost = 0
    await using double = await start({
      selectFault: ({ method, path }) =>
        method === 'POST' && path !== '/graphql' && lost++ === 0 ? { kind: 'lose' } : undefined,
    })
    const run = await runStep(double, failingStep)
    expect(double.comments).toHaveLength(1)
    expect(run.outputs['comment-url']).toMatch(/#issuecomment-2000$/)
  })
})

describe('a cancelled step', () => {
  const sleeps = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 60', comment: 'failures' }
  const signalWhen = (line: string) => line.startsWith('sleeping for')

  test('comments on the pull request', async ({ runStep }) => {
    await using double = await start()
    const run = await runStep(double, sleeps, { signalWhen })
    expect(run).toMatchObject({ conclusion: 'cancelled', signals: ['SIGINT'] })
    expect(double.comments[0]?.body).toMatch(/^<!-- .+ -->\n### 🚫/)
  })

  test('does not wait when GitHub does not answer', async ({ runStep }) => {
    const never = new Promise<void>(() => undefined)
    await using double = await start({ selectFault: () => ({ kind: 'hold', until: never }) })
    const run = await runStep(double, sleeps, { signalWhen })
    expect(run).toMatchObject({ conclusion: 'cancelled', signals: ['SIGINT'] })
    expect(run.outputs).toMatchObject({ status: 'cancelled' })
    expect(listMessages(run, 'warning')).toEqual([expect.stringContaining('The comment could not be posted: ')])
  })
})

describe('a step that may not comment keeps its outcome and explains with one notice', () => {
  const forbidden = (status: number): GitHubOptions => ({
    selectFault: ({ method, path }) =>
      method === 'POST' && path !== '/graphql'
        ? { kind: 'refuse', status, message: 'Resource not accessible by integration' }
        : undefined,
  })
  const fork = {
    ...event,
    payload: { pull_request: { number: 7, head: { sha, ref: 'feature', repo: { full_name: 'mallory/pipelines' } } } },
  }

  test('in a fork, when the pipe succeeds', async ({ runStep }) => {
    await using double = await start(forbidden(403))
    const run = await runStep(double, { ...prints, comment: 'always' }, { event: fork })
    expect(run).toMatchObject({ exitCode: 0, outputs: { 'output-bundle-uri': expect.any(String) } })
    expect(listMessages(run, 'notice')).toEqual([
      expect.stringMatching(
        /Resource not accessible by integration.*for a fork or for Dependabot no write permission: see "Pull requests/,
      ),
    ])
    expect(listMessages(run, 'warning')).toEqual([])
  })

  test.for([403, 404])('in a job without the permission (%i)', async (status, { runStep }) => {
    await using double = await start(forbidden(status))
    const run = await runStep(double, failingStep)
    expect(listMessages(run, 'notice')).toEqual([
      expect.stringMatching(/^GitHub does not let this token comment: .*`permissions: pull-requests: write`\.$/),
    ])
  })

  test('without a token', async ({ runStep }) => {
    await using double = await start()
    const run = await runStep(double, { ...failingStep, 'github-token': '' })
    expect(listMessages(run, 'notice')).toEqual(['`comment` needs `github-token`. No comment was posted.'])
    expect(double.asked).toEqual([])
  })

  test('in a workflow without a pull request', async ({ runStep }) => {
    await using double = await start()
    const run = await runStep(double, failingStep, { event: { name: 'push' } })
    expect(listMessages(run, 'notice')).toEqual([
      '`comment` is ignored: this workflow run does not belong to a pull request.',
    ])
    expect(double.asked).toEqual([])
  })

  test('or with a warning when GitHub cannot be reached', async ({ runStep }) => {
    await using double = await start({
      selectFault: () => ({ kind: 'refuse', status: 503, headers: { 'retry-after': '300' } }),
    })
    const run = await runStep(double, failingStep)
    expect(listMessages(run, 'warning')).toEqual([expect.stringContaining('The comment could not be posted: ')])
  })
})
