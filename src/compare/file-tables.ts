import type { FileChange, Side } from './comparison.ts'
import { detectTableFormat } from './table-file.ts'

/**
 * The columns of all tables in files, with their types. The tables of all files count as one, because file names change
 * from run to run and a table may be split into any number of files.
 */
export function collectTables(files: readonly FileChange[]): Record<Side, ReadonlyMap<string, string>> {
  const collectTypes = (side: Side) => {
    const types = new Map<string, Set<string>>()
    for (const { name, type } of files.flatMap((file) => file[side]?.table?.columns ?? []))
      types.set(name, (types.get(name) ?? new Set()).add(type))
    return new Map([...types].map(([name, all]) => [name, [...all].toSorted().join(' or ')]))
  }
  return { base: collectTypes('base'), now: collectTypes('now') }
}

/** Whether a side has a file with the name of a table that could not be read, so that its columns are unknown. */
export function hasUnreadTable(files: readonly FileChange[], side: Side): boolean {
  return files.some((file) => {
    const facts = file[side]
    return facts !== undefined && facts.table === undefined && detectTableFormat(file.path) !== undefined
  })
}
