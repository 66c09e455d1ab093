import { isSameType } from './column-types.ts'
import type { FileChange, FileFacts, Side } from './comparison.ts'
import { detectTableFormat } from './table-file.ts'

/** A column of the tables in files, with all its types. */
export type TableColumn = { readonly name: string; readonly types: ReadonlySet<string> }

/**
 * The columns of all tables in files. The tables of all files count as one, because file names change from run to run
 * and a table may be split into any number of files. Further columns of one name in a table are columns of their own,
 * as are a field `b` of a column `a` and a column `a.b`; equal columns of both sides have the same key.
 */
export function collectTables(files: readonly FileChange[]): Record<Side, ReadonlyMap<string, TableColumn>> {
  const collectColumns = (side: Side) => {
    const columns = new Map<string, { readonly name: string; readonly types: Set<string> }>()
    for (const table of files.flatMap((file) => file[side]?.table ?? [])) {
      for (const { key, name, type } of numberColumns(table)) {
        const column = columns.get(key) ?? { name, types: new Set() }
        columns.set(key, column)
        column.types.add(type)
      }
    }
    return columns
  }
  return { base: collectColumns('base'), now: collectColumns('now') }
}

function numberColumns({ columns }: NonNullable<FileFacts['table']>) {
  const seen = new Map<string, number>()
  return columns.map(({ name, type, isNested = false }) => {
    const id = JSON.stringify([name, isNested])
    const count = (seen.get(id) ?? 0) + 1
    seen.set(id, count)
    const shown = name === '' ? '""' : name
    return { key: `${count} ${id}`, name: count === 1 ? shown : `${shown} (${count})`, type }
  })
}

/** Whether each type of one column is a type of the other one. */
export function haveSameTypes(a: TableColumn, b: TableColumn): boolean {
  const includesAll = (all: ReadonlySet<string>, some: ReadonlySet<string>) =>
    [...some].every((type) => [...all].some((other) => isSameType(type, other)))
  return includesAll(a.types, b.types) && includesAll(b.types, a.types)
}

/** Formats the types of a column: `INT32 or INT64`. */
export function formatTypes({ types }: TableColumn): string {
  return [...types].toSorted().join(' or ')
}

/** Whether a side has a file with the name of a table that could not be read, so that its columns are unknown. */
export function hasUnreadTable(files: readonly FileChange[], side: Side): boolean {
  return files.some((file) => {
    const facts = file[side]
    return facts !== undefined && facts.table === undefined && detectTableFormat(file.path) !== undefined
  })
}
