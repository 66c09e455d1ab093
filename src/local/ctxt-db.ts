import { lstatSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { type Bundle, readBundle } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { systemClock } from '../lib/clock.ts'
import { isMissingFileError } from '../lib/file-errors.ts'
import { retry } from '../lib/retry.ts'
import { unwritableAdvice } from './disk-failure.ts'

/**
 * A context whose folder may hold dsdt's index, `ctxt.db`: an SQLite database beside `objects/`. dsdt rebuilds the
 * index from the objects when the file is missing or is not a database, and otherwise trusts it.
 */
type IndexedContext = { readonly folder: string }

/** The longest wait for another process, most likely a dsdt, that locks the database, in milliseconds. */
const lockLimitMs = 30_000
/** SQLite blocks the thread while it waits, and signals are not handled: it waits briefly and often. */
const busyTimeoutMs = 100
const pauseMs = 50

/** https://www.sqlite.org/rescode.html */
const sqlite = { busy: 5, locked: 6, readOnly: 8, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const

/** The tables of dsdt's index. */
export const indexTables = `
  CREATE TABLE IF NOT EXISTS hframes (uuid TEXT PRIMARY KEY, owner TEXT, human_name TEXT, processing_name TEXT,
    creation_date TEXT, state TEXT, pb BLOB);
  CREATE TABLE IF NOT EXISTS hframes_tags (key TEXT, uuid TEXT, value TEXT, UNIQUE (key, uuid));`

/**
 * The uuids of the bundles in the index, of one name or of all; undefined when there is no database or dsdt would
 * rebuild it. Throws Failure `local-context-unwritable` when the database stays locked for `lockLimitMs`, or is a link.
 */
export async function listIndexedUuids(
  context: IndexedContext,
  name: string | undefined,
  options: Cancellable,
): Promise<readonly string[] | undefined> {
  return await withDatabase(context, options, (database) => {
    const query = 'SELECT uuid FROM hframes WHERE state = ? AND (? IS NULL OR human_name = ?)'
    if (!hasTables(database)) return []
    const rows = database.prepare(query).all('valid', name ?? null, name ?? null)
    return rows.map(({ uuid }) => uuid).filter((uuid) => typeof uuid === 'string')
  })
}

/**
 * Adds a bundle whose folder is in place to the index, in one transaction. Does nothing when there is no database or it
 * is corrupt: dsdt then finds the bundle on its own. Throws Failure `disk-full`, or `local-context-unwritable`, also
 * when the database stays locked for `lockLimitMs`, or is not a regular file.
 */
export async function registerBundle(
  context: IndexedContext,
  hyperFrame: Uint8Array,
  options: Cancellable,
): Promise<void> {
  const bundle = readBundle(hyperFrame)
  await withDatabase(context, options, (database) => {
    if (isRegistered(database, bundle.uuid, hyperFrame)) return
    database.exec('BEGIN IMMEDIATE')
    try {
      insertBundle(database, bundle, hyperFrame)
      database.exec('COMMIT')
    } catch (error) {
      // SQLite has already rolled back after some errors, such as a full disk.
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  })
}

/** Takes the values of `createIndexRow`. */
export const insertBundleSql = 'INSERT OR REPLACE INTO hframes VALUES (?, ?, ?, ?, ?, ?, ?)'
/** Takes the key of a tag, the uuid of its bundle, and its value. */
export const insertTagSql = 'INSERT INTO hframes_tags (key, uuid, value) VALUES (?, ?, ?)'

/** The row of a bundle in dsdt's index, in the order of its columns. */
export function createIndexRow(bundle: Bundle, hyperFrame: Uint8Array): readonly (string | Uint8Array)[] {
  const { uuid, owner, name, processingName, createdSeconds } = bundle
  return [uuid, owner, name, processingName, formatSqlDate(createdSeconds), 'valid', hyperFrame]
}

function insertBundle(database: DatabaseSync, bundle: Bundle, hyperFrame: Uint8Array): void {
  database.exec(indexTables)
  database.prepare(insertBundleSql).run(...createIndexRow(bundle, hyperFrame))
  database.prepare('DELETE FROM hframes_tags WHERE uuid = ?').run(bundle.uuid)
  const insertTag = database.prepare(insertTagSql)
  for (const [key, value] of bundle.tags) insertTag.run(key, bundle.uuid, value)
}

function hasTables(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'hframes'").get() !== undefined
}

function isRegistered(database: DatabaseSync, uuid: string, hyperFrame: Uint8Array): boolean {
  if (!hasTables(database)) return false
  const { pb } = database.prepare('SELECT pb FROM hframes WHERE uuid = ? AND state = ?').get(uuid, 'valid') ?? {}
  return pb instanceof Uint8Array && Buffer.compare(pb, hyperFrame) === 0
}

/** Calls `use` with the database, and repeats it while another process locks the database. Undefined without one. */
async function withDatabase<T>(
  context: IndexedContext,
  { signal }: Cancellable,
  use: (database: DatabaseSync) => T,
): Promise<T | undefined> {
  const file = path.join(context.folder, 'ctxt.db')
  const deadline = systemClock.now() + lockLimitMs
  const attempt = async () => {
    signal.throwIfAborted()
    assertRegularFile(file)
    try {
      return await useDatabase(file, use)
    } catch (error) {
      if (await isUnusable(file, error)) return undefined
      throw error
    }
  }
  try {
    return await retry(attempt, {
      pauseMs: (error) => (isLocked(error) && systemClock.now() <= deadline ? pauseMs : undefined),
      signal,
    })
  } catch (error) {
    throw toDatabaseFailure(error, file)
  }
}

/** SQLite would write through a symbolic link to another database, and fails on a named pipe with an I/O error. */
function assertRegularFile(file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false })
  if (stats === undefined || stats.isFile()) return
  const kind = stats.isSymbolicLink() ? 'a symbolic link' : 'not a regular file'
  const advice = 'Remove it: dsdt creates it again from the bundles.'
  throw new Failure('local-context-unwritable', `${file} is ${kind}, and is not used.`, advice)
}

/** Whether there is no database to use: the file is missing or is not a database. */
async function isUnusable(file: string, error: unknown): Promise<boolean> {
  const code = getResultCode(error)
  if (code === sqlite.corrupt || code === sqlite.notADatabase) return true
  if (code !== sqlite.cannotOpen) return false
  return await stat(file).then(() => false, isMissingFileError)
}

function isLocked(error: unknown): boolean {
  const code = getResultCode(error)
  return code === sqlite.busy || code === sqlite.locked
}

async function useDatabase<T>(file: string, use: (database: DatabaseSync) => T): Promise<T> {
  const { DatabaseSync } = await import('node:sqlite')
  // `rw` does not create a database: dsdt takes an empty database for a complete one.
  const url = pathToFileURL(file)
  url.searchParams.set('mode', 'rw')
  const database = new DatabaseSync(url, { timeout: busyTimeoutMs })
  try {
    return use(database)
  } finally {
    database.close()
  }
}

function toDatabaseFailure(error: unknown, file: string): unknown {
  const options = { cause: error }
  switch (getResultCode(error)) {
    case sqlite.full:
      return new Failure('disk-full', `No space is left for ${file}.`, 'Free some disk space.', options)
    case sqlite.busy:
    case sqlite.locked: {
      const evidence = `Another process has locked ${file} for ${lockLimitMs / 1000} s.`
      const advice = 'Wait until the dsdt that uses it ends, and run again.'
      return new Failure('local-context-unwritable', evidence, advice, options)
    }
    case sqlite.readOnly:
    case sqlite.cannotOpen:
      return new Failure('local-context-unwritable', `${file} could not be written.`, unwritableAdvice, options)
    default:
      return error
  }
}

/** The primary result code of SQLite: the lowest byte of an extended code. */
function getResultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  return error.errcode & 0xff
}

/**
 * Unix seconds as dsdt stores and sorts them: Python's `datetime.utcfromtimestamp(…).isoformat(' ')`, rounded half to
 * even to the microsecond, without a fraction of zero.
 */
export function formatSqlDate(seconds: number): string {
  const whole = Math.floor(seconds)
  const scaled = (seconds - whole) * 1e6
  const floor = Math.floor(scaled)
  const rest = scaled - floor
  const roundsUp = rest > 0.5 || (rest === 0.5 && floor % 2 === 1)
  const micros = floor + (roundsUp ? 1 : 0)
  const carried = micros === 1e6 ? { whole: whole + 1, micros: 0 } : { whole, micros }
  const text = new Date(carried.whole * 1000).toISOString().slice(0, 19).replace('T', ' ')
  return carried.micros === 0 ? text : `${text}.${String(carried.micros).padStart(6, '0')}`
}
