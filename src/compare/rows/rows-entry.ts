import { join } from 'node:path'

/** The file of the entry of a thread. All entries of `dist/` are in one folder: the build replaces this module. */
export const rowsEntry: string = join(import.meta.dirname, '..', '..', 'rows.ts')
