import { access, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { readState, StateWriter } from '../src/action/state.ts'
import { getField } from '../src/lib/json.ts'
import { inheritEnv, root, runCommand } from './testbed/process.ts'
import { createCommandFiles, readPairs } from './testbed/runner/file-commands.ts'
import { runAction } from './testbed/runner.ts'
import { makeTemporaryFolder } from './testbed/temporary-folder.ts'

/** What Linux allows for one variable, name and terminating zero included (`MAX_ARG_STRLEN`). */
const variableLimit = 128 * 1024

afterEach(() => {
  vi.unstubAllEnvs()
})

describe.each([
  ['.', 'action.yml'],
  ['report', 'report/action.yml'],
  ['plan', 'plan/action.yml'],
  ['freshness', 'freshness/action.yml'],
])('the manifest in %s', (folder, path) => {
  const read = async () => parse(await readFile(join(root, path), 'utf8'))

  test.each(['inputs', 'outputs'])('has %s that differ by more than case and spaces', async (key) => {
    const names = Object.keys(Object(getField(await read(), key)))
    const variables = names.map((name) => name.replaceAll(' ', '_').toUpperCase())
    expect(new Set(variables).size).toBe(names.length)
  })

  test('has names without characters that end a name in a file command or need quoting in an expression', async () => {
    const manifest: unknown = await read()
    const names = ['inputs', 'outputs'].flatMap((key) => Object.keys(Object(getField(manifest, key))))
    expect(names.filter((name) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))).toEqual([])
  })

  test('has no stage but main and post, which always runs', async () => {
    const keys = Object.keys(Object(getField(await read(), 'runs')))
    expect(keys.filter((key) => !['using', 'main', 'post'].includes(key))).toEqual([])
  })

  test('names scripts that the repository holds', async () => {
    const runs: unknown = getField(await read(), 'runs')
    const scripts = [getField(runs, 'main'), getField(runs, 'post')].flatMap((script) =>
      script ? [String(script)] : [],
    )
    const paths = scripts.map((script) => join(folder, script))
    const listed = await runCommand('git', ['-C', root, 'ls-files', ...paths], { env: inheritEnv('PATH', 'HOME') })
    expect(listed.stdout.trim().split('\n').toSorted()).toEqual(paths.toSorted())
  })

  test('is far below the 10 MiB that the runner reads', async () => {
    expect((await stat(join(root, path))).size).toBeLessThan(64 * 1024)
  })
})

describe('dist/', () => {
  test('stays below 8 MiB, because every job downloads and unpacks it', async () => {
    const names = await readdir(join(root, 'dist'))
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(root, 'dist', name))).size))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(8 * 1024 * 1024)
  })
})

describe('the state', () => {
  test('of 1,000 jobs reaches post in a file, because a variable could not hold it', async () => {
    await using folder = await makeTemporaryFolder('state-')
    const files = await createCommandFiles(folder.path, 'main')
    vi.stubEnv('GITHUB_STATE', files.state)
    const writer = new StateWriter(folder.path, async (text) => await Promise.reject(new Error(text)))
    await writer.update({
      runId: 'a'.repeat(12),
      pipeClass: `${'p'.repeat(80)}.Pipe`,
      contextFolder: `/home/${'x'.repeat(80)}`,
    })
    for (let job = 0; job < 1000; job++) {
      const name = `disdat-pipelines-orders-${String(job).padStart(12, '0')}`
      const queue = 'arn:aws:batch:us-east-1:123456789012:job-queue/nightly'
      const fields = { region: 'us-east-1', queue, name, id: crypto.randomUUID() }
      await writer.addOrphan({ backend: 'AWSBatch', runId: 'run-1', outputUuid: crypto.randomUUID(), fields })
    }
    const pairs = [...readPairs(await readFile(files.state, 'utf8'))]
    const env = Object.fromEntries(pairs.map(([name, value]) => [`STATE_${name}`, value]))
    expect(JSON.stringify(env).length).toBeLessThan(1024)
    expect((await readState(env))?.orphans).toHaveLength(1000)
    // Saving each job costs one line: the size grows with the number of jobs, not with its square.
    expect((await stat(env['STATE_file'] ?? '')).size).toBeLessThan(1000 * 512)
  })
})

describe('an input', () => {
  test('that is longer than a variable may be keeps the step from starting', async () => {
    await expect(runAction({ inputs: { params: 'x'.repeat(variableLimit) } })).rejects.toMatchObject({
      cause: { code: 'E2BIG' },
    })
  })
})

describe('the table of rules in test/testbed/README.md', () => {
  test('names tests that exist', async () => {
    const rows = (await readFile(join(root, 'test/testbed/README.md'), 'utf8'))
      .split('\n')
      .filter((line) => line.startsWith('| '))
    const tests = rows.flatMap((row) => [
      ...(row.split('|').at(3) ?? '').matchAll(/`(?:test\/)?([a-z/-]+)(?:\.test\.ts)?`/g),
    ])
    const missing = []
    for (const [, name = ''] of tests) {
      const found = await Promise.all([`test/${name}.test.ts`, `test/${name}`].map((path) => exists(join(root, path))))
      if (!found.includes(true)) missing.push(name)
    }
    expect(tests.length).toBeGreaterThan(40)
    expect(missing).toEqual([])
  })
})

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
