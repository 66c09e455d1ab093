import { describe, expect } from 'vitest'
import { actionsBot, type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'
import { test as base, stateOf, type World } from '../testbed/world.ts'

const sha = '1'.repeat(40)
const token = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz'
const event = { name: 'pull_request', number: 7, sha } as const
/** A step that fails at once: nothing is needed to tell of it. */
const wrong = { 'pipe-class': 'pipelines.faults.Prints', force: 'perhaps', comment: 'changes' }
const prints = { 'pipe-class': 'pipelines.faults.Prints', params: 'lines: 3', comment: 'changes' }

const start = (options: GitHubOptions = {}) => startGitHub({ pullRequests: [{ number: 7, sha }], ...options })

const test = base.extend('act', { scope: 'file' }, ({ world }) => actWith(world))

/** Runs a step of a pull request whose GitHub is the double. */
function actWith(world: World) {
  return async (double: GitHubDouble, inputs: Readonly<Record<string, string>>, options: RunOptions = {}) => {
    const context = { GITHUB_API_URL: double.apiUrl, ...options.context }
    const result = await world.act(inputs, { event, token, ...options, context })
    expect(result.log, 'the token is masked').not.toContain(token)
    expect(JSON.stringify([stateOf(result), result.outputs, result.summary])).not.toContain(token)
    return result
  }
}

const ofLevel = (result: ActionResult, wanted: string) =>
  result.annotations.filter(({ level }) => level === wanted).map(({ message }) => message)

const keyOf = (double: GitHubDouble, at = 0) => /"key":"([0-9a-f]+)"/.exec(double.comments[at]?.body ?? '')?.[1]

const runId = (id: number) => ({ context: { GITHUB_RUN_ID: `${id}` } })

describe('the comment of a pull request', () => {
  test('is posted, brought up to date by the next run, and turns green when the problem is gone', async ({ act }) => {
    await using double = await start()
    const first = await act(double, wrong, runId(811))
    expect(first.outputs['comment-url']).toBe('https://github.com/octo-org/pipelines/pull/7#issuecomment-2000')
    expect(double.comments).toEqual([
      { id: 2000, author: actionsBot, body: expect.stringMatching(/^<!-- .+ -->\n### ❌/) },
    ])
    expect(double.comments[0]?.body).toContain(`"sha":"${sha}","run":811,"attempt":1,"state":"failed"`)

    const second = await act(double, wrong, { context: { GITHUB_RUN_ATTEMPT: '2', GITHUB_RUN_ID: '811' } })
    expect(second.outputs['comment-url']).toBe(first.outputs['comment-url'])
    expect(double.comments).toHaveLength(1)
    expect(double.comments[0]?.body).toContain('"run":811,"attempt":2')

    const third = await act(double, { ...prints, comment: 'failures' }, runId(812))
    expect(third.outputs['status']).toBe('succeeded')
    expect(double.comments).toHaveLength(1)
    expect(double.comments[0]?.body).toMatch(/^<!-- .+ -->\n### ✅/)
    expect(double.comments[0]?.body).toContain('"state":"changed"')
    expect(ofLevel(third, 'notice')).toEqual([])
  })

  test('is not posted where there is nothing that was asked for', async ({ act }) => {
    await using double = await start()
    const run = await act(double, { ...prints, comment: 'failures', 'dry-run': 'true' })
    expect(run.outputs).toMatchObject({ status: 'skipped' })
    expect(run.outputs['comment-url']).toBeUndefined()
    expect(double.writes()).toEqual([])
  })

  test('is by default none, and GitHub is not asked', async ({ act }) => {
    await using double = await start()
    const { comment: _, ...rest } = wrong
    const run = await act(double, rest)
    expect(double.asked).toEqual([])
    expect(ofLevel(run, 'notice')).toEqual([])
  })

  test('is one for each workflow, job, step, pipe and leg of the matrix, or for each key', async ({ act }) => {
    await using double = await start()
    await act(double, wrong)
    await act(double, wrong)
    await act(double, wrong, { matrix: { day: 'monday' } })
    await act(double, wrong, { matrix: { day: 'tuesday' } })
    await act(double, wrong, { context: { GITHUB_WORKFLOW: 'other' } })
    await act(double, wrong, { context: { GITHUB_JOB: 'other' } })
    await act(double, wrong, { context: { GITHUB_ACTION: 'other' } })
    await act(double, { ...wrong, 'pipe-class': 'pipelines.faults.Raises' })
    expect(double.comments).toHaveLength(7)
    await act(double, { ...wrong, 'comment-key': 'orders' })
    await act(double, { ...wrong, 'comment-key': 'orders' }, { context: { GITHUB_JOB: 'other' } })
    expect(double.comments).toHaveLength(8)
    expect(new Set(double.comments.map((_, at) => keyOf(double, at))).size).toBe(8)
  })

  test('is anew the last one, with `comment-mode: recreate`', async ({ act }) => {
    await using double = await start()
    await act(double, wrong)
    double.comments.push({ id: 3000, author: 'octocat', body: 'Look here.' })
    await act(double, { ...wrong, comment: 'always', 'comment-mode': 'recreate' })
    expect(double.comments.map(({ body }) => body.slice(0, 10))).toEqual(['Look here.', '<!-- disda'])
  })

  test('of a head that has moved is left to the run of the new one', async ({ act }) => {
    await using double = await start({ pullRequests: [{ number: 7, sha: '2'.repeat(40) }] })
    const run = await act(double, wrong)
    expect(double.writes()).toEqual([])
    expect(run.summary).toMatch(/^### ❌/)
    expect(run.log).toContain('Pull request #7 is not told: it has a newer commit by now.')
    expect(ofLevel(run, 'notice')).toEqual([])
  })

  test('of a newer run is left as it is', async ({ act }) => {
    await using double = await start()
    await act(double, wrong, runId(900))
    const before = double.comments[0]?.body
    const late = await act(double, wrong, runId(899))
    expect(double.comments.map(({ body }) => body)).toEqual([before])
    expect(late.log).toContain('Pull request #7 is not told: a newer run has told it already.')
  })

  test('is there once when its answer got lost', async ({ act }) => {
    let lost = 0
    await using double = await start({
      faultOf: ({ method, path }) =>
        method === 'POST' && path !== '/graphql' && lost++ === 0 ? { kind: 'lose' } : undefined,
    })
    const run = await act(double, wrong)
    expect(double.comments).toHaveLength(1)
    expect(run.outputs['comment-url']).toMatch(/#issuecomment-2000$/)
  })
})

describe('a cancelled step', () => {
  const sleeps = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 60', comment: 'failures' }
  const signalWhen = (line: string) => line.startsWith('sleeping for')

  test('tells the pull request too', async ({ act }) => {
    await using double = await start()
    const run = await act(double, sleeps, { signalWhen })
    expect(run).toMatchObject({ conclusion: 'cancelled', signals: ['SIGINT'] })
    expect(double.comments[0]?.body).toMatch(/^<!-- .+ -->\n### 🚫/)
  })

  test('does not wait for a GitHub that is silent', async ({ act }) => {
    const never = new Promise<void>(() => undefined)
    await using double = await start({ faultOf: () => ({ kind: 'hold', until: never }) })
    const run = await act(double, sleeps, { signalWhen })
    expect(run).toMatchObject({ conclusion: 'cancelled', signals: ['SIGINT'] })
    expect(run.outputs).toMatchObject({ status: 'cancelled' })
    expect(ofLevel(run, 'warning')).toEqual([expect.stringContaining('The pull request could not be told: ')])
  })
})

describe('without the right to write, the outcome is the same, and one notice says why', () => {
  const forbidden = (status: number): GitHubOptions => ({
    faultOf: ({ method, path }) =>
      method === 'POST' && path !== '/graphql'
        ? { kind: 'refuse', status, message: 'Resource not accessible by integration' }
        : undefined,
  })
  const fork = {
    ...event,
    payload: { pull_request: { number: 7, head: { sha, ref: 'feature', repo: { full_name: 'mallory/pipelines' } } } },
  }

  test('in a fork, whose pipe ran well', async ({ act }) => {
    await using double = await start(forbidden(403))
    const run = await act(double, { ...prints, comment: 'always' }, { event: fork })
    expect(run).toMatchObject({ exitCode: 0, outputs: { 'output-bundle-uri': expect.any(String) } })
    expect(ofLevel(run, 'notice')).toEqual([
      expect.stringMatching(
        /Resource not accessible by integration.*from a fork or from Dependabot: see "Pull requests/,
      ),
    ])
    expect(ofLevel(run, 'warning')).toEqual([])
  })

  test.for([403, 404])('in a job without the permission (%i)', async (status, { act }) => {
    await using double = await start(forbidden(status))
    const run = await act(double, wrong)
    expect(ofLevel(run, 'notice')).toEqual([
      expect.stringMatching(/^GitHub does not let this token comment: .*`permissions: pull-requests: write`\.$/),
    ])
  })

  test('without a token', async ({ act }) => {
    await using double = await start()
    const run = await act(double, { ...wrong, 'github-token': '' })
    expect(ofLevel(run, 'notice')).toEqual(['`comment` needs `github-token`. Nothing was posted.'])
    expect(double.asked).toEqual([])
  })

  test('of an event that is for no pull request', async ({ act }) => {
    await using double = await start()
    const run = await act(double, wrong, { event: { name: 'push' } })
    expect(ofLevel(run, 'notice')).toEqual(['`comment` tells pull requests, and this workflow run is for none.'])
    expect(double.asked).toEqual([])
  })

  test('of a GitHub that is not there, as a warning', async ({ act }) => {
    await using double = await start({
      faultOf: () => ({ kind: 'refuse', status: 503, headers: { 'retry-after': '300' } }),
    })
    const run = await act(double, wrong)
    expect(ofLevel(run, 'warning')).toEqual([expect.stringContaining('The pull request could not be told: ')])
  })
})
