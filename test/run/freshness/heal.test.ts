import { describe, expect, test } from 'vitest'
import type { HealInputs } from '../../../src/plan/freshness/freshness-inputs.ts'
import type { BundleFreshness } from '../../../src/report/freshness-result.ts'
import { heal } from '../../../src/run/freshness/heal.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { type GitHubOptions, startGitHub } from '../../testbed/github.ts'
import type { WorkflowRecord, WorkflowRunRecord } from '../../testbed/github-workflows.ts'
import { createLog } from '../fixtures.ts'

const now = new Date()
const inputs: HealInputs = { workflow: 'heal.yml', limit: 3 }
const stale = (name: string, key: string | undefined, ...missing: readonly string[]): BundleFreshness => ({
  ...{ name, state: 'stale', reasons: [], notes: [], limits: [], canHeal: key === undefined || missing.length > 0 },
  ...(key !== undefined && { days: { key, newest: undefined, missing } }),
})
const daily = stale('orders', 'day', '2026-07-09', '2026-07-10')

const run = (changes: Partial<WorkflowRunRecord> = {}): WorkflowRunRecord => ({
  ...{ event: 'workflow_dispatch', status: 'completed', createdAt: new Date(now.getTime() - 3_600_000) },
  ...changes,
})

interface Changes {
  readonly runs?: WorkflowRunRecord[]
  readonly bundles?: readonly BundleFreshness[]
  readonly env?: Readonly<Record<string, string>>
  readonly token?: string | undefined
  readonly github?: GitHubOptions
}

/** Heals with a double of GitHub; returns the result, the runs of the workflow after it, and the log. */
async function healWith({ runs = [], bundles = [daily], env = {}, github = {}, ...rest }: Changes = {}) {
  const workflow: WorkflowRecord = { inputs: ['day', 'date'], runs }
  await using double = await startGitHub({ workflows: { 'heal.yml': workflow }, ...github })
  const log = createLog()
  const result = await heal(inputs, bundles, {
    env: {
      GITHUB_API_URL: double.apiUrl,
      GITHUB_REPOSITORY: 'octo-org/pipelines',
      GITHUB_REF: 'refs/heads/main',
      ...env,
    },
    ...{ log, now, cancelled: neverAborted, token: 'token' in rest ? rest.token : 'ghs_1' },
  })
  return { result, runs, asked: double.asked.length, lines: log.lines }
}

describe('heal', () => {
  test('starts the workflow on the branch with the missing days as a JSON list, and masks the token', async () => {
    const { result, runs, lines } = await healWith()
    expect(result).toEqual({ kind: 'dispatched', workflow: 'heal.yml', url: expect.stringMatching(/runs\/9000$/) })
    expect(runs).toMatchObject([{ ref: 'main', inputs: { day: '["2026-07-09","2026-07-10"]' } }])
    expect(lines).toEqual(['secret: ghs_1'])
  })

  test('joins the days of several bundles by the name of the input', async () => {
    const bundles = [daily, stale('a', 'date', '2026-07-01'), stale('b', 'day', '2026-07-10', '2026-06-01')]
    const { runs } = await healWith({ bundles })
    const expected = { day: '["2026-06-01","2026-07-09","2026-07-10"]', date: '["2026-07-01"]' }
    expect(runs[0]?.inputs).toEqual(expected)
  })

  test('gives the newest 1,000 of more days', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => new Date(at * 86_400_000).toISOString().slice(0, 10))
    const { runs } = await healWith({ bundles: [stale('a', 'day', ...many)] })
    expect(JSON.parse(runs[0]?.inputs?.['day'] ?? '')).toEqual(many.slice(200))
  })

  test('starts the workflow without inputs for a bundle without days', async () => {
    expect((await healWith({ bundles: [stale('report', undefined)] })).runs).toMatchObject([{ inputs: {} }])
  })

  test('asks GitHub nothing when nothing is missing', async () => {
    const bundles: BundleFreshness[] = [{ ...stale('rows', 'day'), canHeal: false }]
    expect(await healWith({ bundles })).toMatchObject({ result: undefined, asked: 0 })
  })
})

describe('heal starts nothing', () => {
  test.for(['in_progress', 'queued', 'waiting', 'pending', 'requested'])('while a run is %s', async (status) => {
    const old = new Date(now.getTime() - 5 * 86_400_000)
    const { result, runs } = await healWith({ runs: [run({ status, event: 'schedule', createdAt: old })] })
    expect(result).toEqual({ kind: 'waiting', workflow: 'heal.yml', why: '1 run of this workflow has not ended.' })
    expect(runs).toHaveLength(1)
  })

  test('after as many dispatches in 24 hours as `heal-limit` allows', async () => {
    const old = run({ createdAt: new Date(now.getTime() - 25 * 3_600_000) })
    const { result } = await healWith({ runs: [old, run(), run(), run()] })
    const why = '3 runs of this workflow were dispatched in the last 24 hours, and `heal-limit` is 3.'
    expect(result).toEqual({ kind: 'waiting', workflow: 'heal.yml', why })
    const fewer = await healWith({ runs: [old, run(), run(), run({ event: 'schedule' })] })
    expect(fewer.result).toMatchObject({ kind: 'dispatched' })
  })

  test.for<[string, Changes, RegExp]>([
    ['without a token', { token: undefined }, /^It needs `github-token`\.$/],
    ['for a pull request', { env: { GITHUB_REF: 'refs/pull/7/merge' } }, /only from a workflow run of a branch/],
    [
      'without the permission',
      {
        github: {
          selectFault: () => ({ kind: 'refuse', status: 403, message: 'Resource not accessible by integration' }),
        },
      },
      /Resource not accessible by integration.* Give the job `permissions: actions: write`\.$/,
    ],
    [
      'when there is no such workflow',
      { github: { workflows: {} } },
      /Not Found.* has no workflow of this name.*actions: write/,
    ],
    [
      'when the workflow has no such input',
      { bundles: [stale('a', 'hour', '2026-07-10')] },
      /Unexpected inputs provided: .* needs `on: workflow_dispatch` with an input for each `each`/,
    ],
  ])('%s, and says what to do', async ([, changes, why]) => {
    const { result, runs } = await healWith(changes)
    expect(result).toEqual({ kind: 'refused', workflow: 'heal.yml', why: expect.stringMatching(why) })
    expect(runs).toEqual([])
  })
})
