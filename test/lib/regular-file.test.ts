import { execFileSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openRegularFile, readOptionalText, readRegularFile, UnreadableFileError } from '../../src/lib/regular-file.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regular-'))
  file = join(folder, 'a.txt')
  writeFileSync(file, '123456')
  symlinkSync(file, join(folder, 'link'))
  execFileSync('mkfifo', [join(folder, 'pipe')])
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('openRegularFile', () => {
  test('opens a file, and a link unless it may not', async () => {
    for (const name of ['a.txt', 'link']) {
      await using handle = await openRegularFile(join(folder, name))
      expect((await handle.readFile()).toString()).toBe('123456')
    }
    await expect(openRegularFile(join(folder, 'link'), { followsLink: false })).rejects.toMatchObject({ code: 'ELOOP' })
  })

  test.each(['pipe', '.'])('throws for %s at once', async (name) => {
    await expect(openRegularFile(join(folder, name))).rejects.toThrow(UnreadableFileError)
  })
})

describe('readRegularFile', () => {
  test('reads the whole file, or its first bytes', async () => {
    expect((await readRegularFile(file, { maxBytes: 6 })).toString()).toBe('123456')
    expect((await readRegularFile(file, { maxBytes: 2, firstBytes: 2 })).toString()).toBe('12')
  })

  test('throws for a larger file, a named pipe and a missing file', async () => {
    await expect(readRegularFile(file, { maxBytes: 5 })).rejects.toThrow('a.txt has more than 5 bytes')
    await expect(readRegularFile(join(folder, 'pipe'), { maxBytes: 5 })).rejects.toThrow('pipe is not a regular file')
    await expect(readRegularFile(join(folder, 'absent'), { maxBytes: 5 })).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('returns the bytes that there are of a file that is shorter than its size', async () => {
    // The kernel states the size of a page for its files.
    const bytes = await readRegularFile('/sys/kernel/fscaps', { maxBytes: 64 * 1024 })
    expect(bytes.toString()).toMatch(/^\d\n$/)
  })

  test.each(['/dev/null', '/dev/zero'])('reads %s as an empty file', async (device) => {
    expect(await readRegularFile(device, { maxBytes: 5 })).toHaveLength(0)
  })
})

test('readOptionalText is empty for what cannot be read', async () => {
  const read = (name: string) => readOptionalText(join(folder, name), { maxBytes: 6 })
  expect(await Promise.all(['a.txt', 'pipe', '.', 'absent'].map(read))).toStrictEqual(['123456', '', '', ''])
  expect(await readOptionalText(file, { maxBytes: 5 })).toBe('')
})
