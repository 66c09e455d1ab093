import { type CompareContext, quoteForNote, type UncertainTable } from './compare-read.ts'
import type { FileChange } from './comparison.ts'
import type { FileTable } from './table-file.ts'

/**
 * Adds the tables of CSV files whose first record alone does not show a header, as in a file without rows or of texts:
 * it is a header where it equals the header of another file of the output or the base. The others get a note.
 */
export function settleUncertainTables(
  changes: readonly FileChange[],
  { uncertainTables, notes }: Pick<CompareContext, 'uncertainTables' | 'notes'>,
): readonly FileChange[] {
  const tables = changes.flatMap(({ base, now }) => [base?.table, now?.table])
  const headers = new Set(tables.flatMap((table) => (table?.format === 'csv' ? [getHeader(table)] : [])))
  const isHeader = ({ table }: UncertainTable) => headers.has(getHeader(table))
  for (const { path, side } of uncertainTables.filter((uncertain) => !isHeader(uncertain)))
    notes.add('not read as a table (its first line can be a header or data)', quoteForNote(path, side))
  const settled = Map.groupBy(uncertainTables.filter(isHeader), ({ path }) => path)
  return changes.map((change) => settled.get(change.path)?.reduce(addTable, change) ?? change)
}

function addTable(change: FileChange, { side, table }: UncertainTable): FileChange {
  const facts = change[side]
  if (facts === undefined) return change
  // Equal files are read once.
  const other = change.status === 'same' ? { base: { ...facts, table } } : {}
  return { ...change, ...other, [side]: { ...facts, table } }
}

function getHeader({ columns }: FileTable): string {
  return JSON.stringify(columns.map(({ name }) => name))
}
