import { setImmediate } from 'node:timers/promises'
import { BundleFormatError } from '../../disdat/format/format-error.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import type { ValueSink } from './value-sink.ts'

/** What the values of a column are. `other`: neither a key nor compared, such as a list. */
export type ColumnKind = 'number' | 'boolean' | 'text' | 'moment' | 'untyped' | 'other'

export type RowColumn = {
  readonly name: string
  readonly kind: ColumnKind
  /** The memory that reading it takes, about, in bytes; undefined where it is little. */
  readonly readBytes?: number
}

/** A column to read. `isJson`: its texts are JSON, as Disdat stores texts among other values. */
export type ReadColumn = { readonly name: string; readonly sink: ValueSink; readonly isJson?: boolean }

/** A table whose rows are read from the first to the last. */
export type RowTable = {
  readonly columns: readonly RowColumn[]
  /**
   * Passes the values of columns to their sinks, those of a column that the table lacks as missing, and yields when
   * more rows may be complete: a column is at most one slice or window ahead of others. Throws BundleFormatError for
   * data that cannot be read, and as the store does.
   */
  readonly read: (columns: readonly ReadColumn[], options: Cancellable) => AsyncGenerator<void>
  /** The columns that were read and whose texts were all JSON, and whether one of these was a quoted text. */
  readonly jsonTexts: ReadonlyMap<string, { readonly hasQuoted: boolean }>
}

/** The most memory of the columns of a table that are read together, about, in bytes. */
export const maxReadBytes = 28 * 1024 * 1024

/** Splits names of columns into groups, each of which can be read in limited memory. No group is empty. */
export function groupColumns({ columns }: Pick<RowTable, 'columns'>, names: readonly string[]): string[][] {
  const bytes = new Map(columns.map(({ name, readBytes = 0 }) => [name, readBytes]))
  const groups: string[][] = []
  let used = 0
  for (const name of names) {
    const needed = bytes.get(name) ?? 0
    const group = groups.at(-1)
    if (group === undefined || (used > 0 && used + needed > maxReadBytes)) {
      groups.push([name])
      used = needed
    } else {
      group.push(name)
      used += needed
    }
  }
  return groups
}

/**
 * Advances the columns of a table together, each of which yields the rows that it passed to its sink. Throws
 * BundleFormatError for columns of different lengths.
 */
export async function* advanceColumns(columns: readonly AsyncGenerator<number>[]): AsyncGenerator<void> {
  const states = columns.map((rows) => ({ rows, passed: 0, isDone: false }))
  for (;;) {
    const open = states.filter(({ isDone }) => !isDone)
    if (open.length === 0) break
    const least = Math.min(...open.map(({ passed }) => passed))
    for (const state of open) {
      if (state.passed > least) continue
      const next = await state.rows.next()
      if (next.done) state.isDone = true
      else state.passed += next.value
    }
    // Lets other tasks run, so that reading can be cancelled: not every round has a request.
    await setImmediate()
    yield
  }
  const [first] = states
  const other = states.find(({ passed }) => passed !== first?.passed)
  if (first && other) throw new BundleFormatError(`columns of ${first.passed} and of ${other.passed} rows`)
}

/** The most rows of a column that are passed at a time where its source does not decide. */
export const sliceRows = 16 * 1024

/** Passes as many missing values to a sink, and yields how many there are after each part. */
export async function* passMissing(rows: number, sink: ValueSink): AsyncGenerator<number> {
  for (let left = rows; left > 0; left -= sliceRows) {
    const count = Math.min(left, sliceRows)
    for (let index = 0; index < count; index++) sink.missing()
    yield count
  }
}
