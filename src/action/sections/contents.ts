import type { Fate, FileChange, FileFacts, NestedChange, TagChange } from '../../disdat/comparison.ts'
import { type Section, shorter } from '../fit.ts'
import { andMore, code, details, short, table } from '../markdown.ts'
import type { Report } from '../report.ts'
import { difference, size } from '../units.ts'

const fileLimit = 200
const otherLimit = 100

const marks: Readonly<Record<Fate, string>> = {
  removed: '❌ removed',
  added: '➕ added',
  changed: '✏️ changed',
  unknown: '❔ not known',
  same: 'same',
}

/** Files that were added, removed or changed; of a first version, all. */
export function filesOf({ comparison }: Report): Section {
  const files = differing(comparison?.changes.files)
  const hasTables = files.some(({ base, now }) => (now ?? base)?.table !== undefined)
  const head = ['file', '', 'base', 'now', 'Δ', ...(hasTables ? ['rows', 'columns'] : [])]
  const forms = shorter(files, fileLimit, (shown, more) =>
    details(
      `Files: ${titleOf(comparison?.changes.files)}`,
      table(
        head,
        shown.map((file) => fileCells(file).slice(0, head.length)),
        'llrrrrr',
      ) + andMore(more, 'file'),
    ),
  )
  return { gives: 'files', forms }
}

/** Bundles within the bundle that are others than before, or new, or gone. */
export function nestedOf({ comparison }: Report): Section {
  const nested = differing(comparison?.changes.nested)
  const forms = shorter(nested, otherLimit, (shown, more) =>
    details(
      `Bundles in it: ${titleOf(comparison?.changes.nested)}`,
      table(['bundle', 'frame', '', 'base', 'now'], shown.map(nestedCells)) + andMore(more, 'bundle'),
    ),
  )
  return { gives: 'contents', forms }
}

/** Tags that differ, but for Disdat's own. */
export function tagsOf({ comparison }: Report): Section {
  const tags = differing(comparison?.changes.tags)
  const forms = shorter(tags, otherLimit, (shown, more) =>
    details(
      `Tags: ${titleOf(comparison?.changes.tags)}`,
      table(['tag', '', 'base', 'now'], shown.map(tagCells)) + andMore(more, 'tag'),
    ),
  )
  return { gives: 'contents', forms }
}

const differing = <T extends { readonly fate: Fate }>(all: readonly T[] = []): readonly T[] =>
  all.filter(({ fate }) => fate !== 'same')

function titleOf(all: readonly { readonly fate: Fate }[] = []): string {
  const words = (['added', 'removed', 'changed', 'unknown', 'same'] as const)
    .map((fate) => ({ fate, n: all.filter((one) => one.fate === fate).length }))
    .filter(({ n }) => n > 0)
  return words.map(({ fate, n }) => `${n.toLocaleString('en')} ${fate === 'unknown' ? 'not known' : fate}`).join(', ')
}

function fileCells({ path, fate, base, now }: FileChange): readonly string[] {
  const delta = base && now ? difference(base.bytes, now.bytes) : ''
  const shown = (facts: FileFacts | undefined) => (facts ? size(facts.bytes) : '–')
  return [code(path), marks[fate], shown(base), shown(now), delta, rowsOf(base, now), columnsOf(now ?? base)]
}

function rowsOf(base: FileFacts | undefined, now: FileFacts | undefined): string {
  const [before, after] = [base, now].map((facts) => facts?.table?.rows?.toLocaleString('en'))
  return before === undefined || after === undefined || before === after
    ? (after ?? before ?? '')
    : `${before} → ${after}`
}

const columnsOf = (facts: FileFacts | undefined) =>
  facts?.table ? `${facts.table.columns.length.toLocaleString('en')}, ${facts.table.format}` : ''

function nestedCells({ frame, name, fate, uuids }: NestedChange): readonly string[] {
  return [
    code(name),
    code(frame),
    marks[fate],
    uuids.base ? short(uuids.base) : '–',
    uuids.now ? short(uuids.now) : '–',
  ]
}

function tagCells({ key, fate, values }: TagChange): readonly string[] {
  return [code(key), marks[fate], code(values.base ?? '') || '–', code(values.now ?? '') || '–']
}
