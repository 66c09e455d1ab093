import { describe, expect } from 'vitest'
import { OutputWriter } from '../../../src/action/outputs.ts'
import type { FreshnessResult } from '../../../src/report/freshness-result.ts'
import { describeStale, runFreshnessAction } from '../../../src/run/freshness/freshness-action.ts'
import { createInputEnv } from '../../plan/input-fixtures.ts'
import { collect, neverAborted } from '../../remote/helpers.ts'
import { createLog, test, useCommandFiles } from '../fixtures.ts'
import { putDay } from './fixtures.ts'

const now = new Date('2026-07-11T12:00:00Z')

describe('runFreshnessAction', () => {
  const run = async (remote: { url: string; context: string }, env: object, inputs: Record<string, string> = {}) => {
    const files = await useCommandFiles()
    const log = createLog()
    const given = { remote: remote.url, context: remote.context, expect: daily, ...inputs }
    const result = await runFreshnessAction({
      env: { ...env, ...createInputEnv(given), GITHUB_STEP_SUMMARY: process.env['GITHUB_STEP_SUMMARY'] },
      ...{ log, now, cancelled: neverAborted },
      outputs: new OutputWriter(log.warning, log.holdsMasked, process.env['GITHUB_OUTPUT']),
    })
    const lines = log.lines.filter((line) => !/^(secret|debug): /.test(line))
    return { result, lines, outputs: Object.fromEntries(await files.readOutputs()), summary: await files.readSummary() }
  }
  const daily = 'orders: { each: day, newest: yesterday, window: 14d }'

  test('publishes what is missing as outputs, log and summary', async ({ remote, moto }) => {
    await putDay(remote, '2026-07-08')
    const { result, lines, outputs, summary } = await run(remote, moto.env)
    expect(outputs).toEqual({
      fresh: 'false',
      stale: '["orders"]',
      missing: '{"orders":["2026-07-09","2026-07-10"]}',
    })
    expect(lines).toEqual([
      'orders: stale, newest day 2026-07-08, made 2 days 7 h ago. The newest `day` is 2026-07-08, and 2026-07-10 is expected. Missing in the last 14 days: 2026-07-09, 2026-07-10.',
    ])
    expect(summary).toContain('### ❌ 1 stale\n')
    expect(describeStale(result)).toBe(
      'rule-broken: 1 of 1 bundles is not fresh:\n- orders: The newest `day` is 2026-07-08, and 2026-07-10 is expected. Missing in the last 14 days: 2026-07-09, 2026-07-10.\nRun the pipe for what is missing: docs/schedules.md shows how.',
    )
  })

  test('publishes that all is fresh, and no summary without `summary`', async ({ remote, moto }) => {
    await putDay(remote, '2026-07-10')
    const { result, outputs, summary } = await run(remote, moto.env, { summary: 'false' })
    expect(outputs).toEqual({ fresh: 'true', stale: '[]', missing: '{}' })
    expect(summary).toBe('')
    expect(describeStale(result)).toBeUndefined()
  })

  test('writes no index, although it reads the bundles themselves', async ({ remote, moto }) => {
    await putDay(remote, '2026-07-10')
    await run(remote, moto.env, { summary: 'false' })
    // An update of the index would run in the background of the first check, and end during the second one.
    await run(remote, moto.env, { summary: 'false' })
    const keys = await collect(remote.store.list(`p/context/${remote.context}/`, { signal: neverAborted }))
    expect(keys.filter((entry) => entry.kind === 'object' && !entry.key.includes('/objects/'))).toEqual([])
  })

  test('names unreadable bundles in one warning', async ({ remote, moto }) => {
    const corrupt = await putDay(remote, '2026-07-10', { corrupt: () => Buffer.from('?') })
    const { lines } = await run(remote, moto.env, { summary: 'false' })
    expect(lines[0]).toMatch(new RegExp(`^warning: Skipped 1 unreadable bundles: ${corrupt} \\(.*\\)\\.$`))
  })

  test('warns that `heal` could not start its workflow', async ({ remote, moto }) => {
    const { result, lines } = await run(remote, moto.env, { heal: 'heal.yml', summary: 'false' })
    expect(result.heal).toMatchObject({ kind: 'refused' })
    expect(lines.at(-1)).toBe(
      'warning: `heal` did not start heal.yml. It can be started only from a workflow run of a branch.',
    )
  })

  test('fails for a remote that cannot be read', async ({ moto }) => {
    const failing = run({ url: 's3://no-such-bucket/p', context: 'shop' }, moto.env)
    await expect(failing).rejects.toMatchObject({ name: 'Failure', verdict: 'remote-unreachable' })
  })
})

describe('describeStale', () => {
  test('lists every bundle that is not fresh', () => {
    const judge = (name: string, state: 'fresh' | 'gap') => ({
      ...{ name, state, reasons: ['Why.'], notes: [], limits: [], canHeal: false },
    })
    const bundles = [judge('a', 'gap'), judge('b', 'fresh'), judge('c', 'gap')]
    const result: FreshnessResult = { checkedAt: now, remote: '', context: '', bundles }
    expect(describeStale(result)).toMatch(/^rule-broken: 2 of 3 bundles are not fresh:\n- a: Why\.\n- c: Why\.\n/)
  })
})
