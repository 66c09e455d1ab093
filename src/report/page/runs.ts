import { formatDuration } from '../../lib/units.ts'
import type { Report } from '../report.ts'
import { countResults, getRunResult, type LabelledReport, runResults } from '../run-result.ts'
import { type Html, html } from './html.ts'
import { renderPageTable } from './table.ts'

/** The id of the section of a run in the page. */
export const getRunId = (index: number) => `run-${index + 1}`

/** Renders the runs of a step that has several: their counts, a calendar, and a table with a link to each. */
export function renderRuns(reports: readonly LabelledReport[], maxRows: number): Html {
  const numbered = reports.map((report, index) => ({ report, index }))
  const byName = Map.groupBy(numbered, ({ report }) => report.label.name)
  const calendars = [...byName].map(
    ([name, runs]) => html`<h3>${name}</h3>
<ol class="calendar">${runs.slice(0, maxRows).map(({ report, index }) => renderDay(report, index))}</ol>`,
  )
  const counts = countResults(reports).map(({ n, words }) => `${n.toLocaleString('en')} ${words}`)
  const rows = numbered.map(({ report, index }) => [
    html`<a href="#${getRunId(index)}">${report.label.name}</a>`,
    formatValues(report),
    getWords(report),
    report.failure?.verdict,
    report.output?.name,
    report.comparison?.kind,
    { contents: formatDuration(report.durationMs), sortBy: report.durationMs },
  ])
  const head = ['run', 'values', 'result', 'verdict', 'output', 'changes', 'time']
  return html`<section><h2>Runs</h2><p>${counts.join(', ')}</p>
${calendars}
<h3>All runs</h3>
${renderPageTable({ title: 'Runs', head, rows, align: 'llllllr' }, maxRows)}
</section>`
}

function renderDay(report: LabelledReport, index: number): Html {
  const values = formatValues(report)
  const day = /^\w+=\d{4}-(\d\d-\d\d)$/.exec(values)?.[1] ?? `${index + 1}`
  const label = `${report.label.name} ${values}: ${getWords(report)}`
  return html`<li><a class="${getRunResult(report)}" href="#${getRunId(index)}" title="${label}">${getIcon(report)} ${day}<span class="unseen"> ${label}</span></a></li>`
}

const formatValues = ({ label }: LabelledReport) =>
  [...label.values].map(([name, value]) => `${name}=${value}`).join(', ')

const getWords = (report: Report) => findResult(report)?.words ?? ''
const getIcon = (report: Report) => findResult(report)?.icon ?? ''
const findResult = (report: Report) => runResults.find(({ result }) => result === getRunResult(report))
