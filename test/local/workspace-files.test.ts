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
  await put(
    'orders.csv',
    'data/b.csv',
    'data/a.csv',
    'data/north sea/größe.csv',
    'data/north sea/deep/c.csv',
    'data/.x',
  )
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function put(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const file = path.join(workspace, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, name)
  }
}

/** Paths in the bundle, in their order. */
async function paths(...lines: readonly string[]): Promise<readonly string[]> {
  return (await collectFiles(workspace, lines, options)).files.map((file) => file.path)
}

const refusalOf = async (...lines: readonly string[]) =>
  (await catchFailure(collectFiles(workspace, lines, options))).evidence

describe('the files', () => {
  test('of a file’s name, relative or absolute', async () => {
    const found = { source: path.join(workspace, 'data/b.csv'), path: 'b.csv', size: 10 }
    for (const line of ['data/b.csv', './data//b.csv', path.join(workspace, 'data/b.csv')]) {
      expect(await collectFiles(workspace, [line], options)).toStrictEqual({ files: [found], leftOut: [] })
    }
  })

  test('of a folder, with all that is in it, a folder after the files beside it', async () => {
    for (const line of ['data', 'data/', './data']) {
      const found = await paths(line)
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
  ])('of the pattern %s, sorted, below the part without wildcards', async (pattern, expected) => {
    expect(await paths(pattern)).toStrictEqual(expected)
    expect(await paths(path.join(workspace, pattern))).toStrictEqual(expected)
  })

  test('of several lines, each once', async () => {
    expect(await paths('orders.csv', 'data/b.csv', 'data/*.csv')).toStrictEqual(['orders.csv', 'b.csv', 'a.csv'])
  })

  test('whose names look like patterns', async () => {
    await put('data/[a].csv', 'data/a*.csv')
    expect(await paths('data/[a].csv')).toStrictEqual(['[a].csv'])
    expect(await paths('data/a*.csv')).toStrictEqual(['a*.csv'])
  })

  test('behind links within the workspace, but not in linked folders, nor in git’s', async () => {
    await symlink('../orders.csv', path.join(workspace, 'data/link.csv'))
    await symlink('north sea', path.join(workspace, 'data/linked'))
    await put('data/.git/config')
    const { files, leftOut } = await collectFiles(workspace, ['data'], options)
    expect(files.find((file) => file.path === 'link.csv')).toMatchObject({ source: path.join(workspace, 'orders.csv') })
    expect(files).toHaveLength(6)
    expect(leftOut.toSorted()).toStrictEqual(['data/.git', 'data/linked'])
    expect(await paths('data/linked')).toHaveLength(2)
    expect(await paths('data/*')).not.toContain('linked')
  })

  test('in a workspace that is a link itself', async () => {
    const link = path.join(root, 'link')
    await symlink(workspace, link)
    for (const line of ['data/b.csv', path.join(link, 'data/b.csv'), path.join(link, 'data/b*')]) {
      expect((await collectFiles(link, [line], options)).files.map((file) => file.path)).toStrictEqual(['b.csv'])
    }
  })
})

describe('refused is', () => {
  test.each([
    ['what is not there', 'none.csv', '"none.csv" matches no file'],
    ['a pattern that matches nothing', 'data/*.parquet', '"data/*.parquet" matches no file'],
    ['a pattern that matches folders only', 'data/nor*', '"data/nor*" matches no file'],
    ['what is below a file', 'orders.csv/x', '"orders.csv/x" matches no file'],
  ])('%s', async (_, line, evidence) => {
    expect(await catchFailure(collectFiles(workspace, ['orders.csv', line], options))).toMatchObject({
      verdict: 'invalid-input',
      evidence: `input-path: ${evidence} of the workspace.`,
    })
  })

  test('an empty folder, which no bundle can be made of', async () => {
    await mkdir(path.join(workspace, 'empty/er'), { recursive: true })
    expect(await refusalOf('empty')).toContain('"empty" matches no file')
  })

  test('whatever leads out of the workspace', async () => {
    await writeFile(path.join(root, 'secret'), 'x')
    await mkdir(path.join(root, 'other'))
    await writeFile(path.join(root, 'other/x.csv'), 'x')
    await symlink('../secret', path.join(workspace, 'out.txt'))
    await symlink(path.join(root, 'secret'), path.join(workspace, 'data/out.txt'))
    await symlink('../other', path.join(workspace, 'linked'))
    for (const line of ['out.txt', 'data', 'data/*', 'linked', 'linked/x.csv', 'linked/*.csv']) {
      expect(await refusalOf(line), line).toContain('leads out of the workspace')
    }
  })

  test('a link that leads nowhere', async () => {
    await symlink('nowhere', path.join(workspace, 'data/broken'))
    expect(await refusalOf('data')).toContain('"data/broken" cannot be read')
  })

  test('what belongs to git', async () => {
    await put('.git/config')
    await symlink('../.git/config', path.join(workspace, 'data/config'))
    for (const line of ['.git', '.git/config', 'data/config'])
      expect(await refusalOf(line), line).toContain('belongs to git')
  })

  test('two files that would be one, here or where case is not told apart', async () => {
    await put('more/a.csv', 'more/B.CSV', 'more/North Sea/größe.csv')
    expect(await refusalOf('data', 'more/a.csv')).toContain('would both be "a.csv" in the bundle')
    expect(await refusalOf('data/b.csv', 'more/B.CSV')).toContain('b.csv and B.CSV are the same file')
    expect(await refusalOf('data', 'more/[N]*/*')).toContain('are the same file')
  })

  test.each(['aux.csv', 'sub/COM1', 'x_hframe.pb', 'x_frame.pb', 'back\\slash', 'new\nline'])(
    'a file of the name %j',
    async (name) => {
      await put(`odd/${name}`)
      expect(await refusalOf('odd')).toContain('cannot be in a bundle')
    },
  )

  test('more than the limit', async () => {
    const limited = (limit: number) => collectFiles(workspace, ['data'], { ...options, limit })
    expect((await limited(5)).files).toHaveLength(5)
    expect((await catchFailure(limited(4))).evidence).toContain('more than 4 files')
  })
})

test('a cancelled run looks no further', async () => {
  await expect(collectFiles(workspace, ['data'], { signal: AbortSignal.abort(new Error('over')) })).rejects.toThrow(
    'over',
  )
})
