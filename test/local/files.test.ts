import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { openFolder } from '../../src/local/anchored-folder.ts'
import {
  createContextFileFailure,
  getNonEmptyText,
  listFileSizes,
  readBounded,
  readFirstLineJson,
  writeOnce,
} from '../../src/local/files.ts'
import { mountTmpfs } from '../testbed/tmpfs.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
  file = join(folder, 'ctxt.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('listFileSizes', () => {
  test('lists files at any depth by their relative paths, without links', async () => {
    await mkdir(join(folder, 'sub/deep'), { recursive: true })
    await writeFile(join(folder, 'a'), '1')
    await writeFile(join(folder, 'sub/deep/b'), '22')
    await symlink('nowhere', join(folder, 'broken'))
    await symlink('/etc/hostname', join(folder, 'elsewhere'))
    expect(Object.fromEntries(await listFileSizes(folder))).toStrictEqual({ a: 1, 'sub/deep/b': 2 })
  })

  test('returns an empty map when there is no folder', async () => {
    expect(await listFileSizes(join(folder, 'absent'))).toStrictEqual(new Map())
  })

  test('throws a disk failure for a folder that cannot be listed', async () => {
    await symlink('loop', join(folder, 'loop'))
    await expect(listFileSizes(join(folder, 'loop'))).rejects.toMatchObject({
      verdict: 'local-context-unwritable',
      message: expect.stringContaining('ELOOP'),
    })
  })

  test('leaves out a file whose path is too long for the system', async () => {
    await writeFile(join(folder, 'a'), '1')
    const deep = join(folder, `${'x'.repeat(210)}/`.repeat(19))
    await mkdir(deep, { recursive: true })
    await using handle = await openFolder(deep)
    const file = join(handle.path, 'x'.repeat(255))
    await writeFile(file, 'out of reach')
    try {
      expect(await listFileSizes(folder)).toStrictEqual(new Map([['a', 1]]))
    } finally {
      await rm(file)
    }
  })
})

describe('readBounded', () => {
  test('reads the file, or its first bytes', async () => {
    await writeFile(file, '123456')
    const read = async (options: Parameters<typeof readBounded>[1]) =>
      Buffer.from((await readBounded(file, options)) ?? []).toString()
    expect(await read({ maxBytes: 6 })).toBe('123456')
    expect(await read({ maxBytes: 2, firstBytes: 2 })).toBe('12')
    expect(await read({ maxBytes: 9, firstBytes: 9 })).toBe('123456')
  })

  test('throws BundleFormatError for a larger file', async () => {
    await writeFile(file, '123456')
    await expect(readBounded(file, { maxBytes: 5 })).rejects.toThrow(BundleFormatError)
  })

  test('returns undefined when there is no file', async () => {
    expect(await readBounded(file, { maxBytes: 5 })).toBeUndefined()
    await writeFile(file, '')
    expect(await readBounded(join(file, 'below'), { maxBytes: 5 })).toBeUndefined()
  })

  test('throws the error of the file system for any other reason', async () => {
    await symlink('ctxt.json', file)
    await expect(readBounded(file, { maxBytes: 5 })).rejects.toThrow('ELOOP')
  })
})

describe('readFirstLineJson', () => {
  test('reads the first line only', async () => {
    await writeFile(file, '{"a": 1}\nanything')
    expect(await readFirstLineJson(file)).toStrictEqual({ a: 1 })
  })

  test('returns undefined when there is no file', async () => {
    expect(await readFirstLineJson(file)).toBeUndefined()
  })

  test.each(['', '[]', 'null', '{"a"', '1'])('throws context-conflict for %j', async (text) => {
    await writeFile(file, text)
    await expect(readFirstLineJson(file)).rejects.toMatchObject({
      verdict: 'context-conflict',
      message: expect.stringContaining(`${file} is not what dsdt writes: `),
    })
  })
})

test('readFirstLineJson throws context-conflict for a folder', async () => {
  await expect(readFirstLineJson(folder)).rejects.toMatchObject({
    verdict: 'context-conflict',
    message: expect.stringContaining('is not a regular file'),
  })
})

describe('getNonEmptyText', () => {
  test.each([
    [{ name: 'x' }, 'x'],
    [{ name: '' }, undefined],
    [{ name: null }, undefined],
    [{ name: 1 }, undefined],
    [{}, undefined],
    [Object.create({ name: 'inherited' }), undefined],
  ])('reads %j as %j', (json, text) => {
    expect(getNonEmptyText(json, 'name')).toBe(text)
  })
})

describe('createContextFileFailure', () => {
  test('advises on each of the two files', () => {
    expect(createContextFileFailure('/x/fs.json', 'it is empty')).toMatchObject({
      message: '/x/fs.json is not what dsdt writes: it is empty.',
      advice: 'Remove it, and select a context with `dsdt switch`.',
    })
    expect(createContextFileFailure('/x/ctxt.json', 'it is empty').advice).toBe(
      'Fix it, or remove its folder and create the context again with `dsdt context`.',
    )
  })
})

describe('writeOnce', () => {
  test('keeps the first content and leaves no other file', async () => {
    await writeOnce(file, { first: true })
    await writeOnce(file, { second: true })
    expect(await readFile(file, 'utf8')).toBe('{"first":true}')
    expect(await readdir(folder)).toStrictEqual(['ctxt.json'])
  })

  test('leaves nothing on a full disk', async () => {
    await using disk = await mountTmpfs(4)
    await writeFile(join(disk.path, 'filler'), 'x'.repeat(4096))
    await expect(writeOnce(join(disk.path, 'ctxt.json'), { first: true })).rejects.toThrow('ENOSPC')
    expect(await readdir(disk.path)).toStrictEqual(['filler'])
  })
})
