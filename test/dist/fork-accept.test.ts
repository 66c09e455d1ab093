import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { rawOrders } from '../testbed/dsdt.ts'
import { type GitHubDouble, startGitHub } from '../testbed/github.ts'
import { root } from '../testbed/process.ts'
import { makeRepository } from '../testbed/repository.ts'
import { runAction } from '../testbed/runner.ts'
import { test as base } from '../testbed/world.ts'

const token = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz'
const label = 'disdat: accepted'
const daily = {
  'pipe-class': 'pipelines.orders.DailyOrders',
  'input-bundle': 'raw_orders',
  'input-param': 'orders',
  params: 'day: 2026-01-05',
  'output-bundle': 'daily_orders',
  'force-all': 'true',
}
const fork = { branch: 'feature', repository: 'mallory/pipelines', author: 'mallory' }
const permissions = { ann: 'write', mallory: 'write', bob: 'read' }
const claim = { rule: 'column-removed', by: 'ann', at: '2026-07-01T09:00:00.000Z', how: 'label' }

/** The first workflow: a run for a fork's pull request that drops a column, with neither a token nor real data. */
const test = base
  .extend('tried', { scope: 'file' }, async ({ world }, { onCleanup }) => {
    const repository = await makeRepository()
    onCleanup(() => repository[Symbol.asyncDispose]())
    const { base: main, head: sha, images } = repository
    await world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true })
    const cwd = await world.createFolder()
    await repository.checkOut(cwd)
    await world.runAction({ ...daily, image: `${images}:${main}` }, { cwd, event: { name: 'push', sha: main } })
    const repo = { full_name: fork.repository }
    const payload = { pull_request: { number: 7, head: { sha, repo }, base: { ref: 'main', sha: main } } }
    const run = await world.runAction(
      { ...daily, image: `${images}:${sha}`, 'fail-on': 'column-removed' },
      { cwd, event: { name: 'pull_request', number: 7, sha, payload } },
    )
    return { run, sha, file: await readFile(run.outputs['result-file'] ?? '', 'utf8') }
  })
  /** The second workflow, started by the end of the first: it has the token, and the file as an artifact. */
  .extend('report', { scope: 'file' }, ({ world, tried: { sha, file } }) => {
    let attempt = 0
    return async (github: GitHubDouble, { inputs = {}, artifact = file }: ReportOptions = {}) => {
      attempt += 1
      const cwd = await world.createFolder()
      await writeFile(join(cwd, 'result.json'), artifact)
      const dist = process.env['RUN_ACTION_DIST']
      const result = await runAction({
        ...{ action: join(root, 'report'), token, cwd, ...(dist && { dist }) },
        event: { name: 'workflow_run', run: { id: 812, attempt, sha, ...fork } },
        context: { GITHUB_API_URL: github.apiUrl },
        inputs: { 'result-file': 'result.json', accept: 'label, comment', ...inputs },
      })
      expect(result, result.log).toMatchObject({ exitCode: 0, problems: [], leftStopped: false })
      const accepted: unknown = JSON.parse(result.outputs['accepted'] ?? 'null')
      // Sentences are escaped as Markdown.
      const [comment = '', summary] = [github.comments[0]?.body, result.summary].map((text) =>
        text?.replaceAll('\\', ''),
      )
      return { accepted, comment, summary }
    }
  })

interface ReportOptions {
  readonly inputs?: Readonly<Record<string, string>>
  /** The result file, as the code of the pull request left it. */
  readonly artifact?: string
}

/** The result file with other broken rules, and what else a fork writes into it. */
const changeFile = (file: string, breach: object, more: object = {}) => {
  const result = JSON.parse(file)
  return JSON.stringify({ ...result, ...more, rules: { ...result.rules, breaches: [breach] } })
}

/** The result file of a run that succeeded, although it broke a rule. */
function forgetFailure(file: string): string {
  const { verdict: _, evidence: __, advice: ___, retryMayHelp: ____, ...result } = JSON.parse(file)
  return JSON.stringify({ ...result, status: 'succeeded' })
}

const start = (sha: string) => startGitHub({ pullRequests: [{ number: 7, sha, ...fork }], permissions })

