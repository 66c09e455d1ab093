import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { diskFullCodes, getFileErrorCode } from '../../lib/file-errors.ts'
import { type ComparedBundle, RefusedObjectError } from '../compare-read.ts'
import type { Comparison } from '../comparison.ts'
import { findBundleTable, NoTableError } from './bundle-rows.ts'
import { compareRowTables } from './compare-row-tables.ts'
import { openTable } from './open-table.ts'
import type { RowOptions } from './row-options.ts'

/** The longest comparison by row, in milliseconds. */
const maxRowsMs = 10 * 60_000

/** What the rows of two bundles have in common, or a sentence with the reason why they were not compared. */
export type RowComparison = Required<Pick<Comparison, 'rowChanges'>> | Required<Pick<Comparison, 'rowsNotCompared'>>

/**
 * Compares the rows of a bundle with those of its base by their key, in at most `maxRowsMs`. Reads the frames or files
 * of both in parts, the columns that both have. Throws as the store and the file system do.
 *
 * @param comparison The comparison of the two bundles.
 * @param options.folder Temporary files go into a folder in this one, which is deleted.
 */
export async function compareRows(
  bundles: { readonly base: ComparedBundle; readonly now: ComparedBundle },
  comparison: Comparison,
  options: RowOptions,
): Promise<RowComparison> {
  const timeout = AbortSignal.timeout(maxRowsMs)
  const signal = AbortSignal.any([options.signal, timeout])
  const folder = await mkdtemp(join(options.folder, 'disdat-rows-'))
  try {
    const key = options.key === 'auto' ? undefined : options.key
    const find = (side: 'base' | 'now') => findBundleTable(bundles[side], { side, comparison, key })
    const origins = { base: find('base'), now: find('now') }
    const tables = {
      base: await openTable(origins.base, { signal }),
      now: await openTable(origins.now, { signal }),
    }
    const changes = await compareRowTables(tables, { ...options, origins, signal, folder })
    return 'unknown' in changes ? { rowsNotCompared: changes.unknown } : { rowChanges: changes }
  } catch (error) {
    options.signal.throwIfAborted()
    return { rowsNotCompared: timeout.aborted ? tooLong : explainError(error) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const tooLong = `The comparison by row took more than ${maxRowsMs / 60_000} minutes.`

/** Throws errors that do not concern the tables. */
function explainError(error: unknown): string {
  if (error instanceof NoTableError) return error.message
  if (error instanceof BundleFormatError || error instanceof RefusedObjectError)
    return `The table cannot be read: ${error.message}.`
  const code = getFileErrorCode(error)
  if (code !== undefined && diskFullCodes.has(code))
    return 'The disk has no space for the temporary files of the comparison.'
  throw error
}
