import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { formatSqlDate, listIndexedUuids, registerBundle } from '../../src/local/ctxt-db.ts'
import { createBundleObjects } from '../remote/fixtures.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'
import { inheritEnv, runCommand, venvBin } from '../testbed/process.ts'

const options = { signal: neverAborted }
let root: string
let folder: string
let file: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ctxt-db-'))
})
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'context-'))
  file = join(folder, 'ctxt.db')
})
afterEach(() => void vi.useRealTimers())
afterAll(() => rm(root, { recursive: true, force: true }))

function createHyperFrame(name: string) {
  const { uuid, objects } = createBundleObjects({ name })
  return { uuid, bytes: objects.get(formatHyperFrameName(uuid)) ?? new Uint8Array() }
}

function readRows(): readonly unknown[] {
  using database = new DatabaseSync(file)
  const hframes = database.prepare('SELECT uuid, human_name, creation_date, state FROM hframes').all()
  const tags = database.prepare('SELECT key, uuid, value FROM hframes_tags').all()
  return [...hframes, ...tags].map((row) => ({ ...row }))
}

/** An empty index as dsdt creates it. */
function createIndex(): DatabaseSync {
  const database = new DatabaseSync(file)
  database.exec(`CREATE TABLE hframes (uuid TEXT PRIMARY KEY, owner TEXT, human_name TEXT, processing_name TEXT,
    creation_date TEXT, state TEXT, pb BLOB); CREATE TABLE hframes_tags (key TEXT, uuid TEXT, value TEXT, UNIQUE (key, uuid))`)
  return database
}

describe('registerBundle', () => {
  test('adds a bundle once, with its tags', async () => {
    createIndex().close()
    const { uuid, bytes } = createHyperFrame('a')
    for (let time = 0; time < 2; time++) {
      await registerBundle({ folder }, bytes, options)
      expect(readRows()).toStrictEqual([
        { uuid, human_name: 'a', creation_date: '2023-11-14 22:13:20', state: 'valid' },
        { key: 'committed', uuid, value: 'True' },
      ])
    }
    expect(await listIndexedUuids({ folder }, 'a', options)).toStrictEqual([uuid])
    expect(await listIndexedUuids({ folder }, undefined, options)).toStrictEqual([uuid])
    expect(await listIndexedUuids({ folder }, 'b', options)).toStrictEqual([])
  })

  test('does not wait for a lock when the bundle is already registered', async () => {
    using writer = createIndex()
    const { bytes } = createHyperFrame('a')
    await registerBundle({ folder }, bytes, options)
    writer.exec('BEGIN IMMEDIATE')
    await registerBundle({ folder }, bytes, options)
    expect(writer.isTransaction).toBe(true)
  })

  test('replaces rows that an older dsdt left', async () => {
    const database = createIndex()
    const { uuid, bytes } = createHyperFrame('a')
    database.prepare('INSERT INTO hframes (uuid, human_name, state) VALUES (?, ?, ?)').run(uuid, 'a', 'deleted')
    database.prepare('INSERT INTO hframes_tags VALUES (?, ?, ?)').run('stale', uuid, 'x')
    database.close()
    expect(await listIndexedUuids({ folder }, 'a', options)).toStrictEqual([])
    await registerBundle({ folder }, bytes, options)
    expect(readRows()).toHaveLength(2)
    expect(await listIndexedUuids({ folder }, 'a', options)).toStrictEqual([uuid])
  })

  test('creates the tables in an empty database', async () => {
    await writeFile(file, '')
    expect(await listIndexedUuids({ folder }, undefined, options)).toStrictEqual([])
    const { uuid, bytes } = createHyperFrame('a')
    await registerBundle({ folder }, bytes, options)
    expect(await listIndexedUuids({ folder }, undefined, options)).toStrictEqual([uuid])
  })

  test('does nothing without a database, and creates none', async () => {
    await registerBundle({ folder }, createHyperFrame('a').bytes, options)
    expect(await listIndexedUuids({ folder }, 'a', options)).toBeUndefined()
    expect(await readdir(folder)).toStrictEqual([])
  })

  test('leaves a file that is not a database, which dsdt rebuilds', async () => {
    await writeFile(file, 'this is not a database'.repeat(100))
    const before = await stat(file)
    await registerBundle({ folder }, createHyperFrame('a').bytes, options)
    expect(await listIndexedUuids({ folder }, 'a', options)).toBeUndefined()
    expect((await stat(file)).mtimeMs).toBe(before.mtimeMs)
  })

  test.for([
    { what: 'a symbolic link to another database', kind: 'a symbolic link' },
    { what: 'a named pipe', kind: 'not a regular file' },
  ])('refuses $what, and writes nothing', async ({ kind }) => {
    const other = join(folder, 'other.db')
    new DatabaseSync(other).close()
    if (kind === 'a symbolic link') await symlink(other, file)
    else await runCommand('mkfifo', [file], { env: inheritEnv('PATH') })
    const failure = await catchFailure(registerBundle({ folder }, createHyperFrame('a').bytes, options))
    expect(failure).toMatchObject({
      verdict: 'local-context-unwritable',
      evidence: `${file} is ${kind}, and is not used.`,
    })
    expect((await stat(other)).size).toBe(0)
  })

  test('rolls back when a row cannot be written', async () => {
    const database = createIndex()
    database.exec("CREATE TRIGGER no BEFORE INSERT ON hframes_tags BEGIN SELECT RAISE(ABORT, 'no'); END")
    database.close()
    await expect(registerBundle({ folder }, createHyperFrame('a').bytes, options)).rejects.toThrow('no')
    expect(readRows()).toStrictEqual([])
  })

  test('opens a database with special characters in its path', async () => {
    folder = join(folder, 'a b?c#d%20ü')
    file = join(folder, 'ctxt.db')
    await mkdir(folder)
    createIndex().close()
    await registerBundle({ folder }, createHyperFrame('a').bytes, options)
    expect(readRows()).toHaveLength(2)
    expect(await readdir(folder)).toStrictEqual(['ctxt.db'])
  })
})