describe('the chain of workflows for a pull request of a fork', () => {
  test('begins with a run that accepts nothing itself, and a report that says how to accept', async ({
    tried: { run, sha },
    report,
  }) => {
    expect(run.outputs).toMatchObject({ verdict: 'rule-broken', breaches: '["column-removed"]' })
    await using github = await start(sha)
    const red = await report(github)
    expect(red.accepted).toEqual([])
    expect(red.comment).toMatch(/^<!-- .+ -->\n<!-- disdat-run-action-rules .+ -->\n### ❌ 1 rule broken/)
    expect(red.comment).toContain('add the label `disdat: accepted`')
  })

  test('accepts what the report showed, by a label that a person with write access adds after it', async ({
    tried: { sha },
    report,
  }) => {
    await using github = await start(sha)
    await report(github)
    github.labels.add(7, label, 'bob')
    const refused = await report(github)
    expect(refused.accepted).toEqual([])
    expect(refused.comment).toMatch(/Not accepted\. @\S*bob accepted it, and has no write access/)
    github.labels.remove(7, label, 'ann')
    github.labels.add(7, label, 'ann')
    const green = await report(github)
    expect(green.accepted).toEqual([{ ...claim, at: expect.stringMatching(/^2026-07-01T/) }])
    for (const text of [green.comment, green.summary]) expect(text).toContain('### ⚠️ Accepted change: `daily_orders`')
    github.labels.remove(7, label, 'ann')
    const red = await report(github)
    expect(red.accepted).toEqual([])
    expect(red.comment).toContain('### ❌ 1 rule broken')
  })

  test('does not accept by a label that is older than the report', async ({ tried: { sha }, report }) => {
    await using github = await start(sha)
    github.labels.add(7, label, 'ann')
    const first = await report(github)
    expect(first.accepted).toEqual([])
    expect(first.comment).toContain('No earlier report of this commit shows it.')
    const second = await report(github)
    expect(second.accepted).toEqual([])
    expect(second.comment).toContain('It was accepted before the report showed it.')
    github.labels.remove(7, label, 'ann')
    github.labels.add(7, label, 'ann')
    expect((await report(github)).accepted).toMatchObject([{ by: 'ann' }])
  })

  test('does not accept by the author alone with `accept-by: other`', async ({ tried: { sha }, report }) => {
    await using github = await start(sha)
    const inputs = { 'accept-by': 'other' }
    await report(github, { inputs })
    github.labels.add(7, label, 'mallory')
    const alone = await report(github, { inputs })
    expect(alone.accepted).toEqual([])
    expect(alone.comment).toMatch(/@\S*mallory accepted it, and is the author of the pull request/)
    expect((await report(github)).accepted).toMatchObject([{ by: 'mallory' }])
    github.say('ann', '/disdat accept column-removed')
    expect((await report(github, { inputs })).accepted).toMatchObject([{ by: 'ann', how: 'comment' }])
  })

  test.for([
    ['although it broke a rule', (file: string) => file],
    ['and that it did not fail', forgetFailure],
  ] as const)('never believes a result file that says it is accepted, %s', async ([, change], { tried, report }) => {
    await using github = await start(tried.sha)
    const artifact = JSON.stringify({
      ...JSON.parse(change(tried.file)),
      acceptance: { accepted: [claim], refused: [] },
    })
    for (const inputs of [{}, { accept: '' }, { accept: '', comment: 'never' }]) {
      const { accepted, comment, summary } = await report(github, { artifact, inputs })
      expect(accepted ?? []).toEqual([])
      for (const text of [comment, summary]) {
        expect(text).toContain('### ❌ 1 rule broken')
        expect(text).not.toMatch(/Accepted (?:by|change)/)
      }
    }
  })

  test.for<[string, object]>([
    ['that covers everything', { subjects: [] }],
    ['that names more than its evidence', { subjects: ['largest', 'customer'] }],
  ])('accepts the evidence that people saw, and not a finding %s', async ([, finding], { tried, report }) => {
    await using github = await start(tried.sha)
    const rule = 'column-removed'
    const shown = changeFile(tried.file, { rule, evidence: 'Removed: `largest`.', finding })
    await report(github, { artifact: shown })
    github.labels.add(7, label, 'ann')
    expect((await report(github, { artifact: shown })).accepted).toMatchObject([{ by: 'ann' }])
    const more = changeFile(tried.file, { rule, evidence: 'Removed: `largest`, `customer`.', finding })
    const { accepted, comment } = await report(github, { artifact: more })
    expect(accepted).toEqual([])
    expect(comment).toContain('The evidence goes beyond what was accepted.')
  })
})
