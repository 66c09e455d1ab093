import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { OutputWriter } from '../../src/action/outputs.ts'
import type { Environment } from '../../src/lib/environment.ts'
import type { Report } from '../../src/report/report.ts'
import { renderResultFile } from '../../src/report/result-file.ts'
import { runReportAction } from '../../src/run/report-action.ts'
import { createInputEnv } from '../plan/input-fixtures.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'
import { completeReport, produced } from '../report/fixtures/reports.ts'
import { type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'
import { createFolder, createLog, useCommandFiles } from './fixtures.ts'

const sha = '1'.repeat(40)
const fork = { branch: 'feature', repository: 'mallory/pipelines' }
/** The toolkit writes all summaries of a process to the first file: only one test here has a summary. */
const defaults = { comment: 'always', 'github-token': 'ghs_token', summary: 'false' }
const finishedRun = {
  ...{ id: 812, run_attempt: 1, path: '.github/workflows/check.yml', html_url: 'https://github.com/runs/812' },
  ...{ event: 'pull_request', head_sha: sha, head_branch: fork.branch },
  head_repository: { full_name: fork.repository },
}

interface Situation {
  readonly inputs?: Readonly<Record<string, string>>
  readonly event?: object
  readonly github?: GitHubOptions
  /** Changes of the report in the result file. */
  readonly report?: Partial<Report>
  readonly env?: Environment
  /** A GitHub that other runs of the action use, too. */
  readonly shared?: GitHubDouble
}

/** Runs the action on the result file of a run for pull request 7. */
async function runAction({ event = { workflow_run: finishedRun }, github = {}, ...more }: Situation = {}) {
  const { inputs = {}, report = {} } = more
  const files = await useCommandFiles()
  const workspace = await createFolder()
  const left = { why: 'It continues.', snippet: 'uses: mallory/evil@main' }
  await writeFile(join(workspace, 'result.json'), renderResultFile([{ ...completeReport(produced), ...report, left }]))
  await writeFile(join(workspace, 'event.json'), JSON.stringify(event))
  const double = more.shared ?? (await startGitHub({ pullRequests: [{ number: 7, sha, ...fork }], ...github }))
  await using _own = more.shared === undefined ? double : undefined
  const log = createLog()
  const env = {
    ...createInputEnv({ 'result-file': 'result.json', ...defaults, ...inputs }),
    ...{ GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines', GITHUB_WORKSPACE: workspace },
    GITHUB_EVENT_PATH: join(workspace, 'event.json'),
    ...more.env,
  }
  await runReportAction({ env, log, outputs: new OutputWriter(log.warning), cancelled: neverAborted })
  return {
    lines: log.lines,
    comments: double.comments.map(({ body }) => body),
    asked: double.asked.length,
    outputs: await files.readOutputs(),
    summary: await files.readSummary(),
  }
}

describe('runReportAction', () => {
  test('comments where GitHub says and writes the summary, without the step that the untrusted file suggests', async () => {
    const { comments, outputs, summary, lines } = await runAction({ inputs: { summary: 'true' } })
    expect(comments).toStrictEqual([expect.stringContaining('daily_orders')])
    expect(comments[0]).toMatch(/"sha":"1{40}","run":812,"attempt":1/)
    expect(comments[0]).toContain("The pull request's own run wrote this report")
    expect(outputs.get('comment-url')).toBe('https://github.com/octo-org/pipelines/pull/7#issuecomment-2000')
    expect(summary).toContain('daily_orders')
    expect([...comments, summary].join('\n')).not.toContain('mallory/evil')
    expect(lines[0]).toBe('secret: ghs_token')
  })

  test('keeps one comment for each of its steps, and for each pipe, context and set of parameters', async () => {
    const readKey = async (situation: Situation) =>
      /"key":"([0-9a-f]{32})"/.exec((await runAction(situation)).comments[0] ?? '')?.[1]
    const env = { GITHUB_WORKFLOW: 'comment', GITHUB_JOB: 'report', GITHUB_ACTION: 'first' }
    const first = await readKey({ env })
    const keys = [
      await readKey({ env: { ...env, GITHUB_ACTION: 'second' } }),
      await readKey({ env, report: { params: new Map([['day', '2026-08-02']]) } }),
      await readKey({ env, report: { context: 'pr-8/pr-8' } }),
    ]
    expect(new Set([first, ...keys]).size).toBe(4)
    const retried = { ...finishedRun, id: 813, run_attempt: 2 }
    expect(await readKey({ env, report: { durationMs: 1 }, event: { workflow_run: retried } })).toBe(first)
  })

  test('does nothing with `comment: never` and `summary: false`', async () => {
    const { asked, summary } = await runAction({ inputs: { comment: 'never' } })
    expect([asked, summary]).toStrictEqual([0, ''])
  })

  test.each([
    [
      'a newer commit',
      { pullRequests: [{ number: 7, sha: '2'.repeat(40), ...fork }] },
      /pull request #7: it has a newer/,
    ],
    ['no open pull request', { pullRequests: [] }, /The event `pull_request` .* its branch has no open pull request/],
  ])('posts no comment for %s', async (_, github, notice) => {
    const { comments, lines } = await runAction({ github })
    expect(comments).toStrictEqual([])
    expect(lines.at(-1)).toMatch(/^notice: /)
    expect(lines.at(-1)).toMatch(notice)
  })

  test('warns about a refusal of GitHub, and throws nothing', async () => {
    const { lines } = await runAction({ github: { selectFault: () => ({ kind: 'refuse', status: 403 }) } })
    expect(lines.at(-1)).toMatch(
      /^notice: GitHub does not let this token comment: .* Give the job `permissions: pull-requests: write`\./,
    )
  })

  test('needs a token for a comment', async () => {
    const { lines } = await runAction({ inputs: { 'github-token': '' } })
    expect(lines).toStrictEqual(['notice: `comment` needs `github-token`. No comment was posted.'])
  })

  test('throws `invalid-input` for other events and for files that are not result files', async () => {
    expect(await catchFailure(runAction({ event: {} }))).toMatchObject({
      verdict: 'invalid-input',
      evidence: '`disdat/run-action/report` works only in a `workflow_run` workflow.',
    })
    expect(await catchFailure(runAction({ inputs: { 'result-file': 'event.json' } }))).toMatchObject({
      verdict: 'invalid-input',
      evidence: expect.stringContaining('"event.json" is not a result file.'),
    })
  })

  test('decides itself which broken rules are accepted: only after a person has seen them', async () => {
    await using shared = await startGitHub({
      pullRequests: [{ number: 7, sha, ...fork, author: 'mallory' }],
      permissions: { ann: 'write' },
    })
    const breaches = [{ rule: 'empty', evidence: 'It has no rows.' }]
    const claim = { rule: 'empty', by: 'ann', at: new Date(0), how: 'label' } as const
    const report: Partial<Report> = {
      status: 'failed',
      rules: { checked: ['empty'], breaches, undecided: [] },
      failure: { verdict: 'rule-broken', evidence: 'It has no rows.', advice: 'Fix it.' },
      // A file of the pull request may claim anything.
      acceptance: { accepted: [claim], refused: [] },
    }
    const situation = { shared, report, inputs: { accept: 'label' } }
    const first = await runAction(situation)
    expect(first.outputs.get('accepted')).toBe('[]')
    expect(first.comments[0]).toContain('"state":"broken"')
    // Without `accept`, too, the claim counts for nothing.
    expect((await runAction({ report })).comments[0]).not.toMatch(/\bann\b/)
    shared.labels.add(7, 'disdat: accepted', 'ann')
    const second = await runAction(situation)
    expect(JSON.parse(second.outputs.get('accepted') ?? '')).toMatchObject([{ rule: 'empty', by: 'ann', how: 'label' }])
    expect(second.comments).toStrictEqual([expect.not.stringContaining('"state":"broken"')])
  })

  test('accepts nothing for a report that breaks no rule', async () => {
    const { outputs, asked } = await runAction({ inputs: { accept: 'label' } })
    expect(outputs.get('accepted')).toBe('[]')
    expect(asked).toBe((await runAction()).asked)
  })
})
