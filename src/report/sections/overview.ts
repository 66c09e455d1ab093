import type { ChangeStatus, Comparison } from '../../compare/comparison.ts'
import { formatBytes, formatDifference, formatDuration, formatTime } from '../../lib/units.ts'
import { createShorteningVariants, createWholeSection, type Section } from '../fit-sections.ts'
import {
  renderCode,
  renderDetails,
  renderList,
  renderMore,
  renderProse,
  renderShortId,
  renderTable,
} from '../markdown.ts'
import type { BaseReport, BundleReport, ComparisonReport, Report } from '../report.ts'

const noteLimit = 20
const unmeasured = { base: undefined, now: undefined }
/** Stands for every value that could not be determined. */
export const unknownValue = 'unknown'

/** The base, this run and the differences in one table, and how the base was chosen. */
export function createOverviewSection({ output, status, comparison, notCompared, lineage }: Report): Section {
  if (comparison === undefined || output === undefined) {
    // The headline of a successful run says "Not compared".
    const label = status === 'succeeded' ? '' : '**Not compared:** '
    return createWholeSection('overview', notCompared === undefined ? '' : `${label}${renderProse(notCompared)}`)
  }
  const { base, kind } = comparison
  // Disdat records the time of the run that produced a bundle, which is another run.
  const changes = status === 'reused' ? { ...comparison.changes, durationMs: unmeasured } : comparison.changes
  const commit = lineage?.nodes.find(({ id }) => id === output.uuid)?.commit
  const rows = [
    ...(base ? [createBundleRow(base, output)] : [['bundle', '', renderBundle(output), '']]),
    ...createRows(changes),
  ]
  const head = [
    '',
    base ? `base ${renderContext(base.context, base.commit)}` : '',
    `this run${commit ? ` at ${renderShortId(commit)}` : ''}`,
    'Δ',
  ]
  if (base && kind === 'none') {
    const table = renderDetails('Base and this run', renderComparison(head, rows))
    return createWholeSection('overview', `${renderBase(base, '**No difference from the base**,')}\n\n${table}`)
  }
  const text = base
    ? `${renderComparison(head, rows)}\n\n${renderBase(base)}`
    : `${renderTable(
        ['', head[2] ?? ''],
        rows.map(([name = '', , now = '']) => [name, now]),
        'lr',
      )}\n\nThere is no earlier bundle to compare with.`
  return createWholeSection('overview', text)
}

/** The differences come first, because a phone shows the first columns only. */
function renderComparison(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const reorder = ([name = '', base = '', now = '', delta = '']: readonly string[]) => [name, delta, base, now]
  return renderTable(reorder(head), rows.map(reorder), 'llrr')
}

/** What could not be compared, and why. */
export function createNotesSection({ comparison }: Report): Section {
  const notes = comparison?.changes.notes ?? []
  const variants = createShorteningVariants(notes, noteLimit, (shown, more) =>
    notes.length === 1
      ? `**Not checked:** ${shown.map((note) => renderProse(note)).join('')}`
      : ['**Not checked:**', '', ...shown.map((note) => `- ${renderProse(note)}`)].join('\n') +
        renderMore(more, 'note'),
  )
  return { dropPriority: 'notes', variants }
}

const renderBundle = ({ name, uuid }: BundleReport) => `${renderCode(name, 100)} ${renderShortId(uuid)}`

const renderContext = (context: string, commit: string | undefined) =>
  `${renderCode(context, 100)}${commit ? ` at ${renderShortId(commit)}` : ''}`

function createBundleRow(base: BaseReport, output: BundleReport): readonly string[] {
  return ['bundle', renderBundle(base), renderBundle(output), base.uuid === output.uuid ? 'same' : 'different']
}

function renderBase(
  { choice, note, createdAt, context }: ComparisonReport['base'] & object,
  label = '**Base:**',
): string {
  const created = createdAt ? `, created ${formatTime(createdAt)}` : ''
  const reason = {
    'asked-for': 'the bundle that `compare-with` names',
    ancestor: `the newest bundle in ${renderCode(context)} whose commit is in the history of the base branch`,
    newest: `the newest bundle in ${renderCode(context)}`,
  }[choice]
  return `${label} ${reason}${created}.${note ? ` ${renderProse(note)}` : ''}`
}

function createRows(changes: Comparison): readonly (readonly string[])[] {
  const { base, now } = changes.presentation
  return [
    ...(base !== undefined && now !== undefined && base !== now
      ? [['presentation', renderCode(base), renderCode(now), 'changed']]
      : []),
    ...createMeasureRows(changes.rows, { name: 'rows', format: (n) => n.toLocaleString('en') }),
    ...createCountRows('columns', changes.columns),
    ...createCountRows('files', changes.files),
    ...createCountRows('nested', changes.nested),
    ...createMeasureRows(changes.bytes, { name: 'size', format: formatBytes }),
    ...createCountRows('tags', changes.tags),
    ...createMeasureRows(changes.durationMs, { name: 'task time', format: formatDuration, minDifference: 1000 }),
  ]
}

interface Measure {
  readonly name: string
  readonly format: (value: number) => string
  /** Smaller differences are not shown. */
  readonly minDifference?: number
}

function createMeasureRows(
  { base, now }: Comparison['rows'],
  { name, format, minDifference = 0 }: Measure,
): readonly (readonly string[])[] {
  if (base === undefined && now === undefined) return []
  const values = [base, now].map((value) => (value === undefined ? unknownValue : format(value)))
  if (base === undefined || now === undefined) return [[name, ...values, unknownValue]]
  const delta = Math.abs(now - base) < minDifference ? '' : formatDifference(base, now)
  return [[name, ...values, name === 'rows' && now < base ? `🔻 ${delta}` : delta]]
}

function createCountRows(
  name: string,
  items: readonly { readonly status: ChangeStatus }[],
): readonly (readonly string[])[] {
  if (items.length === 0) return []
  const countStatus = (status: ChangeStatus) => items.filter((item) => item.status === status).length
  const words = (['added', 'removed', 'changed', 'unknown'] as const)
    .map((status) => ({ status, n: countStatus(status) }))
    .filter(({ n }) => n > 0)
    .map(({ status, n }) => `${n.toLocaleString('en')} ${status}`)
  const total = (excluded: ChangeStatus) => (items.length - countStatus(excluded)).toLocaleString('en')
  return [[name, total('added'), total('removed'), words.length === 0 ? 'same' : renderList(words, 0)]]
}
