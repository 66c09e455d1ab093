import { describe, expect, test } from 'vitest'
import { createWholeSection } from '../../src/report/fit-sections.ts'
import { renderReports } from '../../src/report/render-reports.ts'
import type { Report } from '../../src/report/report.ts'
import { createFailed, produced, started } from './fixtures/reports.ts'

const failed = createFailed({ verdict: 'pipe-error', evidence: 'x', advice: 'x' })
const succeededLine = '### ❓ Not compared: `daily_orders` · `DailyOrders` · 6 min 12 s'
const failedLine = '### ❌ Failed: `pipe-error` · `DailyOrders` · 6 min 12 s'

/** Renders reports with one section of so many characters each. */
const render = (reports: readonly Report[], limit: number, length = 0) =>
  renderReports(reports, {
    createSections: () => [createWholeSection('log', 'x'.repeat(length))],
    budget: { limit, measure: (text) => text.length },
  })

describe('renderReports', () => {
  test('renders headlines and sections in the order of the reports', () => {
    expect(render([failed, produced], 10_000, 3)).toBe(`${failedLine}\n\nxxx\n\n${succeededLine}\n\nxxx\n\n`)
  })

  test('shows the most severe reports and counts the others when not all fit', () => {
    const reports = [produced, started, failed, { ...produced, status: 'reused' as const }, produced]
    expect(render(reports, 3000)).toBe(
      `### ❌ Failed: \`internal-error\` · \`DailyOrders\` · 4.2 s\n\n${failedLine}\n\n… and 3 more: 2 succeeded, 1 reused.\n\n`,
    )
  })

  test('gives space that successful runs do not need to the others', () => {
    const createSections = (report: Report) => [createWholeSection('log', report === failed ? 'x'.repeat(6000) : '')]
    const budget = { limit: 8000, measure: (text: string) => text.length }
    expect(renderReports([produced, failed], { createSections, budget })).toContain('x'.repeat(6000))
  })

  test('keeps all reports together within the limit', () => {
    const createSections = () => [
      createWholeSection('log', 'x'.repeat(2500)),
      createWholeSection('run', 'y'.repeat(900)),
    ]
    const budget = { limit: 8000, measure: (text: string) => text.length }
    expect(renderReports([produced, failed, failed], { createSections, budget }).length).toBeLessThanOrEqual(8000)
  })
})
