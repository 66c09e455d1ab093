import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { SeedSpool } from '../../src/seed/seed-spool.ts'

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'spool-test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

const createObject = (path: string, bytes: number) => ({ path, bytes, etag: '' })

test('SeedSpool keeps small objects in one file, in their order, also beyond one block', async () => {
  const parent = await createFolder()
  await using spool = await SeedSpool.create(parent)
  const sizes = [3, 3 * 1024 * 1024, 0, 5 * 1024 * 1024, 7]
  for (const [index, bytes] of sizes.entries())
    await spool.add({ object: createObject(`${index}`, bytes), bytes: Buffer.alloc(bytes, index + 1) })
  expect(await readdir(spool.folder)).toStrictEqual(['objects'])
  const read = await Array.fromAsync(spool.read(new Set(['0', '1', '2', '3', '4', 'other'])))
  expect(read.map(({ path, bytes }) => [path, bytes])).toStrictEqual(sizes.map((bytes, index) => [`${index}`, bytes]))
  for (const [index, each] of read.entries())
    expect('content' in each && Buffer.alloc(sizes[index] ?? 0, index + 1).equals(each.content)).toBe(true)
})

test('SeedSpool reads only the objects that are asked for', async () => {
  await using spool = await SeedSpool.create(await createFolder())
  for (const name of ['a', 'b', 'c']) await spool.add({ object: createObject(name, 1), bytes: Buffer.from(name) })
  const read = await Array.fromAsync(spool.read(new Set(['c', 'a'])))
  expect(read.map((each) => 'content' in each && Buffer.from(each.content).toString())).toStrictEqual(['a', 'c'])
  expect([spool.has('b'), spool.has('d')]).toStrictEqual([true, false])
  expect([spool.getBytes('b'), spool.getBytes('d')]).toStrictEqual([1, 0])
})

test('SeedSpool keeps large objects in files, and leaves out what was not written', async () => {
  await using spool = await SeedSpool.create(await createFolder())
  await spool.addFile(createObject('large', 5), async (file) => {
    await writeFile(file, 'large')
    return true
  })
  await spool.addFile(createObject('gone', 5), async () => false)
  const [large, ...others] = await Array.fromAsync(spool.read(new Set(['large', 'gone'])))
  expect(others).toStrictEqual([])
  expect(large && 'file' in large && (await readFile(large.file, 'utf8'))).toBe('large')
})

test('SeedSpool passes objects on while others are added, in their order, until it is complete', async () => {
  await using spool = await SeedSpool.create(await createFolder())
  const names: string[] = []
  const isRead = [1, 2, 3].map(() => Promise.withResolvers<void>())
  const reading = (async () => {
    for await (const { path } of spool.follow()) {
      names.push(path)
      isRead[names.length - 1]?.resolve()
    }
  })()
  await spool.addFile(createObject('large', 5), async (file) => {
    await writeFile(file, 'large')
    return true
  })
  await isRead[0]?.promise
  const block = 4 * 1024 * 1024
  await spool.add({ object: createObject('block', block), bytes: Buffer.alloc(block) })
  await isRead[1]?.promise
  await spool.add({ object: createObject('small', 1), bytes: Buffer.from('s') })
  expect(names).toStrictEqual(['large', 'block'])
  await spool.complete()
  await reading
  expect(names).toStrictEqual(['large', 'block', 'small'])
  expect(spool.listOthers(new Set(['block']))).toStrictEqual(['large', 'small'])
})

test('SeedSpool removes its folder', async () => {
  const spool = await SeedSpool.create(await createFolder())
  await spool[Symbol.asyncDispose]()
  await expect(access(spool.folder)).rejects.toThrow('ENOENT')
})
