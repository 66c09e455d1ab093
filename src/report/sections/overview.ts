import type { ChangeStatus, Comparison } from '../../compare/comparison.ts'
import { difference, duration, minute, size } from '../../lib/units.ts'
import { createShorteningSection, createWholeSection, type Section } from '../fit-sections.ts'
import { andMore, code, listed, prose, shortId, table } from '../markdown.ts'
import type { BaseReport, BundleReport, ComparisonReport, Report } from '../report.ts'

const noteLimit = 20
/** What stands for it wherever it is not known. */
export const unknown = 'not known'

/** The table at one glance: the base, this run and the difference, and which base it is. */
export function overviewOf({ output, comparison, notCompared, lineage }: Report): Section {
  if (comparison === undefined || output === undefined) {
    return createWholeSection('overview', notCompared === undefined ? '' : `**Not compared:** ${prose(notCompared)}`)
  }
  const { base, changes } = comparison
  const commit = lineage?.nodes.find(({ id }) => id === output.uuid)?.commit
  const rows = [...(base ? [bundleRow(base, output)] : [['bundle', '', bundle(output), '']]), ...rowsOf(changes)]
  const head = [
    '',
    base ? `base ${place(base.context, base.commit)}` : '',
    `this run${commit ? ` at ${shortId(commit)}` : ''}`,
    'Δ',
  ]
  const text = base
    ? `${table(head, rows, 'lrrl')}\n\n${baseLine(base)}`
    : `${table(
        ['', head[2] ?? ''],
        rows.map(([name = '', , now = '']) => [name, now]),
        'lr',
      )}\n\nThere is no earlier bundle to compare it with.`
  return createWholeSection('overview', text)
}

/** What was not compared, and why. */
export function notesOf({ comparison }: Report): Section {
  const notes = comparison?.changes.notes ?? []
  const forms = createShorteningSection(notes, noteLimit, (shown, more) =>
    notes.length === 1
      ? `**Not compared:** ${shown.map((note) => prose(note)).join('')}`
      : ['**Not compared:**', '', ...shown.map((note) => `- ${prose(note)}`)].join('\n') + andMore(more, 'note'),
  )
  return { dropPriority: 'notes', variants: forms }
}

const bundle = ({ name, uuid }: BundleReport) => `${code(name, 100)} ${shortId(uuid)}`

const place = (context: string, commit: string | undefined) =>
  `${code(context, 100)}${commit ? ` at ${shortId(commit)}` : ''}`

function bundleRow(base: BaseReport, output: BundleReport): readonly string[] {
  return ['bundle', bundle(base), bundle(output), base.uuid === output.uuid ? 'the same' : 'another']
}

function baseLine({ choice, note, createdAt, context }: ComparisonReport['base'] & object): string {
  const of = createdAt ? `, of ${minute(createdAt)}` : ''
  const why = {
    'asked-for': 'the bundle that `compare-with` names',
    ancestor: `the newest in ${code(context)} whose commit is in the history of the base branch`,
    newest: `the newest in ${code(context)}`,
  }[choice]
  return `**Base:** ${why}${of}.${note ? ` ${prose(note)}` : ''}`
}

function rowsOf(changes: Comparison): readonly (readonly string[])[] {
  const { base, now } = changes.presentation
  return [
    ...(base !== undefined && now !== undefined && base !== now
      ? [['presentation', code(base), code(now), 'changed']]
      : []),
    ...measured(changes.rows, { name: 'rows', show: (n) => n.toLocaleString('en') }),
    ...counted('columns', changes.columns),
    ...counted('files', changes.files),
    ...counted('nested', changes.nested),
    ...measured(changes.bytes, { name: 'size', show: size }),
    ...counted('tags', changes.tags),
    ...measured(changes.durationMs, { name: 'task time', show: duration, least: 1000 }),
  ]
}

interface Measure {
  readonly name: string
  readonly show: (value: number) => string
  /** A difference below this is none worth a word. */
  readonly least?: number
}

function measured(
  { base, now }: Comparison['rows'],
  { name, show, least = 0 }: Measure,
): readonly (readonly string[])[] {
  if (base === undefined && now === undefined) return []
  const shown = [base, now].map((value) => (value === undefined ? unknown : show(value)))
  if (base === undefined || now === undefined) return [[name, ...shown, unknown]]
  const delta = Math.abs(now - base) < least ? '' : difference(base, now)
  return [[name, ...shown, name === 'rows' && now < base ? `🔻 ${delta}` : delta]]
}

function counted(name: string, things: readonly { readonly status: ChangeStatus }[]): readonly (readonly string[])[] {
  if (things.length === 0) return []
  const of = (status: ChangeStatus) => things.filter((thing) => thing.status === status).length
  const words = (['added', 'removed', 'changed', 'unknown'] as const)
    .map((status) => ({ status, n: of(status) }))
    .filter(({ n }) => n > 0)
    .map(({ status, n }) => `${n.toLocaleString('en')} ${status === 'unknown' ? unknown : status}`)
  const total = (except: ChangeStatus) => (things.length - of(except)).toLocaleString('en')
  return [[name, total('added'), total('removed'), words.length === 0 ? 'same' : listed(words, 0)]]
}
