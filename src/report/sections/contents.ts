import type { ChangeStatus, FileChange, FileFacts, NestedChange, TagChange } from '../../compare/comparison.ts'
import { difference, size } from '../../lib/units.ts'
import { createShorteningSection, type Section } from '../fit-sections.ts'
import { andMore, code, details, filledTable, shortId } from '../markdown.ts'
import type { ComparisonReport, Report } from '../report.ts'

const rowLimit = 200

const marks: Readonly<Record<ChangeStatus, string>> = {
  removed: '❌ removed',
  added: '➕ added',
  changed: '✏️ changed',
  unknown: '❓ not known',
  same: 'same',
}

/** Files that were added, removed or changed; of a first version, all. */
export function filesOf({ comparison }: Report): Section {
  const head = ['file', '', 'base', 'now', 'Δ', 'rows', 'columns']
  return listed(comparison, {
    gives: 'files',
    noun: 'file',
    all: comparison?.changes.files,
    head,
    align: 'llrrrrl',
    cellsOf: fileCells,
  })
}

/** Bundles within the bundle that are others than before, or new, or gone. */
export function nestedOf({ comparison }: Report): Section {
  const head = ['bundle', 'frame', '', 'base', 'now']
  return listed(comparison, { noun: 'nested bundle', all: comparison?.changes.nested, head, cellsOf: nestedCells })
}

/** Tags that differ, but for Disdat's own. */
export function tagsOf({ comparison }: Report): Section {
  const head = ['tag', '', 'base', 'now']
  return listed(comparison, { noun: 'tag', all: comparison?.changes.tags, head, cellsOf: tagCells })
}

interface Things<T> {
  readonly gives?: Section['dropPriority']
  readonly noun: string
  readonly all: readonly T[] | undefined
  readonly head: readonly string[]
  readonly align?: string
  readonly cellsOf: (one: T, hasBase: boolean) => readonly string[]
}

/** A folded table of what is not the same, under a title that counts everything. */
function listed<T extends { readonly status: ChangeStatus }>(
  comparison: ComparisonReport | undefined,
  { gives = 'contents', noun, all = [], head, align = '', cellsOf }: Things<T>,
): Section {
  const hasBase = comparison?.base !== undefined
  const title = `${noun[0]?.toUpperCase()}${noun.slice(1)}s: ${hasBase ? fatesOf(all) : all.length.toLocaleString('en')}`
  const differing = all.filter(({ status }) => status !== 'same')
  const forms = createShorteningSection(differing, rowLimit, (shown, more) =>
    details(
      title,
      filledTable(
        head,
        shown.map((one) => cellsOf(one, hasBase)),
        align,
      ) + andMore(more, noun),
    ),
  )
  return { dropPriority: gives, variants: forms }
}

/** `1 added, 2 changed, 3 same`. */
function fatesOf(all: readonly { readonly status: ChangeStatus }[]): string {
  const words = (['added', 'removed', 'changed', 'unknown', 'same'] as const)
    .map((status) => ({ status, n: all.filter((one) => one.status === status).length }))
    .filter(({ n }) => n > 0)
  return words
    .map(({ status, n }) => `${n.toLocaleString('en')} ${status === 'unknown' ? 'not known' : status}`)
    .join(', ')
}

function fileCells({ path, status, base, now }: FileChange, hasBase: boolean): readonly string[] {
  const sizes = (facts: FileFacts | undefined, isGone: boolean) =>
    facts ? size(facts.bytes) : isGone ? '–' : 'not known'
  const delta = base && now ? difference(base.bytes, now.bytes) : ''
  const before = hasBase ? [marks[status], sizes(base, status === 'added')] : ['', '']
  return [code(path), ...before, sizes(now, status === 'removed'), delta, rowsOf(base, now), columnsOf(now ?? base)]
}

function rowsOf(base: FileFacts | undefined, now: FileFacts | undefined): string {
  const [before, after] = [base, now].map((facts) => facts?.table?.rows?.toLocaleString('en'))
  const isOne = before === undefined || after === undefined || before === after
  return isOne ? (after ?? before ?? '') : `${before} → ${after}`
}

const columnsOf = (facts: FileFacts | undefined) =>
  facts?.table ? `${facts.table.columns.length.toLocaleString('en')}, ${facts.table.format}` : ''

function nestedCells({ frame, name, status, uuids }: NestedChange, hasBase: boolean): readonly string[] {
  const before = hasBase ? [marks[status], uuids.base ? shortId(uuids.base) : '–'] : ['', '']
  return [code(name), code(frame), ...before, uuids.now ? shortId(uuids.now) : '–']
}

function tagCells({ key, status, values }: TagChange, hasBase: boolean): readonly string[] {
  const before = hasBase ? [marks[status], code(values.base ?? '') || '–'] : ['', '']
  return [code(key), ...before, code(values.now ?? '') || '–']
}
