import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import MarkdownIt from 'markdown-it'
import { describe, expect, test as plain } from 'vitest'
import type { Report } from '../../src/report/report.ts'
import { renderResultFile } from '../../src/report/result-file.ts'
import { completeReport } from '../report/fixtures/reports.ts'
import { states } from '../report/fixtures/states.ts'
import { actionsBot, type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'
import { root } from '../testbed/process.ts'
import { type ActionResult, type RunOptions, runAction } from '../testbed/runner.ts'

const sha = '1'.repeat(40)
const fork = { branch: 'feature', repository: 'mallory/pipelines' }
const run = { id: 812, sha, ...fork }
const token = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz'

const start = (options: GitHubOptions = {}) => startGitHub({ pullRequests: [{ number: 7, sha, ...fork }], ...options })

const test = plain.extend('workspace', async ({ task: _task }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'report-action-'))
  onCleanup(() => rm(folder, { recursive: true, force: true }))
  return folder
})

/** Formats the result file of a run in one of the states of test/report/fixtures/states.ts. */
function formatResultFile(state: string, news: Partial<Report> = {}): string {
  const [report] = states[state] ?? []
  if (report === undefined) throw new Error(`no report of ${state}`)
  return renderResultFile([{ ...completeReport(report), ...news }])
}

async function runReportAction(
  double: GitHubDouble,
  workspace: string,
  inputs: Readonly<Record<string, string>> = {},
  options: RunOptions = {},
): Promise<ActionResult> {
  const dist = process.env['RUN_ACTION_DIST']
  const result = await runAction({
    action: join(root, 'report'),
    event: { name: 'workflow_run', run },
    token,
    cwd: workspace,
    ...(dist && { dist }),
    ...options,
    context: { GITHUB_API_URL: double.apiUrl, ...options.context },
    inputs: { 'result-file': 'result.json', ...inputs },
  })
  expect(result).toMatchObject({ problems: [], leftStopped: false })
  expect(result.log).not.toContain(token)
  return result
}

const listMessages = (result: ActionResult, wantedLevel: string) =>
  result.annotations.filter(({ level }) => level === wantedLevel).map(({ message }) => message)

