import { fitSections, type Section, type SizeBudget } from './fit-sections.ts'
import type { Report, Status } from './report.ts'
import { renderHeadline } from './sections/headline.ts'

/** The space for the smallest report, its headline, in bytes or characters. */
const minReportSize = 1000

/** The most severe status first: these reports are shown when not all fit. */
const severity: readonly (Status | undefined)[] = [
  'failed',
  undefined,
  'cancelled',
  'not-run',
  'detached',
  'submitted',
  'succeeded',
  'promoted',
  'skipped',
  'reused',
]

const separator = '\n\n'

/** The sections below the headline of a report, and the size limit of all reports. */
export interface ReportLayout {
  readonly createSections: (report: Report) => readonly Section[]
  readonly budget: SizeBudget
  /** The mark of the heading of each report. */
  readonly heading?: '###' | '####'
}

/**
 * Renders reports one after the other within one budget, each shortened to its share. Space that one report does not
 * need is given to the others. If not all fit, the most severe reports are shown and the others are counted.
 */
export function renderReports(
  reports: readonly Report[],
  { createSections, budget, heading = '###' }: ReportLayout,
): string {
  const maxShown = Math.max(1, Math.floor(budget.limit / minReportSize) - 1)
  const numbered = reports.map((report, index) => ({ index, report }))
  const shown = numbered.toSorted((a, b) => getSeverity(a.report) - getSeverity(b.report)).slice(0, maxShown)
  const texts = new Map<number, string>()
  let remaining = reports.length === 1 ? budget.limit : budget.limit - minReportSize
  // Reports of successful runs come first, because they are short and leave space for the others.
  for (const [done, { index, report }] of shown.toReversed().entries()) {
    const limit = Math.floor(remaining / (shown.length - done)) - budget.measure(separator)
    const text = `${fitSections(`${heading} ${renderHeadline(report)}`, createSections(report), { ...budget, limit })}${separator}`
    texts.set(index, text)
    remaining -= budget.measure(text)
  }
  const omitted = reports.filter((_, index) => !texts.has(index))
  const all = [...reports.keys()].map((index) => texts.get(index) ?? '')
  return all.join('') + (omitted.length === 0 ? '' : renderOmitted(omitted))
}

const getSeverity = ({ status }: Report) => severity.indexOf(status)

function renderOmitted(reports: readonly Report[]): string {
  const counts = severity
    .map((status) => ({ status, n: reports.filter((report) => report.status === status).length }))
    .filter(({ n }) => n > 0)
    .map(({ status, n }) => `${n.toLocaleString('en')} ${status ?? 'without a status'}`)
  return `… and ${reports.length.toLocaleString('en')} more: ${counts.join(', ')}.${separator}`
}
