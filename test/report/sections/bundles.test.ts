import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/report/report.ts'
import { createBundlesSection, createNewerUpstreamSection } from '../../../src/report/sections/bundles.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { started, uuid } from '../fixtures/reports.ts'

const bundle = { name: 'daily', uuid, uri: 's3://bucket/daily' }

/** The rows of the table, without its head. */
const renderRows = (report: Partial<Report>) =>
  renderSection(createBundlesSection({ ...started, ...report }))
    .split('\n')
    .slice(2)

describe('createBundlesSection', () => {
  test('lists the output only when it is proved', () => {
    expect(renderRows({ status: 'failed', output: bundle })).toStrictEqual([])
    expect(renderRows({ status: 'cancelled', output: bundle })).toStrictEqual([])
    expect(renderRows({ status: 'submitted', output: bundle })).toStrictEqual([])
    expect(renderRows({ status: 'detached', output: bundle })).toStrictEqual([])
    expect(renderRows({ status: 'reused', output: bundle })).toStrictEqual([
      '| output, reused | `daily` | `96abb085` |  |  | `s3://bucket/daily` |',
    ])
    expect(renderRows({ status: 'promoted', output: bundle })[0]).toMatch(/^\| output, promoted \|/)
  })

  test('lists an output that breaks a rule', () => {
    const failure = { verdict: 'rule-broken', evidence: 'x', advice: 'x' } as const
    expect(renderRows({ status: 'failed', failure, output: bundle })[0]).toMatch(/^\| output \|/)
  })

  test('says where the input and further bundles come from', () => {
    const copied = Array.from({ length: 11 }, () => ({ ...bundle, copiedFrom: 'prod' }))
    const rows = renderRows({ input: { ...bundle, pushed: false, copiedFrom: 'prod' }, copied })
    expect(rows[0]).toMatch(/^\| input, copied from `prod` \|/)
    expect(rows.slice(1).filter((row) => row.startsWith('| copied from `prod` |'))).toHaveLength(10)
    expect(renderRows({ input: { ...bundle, pushed: true } })[0]).toMatch(/^\| input, pushed \|/)
    expect(renderRows({ input: { ...bundle, pushed: false } })[0]).toMatch(/^\| input \|/)
  })

  test('shows the contents of a bundle', () => {
    const input = { ...bundle, pushed: true, files: 2, bytes: 3480, createdAt: new Date('2026-01-05T09:31:15Z') }
    expect(renderRows({ input })[0]).toContain('| 2026-01-05 09:31 UTC | 2 files, 3.4 KiB |')
  })
})

describe('createNewerUpstreamSection', () => {
  const newer = {
    ...{ name: 'raw', uuid, createdAt: new Date('2026-01-06T07:00:00Z') },
    used: { uuid, createdAt: new Date('2026-01-05T09:30:59Z') },
  }
  const render = (count: number) =>
    renderSection(createNewerUpstreamSection({ ...started, newerUpstream: Array(count).fill(newer) }))

  test('names at most five bundles and counts the others', () => {
    const line = '`raw` of 2026-01-06 07:00 UTC (used: 2026-01-05 09:30 UTC)'
    expect(render(1)).toBe(`**Newer upstream:** ${line}`)
    expect(render(7)).toBe(`**Newer upstream:** ${[...Array(5).fill(line), 'and 2 more'].join(', ')}`)
  })

  test('is empty without newer bundles', () => {
    expect(render(0)).toBe('')
  })
})
