import { describe, expect, test } from 'vitest'
import { renderManyRuns, renderRunsHeadline } from '../../src/report/many-runs.ts'
import type { Report } from '../../src/report/report.ts'
import { createDetachedSection } from '../../src/report/sections/failure.ts'
import { createFailed, finished, started } from './fixtures/reports.ts'

const layout = { createSections: () => [], budget: { limit: 60_000, measure: (text: string) => text.length } }
const create = (name: string, changes: Partial<Report>) => ({
  ...finished,
  ...changes,
  label: { name, values: new Map([['day', name]]) },
})
const failure = { verdict: 'pipe-error', evidence: 'Task A failed.', advice: 'Fix the pipe.' } as const

describe('renderRunsHeadline', () => {
  test('counts the results, and has the time from the first start to the last end and the cost of all', () => {
    const later = new Date(started.startedAt.getTime() + 60_000)
    const reports = [
      create('a', { status: 'succeeded', durationMs: 5_000 }),
      create('b', { status: 'succeeded', startedAt: later, durationMs: 30_000 }),
      create('c', { status: 'failed', failure }),
      create('d', { status: 'not-run', notRunReason: 'It needs c.', durationMs: 0 }),
    ]
    expect(renderRunsHeadline(reports.slice(0, 2))).toBe('✅ 2 runs made · 1 min 30 s · 0.46 vCPU·h, 1.9 GiB·h')
    expect(renderRunsHeadline(reports)).toMatch(/^❌ 2 of 4 runs made, 1 failed, 1 not run · /)
  })

  test.each([
    ['cancelled', '🚫 1 run cancelled'],
    ['submitted', '⏳ 1 run without an end yet'],
    ['skipped', '📝 1 run not started: dry run'],
    ['reused', '✅ 1 run up to date'],
  ] as const)('shows that a run is %s', (status, start) => {
    expect(renderRunsHeadline([create('a', { status })]).startsWith(start)).toBe(true)
  })
})

describe('renderManyRuns', () => {
  const failed = Array.from({ length: 8 }, (_, index) => create(`f${index}`, createFailed(failure)))

  test.each([1, 3, 40])('shows one step that attaches to all of %i jobs that continue', (count) => {
    const reports = Array.from({ length: count }, (_, index) => {
      const ids = Array.from({ length: index === 0 ? count : 1 }, (_id, other) => `job-${index + other}`)
      const left = { why: '`wait: false` is set.', snippet: `attach-job-ids: ${ids.join(',')}` }
      return create(`s${index}`, { status: 'submitted', left })
    })
    const all = { ...layout, createSections: (report: Report) => [createDetachedSection(report)] }
    const text = renderManyRuns(reports, all)
    const steps = text.split('\n').filter((line) => line.startsWith('attach-job-ids: '))
    expect(steps).toEqual([reports[0]?.left?.snippet])
    expect(text).toContain(`Jobs that continue without this step: ${count}. Nothing`)
    const small = { limit: 900, measure: (part: string) => part.length }
    expect(renderManyRuns(reports, { ...all, budget: small }).length).toBeLessThanOrEqual(900)
  })

  test('shows the first five failures, and lists the others with the verdict or the reason', () => {
    const reports = [
      ...Array.from({ length: 4 }, (_, index) => create(`s${index}`, { status: 'succeeded' })),
      ...failed,
      create('n', { status: 'not-run', notRunReason: 'It needs f0, which failed.' }),
    ]
    const text = renderManyRuns(reports, layout)
    const headings = text.split('\n').filter((line) => line.startsWith('#### '))
    expect(headings.map((line) => /f\d/.exec(line)?.[0])).toStrictEqual(['f0', 'f1', 'f2', 'f3', 'f4'])
    expect(text).toContain('- `f5 [day=f5]`: `pipe-error`\n')
    expect(text).toContain('- `n [day=n]`: It needs f0, which failed\\.')
  })

  test('names the runs whose outputs are there and may have broken a rule', () => {
    const rules = { checked: [], breaches: [], undecided: [{ rule: 'rows<1', why: 'Not checked.' }] }
    const output = { name: 'daily', uuid: 'u1', uri: 's3://b/u1' }
    const present = { status: 'skipped', output, notRunReason: 'Its output is there already.', rules } as const
    const reports = [create('a', present), create('b', { status: 'skipped', output }), create('c', { rules })]
    expect(renderManyRuns(reports, layout)).toContain(
      '**Rules of 1 run not checked:** the output is there already, and may have broken one when it was made, because no run recorded a success: `a [day=a]`\n',
    )
    expect(renderManyRuns(reports.slice(1), layout)).not.toContain('not checked')
    const many = Array.from({ length: 120 }, (_, index) => create(`p${index}`, present))
    expect(renderManyRuns(many, layout)).toContain('`p99 [day=p99]`, and 20 more\n')
  })

  test('has what must be redone above the runs, with its tables beneath the totals', () => {
    const outputs = [{ values: new Map([['day', '1']]), trigger: 'image' }] as const
    const run = { name: 'daily', outputs, current: 0, unrecorded: 0, isCut: false }
    const text = renderManyRuns([create('a', { redo: { context: 'shop', runs: [run] } })], layout)
    const [totals, table, heading] = ['**To redo after the merge:**', 'To redo of daily', '#### '].map((part) =>
      text.indexOf(part),
    )
    expect(totals).toBeGreaterThan(0)
    expect(table).toBeGreaterThan(totals ?? 0)
    expect(heading).toBeGreaterThan(table ?? 0)
  })

  test('shows all of a few runs, except those that were not started', () => {
    const reports = [
      create('a', { status: 'succeeded' }),
      create('b', { status: 'skipped', output: { name: 'b', uuid: 'u1', uri: 's3://b/u1' } }),
      create('c', { status: 'not-run', notRunReason: 'It needs b.' }),
    ]
    const headings = renderManyRuns(reports, layout).match(/^#### .*$/gm)
    expect(headings).toHaveLength(1)
    expect(headings?.[0]).toContain('`a [day=a]`')
  })

  test('stays within its budget with 1,000 failures', () => {
    const reports = Array.from({ length: 1000 }, (_, index) => create(`f${index}`, createFailed(failure)))
    for (const limit of [4_000, 60_000]) {
      const text = renderManyRuns(reports, { ...layout, budget: { ...layout.budget, limit } })
      expect(text).toContain('### ❌ 1,000 runs failed')
      expect(text.length).toBeLessThanOrEqual(limit)
    }
  })
})
