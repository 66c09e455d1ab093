import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { formatHyperFrameName, readBundle } from '../../src/disdat/bundle.ts'
import { listIndexedUuids } from '../../src/local/ctxt-db.ts'
import { IndexWriter } from '../../src/local/index-writer.ts'
import { createBundleObjects } from '../remote/fixtures.ts'
import { neverAborted } from '../remote/helpers.ts'

test('IndexWriter writes the rows of added bundles, without those of removed ones', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'index-writer-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'ctxt.db')
  const bundles = ['a', 'b'].map((name) => createBundleObjects({ name, tags: { region: 'eu' } }))
  using writer = await IndexWriter.create(file)
  for (const { uuid, objects } of bundles) {
    const bytes = objects.get(formatHyperFrameName(uuid)) ?? new Uint8Array()
    writer.add(readBundle(bytes), bytes)
  }
  writer.remove(bundles[0]?.uuid ?? '')
  writer.close()
  writer.close()
  const uuid = bundles[1]?.uuid
  expect(await listIndexedUuids({ folder }, undefined, { signal: neverAborted })).toStrictEqual([uuid])
  using database = new DatabaseSync(file)
  const tags = database.prepare('SELECT key, uuid, value FROM hframes_tags ORDER BY key').all()
  expect(tags.map((row) => ({ ...row }))).toStrictEqual([
    { key: 'committed', uuid, value: 'True' },
    { key: 'region', uuid, value: 'eu' },
  ])
})

test('IndexWriter closes its file when it is disposed of before it is complete', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'index-writer-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'ctxt.db')
  const listOpenFiles = async () => {
    const names = await readdir('/proc/self/fd')
    return await Promise.all(names.map((name) => readlink(join('/proc/self/fd', name)).catch(() => '')))
  }
  {
    using _ = await IndexWriter.create(file)
    expect(await listOpenFiles()).toContain(file)
  }
  expect(await listOpenFiles()).not.toContain(file)
})
