import type { Cancellable } from '../../lib/cancellable.ts'
import type { ComparedColumns } from './fill-store.ts'
import type { JoinedRows, RowPair } from './join-rows.ts'
import type { RowChanges, SampleRow } from './row-changes.ts'
import { groupColumns, type RowTable } from './row-table.ts'
import { TextSink } from './text-sink.ts'

/** The most values of a row beside its key. */
const maxValues = 12

type SampleColumns = Omit<ComparedColumns, 'json'> & {
  readonly json: Readonly<Record<'base' | 'now', ReadonlySet<string>>>
}
type Texts = ReadonlyMap<string, ReadonlyMap<number, string>>

/** Reads the values of some rows of both tables as texts. Throws as the tables do. */
export async function readSamples(
  tables: { readonly base: RowTable; readonly now: RowTable },
  { key, values, json }: SampleColumns,
  { added, removed, changed }: JoinedRows['samples'],
  options: Cancellable,
): Promise<RowChanges['samples']> {
  const names = [...key, ...values]
  const all = [...added, ...removed, ...changed]
  const listRows = (side: 'base' | 'now') => new Set(all.flatMap((pair) => pair[side] ?? []))
  const base = await readTexts(tables.base, { names, json: json.base, rows: listRows('base') }, options)
  const now = await readTexts(tables.now, { names, json: json.now, rows: listRows('now') }, options)
  const create = (pair: RowPair): SampleRow => {
    const get = (name: string) => ({
      base: pair.base === undefined ? undefined : base.get(name)?.get(pair.base),
      now: pair.now === undefined ? undefined : now.get(name)?.get(pair.now),
    })
    const cells = values.map((column) => ({ column, ...get(column) })).filter((cell) => cell.base !== cell.now)
    return {
      key: key.map((name) => get(name).now ?? get(name).base ?? ''),
      values: cells.slice(0, maxValues).map(({ column, base: before, now: after }) => ({
        column,
        ...(before !== undefined && { base: before }),
        ...(after !== undefined && { now: after }),
      })),
    }
  }
  return { added: added.map(create), removed: removed.map(create), changed: changed.map(create) }
}

async function readTexts(
  table: RowTable,
  {
    names,
    json,
    rows,
  }: { readonly names: readonly string[]; readonly json: ReadonlySet<string>; readonly rows: ReadonlySet<number> },
  options: Cancellable,
): Promise<Texts> {
  if (rows.size === 0) return new Map()
  const texts = new Map<string, ReadonlyMap<number, string>>()
  for (const group of groupColumns(table, names)) {
    const columns = group.map((name) => ({ name, sink: new TextSink(rows), isJson: json.has(name) }))
    for await (const _ of table.read(columns, options)) {
      options.signal.throwIfAborted()
      if (columns.every(({ sink }) => sink.texts.size === rows.size)) break
    }
    for (const { name, sink } of columns) texts.set(name, sink.texts)
  }
  return texts
}
