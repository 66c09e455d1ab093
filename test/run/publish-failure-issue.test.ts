import { describe, expect, test } from 'vitest'
import { parseIssueMarker } from '../../src/github/issue-marker.ts'
import type { FailureIssueTarget } from '../../src/run/failure-issue-target.ts'
import { publishFailureIssue, type StepOutcome } from '../../src/run/publish-failure-issue.ts'
import { type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'
import { createLog } from './fixtures.ts'

const cancelled = new AbortController().signal
const failed = (verdict = 'pipe-error'): StepOutcome => ({
  ...{ kind: 'failed', subject: 'shop.Daily', verdict },
  renderReport: (limit) => `At most ${limit}.`,
})
const createTarget = (runId: number): FailureIssueTarget => ({
  ...{ key: 'k1', runId, attempt: 1, commit: 'abc', workflow: 'nightly', job: 'orders' },
  url: `https://github.com/octo-org/pipelines/actions/runs/${runId}`,
  inputs: { isEnabled: true, key: undefined, labels: ['data'], assignees: ['ada'] },
})

/** Publishes outcomes one after the other, and resolves with the URLs and the lines of the log. */
async function publish(
  double: GitHubDouble,
  outcomes: readonly StepOutcome[],
  more: { readonly token?: string | undefined } = {},
) {
  const log = createLog()
  const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }
  const sinks = { ...{ token: 't', env, log, cancelled, shouldWriteSummary: false }, ...more }
  const urls: (string | undefined)[] = []
  for (const [at, outcome] of outcomes.entries())
    urls.push(await publishFailureIssue(outcome, createTarget(at + 1), sinks))
  return { urls, lines: log.lines.filter((line) => line !== 'secret: t') }
}

const first = 'https://github.com/octo-org/pipelines/issues/101'

describe('publishFailureIssue', () => {
  test('opens, updates and closes an issue, and opens another one for the next failure', async () => {
    await using double = await startGitHub()
    const { urls, lines } = await publish(double, [failed(), failed(), { kind: 'succeeded' }, failed()])
    expect(urls).toEqual([first, first, first, first.replace('101', '102')])
    expect(lines.slice(0, 3)).toEqual([
      ...[`Issue #101 was opened: ${first}`, `Issue #101 was updated: ${first}`, `Issue #101 was closed: ${first}`],
    ])
    expect(double.issues).toMatchObject([
      { title: 'shop.Daily failed in nightly', labels: ['disdat-failure', 'data'], assignees: ['ada'] },
      { state: 'open' },
    ])
    expect(double.issues[0]?.body).toMatch(/2 failures in a row, the first at .+\n\nAt most 64\d\d\d\.\n/)
  })

  test.each([
    ['up-to-date', 'pipe-error', 'closed'],
    ['up-to-date', 'rule-broken', 'open'],
    ['succeeded', 'rule-broken', 'closed'],
    ['undecided', 'pipe-error', 'open'],
  ] as const)('after a step that is %s, an issue for %s is %s', async (kind, verdict, state) => {
    await using double = await startGitHub()
    await publish(double, [failed(verdict), { kind }])
    expect(double.issues).toMatchObject([{ state }])
  })

  test('asks nothing of GitHub about a step that is undecided', async () => {
    await using double = await startGitHub()
    expect(await publish(double, [{ kind: 'undecided' }])).toEqual({ urls: [undefined], lines: [] })
    expect(double.asked).toEqual([])
  })

  test('says that a newer run has reported, and changes nothing', async () => {
    await using double = await startGitHub()
    await publish(double, [{ kind: 'undecided' }, { kind: 'undecided' }, failed()])
    expect(await publish(double, [{ kind: 'succeeded' }])).toEqual({
      urls: [undefined],
      lines: ['Issue #101 stays as it is: a newer run has reported already.'],
    })
    expect(double.issues).toMatchObject([{ state: 'open' }])
  })

  test('keeps masked values out of the issue', async () => {
    await using double = await startGitHub()
    const log = { ...createLog(), redact: (text: string) => text.replaceAll('hunter2', '***') }
    const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }
    const outcome = { ...failed(), subject: 'hunter2', renderReport: () => 'The log says hunter2.' }
    await publishFailureIssue(outcome, createTarget(1), { token: 't', env, log, cancelled, shouldWriteSummary: false })
    expect(JSON.stringify(double.issues)).not.toContain('hunter2')
    expect(double.issues).toMatchObject([{ title: '*** failed in nightly' }])
  })
})

describe('publishFailureIssue explains with one line why there is no issue', () => {
  const refuse = (status: number, message = 'on purpose'): GitHubOptions => ({
    selectFault: ({ path }) => (path === '/graphql' ? undefined : { kind: 'refuse', status, message }),
  })

  test.each([
    [403, 'Resource not accessible by integration', /issues: write`: see docs\/failure-issue\.md\.$/],
    [404, 'Not Found', /issues: write`: see docs\/failure-issue\.md\.$/],
    [410, 'Issues are disabled for this repo', /Enable issues in the settings of the repository\.$/],
  ] as const)('a notice for status %i', async (status, message, expected) => {
    for (const outcome of [failed(), { kind: 'succeeded' } as const]) {
      await using double = await startGitHub(refuse(status, message))
      const { urls, lines } = await publish(double, [outcome])
      expect(urls).toEqual([undefined])
      expect(lines).toEqual([expect.stringMatching(expected)])
      expect(lines[0]).toMatch(new RegExp(`^notice: GitHub refused the issue of \`failure-issue\`: ${message}`))
    }
  })

  test('a notice without a token', async () => {
    await using double = await startGitHub()
    const { lines } = await publish(double, [failed()], { token: undefined })
    expect(lines).toEqual(['notice: `failure-issue` needs `github-token`. No issue was opened.'])
    expect(double.asked).toEqual([])
  })

  test('a warning when GitHub cannot be reached', async () => {
    await using double = await startGitHub({
      selectFault: () => ({ kind: 'refuse', status: 503, headers: { 'retry-after': '300' } }),
    })
    expect((await publish(double, [failed()])).lines).toEqual([
      expect.stringMatching(/^warning: The issue of `failure-issue` could not be updated: /),
    ])
  })

  test('a warning when the assignees are refused, and the issue is opened', async () => {
    await using double = await startGitHub({ assignable: [] })
    const { urls, lines } = await publish(double, [failed()])
    expect(urls).toEqual([first])
    expect(lines.at(-1)).toMatch(/^warning: `failure-issue-assignees`: GitHub refused the assignees/)
  })

  test('a line when the issue is locked', async () => {
    await using double = await startGitHub()
    await publish(double, [failed()])
    for (const issue of double.issues) issue.isLocked = true
    const { lines } = await publish(double, [{ kind: 'undecided' }, { kind: 'succeeded' }])
    expect(lines.at(-1)).toBe('GitHub refused a comment on it: it may be locked.')
    expect(parseIssueMarker(double.issues[0]?.body ?? '')?.state).toBe('succeeded')
  })
})
