import type { ChangeStatus, FileChange, FileFacts, NestedChange, TagChange } from '../../compare/comparison.ts'
import { formatBytes, formatDifference } from '../../lib/units.ts'
import { createShorteningVariants, type Section } from '../fit-sections.ts'
import { renderCode, renderDetails, renderFilledTable, renderMore, renderShortId } from '../markdown.ts'
import type { ComparisonReport, Report } from '../report.ts'

const rowLimit = 200

const marks: Readonly<Record<ChangeStatus, string>> = {
  removed: '❌ removed',
  added: '➕ added',
  changed: '✏️ changed',
  unknown: '❓ unknown',
  same: 'same',
}

/** Files that were added, removed or changed; in a first version all files. */
export function createFilesSection({ comparison }: Report): Section {
  const head = ['file', '', 'base', 'now', 'Δ', 'rows', 'columns']
  return createChangesSection(comparison, {
    dropPriority: 'files',
    noun: 'file',
    all: comparison?.changes.files,
    head,
    align: 'llrrrrl',
    createCells: createFileCells,
  })
}

/** Bundles within the bundle that were added, removed or replaced. */
export function createNestedSection({ comparison }: Report): Section {
  const head = ['bundle', 'frame', '', 'base', 'now']
  return createChangesSection(comparison, {
    noun: 'nested bundle',
    all: comparison?.changes.nested,
    head,
    createCells: createNestedCells,
  })
}

/** Tags that differ, without the tags that Disdat sets. */
export function createTagsSection({ comparison }: Report): Section {
  const head = ['tag', '', 'base', 'now']
  return createChangesSection(comparison, {
    noun: 'tag',
    all: comparison?.changes.tags,
    head,
    createCells: createTagCells,
  })
}

interface ChangeList<T> {
  readonly dropPriority?: Section['dropPriority']
  readonly noun: string
  readonly all: readonly T[] | undefined
  readonly head: readonly string[]
  readonly align?: string
  readonly createCells: (item: T, hasBase: boolean) => readonly string[]
}

/** Creates a folded table of the changes, under a title that counts all items. */
function createChangesSection<T extends { readonly status: ChangeStatus }>(
  comparison: ComparisonReport | undefined,
  { dropPriority = 'contents', noun, all = [], head, align = '', createCells }: ChangeList<T>,
): Section {
  const hasBase = comparison?.base !== undefined
  const title = `${noun[0]?.toUpperCase()}${noun.slice(1)}s: ${hasBase ? formatStatusCounts(all) : all.length.toLocaleString('en')}`
  const differing = all.filter(({ status }) => status !== 'same')
  const variants = createShorteningVariants(differing, rowLimit, (shown, more) =>
    renderDetails(
      title,
      renderFilledTable(
        head,
        shown.map((item) => createCells(item, hasBase)),
        align,
      ) + renderMore(more, noun),
    ),
  )
  return { dropPriority, variants }
}

/** Counts the items of each status: `1 added, 2 changed, 3 same`. */
function formatStatusCounts(all: readonly { readonly status: ChangeStatus }[]): string {
  return (['added', 'removed', 'changed', 'unknown', 'same'] as const)
    .map((status) => ({ status, n: all.filter((item) => item.status === status).length }))
    .filter(({ n }) => n > 0)
    .map(({ status, n }) => `${n.toLocaleString('en')} ${status}`)
    .join(', ')
}

function createFileCells({ path, status, base, now }: FileChange, hasBase: boolean): readonly string[] {
  const formatSize = (facts: FileFacts | undefined, isAbsent: boolean) =>
    facts ? formatBytes(facts.bytes) : isAbsent ? '–' : 'unknown'
  const delta = base && now ? formatDifference(base.bytes, now.bytes) : ''
  const before = hasBase ? [marks[status], formatSize(base, status === 'added')] : ['', '']
  return [
    renderCode(path),
    ...before,
    formatSize(now, status === 'removed'),
    delta,
    formatRows(base, now),
    formatTableColumns(now ?? base),
  ]
}

function formatRows(base: FileFacts | undefined, now: FileFacts | undefined): string {
  const [before, after] = [base, now].map((facts) => facts?.table?.rows?.toLocaleString('en'))
  const isSingle = before === undefined || after === undefined || before === after
  return isSingle ? (after ?? before ?? '') : `${before} → ${after}`
}

/** The number of columns of the table in a file, and its format. */
export const formatTableColumns = (facts: FileFacts | undefined) =>
  facts?.table ? `${facts.table.columns.length.toLocaleString('en')}, ${facts.table.format}` : ''

function createNestedCells({ frame, name, status, uuids }: NestedChange, hasBase: boolean): readonly string[] {
  const before = hasBase ? [marks[status], uuids.base ? renderShortId(uuids.base) : '–'] : ['', '']
  return [renderCode(name), renderCode(frame), ...before, uuids.now ? renderShortId(uuids.now) : '–']
}

function createTagCells({ key, status, values }: TagChange, hasBase: boolean): readonly string[] {
  const before = hasBase ? [marks[status], renderCode(values.base ?? '') || '–'] : ['', '']
  return [renderCode(key), ...before, renderCode(values.now ?? '') || '–']
}
