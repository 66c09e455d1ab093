import { formatDifference } from '../../lib/units.ts'
import { createShorteningVariants, type Section } from '../fit-sections.ts'
import { renderCode, renderDetails, renderMore, renderTable } from '../markdown.ts'
import type { LabelledReport } from '../run-result.ts'
import { unknownValue } from './overview.ts'

/** The rows of the table. */
const rowLimit = 400
/** The limit of names and values, in UTF-16 units. */
const nameLimit = 80

/** The changes that matter most come first. */
const order = ['schema', 'data', 'unknown', 'first-version', 'none'] as const
const words: Readonly<Record<(typeof order)[number], string>> = {
  schema: '⚠️ schema changed',
  data: '⚠️ data changed',
  unknown: '❓ changes unknown',
  'first-version': '✅ first version',
  none: '✅ same data',
}

type ComparedReport = LabelledReport & Required<Pick<LabelledReport, 'comparison'>>
const isCompared = (report: LabelledReport): report is ComparedReport => report.comparison !== undefined

/** How the outputs of each run differ from their bases: folded, one table for each run. */
export function createRunChangesSections(reports: readonly LabelledReport[]): readonly Section[] {
  const compared = reports.filter(isCompared)
  return [...Map.groupBy(compared, ({ label }) => label.name)].map(([name, runs]) => createSection(name, runs))
}

function createSection(name: string, runs: readonly ComparedReport[]): Section {
  const sorted = runs.toSorted((one, other) => getRank(one) - getRank(other))
  const counts = order
    .map((kind) => ({ kind, n: runs.filter(({ comparison }) => comparison.kind === kind).length }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => `${n.toLocaleString('en')} × ${words[kind]}`)
  const title = `Changes of ${formatRunName(name)}: ${counts.join(', ')}`
  return {
    dropPriority: 'values',
    variants: createShorteningVariants(sorted, rowLimit, (shown, more) =>
      renderDetails(
        title,
        `${renderTable(['values', 'change', 'rows', 'Δ'], shown.map(createRow), 'llrr')}${renderMore(more, 'run')}`,
      ),
    ),
  }
}

/** The name of a run for a title, which must not hold untrusted text: a result file can hold any name. */
export const formatRunName = (name: string): string => (/^[A-Za-z0-9_-]{1,64}$/.test(name) ? name : 'a run')

const getRank = ({ comparison }: ComparedReport) => order.indexOf(comparison.kind)

function createRow({ label, comparison }: ComparedReport): readonly string[] {
  const { base, now } = comparison.changes.rows
  const difference = base === undefined || now === undefined ? '' : formatDifference(base, now)
  const values = [...label.values.values()].map((value) => renderCode(value, nameLimit)).join(' ')
  return [values, words[comparison.kind], now === undefined ? unknownValue : now.toLocaleString('en'), difference]
}
