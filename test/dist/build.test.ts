import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkDist, differences } from '../../script/build.ts'
import { runAction } from '../testbed/runner.ts'

const root = dirname(dirname(import.meta.dirname))
const dist = join(root, 'dist')

const names = async (folder: string) => (await readdir(folder, { recursive: true })).toSorted()

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'dist-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

describe('dist/', () => {
  test('is what src/ builds, byte for byte', { timeout: 180_000 }, async () => {
    expect(await checkDist(dist)).toEqual([])
  })

  test('has the entries, the bundle and one file of licenses', async () => {
    const others = (await names(dist)).filter((name) => !/^\d+\.bundle\.js$/.test(name))
    expect(others).toEqual(['bundle.js', 'licenses.txt', 'main.js', 'post.js', 'report.js'])
  })

  test('tells nothing of the machine that built it', async () => {
    const telling = []
    for (const name of await names(dist)) {
      const text = await readFile(join(dist, name), 'utf8')
      if (text.includes(root) || /(?:^|["'\s(])\/(?:home|root|Users|tmp)\/\w/m.test(text)) telling.push(name)
    }
    expect(telling).toEqual([])
  })

  test('names the license of every package it holds', async () => {
    const licenses = await readFile(join(dist, 'licenses.txt'), 'utf8')
    for (const name of ['@actions/core', '@actions/github', '@aws-sdk/client-s3', 'ajv', 'dockerode', 'yaml']) {
      expect(licenses.split('\n')).toContain(name)
    }
  })

  test.each(['main.js', 'post.js', 'report.js'])('%s loads with nothing beside it', async (name) => {
    await using elsewhere = await temporaryFolder()
    await cp(dist, elsewhere.path, { recursive: true })
    const { stderr } = spawnSync(process.execPath, [join(elsewhere.path, name)], { encoding: 'utf8', env: {} })
    expect(stderr).not.toMatch(/Cannot find module|is not defined|SyntaxError/)
  })

  test('main ends with a named verdict when it is given nothing', async () => {
    const { exitCode, outputs, annotations } = await runAction({ runPost: false })
    expect(exitCode).toBe(1)
    expect(outputs).toMatchObject({ verdict: 'invalid-input' })
    expect(annotations).toHaveLength(1)
  })
})

describe('differences', () => {
  test('names what changed, what is missing and what is too much', async () => {
    await using built = await temporaryFolder()
    await using committed = await temporaryFolder()
    for (const name of ['same', 'changed', 'missing']) await writeFile(join(built.path, name), name)
    for (const name of ['same', 'extra']) await writeFile(join(committed.path, name), name)
    await writeFile(join(committed.path, 'changed'), 'other')
    expect(await differences(built.path, committed.path)).toEqual([
      'changed (changed)',
      'extra (not a product of the build)',
      'missing (missing)',
    ])
  })

  test('a folder that is not there lacks everything', async () => {
    await using built = await temporaryFolder()
    await writeFile(join(built.path, 'main.js'), '')
    expect(await differences(built.path, join(built.path, 'none'))).toEqual(['main.js (missing)'])
  })
})
