import { findRowKey } from './find-row-key.ts'
import type { CellCounts, JoinedRows } from './join-rows.ts'
import { joinTables } from './join-tables.ts'
import { estimateRows, type RowChanges, type ValueChange } from './row-changes.ts'
import type { RowOptions } from './row-options.ts'
import type { RowColumn, RowTable } from './row-table.ts'
import { readSamples } from './sample-rows.ts'

/** The most columns that are compared, each of which takes memory for a window of its values. */
export const maxRowColumns = 500

type Tables = { readonly base: RowTable; readonly now: RowTable }

/** The columns of two tables by what can be done with them. */
type ColumnSets = {
  readonly comparable: readonly string[]
  readonly kinds: ReadonlyMap<string, ValueChange['kinds']>
  readonly removed: readonly string[]
  readonly added: readonly string[]
  readonly uncompared: readonly string[]
}

/**
 * Compares the rows of two tables by their key, or returns a sentence with the reason why they cannot be compared.
 * Memory does not grow with the tables. Throws BundleFormatError for data that cannot be read, and as the store and the
 * file system do.
 */
export async function compareRowTables(
  tables: Tables,
  options: RowOptions,
): Promise<RowChanges | { readonly unknown: string }> {
  const columns = pairRowColumns(tables)
  const found = options.key === 'auto' ? await findKey(tables, columns, options) : options.key
  if (found === undefined)
    return {
      unknown:
        'No set of at most three columns identifies each row of both bundles. Set `diff-key` to the columns of a key.',
    }
  const missing = found.find((name) => !columns.comparable.includes(name))
  if (missing !== undefined) return { unknown: explainMissing(missing, tables) }
  const values = columns.comparable.filter((name) => !found.includes(name))
  const compared = values.slice(0, maxRowColumns)
  const { joined, shift, rows, json } = await joinTables(tables, { key: found, values: compared }, options)
  const samples =
    options.maxSamples > 0
      ? await readSamples(tables, { key: found, values: compared, json }, joined.samples, options)
      : undefined
  return {
    key: found,
    isKeyFound: options.key === 'auto',
    rows,
    ...estimateJoined(joined, shift),
    sampledOneIn: 2 ** shift,
    columns: compared.flatMap((name, index) => describeColumn(name, columns, joined.columns[index], shift)),
    removedColumns: columns.removed,
    addedColumns: columns.added,
    uncomparedColumns: [...columns.uncompared, ...values.slice(maxRowColumns)],
    samples,
  }
}

function pairRowColumns({ base, now }: Tables): ColumnSets {
  const before = new Map(base.columns.map((column) => [column.name, column]))
  const after = new Map(now.columns.map((column) => [column.name, column]))
  const shared = [...after.keys()].filter((name) => before.has(name))
  const isOther = (column: RowColumn | undefined) => column?.kind === 'other'
  const uncompared = shared.filter((name) => isOther(before.get(name)) || isOther(after.get(name)))
  return {
    comparable: shared.filter((name) => !uncompared.includes(name)),
    kinds: new Map(
      shared.map((name) => [name, { base: before.get(name)?.kind ?? 'other', now: after.get(name)?.kind ?? 'other' }]),
    ),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    added: [...after.keys()].filter((name) => !before.has(name)),
    uncompared,
  }
}

async function findKey(
  tables: Tables,
  columns: ColumnSets,
  options: RowOptions,
): Promise<readonly string[] | undefined> {
  const verify = async (key: readonly string[]) => {
    const { joined } = await joinTables(tables, { key, values: [] }, { ...options, maxSamples: 0 })
    return { isUnique: joined.ambiguous.keys === 0, withoutPartner: joined.added + joined.removed }
  }
  return await findRowKey(tables, columns.comparable, verify, options)
}

function explainMissing(name: string, { base, now }: Tables): string {
  const has = ({ columns }: RowTable) => columns.some((column) => column.name === name)
  const where = has(now)
    ? has(base)
      ? undefined
      : 'the base has'
    : has(base)
      ? 'the output has'
      : 'the output and the base have'
  const quoted = JSON.stringify(name)
  return where === undefined
    ? `The column ${quoted} of \`diff-key\` does not hold single values.`
    : `\`diff-key\` names the column ${quoted}, which ${where} not.`
}

function estimateJoined({ added, removed, shared, changed, ambiguous }: JoinedRows, shift: number) {
  const estimate = (seen: number) => estimateRows(seen, shift)
  return {
    added: estimate(added),
    removed: estimate(removed),
    shared: estimate(shared),
    changed: estimate(changed),
    duplicates: { base: estimate(ambiguous.base), now: estimate(ambiguous.now), keys: estimate(ambiguous.keys) },
  }
}

function describeColumn(
  name: string,
  { kinds }: ColumnSets,
  counts: CellCounts | undefined,
  shift: number,
): readonly ValueChange[] {
  const pair = kinds.get(name)
  if (counts === undefined || pair === undefined) return []
  const { differing, numbers, sum, greatest } = counts
  const isBoolean = pair.base === 'boolean' && pair.now === 'boolean'
  const difference = numbers === 0 || isBoolean ? undefined : { mean: sum / numbers, greatest }
  return [{ name, kinds: pair, differing: estimateRows(differing, shift), difference }]
}
