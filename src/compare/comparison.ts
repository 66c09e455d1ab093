import type { FrameType } from '../disdat/format/frame.ts'
import { isSameType } from './column-types.ts'
import type { DistinctCount } from './distinct-counter.ts'
import type { RowChanges } from './rows/row-changes.ts'

/** A quantity of the base and of the new bundle; undefined where it does not exist or is unknown. */
export type Change<T> = { readonly base: T | undefined; readonly now: T | undefined }

/** The base, or the new bundle. */
export type Side = keyof Change<unknown>

/**
 * The change of a part that both bundles may have. `unknown`: it was not read, and other facts do not show a change.
 */
export type ChangeStatus = 'added' | 'removed' | 'changed' | 'same' | 'unknown'

/** The facts of one frame of values, such as a column of a DataFrame. */
export type ColumnFacts = {
  readonly type: FrameType
  readonly shape: readonly number[]
  readonly rows: number
  /** The size of its frame file. */
  readonly bytes: number
  /** Undefined where the frame was too large to be read. */
  readonly values: ValueFacts | undefined
}

/** The statistics of a column's values. */
export type ValueFacts = {
  /** Undefined for texts where it is unknown whether `null` and `NaN` among them are missing values. */
  readonly nulls: number | undefined
  readonly distinct: DistinctCount | undefined
  /** Undefined for other values than numbers; a bigint for INT64 and UINT64. */
  readonly min: number | bigint | undefined
  readonly max: number | bigint | undefined
  readonly mean: number | undefined
  /** The only value of a frame (SCALAR, JSON) as a text; undefined for more values, and without `diff-samples`. */
  readonly sample: string | undefined
}

/** The counts of a column's numbers in equal bins between two bounds. Base and new bundle have the same bins. */
export type Histogram = {
  readonly from: number
  readonly to: number
  /** Undefined where the base has no such column. */
  readonly base: readonly number[] | undefined
  readonly now: readonly number[] | undefined
}

/** One column of the base and of the new bundle. */
export type ColumnChange = {
  readonly name: string
  readonly status: ChangeStatus
  readonly base: ColumnFacts | undefined
  readonly now: ColumnFacts | undefined
  /** `place`: its order among the columns of both bundles. */
  readonly differs: readonly ('type' | 'shape' | 'place' | 'values')[]
  readonly histogram: Histogram | undefined
}

/** A column of a table in a file. */
export type TableColumnFacts = {
  readonly name: string
  readonly type: string
  /** Whether it is a field of a column, named by its path with dots. */
  readonly isNested?: boolean
}

/** The facts of a linked file. */
export type FileFacts = {
  readonly bytes: number
  /** The table that its footer or header describes; undefined for other files, and where it cannot be read. */
  readonly table:
    | {
        readonly format: 'parquet' | 'csv'
        /** Undefined where the whole file would have to be read. */
        readonly rows: number | undefined
        readonly columns: readonly TableColumnFacts[]
      }
    | undefined
}

export type FileChange = {
  readonly path: string
  readonly status: ChangeStatus
  readonly base: FileFacts | undefined
  readonly now: FileFacts | undefined
}

/** A nested bundle, identified by the frame that holds it and its index there. */
export type NestedChange = {
  readonly frame: string
  readonly status: ChangeStatus
  readonly uuids: Change<string>
  readonly name: string
}

export type TagChange = { readonly key: string; readonly status: ChangeStatus; readonly values: Change<string> }

/** The comparison of a bundle with its base. Without a base everything is `added`, with the facts of the new bundle. */
export type Comparison = {
  /** Whether values are equal byte for byte, and files by size and ETag or bytes; undefined where it is unknown. */
  readonly isSame: boolean | undefined
  readonly presentation: Change<string>
  /** The rows of a table, or of all tables in files; undefined where there are none or some are unknown. */
  readonly rows: Change<number>
  /** The size of the bundle and of nested bundles, HyperFrames and frames included. */
  readonly bytes: Change<number>
  /** In the new order, with removed columns at their old place. */
  readonly columns: readonly ColumnChange[]
  /** By path. */
  readonly files: readonly FileChange[]
  readonly nested: readonly NestedChange[]
  /** The tags that users set: without `__…`, which includes parameters, and those of Disdat and of a promotion. */
  readonly tags: readonly TagChange[]
  /** The duration of the task that made the bundle, in milliseconds. */
  readonly durationMs: Change<number>
  /** Sentences about parts that were not compared, with the reason. */
  readonly notes: readonly string[]
  /** The comparison by row, with `diff-key`; undefined where there is none, or nothing changed. */
  readonly rowChanges?: RowChanges
  /** Why rows were not compared although `diff-key` is set, one sentence. */
  readonly rowsNotCompared?: string
}

/** The summary of a comparison in one word, as in the output `changes`. */
export const changeKinds = ['none', 'data', 'schema', 'first-version', 'unknown'] as const
export type ChangeKind = (typeof changeKinds)[number]

/**
 * Summarizes a comparison. `none`: the data is equal. `schema`: a column, file or nested bundle was added or removed; a
 * column, also in the table of a file, has another type, place or dimension other than its rows; or the bundle has
 * another presentation. `data`: only values differ. `unknown`: the parts that were read do not show a change.
 *
 * @param hasBase Whether there was a bundle to compare with; without one it is the `first-version`.
 */
export function classifyChange(comparison: Comparison, hasBase: boolean): ChangeKind {
  if (!hasBase) return 'first-version'
  const { isSame, presentation, columns, files, nested } = comparison
  if (isSame === true) return 'none'
  const isSchemaChange =
    presentation.base !== presentation.now ||
    [...columns, ...files, ...nested].some(({ status }) => status === 'added' || status === 'removed') ||
    columns.some(hasSchemaChange) ||
    files.some(hasOtherTable)
  if (isSchemaChange) return 'schema'
  return isSame === false ? 'data' : 'unknown'
}

function hasSchemaChange(column: ColumnChange): boolean {
  return column.differs.includes('type') || column.differs.includes('place') || isReshaped(column)
}

/** Whether another dimension than the rows of a column differs. */
export function isReshaped({ differs, base, now }: ColumnChange): boolean {
  return differs.includes('shape') && describeDimensions(base) !== describeDimensions(now)
}

function describeDimensions(facts: ColumnFacts | undefined): string | undefined {
  return facts?.shape.map((length, dimension) => (dimension === 0 ? 'rows' : length)).join()
}

function hasOtherTable({ base, now }: FileChange): boolean {
  if (base?.table === undefined || now?.table === undefined) return false
  const [columns, others] = [base.table.columns, now.table.columns]
  return others.length > columns.length || columns.some((column, index) => !isSameTableColumn(column, others[index]))
}

function isSameTableColumn(a: TableColumnFacts, b: TableColumnFacts | undefined): boolean {
  return a.name === b?.name && a.isNested === b.isNested && isSameType(a.type, b.type)
}
