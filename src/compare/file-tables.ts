import type { FileChange } from './comparison.ts'
import { detectTableFormat } from './table-file.ts'

type Side = 'base' | 'now'

/** The columns of all tables in files, with the types that they have there. Files come and go under new names, and a table may be cut into files anyhow: they are taken together. */
export function collectTables(files: readonly FileChange[]): Record<Side, ReadonlyMap<string, string>> {
  const typesIn = (side: Side) => {
    const types = new Map<string, Set<string>>()
    for (const { name, type } of files.flatMap((file) => file[side]?.table?.columns ?? []))
      types.set(name, (types.get(name) ?? new Set()).add(type))
    return new Map([...types].map(([name, found]) => [name, [...found].toSorted().join(' or ')]))
  }
  return { base: typesIn('base'), now: typesIn('now') }
}

/** Whether one of the two has a file that holds a table, by its name, and could not be read: what columns that has is not known. */
export function hasUnreadTable(files: readonly FileChange[], side: Side): boolean {
  return files.some((file) => {
    const facts = file[side]
    return facts !== undefined && facts.table === undefined && detectTableFormat(file.path) !== undefined
  })
}
