import { formatCount, formatDuration, formatNumber } from '../../lib/units.ts'
import { createShorteningVariants, createWholeSection, type Section } from '../fit-sections.ts'
import { renderCode, renderDetails, renderMore, renderProse, renderTable } from '../markdown.ts'
import type { RedoOutput, RedoReport, RunRedo } from '../redo-report.ts'
import type { Report } from '../report.ts'
import { unknownValue } from './overview.ts'
import { formatRunName } from './run-changes.ts'

/** The rows of a table. */
const rowLimit = 200
/** More days than these are shown by month. */
const maxDays = 31
/** The limit of a value, in UTF-16 units. */
const valueLimit = 80
/** The runs whose gaps are named. */
const maxNamed = 20

/** The words for what is different, beside an output. */
export const redoWords: Readonly<Record<RedoOutput['trigger'], string>> = {
  image: 'image',
  code: 'commit',
  upstream: 'an upstream run',
}

/** What must be redone after the merge: the totals, and a folded table for each run with outputs of other code. */
export function createRedoSections(reports: readonly Report[]): readonly Section[] {
  const redo = reports.find((report) => report.redo !== undefined)?.redo
  if (redo === undefined) return []
  const [first = '', ...others] = formatRedo(redo, { code: renderCode, prose: renderProse })
  const totals = [first.replace(/^[^:]*:/, (title) => `**${title}**`), ...others].join(' ')
  const runs = redo.runs.filter(({ outputs }) => outputs.length > 0)
  return [createWholeSection('overview', totals), ...runs.map(createRunSection)]
}

/** The totals for the log, one sentence a line. */
export const formatRedoLines = (redo: RedoReport): readonly string[] =>
  formatRedo(redo, { code: (text) => text, prose: (text) => text })

interface TextFormat {
  readonly code: (text: string) => string
  readonly prose: (text: string) => string
}

/** The totals as sentences, the first with a title that ends with a colon. */
export function formatRedo({ context, runs, unknown }: RedoReport, { code, prose }: TextFormat): readonly string[] {
  const title = 'To redo after the merge:'
  if (unknown !== undefined) return [`${title} unknown.`, prose(unknown)]
  const outputs = runs.flatMap((run) => run.outputs)
  const all = outputs.length + runs.reduce((sum, { current }) => sum + current, 0)
  return [
    // Runs of which nothing is known may have receipts.
    all === 0 && runs.some((run) => run.unknown !== undefined)
      ? `${title} unknown.`
      : `${title} ${formatCounts(outputs.length, all, code(context))}`,
    ...(outputs.length > 0 ? [formatEstimate(outputs)] : []),
    ...formatGaps(runs, code(context)),
    ...formatUnknown(runs, { code, prose }),
  ]
}

function formatCounts(count: number, all: number, context: string): string {
  if (all === 0) return `unknown. The context ${context} has no receipts of these runs.`
  if (count === 0) return `nothing. The code of this pull request made all ${formatCount(all, 'output')} in ${context}.`
  return `${count.toLocaleString('en')} of ${formatCount(all, 'output')} in ${context}, which other code made.`
}

/** What earlier runs took, and for how many outputs where some do not say. */
function formatEstimate(outputs: readonly RedoOutput[]): string {
  const { ms, hours } = sumRedo(outputs)
  const parts = [
    { text: formatDuration(ms.sum), count: ms.count },
    { text: `${formatNumber(hours.sum, 2)} vCPU·h`, count: hours.count },
  ].filter(({ count }) => count > 0)
  if (parts.length === 0) return 'No receipt says how long they took.'
  const byCount = Map.groupBy(parts, ({ count }) => count)
  const texts = [...byCount].map(([count, sums]) => {
    const sum = sums.map(({ text }) => text).join(' and ')
    return count === outputs.length ? sum : `${sum} for ${count.toLocaleString('en')} of them`
  })
  return `Estimate: earlier runs took ${texts.join(', and ')}.`
}