describe('the result file of a run without permissions', () => {
  test('is reported on the pull request that GitHub names', async ({ workspace }) => {
    await writeFile(join(workspace, 'result.json'), formatResultFile('schema-changed'))
    await using double = await start()
    const result = await runReportAction(double, workspace)
    expect(result).toMatchObject({ exitCode: 0, annotations: [] })
    expect(result.outputs['comment-url']).toBe('https://github.com/octo-org/pipelines/pull/7#issuecomment-2000')
    const [comment, ...others] = double.comments
    expect(others).toEqual([])
    expect(comment?.author).toBe(actionsBot)
    expect(comment?.body).toMatch(/^<!-- .*"sha":"1{40}","run":812,"attempt":1,"state":"changed"/)
    expect(comment?.body).toContain('`discount_code`')
    expect(comment?.body).toContain('https://github.com/octo-org/pipelines/actions/runs/812')
    expect(comment?.body).toContain("The pull request's own run wrote this report")
    expect(result.summary).toContain('`discount_code`')
    expect(double.asked.map(({ path }) => path)).toContainEqual(
      expect.stringContaining('head=mallory%3Afeature&state=open'),
    )
  })

  test('updates the comment, which turns green', async ({ workspace }) => {
    await using double = await start()
    await writeFile(join(workspace, 'result.json'), formatResultFile('pipe-error'))
    await runReportAction(double, workspace)
    expect(double.comments[0]?.body).toContain('"state":"failed"')
    await writeFile(join(workspace, 'result.json'), formatResultFile('reused'))
    await runReportAction(double, workspace, {}, { event: { name: 'workflow_run', run: { ...run, attempt: 2 } } })
    expect(double.comments).toHaveLength(1)
    expect(double.comments[0]?.body).toContain('"attempt":2,"state":"fine"')
  })

  test('can be one of several files, which share one comment', async ({ workspace }) => {
    await writeFile(join(workspace, 'a.json'), formatResultFile('reused', { pipeClass: 'shop.One' }))
    await writeFile(join(workspace, 'b.json'), formatResultFile('pipe-error', { pipeClass: 'shop.Two' }))
    await using double = await start()
    await runReportAction(double, workspace, { 'result-file': '*.json' })
    expect(double.comments).toHaveLength(1)
    expect(double.comments[0]?.body).toMatch(/One.*Two/s)
  })

  test('is shortened to the limit of a comment', async ({ workspace }) => {
    const tail = Array.from({ length: 1000 }, (_, at) => `${at} ${'<>'.repeat(800)}`)
    const params = new Map(Array.from({ length: 500 }, (_, at) => [`p${at}`, '`'.repeat(1000)]))
    const large = { log: { lines: 1000, tail }, params, notCompared: '@'.repeat(19_000) }
    for (const name of ['a.json', 'b.json', 'c.json']) {
      await writeFile(join(workspace, name), formatResultFile('pipe-error', { ...large, pipeClass: `shop.${name}` }))
    }
    await using double = await start()
    const result = await runReportAction(double, workspace, { 'result-file': '*.json' })
    expect(result.annotations).toEqual([])
    // The double rejects a comment that is longer than GitHub allows.
    expect(double.comments[0]?.body.length).toBeLessThanOrEqual(65_536)
    expect(Buffer.byteLength(result.summary)).toBeGreaterThan(0)
  })

  test('is not reported when the pull request has a newer commit', async ({ workspace }) => {
    await writeFile(join(workspace, 'result.json'), formatResultFile('schema-changed'))
    await using double = await start({ pullRequests: [{ number: 7, sha: '2'.repeat(40), ...fork }] })
    const result = await runReportAction(double, workspace)
    expect(double.comments).toEqual([])
    expect(listMessages(result, 'notice')).toEqual([
      expect.stringMatching(/^No comment on pull request #7: it has a newer commit than /),
    ])
    expect(result.summary).toContain('`discount_code`')
  })

  test.each([
    ['a run of a branch without a pull request', { ...run, branch: 'main' }],
    ['a run of a deleted fork', { ...run, repository: null }],
    ['a run of another fork of the same owner', { ...run, repository: 'mallory/other' }],
  ])('is not reported for %s', async (_, other) => {
    const workspace = await mkdtemp(join(tmpdir(), 'report-action-'))
    await writeFile(join(workspace, 'result.json'), formatResultFile('schema-changed'))
    await using double = await start()
    const result = await runReportAction(double, workspace, {}, { event: { name: 'workflow_run', run: other } })
    await rm(workspace, { recursive: true })
    expect(result.exitCode).toBe(0)
    expect(double.comments).toEqual([])
    expect(listMessages(result, 'notice')).toEqual([expect.stringMatching(/its branch has no open pull request/)])
  })

  test('draws one notice when the comment is not permitted', async ({ workspace }) => {
    await writeFile(join(workspace, 'result.json'), formatResultFile('schema-changed'))
    await using double = await start({
      selectFault: ({ method }) => (method === 'GET' ? undefined : { kind: 'refuse', status: 403 }),
    })
    const result = await runReportAction(double, workspace)
    expect(result.exitCode).toBe(0)
    expect(listMessages(result, 'notice')).toEqual([expect.stringContaining('`permissions: pull-requests: write`')])
  })
})

describe('a hostile result file', () => {
  test('is shown as text only', async ({ workspace }) => {
    const hostile = '</details>\n<img src=x>@octocat [x](https://evil.example) ::error::no'
    const url = 'https://evil.example/'
    await writeFile(
      join(workspace, 'result.json'),
      formatResultFile('pipe-error', {
        pipeClass: hostile,
        failure: { verdict: 'pipe-error', evidence: hostile, advice: hostile },
        job: { id: 'i', name: hostile, url },
        logUrl: url,
        left: { why: 'x', snippet: '- uses: evil/action@main' },
      }),
    )
    await using double = await start()
    const result = await runReportAction(double, workspace)
    expect(result.exitCode).toBe(0)
    for (const text of [double.comments[0]?.body ?? '', result.summary]) {
      const html = new MarkdownIt({ html: true, linkify: true }).render(text)
      const shown = html.replace(/<code[^>]*>.*?<\/code>/gs, '')
      expect(shown).toContain('&lt;img src')
      expect(shown).not.toMatch(/<img|@octocat|href="[^"]*evil/)
      expect(text).not.toContain('evil/action')
    }
    expect(result.commands.filter(({ name }) => name === 'error')).toEqual([])
  })

  const good = formatResultFile('schema-changed')
  test.each([
    ['another schema', JSON.stringify({ ...JSON.parse(good), pullRequest: 1 }), 'must NOT have additional properties'],
    ['truncated JSON', good.slice(0, 500), 'The file is not JSON.'],
    ['more than 4 MiB', good.padEnd(4 * 1024 * 1024 + 1), 'The file is larger than 4194304 bytes.'],
  ])('is rejected without a comment: %s', async (_, content, message) => {
    const workspace = await mkdtemp(join(tmpdir(), 'report-action-'))
    await writeFile(join(workspace, 'result.json'), content)
    await using double = await start()
    const result = await runReportAction(double, workspace)
    await rm(workspace, { recursive: true })
    expect(result).toMatchObject({ exitCode: 1, summary: '' })
    expect(listMessages(result, 'error')).toEqual([
      expect.stringMatching(/^invalid-input: result-file: "result\.json" is not a result file\. /),
    ])
    expect(listMessages(result, 'error')[0]).toContain(message)
    expect(double.asked).toEqual([])
  })

  test('is not followed when it is a link out of the workspace', async ({ workspace }) => {
    await symlink('/etc/passwd', join(workspace, 'result.json'))
    await using double = await start()
    const result = await runReportAction(double, workspace)
    expect(listMessages(result, 'error')).toEqual([
      expect.stringMatching(/^invalid-input: result-file: .*leads out of the workspace/),
    ])
  })
})

describe('the report step', () => {
  test('fails outside of a `workflow_run` workflow, and names the requirement', async ({ workspace }) => {
    await writeFile(join(workspace, 'result.json'), formatResultFile('schema-changed'))
    await using double = await start()
    const result = await runReportAction(double, workspace, {}, { event: { name: 'pull_request', number: 7, sha } })
    expect(listMessages(result, 'error')).toEqual([expect.stringContaining('`on: workflow_run`')])
    expect(double.asked).toEqual([])
  })

  test('reports all input errors together', async ({ workspace }) => {
    await using double = await start()
    const result = await runReportAction(double, workspace, { 'result-file': '', comment: 'sometimes' })
    expect(listMessages(result, 'error')[0]).toMatch(/- result-file: nothing given\..*- comment: got "sometimes"\./s)
  })

  test('writes only a summary with `comment: never`', async ({ workspace }) => {
    await writeFile(join(workspace, 'result.json'), formatResultFile('schema-changed'))
    await using double = await start()
    const result = await runReportAction(double, workspace, { comment: 'never' })
    expect(result.summary).toContain('`discount_code`')
    expect(double.asked).toEqual([])
  })
})
