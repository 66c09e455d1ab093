import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { type Bundle, readBundle } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { isMissing } from './disk.ts'

/**
 * dsdt's index of a local context, `ctxt.db`: an SQLite database beside `objects/`. dsdt makes it anew from the objects
 * when it is missing or is no database, and believes it otherwise.
 */
type Indexed = { readonly folder: string }

/** How long another process, a dsdt most likely, may hold the database before we give up, in milliseconds. */
const lockedForMs = 30_000
/** SQLite waits in our own thread, deaf to signals, so it waits briefly and often. */
const busyTimeoutMs = 100
const pauseMs = 50

/** https://www.sqlite.org/rescode.html */
const sqlite = { busy: 5, locked: 6, readOnly: 8, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const

const tables = `
  CREATE TABLE IF NOT EXISTS hframes (uuid TEXT PRIMARY KEY, owner TEXT, human_name TEXT, processing_name TEXT,
    creation_date TEXT, state TEXT, pb BLOB);
  CREATE TABLE IF NOT EXISTS hframes_tags (key TEXT, uuid TEXT, value TEXT, UNIQUE (key, uuid));`

/**
 * The uuids of the bundles that dsdt knows, of one name or of all; undefined when there is no database or dsdt would
 * make it anew. Throws Failure `local-context-unwritable` when it stays locked for 30 s.
 */
export async function indexedUuids(
  context: Indexed,
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
 * Makes a bundle whose folder is in place known to dsdt: one transaction in its database. Does nothing when there is
 * none, or it is broken: then dsdt finds the bundle by itself. Throws Failure `local-context-unwritable`, also when it
 * stays locked for 30 s, or `disk-full`.
 */
export async function registerBundle(context: Indexed, hyperFrame: Uint8Array, options: Cancellable): Promise<void> {
  const bundle = readBundle(hyperFrame)
  await withDatabase(context, options, (database) => {
    if (isRegistered(database, bundle.uuid, hyperFrame)) return
    database.exec('BEGIN IMMEDIATE')
    try {
      insert(database, bundle, hyperFrame)
      database.exec('COMMIT')
    } catch (error) {
      // A full disk, for one, has rolled back by itself.
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  })
}

function insert(database: DatabaseSync, bundle: Bundle, hyperFrame: Uint8Array): void {
  database.exec(tables)
  database
    .prepare('INSERT OR REPLACE INTO hframes VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(
      bundle.uuid,
      bundle.owner,
      bundle.name,
      bundle.processingName,
      sqlDate(bundle.createdSeconds),
      'valid',
      hyperFrame,
    )
  database.prepare('DELETE FROM hframes_tags WHERE uuid = ?').run(bundle.uuid)
  const tag = database.prepare('INSERT INTO hframes_tags (key, uuid, value) VALUES (?, ?, ?)')
  for (const [key, value] of bundle.tags) tag.run(key, bundle.uuid, value)
}

function hasTables(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'hframes'").get() !== undefined
}

function isRegistered(database: DatabaseSync, uuid: string, hyperFrame: Uint8Array): boolean {
  if (!hasTables(database)) return false
  const { pb } = database.prepare('SELECT pb FROM hframes WHERE uuid = ? AND state = ?').get(uuid, 'valid') ?? {}
  return pb instanceof Uint8Array && Buffer.compare(pb, hyperFrame) === 0
}

/** Runs `use` on the database, again and again while another process holds it. Undefined when there is none. */
async function withDatabase<T>(
  context: Indexed,
  { signal }: Cancellable,
  use: (database: DatabaseSync) => T,
): Promise<T | undefined> {
  const file = path.join(context.folder, 'ctxt.db')
  const deadline = Date.now() + lockedForMs
  for (;;) {
    signal.throwIfAborted()
    try {
      return await useDatabase(file, use)
    } catch (error) {
      const code = resultCode(error)
      if (code === sqlite.corrupt || code === sqlite.notADatabase) return undefined
      if (code === sqlite.cannotOpen && (await isAbsent(file))) return undefined
      if (code !== sqlite.busy && code !== sqlite.locked) throw databaseFailure(error, code, file)
      if (Date.now() > deadline) throw databaseFailure(error, code, file)
      await delay(pauseMs, undefined, { signal })
    }
  }
}

async function isAbsent(file: string): Promise<boolean> {
  return await stat(file).then(
    () => false,
    (error: unknown) => isMissing(error),
  )
}

async function useDatabase<T>(file: string, use: (database: DatabaseSync) => T): Promise<T> {
  const { DatabaseSync } = await import('node:sqlite')
  // `rw`: never make one, for dsdt takes an empty database for a complete one.
  const url = pathToFileURL(file)
  url.searchParams.set('mode', 'rw')
  const database = new DatabaseSync(url, { timeout: busyTimeoutMs })
  try {
    return use(database)
  } finally {
    database.close()
  }
}

function databaseFailure(error: unknown, code: number | undefined, file: string): unknown {
  const options = { cause: error }
  switch (code) {
    case sqlite.full:
      return new Failure('disk-full', `No room is left for ${file}.`, 'Free some space there.', options)
    case sqlite.busy:
    case sqlite.locked: {
      const evidence = `Another process has held ${file} for ${lockedForMs / 1000} s.`
      return new Failure('local-context-unwritable', evidence, 'Let the dsdt that uses it end, and run again.', options)
    }
    case sqlite.readOnly:
    case sqlite.cannotOpen: {
      const advice = "Make it writable for the job's user, or set `pull-output: false`."
      return new Failure('local-context-unwritable', `${file} could not be written.`, advice, options)
    }
    default:
      return error
  }
}

/** The primary result code of SQLite, without what its extended codes add above the lowest byte. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined
  return error.errcode & 0xff
}

/**
 * Unix seconds as dsdt stores them, for it sorts by this text: Python's `datetime.utcfromtimestamp(…).isoformat(' ')`,
 * to the microsecond, half to even, and without a fraction when there is none.
 */
export function sqlDate(seconds: number): string {
  const whole = Math.floor(seconds)
  const scaled = (seconds - whole) * 1e6
  const floor = Math.floor(scaled)
  const rest = scaled - floor
  const up = rest > 0.5 || (rest === 0.5 && floor % 2 === 1)
  const micros = floor + (up ? 1 : 0)
  const carried = micros === 1e6 ? { whole: whole + 1, micros: 0 } : { whole, micros }
  const text = new Date(carried.whole * 1000).toISOString().slice(0, 19).replace('T', ' ')
  return carried.micros === 0 ? text : `${text}.${String(carried.micros).padStart(6, '0')}`
}