/** The sums of the receipts that have a value, and their numbers. */
export function sumRedo(outputs: readonly RedoOutput[]) {
  const add = (values: readonly (number | undefined)[]) => {
    const known = values.filter((value) => value !== undefined)
    return { sum: known.reduce((total, value) => total + value, 0), count: known.length }
  }
  return { ms: add(outputs.map(({ tookMs }) => tookMs)), hours: add(outputs.map(({ vcpuHours }) => vcpuHours)) }
}

function formatGaps(runs: readonly RunRedo[], context: string): readonly string[] {
  const unrecorded = runs.reduce((sum, run) => sum + run.unrecorded, 0)
  const cut = runs.filter(({ isCut }) => isCut)
  return [
    ...(unrecorded > 0
      ? [`Not counted: ${formatCount(unrecorded, 'value')} of this step without a receipt in ${context}.`]
      : []),
    ...(cut.length > 0 ? [`Receipts beyond 2,000 of a pipe are not counted: ${listNames(cut)}.`] : []),
  ]
}

/** The same reason of several runs is given once. */
function formatUnknown(runs: readonly RunRedo[], { prose }: TextFormat): readonly string[] {
  const byReason = Map.groupBy(runs, ({ unknown }) => unknown)
  return [...byReason].flatMap(([reason, found]) =>
    reason === undefined ? [] : [`Unknown for ${listNames(found)}: ${prose(reason)}`],
  )
}

function listNames(runs: readonly RunRedo[]): string {
  const names = runs.slice(0, maxNamed).map(({ name }) => formatRunName(name))
  return names.join(', ') + (runs.length > maxNamed ? ` and ${runs.length - maxNamed} more` : '')
}

function createRunSection({ name, outputs }: RunRedo): Section {
  const { ms, hours } = sumRedo(outputs)
  const totals = [
    formatCount(outputs.length, 'output'),
    ...(ms.count > 0 ? [formatDuration(ms.sum)] : []),
    ...(hours.count > 0 ? [`${formatNumber(hours.sum, 2)} vCPU·h`] : []),
  ]
  const rows = groupOutputs(outputs)
  const title = `To redo of ${formatRunName(name)}: ${totals.join(', ')}`
  const head = ['values', 'outputs', 'different', 'earlier time', 'vCPU·h']
  return {
    dropPriority: 'values',
    variants: createShorteningVariants(rows, rowLimit, (shown, more) =>
      renderDetails(title, `${renderTable(head, shown.map(createCells), 'lrlrr')}${renderMore(more, 'row')}`),
    ),
  }
}

const isDate = (value: string) => /^\d{4}-\d\d-\d\d$/.test(value)

/** Outputs that share a row: one, or those of a month where there are many days. */
type OutputGroup = readonly [RedoOutput, ...(readonly RedoOutput[])]

function groupOutputs(outputs: readonly RedoOutput[]): readonly OutputGroup[] {
  const getKey = ({ values, trigger }: RedoOutput) => {
    const shortened = [...values.values()].map((value) => (isDate(value) ? value.slice(0, 'YYYY-MM'.length) : value))
    return JSON.stringify([shortened, trigger])
  }
  const groups = outputs.length > maxDays ? [...Map.groupBy(outputs, getKey).values()] : outputs.map((each) => [each])
  return groups.flatMap(([first, ...others]) => (first === undefined ? [] : [[first, ...others] as const]))
}

function createCells(group: OutputGroup): readonly string[] {
  const [first] = group
  const last = group.at(-1) ?? first
  const { ms, hours } = sumRedo(group)
  const values = [...first.values].map(([name, value]) => renderRange(value, last.values.get(name) ?? value))
  return [
    values.join(' ') || 'all',
    group.length.toLocaleString('en'),
    redoWords[first.trigger],
    ms.count > 0 ? formatDuration(ms.sum) : unknownValue,
    hours.count > 0 ? formatNumber(hours.sum, 2) : unknownValue,
  ]
}

const renderRange = (first: string, last: string) =>
  first === last
    ? renderCode(first, valueLimit)
    : `${renderCode(first, valueLimit)} – ${renderCode(last.slice('YYYY-MM-'.length), valueLimit)}`
