import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Bundle } from '../disdat/bundle.ts'
import { createIndexRow, indexTables, insertBundleSql, insertTagSql } from './ctxt-db.ts'

/**
 * Writes a new `ctxt.db` with the rows that dsdt itself would write for these bundles. Nothing but `close` makes the
 * file complete: it has no journal.
 */
export class IndexWriter implements Disposable {
  readonly #database: DatabaseSync
  readonly #insertBundle: StatementSync
  readonly #insertTag: StatementSync

  /** Throws the error of SQLite when the file cannot be created. */
  static async create(file: string): Promise<IndexWriter> {
    const { DatabaseSync } = await import('node:sqlite')
    return new IndexWriter(new DatabaseSync(file))
  }

  private constructor(database: DatabaseSync) {
    this.#database = database
    this.#database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${indexTables} BEGIN`)
    this.#insertBundle = this.#database.prepare(insertBundleSql)
    this.#insertTag = this.#database.prepare(insertTagSql)
  }

  /** Adds a bundle once. */
  add(bundle: Bundle, hyperFrame: Uint8Array): void {
    this.#insertBundle.run(...createIndexRow(bundle, hyperFrame))
    for (const [key, value] of bundle.tags) this.#insertTag.run(key, bundle.uuid, value)
  }

  remove(uuid: string): void {
    this.#database.prepare('DELETE FROM hframes WHERE uuid = ?').run(uuid)
    this.#database.prepare('DELETE FROM hframes_tags WHERE uuid = ?').run(uuid)
  }

  /** Completes the file. */
  close(): void {
    if (!this.#database.isOpen) return
    this.#database.exec('COMMIT')
    this.#database.close()
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close()
  }
}
