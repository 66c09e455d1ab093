import type { Cancellable } from '../../lib/cancellable.ts'
import type { TableOrigin } from './open-table.ts'

/** Which rows of a table are compared, and how. */
export type RowOptions = Cancellable & {
  /** The columns that identify a row; `auto`: to be found. */
  readonly key: readonly string[] | 'auto'
  /** The rows of a table beyond which only a sample is compared. */
  readonly maxRows: number
  /** The most rows of each kind that are shown as examples. */
  readonly maxSamples: number
  /**
   * A folder for temporary files, which take up to about twice `maxStoreBytes`, and four times while tables of many
   * columns are read.
   */
  readonly folder: string
  /** Where the tables are, if other threads can read them. */
  readonly origins?: { readonly base: TableOrigin; readonly now: TableOrigin }
  /** The bytes of both tables from which on threads read them. */
  readonly minThreadBytes?: number
  /** The file of a thread. */
  readonly threadEntry?: string
}
