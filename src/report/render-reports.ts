import { fitSections, type Section, type SizeBudget } from './fit-sections.ts'
import type { Report, Status } from './report.ts'
import { headlineOf } from './sections/headline.ts'

/** What a report takes at least, in bytes or characters: its headline, and what stands round it. */
const leastRoom = 1000

/** The gravest first: where not all reports find room, these do. */
const severity: readonly (Status | undefined)[] = [
  'failed',
  undefined,
  'cancelled',
  'detached',
  'submitted',
  'succeeded',
  'skipped',
  'reused',
]

const between = '\n\n'

/** A report's headline as a heading, and its sections below that. */
export interface ReportLayout {
  readonly sections: (report: Report) => readonly Section[]
  readonly budget: SizeBudget
}

/**
 * Reports after each other within one budget, each in as full a form as its share takes; what one leaves, the others may use. Where there are
 * more than find room, the gravest are shown and the others counted.
 */
export function renderReports(reports: readonly Report[], { sections, budget }: ReportLayout): string {
  const room = Math.max(1, Math.floor(budget.limit / leastRoom) - 1)
  const numbered = reports.map((report, at) => ({ at, report }))
  const gravest = numbered.toSorted((a, b) => gravityOf(a.report) - gravityOf(b.report)).slice(0, room)
  const texts = new Map<number, string>()
  let left = reports.length === 1 ? budget.limit : budget.limit - leastRoom
  // Those that need the least come first, so that what they leave goes to those in trouble.
  for (const [done, { at, report }] of gravest.toReversed().entries()) {
    const limit = Math.floor(left / (gravest.length - done)) - budget.measure(between)
    const text = `${fitSections(`### ${headlineOf(report)}`, sections(report), { ...budget, limit })}${between}`
    texts.set(at, text)
    left -= budget.measure(text)
  }
  const rest = reports.filter((_, at) => !texts.has(at))
  return [...reports.keys()].map((at) => texts.get(at) ?? '').join('') + (rest.length === 0 ? '' : restOf(rest))
}

const gravityOf = ({ status }: Report) => severity.indexOf(status)

function restOf(reports: readonly Report[]): string {
  const words = severity
    .map((status) => ({ status, n: reports.filter((report) => report.status === status).length }))
    .filter(({ n }) => n > 0)
    .map(({ status, n }) => `${n.toLocaleString('en')} ${status ?? 'without a status'}`)
  return `… and ${reports.length.toLocaleString('en')} more: ${words.join(', ')}.${between}`
}
