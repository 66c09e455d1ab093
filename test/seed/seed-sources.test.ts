import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { Failure } from '../../src/errors.ts'
import { ensureContext } from '../../src/local/context.ts'
import type { ListedObject } from '../../src/remote/listed-object.ts'
import type { Remote } from '../../src/remote/remote.ts'
import type { SeedSource } from '../../src/seed/read-seed.ts'
import { createLocalSource, createPackSource, createRemoteSource } from '../../src/seed/seed-sources.ts'
import { neverAborted, replaceMethods } from '../remote/helpers.ts'
import { test } from '../run/fixtures.ts'

const uuid = '11111111-2222-4333-8444-555555555555'
const options = { signal: neverAborted }
const createObject = (name: string, bytes: number): ListedObject => ({
  path: `objects/${uuid}/${name}`,
  bytes,
  etag: '',
})
const [a, b, gone] = ['a_frame.pb', 'b_frame.pb', 'gone_frame.pb'].map((name) => createObject(name, 5))
const all = [a, b, gone].filter((object) => object !== undefined)

async function readNames(source: SeedSource): Promise<readonly string[]> {
  const members = await Array.fromAsync(source.read(all, options))
  return members.map(({ object, bytes }) => `${object.path.slice(-10, -9)} ${Buffer.from(bytes).toString()}`)
}

async function fill(remote: Remote): Promise<void> {
  await remote.store.putIfAbsent(remote.getKey(uuid, 'a_frame.pb'), Buffer.from('hello'), options)
  await remote.store.putIfAbsent(remote.getKey(uuid, 'b_frame.pb'), Buffer.from('longer than listed'), options)
}

test('the remote yields what exists, and leaves out an object that has grown', async ({ remote }) => {
  await fill(remote)
  const source = createRemoteSource(remote)
  expect(source.isRemote).toBe(true)
  expect(await readNames(source)).toStrictEqual(['a hello'])
})

test('the remote leaves out an archived object, and fails with any other error', async ({ remote }) => {
  const fail = (verdict: 'object-archived' | 'access-denied') => {
    const get = () => Promise.reject(new Failure(verdict, 'No.', 'Wait.'))
    const store = replaceMethods(remote, { get })
    return createRemoteSource({ ...remote, store, read: (_, path, readOptions) => store.get(path, readOptions) })
  }
  expect(await readNames(fail('object-archived'))).toStrictEqual([])
  await expect(readNames(fail('access-denied'))).rejects.toThrow('No.')
})

test('a local context yields the files that it has', async () => {
  const home = await mkdtemp(join(tmpdir(), 'seed-home-'))
  onTestFinished(() => rm(home, { recursive: true }))
  const context = await ensureContext({ home, name: 'local' }, { url: 's3://bucket', context: 'shop' })
  const file = join(context.folder, all[0]?.path ?? '')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, 'hello')
  const source = createLocalSource(context)
  expect(source.isRemote).toBe(false)
  expect(await readNames(source)).toStrictEqual(['a hello'])
})

test('a remote without an index has no packs', async ({ remote }) => {
  await fill(remote)
  expect(await readNames(createPackSource(remote))).toStrictEqual([])
})
