import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { build, listDifferences } from '../../script/build.ts'
import { readDependenciesPage } from '../../script/docs/dependencies.ts'
import { measurePackages } from '../../script/docs/package-sizes.ts'
import { RowThread } from '../../src/compare/rows/row-thread.ts'
import { createMemorySource } from '../compare/rows/fixtures.ts'
import { neverAborted } from '../remote/helpers.ts'
import { runAction } from '../testbed/runner.ts'

const root = dirname(dirname(import.meta.dirname))
const dist = join(root, 'dist')

const listNames = async (folder: string) => (await readdir(folder, { recursive: true })).toSorted()

async function createTemporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'dist-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures are needed
const buildTest = test.extend('built', { scope: 'file' }, async ({}, { onCleanup }) => {
  const path = await mkdtemp(join(tmpdir(), 'dist-'))
  onCleanup(() => rm(path, { recursive: true, force: true }))
  return { path, modules: await build(path) }
})

describe('dist/', () => {
  buildTest('is what src/ builds, byte for byte', { timeout: 180_000 }, async ({ built }) => {
    expect(await listDifferences(built.path, dist)).toEqual([])
  })

  buildTest('has packages of the sizes in docs/dependencies.md', { timeout: 180_000 }, async ({ built }) => {
    const page = await readFile(join(root, 'docs/dependencies.md'), 'utf8')
    const sizes = await measurePackages(built.path, built.modules)
    expect(page, 'run `npm run docs` after a change of src/').toBe(await readDependenciesPage(root, sizes))
  })

  test('has the entries, the bundle and one file of licenses', async () => {
    const others = (await listNames(dist)).filter((name) => !/^\d+\.bundle\.js$/.test(name))
    expect(others).toEqual([
      'bundle.js',
      'freshness.js',
      'licenses.txt',
      'main.js',
      'plan.js',
      'post.js',
      'report.js',
      'rows.js',
    ])
  })

  test('has the thread that compares rows, and its path beside the other files', async () => {
    await using folder = await createTemporaryFolder()
    await using thread = new RowThread(join(dist, 'rows.js'))
    const bytes = Buffer.from('id\n1\n2\n')
    const origin = { layout: { windowBytes: 100, files: ['csv'] }, sources: [createMemorySource(bytes)] } as const
    const columns = { key: ['id'], values: [], json: new Set<string>() }
    const options = { signal: neverAborted }
    const filled = await thread.fill(origin, { columns, folder: folder.path, name: 'x', maxRows: 9 }, options)
    expect(filled.facts.rows).toBe(2)
    const texts = (await listNames(dist)).map(async (name) => await readFile(join(dist, name), 'utf8'))
    const paths = (await Promise.all(texts)).flatMap((text) => /const rowsEntry = .*/.exec(text) ?? [])
    expect(paths).toStrictEqual(['const rowsEntry = `${__dirname}/rows.js`'])
  })

  test('contains no path of the machine that built it', async () => {
    const leaking = []
    for (const name of await listNames(dist)) {
      const text = await readFile(join(dist, name), 'utf8')
      if (text.includes(root) || /(?:^|["'\s(])\/(?:home|root|Users|tmp)\/\w/m.test(text)) leaking.push(name)
    }
    expect(leaking).toEqual([])
  })

  test('contains the license of each bundled package', async () => {
    const licenses = await readFile(join(dist, 'licenses.txt'), 'utf8')
    for (const name of ['@actions/core', '@actions/github', '@aws-sdk/client-s3', 'ajv', 'dockerode', 'yaml']) {
      expect(licenses.split('\n')).toContain(name)
    }
  })

  test.each(['main.js', 'post.js', 'report.js', 'plan.js', 'freshness.js', 'rows.js'])(
    'loads %s without node_modules',
    async (name) => {
      await using elsewhere = await createTemporaryFolder()
      await cp(dist, elsewhere.path, { recursive: true })
      const { stderr } = spawnSync(process.execPath, [join(elsewhere.path, name)], { encoding: 'utf8', env: {} })
      expect(stderr).not.toMatch(/Cannot find module|is not defined|SyntaxError/)
    },
  )

  test('fails with `invalid-input` when it gets no inputs', async () => {
    const { exitCode, outputs, annotations } = await runAction({ runPost: false })
    expect(exitCode).toBe(1)
    expect(outputs).toMatchObject({ verdict: 'invalid-input' })
    expect(annotations).toHaveLength(1)
  })
})

describe('listDifferences', () => {
  test('names changed, missing and extra files', async () => {
    await using built = await createTemporaryFolder()
    await using committed = await createTemporaryFolder()
    for (const name of ['same', 'changed', 'missing']) await writeFile(join(built.path, name), name)
    for (const name of ['same', 'extra']) await writeFile(join(committed.path, name), name)
    await writeFile(join(committed.path, 'changed'), 'other')
    expect(await listDifferences(built.path, committed.path)).toEqual([
      'changed (changed)',
      'extra (not a product of the build)',
      'missing (missing)',
    ])
  })

  test('reports each file as missing when the folder does not exist', async () => {
    await using built = await createTemporaryFolder()
    await writeFile(join(built.path, 'main.js'), '')
    expect(await listDifferences(built.path, join(built.path, 'none'))).toEqual(['main.js (missing)'])
  })
})
