import { formatRunLabel, type RunLabel } from '../../lib/run-label.ts'
import { createShorteningVariants, type Section } from '../fit-sections.ts'
import { renderCode, renderMore, renderTable } from '../markdown.ts'
import { countResults, getRunResult, type LabelledReport, runResults } from '../run-result.ts'

/** The rows of the table. */
const rowLimit = 120
/** The values in one row, where they are no days. */
const valuesInRow = 31
/** The limits of names and values, in UTF-16 units. */
const nameLimit = 80
const valueLimit = 40
/** A day without a run. */
const noRun = '▫️'

const isDate = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value)

interface Cell {
  readonly value: string
  readonly icon: string
}

/** The runs that differ in the parameter of their columns only. */
interface Line {
  readonly title: string
  readonly cells: readonly Cell[]
}

const icons = new Map<string, string>(runResults.map(({ result, icon }) => [result, icon]))
const getIcon = (report: LabelledReport) => icons.get(getRunResult(report)) ?? ''

/** A row for each run, with a cell for each value, and a row for each month where the values are days. */
export function createCalendarSection(reports: readonly LabelledReport[]): Section {
  const byName = Map.groupBy(reports, ({ label }) => label.name)
  const rows = [...byName].flatMap(([name, runs]) => createRows(name, runs))
  const counts = [...byName].map(([name, runs]) => [renderCode(name, nameLimit), renderCounts(runs)])
  const countTable = renderTable(['run', 'result'], counts.slice(0, rowLimit))
  return {
    dropPriority: 'overview',
    variants: [
      ...createShorteningVariants(rows, rowLimit, (shown, more) => {
        const table = renderTable(['run', 'result', 'values', ''], shown)
        return `${table}${renderMore(more, 'row')}\n\n${renderLegend(reports)}`
      }),
      () => countTable,
    ],
  }
}

const renderCounts = (reports: readonly LabelledReport[]) =>
  countResults(reports)
    .map(({ n, words }) => `${n.toLocaleString('en')} ${words}`)
    .join(', ')

function renderLegend(reports: readonly LabelledReport[]): string {
  const found = new Set<string>(reports.map(getRunResult))
  return runResults
    .filter(({ result }) => found.has(result))
    .map(({ icon, words }) => `${icon} ${words}`)
    .join(' · ')
}

/** The result stands in the first row of a run. */
function createRows(name: string, runs: readonly LabelledReport[]): readonly (readonly string[])[] {
  const rows = createLines(name, runs).flatMap(({ title, cells }) =>
    splitCells(cells).map(({ first, last, text }, index) => ({
      title: index === 0 ? renderCode(title, nameLimit) : '',
      cells: [first === '' ? '' : renderRange(first, last), text],
    })),
  )
  return rows.map(({ title, cells }, index) => [title, index === 0 ? renderCounts(runs) : '', ...cells])
}

const renderRange = (first: string, last: string) =>
  first === last
    ? renderCode(first, valueLimit)
    : `${renderCode(first, valueLimit)} – ${renderCode(isDate(last) ? last.slice('YYYY-MM-'.length) : last, valueLimit)}`

/** The columns are the values of the last parameter whose values are days, else of the last parameter. */
function createLines(name: string, runs: readonly LabelledReport[]): readonly Line[] {
  const parameters = [...(runs[0]?.label.values.keys() ?? [])]
  const areDays = (parameter: string) => runs.every(({ label }) => isDate(label.values.get(parameter) ?? ''))
  const column = parameters.findLast(areDays) ?? parameters.at(-1) ?? ''
  const getTitle = ({ values }: RunLabel) =>
    formatRunLabel({ name, values: new Map([...values].filter(([parameter]) => parameter !== column)) })
  return [...Map.groupBy(runs, ({ label }) => getTitle(label))].map(([title, found]) => ({
    title,
    cells: found.map((report) => ({ value: report.label.values.get(column) ?? '', icon: getIcon(report) })),
  }))
}

interface Chunk {
  readonly first: string
  readonly last: string
  readonly text: string
}

function splitCells(cells: readonly Cell[]): readonly Chunk[] {
  if (cells.every(({ value }) => isDate(value))) return splitByMonth(cells)
  const chunks: Chunk[] = []
  for (let start = 0; start < cells.length; start += valuesInRow) {
    const row = cells.slice(start, start + valuesInRow)
    const text = row.map(({ icon }) => icon).join('')
    chunks.push({ first: row[0]?.value ?? '', last: row.at(-1)?.value ?? '', text })
  }
  return chunks
}

/** Each month from its first to its last day with a run; a space after every fifth day of the month. */
function splitByMonth(cells: readonly Cell[]): readonly Chunk[] {
  const sorted = cells.toSorted((one, other) => (one.value < other.value ? -1 : 1))
  return [...Map.groupBy(sorted, ({ value }) => value.slice(0, 'YYYY-MM'.length))].map(([month, days]) => {
    const byDay = new Map(days.map(({ value, icon }) => [Number(value.slice(-2)), icon]))
    const numbers = [...byDay.keys()]
    const [first = 1, last = 1] = [numbers[0], numbers.at(-1)]
    let text = ''
    for (let day = first; day <= last; day++)
      text += `${byDay.get(day) ?? noRun}${day % 5 === 0 && day < last ? ' ' : ''}`
    const format = (day: number) => `${month}-${String(day).padStart(2, '0')}`
    return { first: format(first), last: format(last), text }
  })
}
