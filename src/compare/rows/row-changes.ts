import type { ColumnKind } from './row-table.ts'

/** A number of rows: all of them counted, or, from a sample, between `from` and `to` with a probability of 95 %. */
export type RowCount = { readonly count: number; readonly from: number; readonly to: number }

/** The values of one column that both tables have, among the rows of both. */
export type ValueChange = {
  readonly name: string
  /** In the base and now. */
  readonly kinds: { readonly base: ColumnKind; readonly now: ColumnKind }
  readonly differing: RowCount
  /** What numbers are now more than in the base, of those that differ; undefined where none are numbers. */
  readonly difference: { readonly mean: number; readonly greatest: number } | undefined
}

/** A row as an example: the columns of its key, and others, with values as texts. */
export type SampleRow = {
  readonly key: readonly string[]
  /** An added row has only `now`, and a removed row only `base`. A changed row has only the values that differ. */
  readonly values: readonly { readonly column: string; readonly base?: string; readonly now?: string }[]
}

/** The rows of a table compared with those of its base. */
export type RowChanges = {
  /** The columns that identify a row. */
  readonly key: readonly string[]
  /** Whether the key was found, with `diff-key: auto`. */
  readonly isKeyFound: boolean
  /** All rows, exactly. */
  readonly rows: { readonly base: number; readonly now: number }
  readonly added: RowCount
  readonly removed: RowCount
  /** The rows of both, with the same key. */
  readonly shared: RowCount
  readonly changed: RowCount
  /** The rows whose key another row of its table has, which are not compared, and the number of such keys. */
  readonly duplicates: { readonly base: RowCount; readonly now: RowCount; readonly keys: RowCount }
  /** 1 if all rows were compared; otherwise, of so many keys one was. */
  readonly sampledOneIn: number
  /** In the order of the new table. */
  readonly columns: readonly ValueChange[]
  /** Columns that only one of the tables has. */
  readonly removedColumns: readonly string[]
  readonly addedColumns: readonly string[]
  /** Columns of both that are not compared, such as lists. */
  readonly uncomparedColumns: readonly string[]
  readonly samples:
    | {
        readonly added: readonly SampleRow[]
        readonly removed: readonly SampleRow[]
        readonly changed: readonly SampleRow[]
      }
    | undefined
}

/** The quantile of the normal distribution for an interval of 95 %. */
const z = 1.96

/**
 * A number of rows from the number among a sample of one in 2^shift. The interval is the score interval of a Poisson
 * distribution, which is a little too wide for a large share of the rows. It never excludes what was seen.
 */
export function estimateRows(seen: number, shift: number): RowCount {
  if (shift === 0) return { count: seen, from: seen, to: seen }
  const scale = 2 ** shift
  const center = seen + z ** 2 / 2
  const half = z * Math.sqrt(seen + z ** 2 / 4)
  const from = Math.max(seen, Math.floor((center - half) * scale))
  return { count: seen * scale, from, to: Math.ceil((center + half) * scale) }
}