describe('registerBundle with a locked database', () => {
  test('waits until it is unlocked', async () => {
    const holder = createIndex()
    holder.exec('BEGIN EXCLUSIVE')
    const { uuid, bytes } = createHyperFrame('a')
    const registering = registerBundle({ folder }, bytes, options)
    const tries = vi.spyOn(DatabaseSync.prototype, 'close')
    await expect.poll(() => tries.mock.calls.length).toBeGreaterThan(1)
    tries.mockRestore()
    holder.exec('COMMIT')
    await registering
    holder.close()
    expect(await listIndexedUuids({ folder }, 'a', options)).toStrictEqual([uuid])
  })

  test('fails after 30 seconds', async () => {
    using holder = createIndex()
    holder.exec('BEGIN EXCLUSIVE')
    vi.useFakeTimers({ toFake: ['performance'] })
    const registering = catchFailure(registerBundle({ folder }, createHyperFrame('a').bytes, options))
    vi.advanceTimersByTime(31_000)
    expect(await registering).toMatchObject({
      verdict: 'local-context-unwritable',
      evidence: `Another process has locked ${file} for 30 s.`,
    })
  })

  test('stops waiting when the step is cancelled', async () => {
    using holder = createIndex()
    holder.exec('BEGIN EXCLUSIVE')
    const reason = new Error('cancelled')
    const controller = new AbortController()
    const registering = registerBundle({ folder }, createHyperFrame('a').bytes, controller)
    controller.abort(reason)
    await expect(registering).rejects.toThrow()
    await expect(listIndexedUuids({ folder }, 'a', controller)).rejects.toBe(reason)
  })

  test('registers the bundles of concurrent callers', async () => {
    createIndex().close()
    const bundles = Array.from({ length: 8 }, (_, index) => createHyperFrame(`name${index}`))
    await Promise.all(bundles.map(({ bytes }) => registerBundle({ folder }, bytes, options)))
    const uuids = await listIndexedUuids({ folder }, undefined, options)
    expect(uuids?.toSorted()).toStrictEqual(bundles.map(({ uuid }) => uuid).toSorted())
  })
})

test.skipIf(process.getuid?.() === 0)('registerBundle reports a read-only database', async () => {
  createIndex().close()
  await chmod(file, 0o444)
  expect((await catchFailure(registerBundle({ folder }, createHyperFrame('a').bytes, options))).verdict).toBe(
    'local-context-unwritable',
  )
})

test('formatSqlDate writes dates as Python does', async () => {
  const given = [
    0, 0.5, 1, 1e9, 1_700_000_000.000_000_5, 1_763_845_123.999_999_5, 253_402_300_799, 0.000_000_5, 0.000_001_5,
  ]
  const seconds = [...given, ...Array.from({ length: 500 }, () => Math.random() * 4e9)]
  const script = `import json, sys, datetime
print(json.dumps([datetime.datetime.utcfromtimestamp(s).isoformat(sep=' ') for s in json.load(sys.stdin)]))`
  const { stdout } = await runCommand(`${venvBin}/python`, ['-c', script], { env: {}, input: JSON.stringify(seconds) })
  expect(seconds.map(formatSqlDate)).toStrictEqual(JSON.parse(stdout))
})
