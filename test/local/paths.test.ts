import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { distinguishesCase, findPathConflict, findSymlinkOnPath } from '../../src/local/paths.ts'

describe('findPathConflict', () => {
  test.each<readonly [string, readonly string[], NodeJS.Platform, RegExp | undefined]>([
    ['plain names', ['a', 'b/c', 'b/d', 'größe'], 'win32', undefined],
    ['the same name twice', ['a', 'a'], 'linux', undefined],
    [
      'names that differ only in case',
      ['data.csv', 'Data.csv'],
      'linux',
      /^data.csv and Data.csv are the same file on a file system/,
    ],
    ['folders that differ in case', ['x/a', 'X/b'], 'linux', undefined],
    ['the same file in folders that differ in case', ['x/a', 'X/A'], 'linux', /^x\/a and X\/A are the same file/],
    ['one letter in two Unicode forms', ['\u00e9', 'e\u0301'], 'linux', /are the same file/],
    ['an ß and its capital', ['straße', 'STRASSE'], 'linux', /are the same file/],
    ['a file that is also a folder', ['a/b', 'a'], 'linux', /^a is both a file and the folder of a\/b$/],
    [
      'a file that is also a folder except for case',
      ['A', 'a/b/c'],
      'linux',
      /^A is both a file and the folder of a\/b\/c$/,
    ],
    ['names of devices on Linux', ['con', 'NUL.txt', 'a:b', 'end.'], 'linux', undefined],
    ...['CON', 'nul', 'aux.csv', 'sub/com1/a', 'LPT9.x.y', 'com¹', 'conin$', 'C:x', 'a?', 'end.', 'end ', 'x|y'].map(
      (name) => [name, [name], 'win32', /^Windows does not allow a file named /] as const,
    ),
    ['names similar to those of devices', ['console', 'com10', 'nul-1', 'auxiliary.csv'], 'win32', undefined],
  ])('returns the conflict, if any, of %s', (_, paths, platform, conflict) => {
    if (conflict === undefined) expect(findPathConflict(paths, { platform, distinguishesCase: false })).toBeUndefined()
    else expect(findPathConflict(paths, { platform, distinguishesCase: false })).toMatch(conflict)
  })
})

describe('distinguishesCase', () => {
  test('tries the file system, and leaves nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'names-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await writeFile(join(folder, 'x'), '')
    const ignoresCase = await stat(join(folder, 'X')).then(
      () => true,
      () => false,
    )
    expect(await distinguishesCase(folder)).toBe(!ignoresCase)
    expect(await readdir(folder)).toStrictEqual(['x'])
  })

  test('leaves names apart where the file system does', () => {
    const paths = ['data.csv', 'Data.csv', '\u00e9', 'e\u0301']
    expect(findPathConflict(paths, { distinguishesCase: true, platform: 'linux' })).toBeUndefined()
    expect(findPathConflict(['a/b', 'a'], { distinguishesCase: true })).toMatch(/both a file and the folder/)
  })
})

describe('findSymlinkOnPath', () => {
  test('returns a link at any depth, and ignores folders that do not exist', async () => {
    const root = await mkdtemp(join(tmpdir(), 'paths-'))
    onTestFinished(() => rm(root, { recursive: true, force: true }))
    await mkdir(join(root, 'bundle', 'sub'), { recursive: true })
    await mkdir(join(root, 'outside'))
    const bundle = join(root, 'bundle')
    expect(await findSymlinkOnPath(bundle, ['a', 'sub/a', 'not/there/a'])).toBeUndefined()
    await symlink(join(root, 'outside'), join(bundle, 'sub', 'deep'))
    expect(await findSymlinkOnPath(bundle, ['a', 'sub/a'])).toBeUndefined()
    expect(await findSymlinkOnPath(bundle, ['sub/deep/further/a'])).toBe(join(bundle, 'sub', 'deep'))
    await symlink(bundle, join(root, 'bundle-too'))
    expect(await findSymlinkOnPath(join(root, 'bundle-too'), ['a'])).toBe(join(root, 'bundle-too'))
  })
})
