import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { collectFiles } from '../../src/local/workspace-files.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'

const options = { signal: neverAborted }
let root: string
let workspace: string

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'collect-')))
  workspace = path.join(root, 'work')
  await writeFiles(
    'orders.csv',
    'data/b.csv',
    'data/a.csv',
    'data/north sea/größe.csv',
    'data/north sea/deep/c.csv',
    'data/.x',
  )
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function writeFiles(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const file = path.join(workspace, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, name)
  }
}

/** The paths in the bundle, in order. */
async function collectPaths(...lines: readonly string[]): Promise<readonly string[]> {
  return (await collectFiles(workspace, lines, options)).files.map((file) => file.path)
}

const catchEvidence = async (...lines: readonly string[]) =>
  (await catchFailure(collectFiles(workspace, lines, options))).evidence

describe('collectFiles', () => {
  test('collects a file by its relative or absolute path', async () => {
    const found = { source: path.join(workspace, 'data/b.csv'), path: 'b.csv', size: 10 }
    for (const line of ['data/b.csv', './data//b.csv', path.join(workspace, 'data/b.csv')]) {
      expect(await collectFiles(workspace, [line], options)).toStrictEqual({ files: [found], leftOut: [] })
    }
  })

  test('collects all files of a folder, subfolders after the files beside them', async () => {
    for (const line of ['data', 'data/', './data']) {
      const found = await collectPaths(line)
      expect(found.toSorted()).toStrictEqual(['.x', 'a.csv', 'b.csv', 'north sea/deep/c.csv', 'north sea/größe.csv'])
      expect(found.slice(3)).toStrictEqual(['north sea/größe.csv', 'north sea/deep/c.csv'])
    }
  })

  test.each([
    ['data/*.csv', ['a.csv', 'b.csv']],
    ['data/**/*.csv', ['a.csv', 'b.csv', 'north sea/deep/c.csv', 'north sea/größe.csv']],
    ['**/c.csv', ['data/north sea/deep/c.csv']],
    ['data/north sea/{deep,none}/*', ['deep/c.csv']],
    ['*', ['orders.csv']],
  ])('collects the sorted matches of %s, with paths below its part without wildcards', async (pattern, expected) => {
    expect(await collectPaths(pattern)).toStrictEqual(expected)
    expect(await collectPaths(path.join(workspace, pattern))).toStrictEqual(expected)
  })

  test('collects each file of several lines once', async () => {
    expect(await collectPaths('orders.csv', 'data/b.csv', 'data/*.csv')).toStrictEqual(['orders.csv', 'b.csv', 'a.csv'])
  })

  test('prefers a file whose name looks like a pattern', async () => {
    await writeFiles('data/{a}.csv', 'data/a*.csv')
    expect(await collectPaths('data/{a}.csv')).toStrictEqual(['{a}.csv'])
    expect(await collectPaths('data/a*.csv')).toStrictEqual(['a*.csv'])
  })

  test('follows links to files within the workspace, and leaves out linked folders and `.git`', async () => {
    await symlink('../orders.csv', path.join(workspace, 'data/link.csv'))
    await symlink('north sea', path.join(workspace, 'data/linked'))
    await writeFiles('data/.git/config')
    const { files, leftOut } = await collectFiles(workspace, ['data'], options)
    expect(files.find((file) => file.path === 'link.csv')).toMatchObject({ source: path.join(workspace, 'orders.csv') })
    expect(files).toHaveLength(6)
    expect(leftOut.toSorted()).toStrictEqual(['data/.git', 'data/linked'])
    expect(await collectPaths('data/linked')).toHaveLength(2)
    expect(await collectPaths('data/*')).not.toContain('linked')
  })

  test('collects files of a workspace that is a symbolic link', async () => {
    const link = path.join(root, 'link')
    await symlink(workspace, link)
    for (const line of ['data/b.csv', path.join(link, 'data/b.csv'), path.join(link, 'data/b*')]) {
      expect((await collectFiles(link, [line], options)).files.map((file) => file.path)).toStrictEqual(['b.csv'])
    }
  })
})

