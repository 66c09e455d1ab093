import { formatRunLabel } from '../lib/run-label.ts'
import { formatCount, formatDuration } from '../lib/units.ts'
import { createShorteningVariants, fitSections, type Section } from './fit-sections.ts'
import { renderCode, renderDetails, renderMore, renderProse } from './markdown.ts'
import { type ReportLayout, renderReports } from './render-reports.ts'
import type { CostReport } from './report.ts'
import { countResults, getRunResult, isUnsuccessful, type LabelledReport } from './run-result.ts'
import { createCalendarSection } from './sections/calendar.ts'
import { createContinuingSection } from './sections/failure.ts'
import { createRedoSections } from './sections/redo.ts'
import { createRunChangesSections } from './sections/run-changes.ts'
import { formatCost } from './sections/run-table.ts'

/** The runs that are shown with all their sections: those that failed, and a few runs in any case. */
const maxShown = 5
/** The further runs without success that are listed, one a line. */
const listLimit = 100
/** The limit of a label, in UTF-16 units. */
const labelLimit = 120
/** The shares of the budget for what stands above the reports of single runs, and for these reports. */
const shares = { overview: 0.5, reports: 0.3 } as const

/**
 * Renders the reports of a step with several runs: one headline, a table of all runs, the reports of at most five runs,
 * those that failed first, and how the outputs changed.
 */
export function renderManyRuns(reports: readonly LabelledReport[], { createSections, budget }: ReportLayout): string {
  const { limit, measure } = budget
  const shown = selectShown(reports)
  const others = reports.filter((report) => isUnsuccessful(report) && !shown.includes(report))
  const overview = fitSections(
    `### ${renderRunsHeadline(reports)}`,
    [createCalendarSection(reports), ...createRedoSections(reports)],
    { limit: Math.floor(limit * shares.overview), measure },
  )
  const inFull =
    shown.length === 0
      ? ''
      : renderReports(shown.map(omitLeft), {
          ...{ createSections, heading: '####' },
          budget: { limit: Math.floor(limit * shares.reports), measure },
        })
  const sections = [
    createContinuingSection(reports),
    createReasonsSection(others),
    createUncheckedSection(reports),
    ...createRunChangesSections(reports),
  ]
  const above = `${overview}\n\n${inFull}`
  return `${fitSections(above.trimEnd(), sections, { limit: limit - 2, measure })}\n\n`
}

/** One section says how to attach to all jobs. */
function omitLeft({ left: _, ...report }: LabelledReport): LabelledReport {
  return report
}

/** A run that was not started has nothing to show but its reason. */
function selectShown(reports: readonly LabelledReport[]): readonly LabelledReport[] {
  const started = reports.filter((report) => !['not-run', 'present', 'planned'].includes(getRunResult(report)))
  if (started.length <= maxShown) return started
  return started.filter((report) => ['failed', 'cancelled'].includes(getRunResult(report))).slice(0, maxShown)
}

/** Renders the result of all runs as one line, such as `❌ 87 of 90 runs made, 2 failed, 1 not run · 14 min`. */
export function renderRunsHeadline(reports: readonly LabelledReport[]): string {
  const [first, ...others] = countResults(reports)
  const total = reports.length.toLocaleString('en')
  const noun = reports.length === 1 ? 'run' : 'runs'
  const counts = first && [
    first.n === reports.length
      ? `${total} ${noun} ${first.words}`
      : `${first.n.toLocaleString('en')} of ${total} ${noun} ${first.words}`,
    ...others.map(({ n, words }) => `${n.toLocaleString('en')} ${words}`),
  ]
  const cost = formatCost(sumCosts(reports))
  return [
    `${getIcon(reports)} ${counts?.join(', ') ?? ''}`,
    formatDuration(measureAll(reports)),
    ...(cost === '' ? [] : [cost]),
  ].join(' · ')
}

function getIcon(reports: readonly LabelledReport[]): string {
  const results = new Set(reports.map(getRunResult))
  if (results.has('cancelled')) return '🚫'
  if (results.has('failed') || results.has('not-run')) return '❌'
  if (results.has('continuing')) return '⏳'
  if (results.has('accepted')) return '⚠️'
  return results.has('planned') ? '📝' : '✅'
}

/** From the start of the first run to the end of the last, in milliseconds. */
function measureAll(reports: readonly LabelledReport[]): number {
  const starts = reports.map(({ startedAt }) => startedAt.getTime())
  const ends = reports.map(({ startedAt, durationMs }) => startedAt.getTime() + durationMs)
  return Math.max(...ends) - Math.min(...starts)
}

function sumCosts(reports: readonly LabelledReport[]): CostReport {
  const sum = (values: readonly (number | undefined)[]) => {
    const known = values.filter((value) => value !== undefined)
    return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0)
  }
  const vcpuHours = sum(reports.map(({ cost }) => cost?.vcpuHours))
  const gibHours = sum(reports.map(({ cost }) => cost?.gibHours))
  return { ...(vcpuHours !== undefined && { vcpuHours }), ...(gibHours !== undefined && { gibHours }) }
}

/** The runs without success that are not shown in full, with the verdict or the reason of each; folded if many. */
function createReasonsSection(reports: readonly LabelledReport[]): Section {
  const lines = reports.map((report) => {
    const { label, failure, notRunReason } = report
    const reason =
      notRunReason === undefined ? renderCode(failure?.verdict ?? 'cancelled') : renderProse(notRunReason, 200)
    return `- ${renderCode(formatRunLabel(label), labelLimit)}: ${reason}`
  })
  return {
    dropPriority: 'schema',
    variants: createShorteningVariants(lines, listLimit, (shown, more) => {
      const list = shown.join('\n') + renderMore(more, 'run')
      return lines.length > maxShown
        ? renderDetails(`${formatCount(lines.length, 'other run')} without success`, list)
        : list
    }),
  }
}

/** The runs whose outputs were there already, and may have broken a rule when they were made. */
function createUncheckedSection(reports: readonly LabelledReport[]): Section {
  const unchecked = reports.filter((report) => getRunResult(report) === 'present' && report.rules?.undecided.length)
  const names = unchecked.map(({ label }) => renderCode(formatRunLabel(label), labelLimit))
  const title = `**Rules of ${formatCount(unchecked.length, 'run')} not checked:**`
  const why = 'the output is there already, and may have broken one when it was made, because no run recorded a success'
  const render = (shown: readonly string[], more: number) =>
    `${title} ${why}: ${shown.join(', ')}${more > 0 ? `, and ${more.toLocaleString('en')} more` : ''}`
  return { dropPriority: 'schema', variants: createShorteningVariants(names, listLimit, render) }
}
