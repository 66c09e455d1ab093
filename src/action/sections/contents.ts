import type { Fate, FileChange, FileFacts, NestedChange, TagChange } from '../../disdat/comparison.ts'
import { type Section, shorter } from '../fit.ts'
import { andMore, code, details, filledTable, short } from '../markdown.ts'
import type { ComparisonReport, Report } from '../report.ts'
import { difference, size } from '../units.ts'

const rowLimit = 200

const marks: Readonly<Record<Fate, string>> = {
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
  readonly gives?: Section['gives']
  readonly noun: string
  readonly all: readonly T[] | undefined
  readonly head: readonly string[]
  readonly align?: string
  readonly cellsOf: (one: T, hasBase: boolean) => readonly string[]
}

/** A folded table of what is not the same, under a title that counts everything. */
function listed<T extends { readonly fate: Fate }>(
  comparison: ComparisonReport | undefined,
  { gives = 'contents', noun, all = [], head, align = '', cellsOf }: Things<T>,
): Section {
  const hasBase = comparison?.base !== undefined
  const title = `${noun[0]?.toUpperCase()}${noun.slice(1)}s: ${hasBase ? fatesOf(all) : all.length.toLocaleString('en')}`
  const differing = all.filter(({ fate }) => fate !== 'same')
  const forms = shorter(differing, rowLimit, (shown, more) =>
    details(
      title,
      filledTable(
        head,
        shown.map((one) => cellsOf(one, hasBase)),
        align,
      ) + andMore(more, noun),
    ),
  )
  return { gives, forms }
}

/** `1 added, 2 changed, 3 same`. */
function fatesOf(all: readonly { readonly fate: Fate }[]): string {
  const words = (['added', 'removed', 'changed', 'unknown', 'same'] as const)
    .map((fate) => ({ fate, n: all.filter((one) => one.fate === fate).length }))
    .filter(({ n }) => n > 0)
  return words.map(({ fate, n }) => `${n.toLocaleString('en')} ${fate === 'unknown' ? 'not known' : fate}`).join(', ')
}

function fileCells({ path, fate, base, now }: FileChange, hasBase: boolean): readonly string[] {
  const sizes = (facts: FileFacts | undefined, isGone: boolean) =>
    facts ? size(facts.bytes) : isGone ? '–' : 'not known'
  const delta = base && now ? difference(base.bytes, now.bytes) : ''
  const before = hasBase ? [marks[fate], sizes(base, fate === 'added')] : ['', '']
  return [code(path), ...before, sizes(now, fate === 'removed'), delta, rowsOf(base, now), columnsOf(now ?? base)]
}

function rowsOf(base: FileFacts | undefined, now: FileFacts | undefined): string {
  const [before, after] = [base, now].map((facts) => facts?.table?.rows?.toLocaleString('en'))
  const isOne = before === undefined || after === undefined || before === after
  return isOne ? (after ?? before ?? '') : `${before} → ${after}`
}

const columnsOf = (facts: FileFacts | undefined) =>
  facts?.table ? `${facts.table.columns.length.toLocaleString('en')}, ${facts.table.format}` : ''

function nestedCells({ frame, name, fate, uuids }: NestedChange, hasBase: boolean): readonly string[] {
  const before = hasBase ? [marks[fate], uuids.base ? short(uuids.base) : '–'] : ['', '']
  return [code(name), code(frame), ...before, uuids.now ? short(uuids.now) : '–']
}

function tagCells({ key, fate, values }: TagChange, hasBase: boolean): readonly string[] {
  const before = hasBase ? [marks[fate], code(values.base ?? '') || '–'] : ['', '']
  return [code(key), ...before, code(values.now ?? '') || '–']
}