describe('collectFiles refuses', () => {
  test.each([
    ['a path that does not exist', 'none.csv', '"none.csv" matches no file'],
    ['a pattern that matches nothing', 'data/*.parquet', '"data/*.parquet" matches no file'],
    ['a pattern that matches folders only', 'data/nor*', '"data/nor*" matches no file'],
    ['a path below a file', 'orders.csv/x', '"orders.csv/x" matches no file'],
  ])('%s', async (_, line, evidence) => {
    expect(await catchFailure(collectFiles(workspace, ['orders.csv', line], options))).toMatchObject({
      verdict: 'invalid-input',
      evidence: `input-path: ${evidence} of the workspace.`,
    })
  })

  test('an empty folder', async () => {
    await mkdir(path.join(workspace, 'empty/er'), { recursive: true })
    expect(await catchEvidence('empty')).toContain('"empty" matches no file')
  })

  test('a path that leads out of the workspace', async () => {
    await writeFile(path.join(root, 'secret'), 'x')
    await mkdir(path.join(root, 'other'))
    await writeFile(path.join(root, 'other/x.csv'), 'x')
    await symlink('../secret', path.join(workspace, 'out.txt'))
    await symlink(path.join(root, 'secret'), path.join(workspace, 'data/out.txt'))
    await symlink('../other', path.join(workspace, 'linked'))
    for (const line of ['out.txt', 'data', 'data/*', 'linked', 'linked/x.csv', 'linked/*.csv']) {
      expect(await catchEvidence(line), line).toContain('leads out of the workspace')
    }
  })

  test('a workspace that does not exist', async () => {
    workspace = path.join(root, 'missing')
    expect(await catchEvidence('orders.csv')).toMatch(/^input-path: the workspace \S+missing cannot be read \(ENOENT/)
  })

  test('a path that no file can have', async () => {
    expect(await catchEvidence('a\0b')).toMatch(/^input-path: "a\\u0000b" cannot be read \(/)
  })

  test('a broken link', async () => {
    await symlink('absent', path.join(workspace, 'data/broken'))
    expect(await catchEvidence('data')).toContain('"data/broken" cannot be read')
  })

  test('a file that belongs to git', async () => {
    await writeFiles('.git/config')
    await symlink('../.git/config', path.join(workspace, 'data/config'))
    for (const line of ['.git', '.git/config', 'data/config'])
      expect(await catchEvidence(line), line).toContain('belongs to git')
  })

  test('two files with one path in the bundle, but not two whose case differs', async () => {
    await writeFiles('more/a.csv', 'more/B.CSV', 'more/North Sea/größe.csv')
    expect(await catchEvidence('data', 'more/a.csv')).toContain('would both be "a.csv" in the bundle')
    expect(await collectPaths('data/b.csv', 'more/B.CSV')).toStrictEqual(['b.csv', 'B.CSV'])
  })

  test.each(['aux.csv', 'sub/COM1', 'x_hframe.pb', 'x_frame.pb', 'back\\slash', 'new\nline'])(
    'a file named %j',
    async (name) => {
      await writeFiles(`odd/${name}`)
      expect(await catchEvidence('odd')).toContain('cannot be in a bundle')
    },
  )

  test.each(['a#b.csv', 'a?b.csv', 'f[1].csv', 'f\uff1a.csv'])(
    'a file named %j, which Disdat cannot read, and says what to rename',
    async (name) => {
      await writeFiles(`odd/${name}`)
      expect(await catchEvidence('odd')).toMatch(
        /"odd\/.+" cannot be in a bundle: Disdat reads the path as a URL.+: rename /,
      )
    },
  )

  test('more files than the limit', async () => {
    const limited = (limit: number) => collectFiles(workspace, ['data'], { ...options, limit })
    expect((await limited(5)).files).toHaveLength(5)
    expect((await catchFailure(limited(4))).evidence).toContain('more than 4 files')
  })
})

test('collectFiles stops when it is cancelled', async () => {
  await expect(collectFiles(workspace, ['data'], { signal: AbortSignal.abort(new Error('over')) })).rejects.toThrow(
    'over',
  )
})
