import type { Cancellable } from '../../lib/cancellable.ts'
import { type ComparedColumns, fillStore } from './fill-store.ts'
import { type JoinedRows, type JoinOptions, joinRows } from './join-rows.ts'
import { type RecordFacts, RowRecords } from './row-records.ts'
import { RowStore } from './row-store.ts'
import type { RowTable } from './row-table.ts'

/** Writes the records of a table into a new file. */
export type FillTask = {
  readonly columns: ComparedColumns
  readonly folder: string
  readonly name: string
  readonly maxRows: number
}

export type FilledTable = { readonly facts: RecordFacts; readonly jsonTexts: RowTable['jsonTexts'] }

/** Joins a part of two tables. */
export type JoinTask = {
  readonly base: RecordFacts
  readonly now: RecordFacts
  readonly options: Pick<JoinOptions, 'jsonColumns' | 'maxSamples' | 'part'>
}

/** Throws as the table and the file system do. */
export async function fillTable(
  table: RowTable,
  { columns, folder, name, maxRows }: FillTask,
  options: Cancellable,
): Promise<FilledTable> {
  const store = new RowStore(folder, name, { cells: columns.values.length, maxRows })
  try {
    await fillStore(table, columns, store, { ...options, folder })
    return { facts: store.facts, jsonTexts: table.jsonTexts }
  } finally {
    store.close()
  }
}

/** Throws as the file system does. */
export async function joinPart(task: JoinTask, { signal }: Cancellable): Promise<JoinedRows> {
  const base = new RowRecords(task.base)
  try {
    const now = new RowRecords(task.now)
    try {
      return await joinRows(base, now, { ...task.options, signal })
    } finally {
      now.close()
    }
  } finally {
    base.close()
  }
}
