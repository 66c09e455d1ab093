import type { FrameType } from '../disdat/format/frame.ts'
import type { DistinctCount } from './distinct.ts'

/** One quantity before and now; undefined where there was none, or where it is not known. */
export type Change<T> = { readonly base: T | undefined; readonly now: T | undefined }

/** What became of something that both bundles may have. `unknown`: it was not read, and what is known does not tell. */
export type ChangeStatus = 'added' | 'removed' | 'changed' | 'same' | 'unknown'

/** What is known of one frame of values, a column of a DataFrame for one. */
export type ColumnFacts = {
  readonly type: FrameType
  readonly shape: readonly number[]
  readonly rows: number
  /** Of its frame file. */
  readonly bytes: number
  /** What its values come to; undefined where there were more of them than may be read. */
  readonly values: ValueFacts | undefined
}

/** What the values of a column come to. */
export type ValueFacts = {
  readonly nulls: number
  readonly distinct: DistinctCount | undefined
  /** Of numbers; a bigint of INT64 and UINT64. */
  readonly min: number | bigint | undefined
  readonly max: number | bigint | undefined
  readonly mean: number | undefined
  /** The value itself, as text, of a frame that holds a single one (SCALAR, JSON). Only where samples are asked for. */
  readonly sample: string | undefined
}

/** How a column's numbers lie between two bounds: counts of equal stretches, the same for both. */
export type Histogram = {
  readonly from: number
  readonly to: number
  /** Undefined where the base has no such column. */
  readonly base: readonly number[] | undefined
  readonly now: readonly number[] | undefined
}

/** One column before and now. */
export type ColumnChange = {
  readonly name: string
  readonly status: ChangeStatus
  readonly base: ColumnFacts | undefined
  readonly now: ColumnFacts | undefined
  /** What differs. `place`: it stands elsewhere among those that both have. */
  readonly differs: readonly ('type' | 'shape' | 'place' | 'values')[]
  readonly histogram: Histogram | undefined
}

/** What is known of a linked file. */
export type FileFacts = {
  readonly bytes: number
  /** What its own footer or header says of the table in it; undefined of other files, and of what could not be read. */
  readonly table:
    | {
        readonly format: 'parquet' | 'csv'
        /** Undefined where only reading the whole file would tell. */
        readonly rows: number | undefined
        readonly columns: readonly { readonly name: string; readonly type: string }[]
      }
    | undefined
}

export type FileChange = {
  readonly path: string
  readonly status: ChangeStatus
  readonly base: FileFacts | undefined
  readonly now: FileFacts | undefined
}

/** A bundle within the bundle, told apart by the frame that holds it and its place there. */
export type NestedChange = {
  readonly frame: string
  readonly status: ChangeStatus
  readonly uuids: Change<string>
  readonly name: string
}

export type TagChange = { readonly key: string; readonly status: ChangeStatus; readonly values: Change<string> }

/**
 * What a bundle holds beside what another one held. Without a base everything is `added`: the facts are then those of the new bundle alone.
 */
export type Comparison = {
  /** Whether the data is equal, byte for byte of values, size and ETag of files; undefined where that is not known. */
  readonly isSame: boolean | undefined
  readonly presentation: Change<string>
  /** Of a table, or of all the tables that its files hold; undefined where it has none or not all of them tell. */
  readonly rows: Change<number>
  /** Everything that the bundle and those nested in it hold, HyperFrames and frames included. */
  readonly bytes: Change<number>
  /** In the new order; those that were removed stand where they were. */
  readonly columns: readonly ColumnChange[]
  /** By path. */
  readonly files: readonly FileChange[]
  readonly nested: readonly NestedChange[]
  /** Without Disdat's own (`__…`, `committed`, `root_task`): parameters and workflow tags apart. */
  readonly tags: readonly TagChange[]
  /** From the start of the task that made it to its end, in milliseconds. */
  readonly durationMs: Change<number>
  /** What was not compared and why, a sentence each. */
  readonly notes: readonly string[]
}

/** The whole of a comparison in a word, as the `changes` output spells it. */
export const changeKinds = ['none', 'data', 'schema', 'first-version', 'unknown'] as const
export type ChangeKind = (typeof changeKinds)[number]

/**
 * The comparison in a word. `none`: the data is equal. `schema`: a column, a file or a nested bundle was added or
 * removed, a column (one in a file's table too) has another type, place or dimension but for its rows, or the bundle is
 * presented otherwise. `data`: nothing of that, but other values. `unknown`: what was read does not tell. `hasBase`:
 * whether there was anything to compare with; `first-version` without.
 */
export function classifyChange(comparison: Comparison, hasBase: boolean): ChangeKind {
  if (!hasBase) return 'first-version'
  const { isSame, presentation, columns, files, nested } = comparison
  if (isSame === true) return 'none'
  const isOther =
    presentation.base !== presentation.now ||
    [...columns, ...files, ...nested].some(({ status }) => status === 'added' || status === 'removed') ||
    columns.some(hasOtherSchema) ||
    files.some(hasOtherTable)
  if (isOther) return 'schema'
  return isSame === false ? 'data' : 'unknown'
}

function hasOtherSchema(column: ColumnChange): boolean {
  return column.differs.includes('type') || column.differs.includes('place') || isReshaped(column)
}

/** Whether a column has another shape but for the number of its rows. */
export function isReshaped({ differs, base, now }: ColumnChange): boolean {
  return differs.includes('shape') && withoutRows(base) !== withoutRows(now)
}

function withoutRows(facts: ColumnFacts | undefined): string {
  return [facts?.shape.length, ...(facts?.shape.slice(1) ?? [])].join()
}

function hasOtherTable({ base, now }: FileChange): boolean {
  if (base?.table === undefined || now?.table === undefined) return false
  return JSON.stringify(base.table.columns) !== JSON.stringify(now.table.columns)
}
