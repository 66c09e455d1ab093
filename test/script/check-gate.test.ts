import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { listGateProblems } from '../../script/check-gate.ts'
import { getField, getList, getString } from '../../src/lib/json.ts'
import config from '../../vitest.config.mts'
import { inheritEnv, root, runCommand } from '../testbed/process.ts'

const workflow = 'jobs: { lint: {}, unit: {}, gate: { needs: [lint, unit] } }'
const describeResults = (results: Readonly<Record<string, string>>) =>
  JSON.stringify(Object.fromEntries(Object.entries(results).map(([job, result]) => [job, { result, outputs: {} }])))

describe('listGateProblems', () => {
  test('finds nothing when the gate waits for all jobs, and all succeed', () => {
    expect(listGateProblems(workflow, describeResults({ lint: 'success', unit: 'success' }))).toEqual([])
  })

  test('reports a job for which the gate does not wait', () => {
    expect(listGateProblems(workflow, describeResults({ lint: 'success' }))).toEqual([
      'The job gate does not wait for unit. Add it to `needs`.',
    ])
  })

  test.for(['failure', 'cancelled', 'skipped'])('reports a job with the result %s', (result) => {
    expect(listGateProblems(workflow, describeResults({ lint: 'success', unit: result }))).toEqual([
      `The job unit did not succeed: ${result}.`,
    ])
  })

  test.for(['', '[]', 'null'])('refuses NEEDS with the text "%s"', (needs) => {
    expect(() => listGateProblems(workflow, needs)).toThrow()
  })
})

describe('.github/workflows/ci.yml', async () => {
  const text = await readFile(join(root, '.github/workflows/ci.yml'), 'utf8')
  const jobs: Readonly<Record<string, unknown>> = Object(getField(parse(text), 'jobs'))
  const runGate = async (results: Readonly<Record<string, string>>) => {
    const env = { ...inheritEnv('PATH', 'HOME'), NEEDS: describeResults(results) }
    return await runCommand('npm', ['run', '--silent', 'check-gate'], { env, cwd: root })
  }

  test('has a gate that waits for each other job, and runs when they fail', () => {
    const others = Object.keys(jobs).filter((job) => job !== 'gate')
    expect(getList(jobs, 'gate', 'needs').toSorted()).toEqual(others.toSorted())
    expect(getField(jobs, 'gate', 'if')).toBe('always()')
  })

  test('passes its gate only when all jobs succeed', async () => {
    const all = Object.fromEntries(getList(jobs, 'gate', 'needs').map((job) => [String(job), 'success']))
    expect(await runGate(all)).toMatchObject({ code: 0, stderr: '' })
    const { code, stderr } = await runGate({ ...all, unit: 'failure' })
    expect([code, stderr]).toEqual([1, 'The job unit did not succeed: failure.\n'])
  })

  test('runs every project of Vitest, and every shard', () => {
    const runs = Object.values(jobs).flatMap((job) =>
      getList(job, 'steps').flatMap((step) => (getString(step, 'run') ?? '').match(/npm .*/)?.[0] ?? []),
    )
    const shards = getList(jobs, 'testbed', 'strategy', 'matrix', 'shard')
    expect(shards).toEqual(shards.map((_, index) => `${index + 1}/${shards.length}`))
    const projects = getList(config, 'test', 'projects').map((project) => getString(project, 'test', 'name'))
    expect(projects.toSorted()).toEqual(['act', 'action', 'sources'])
    // `npm run coverage` runs the sources.
    expect(runs).toEqual(
      expect.arrayContaining([
        'npm run coverage',
        'npm test -- --project action --shard "$SHARD"',
        'npm test -- --project act',
      ]),
    )
  })

  const listCommands = (job: unknown) => getList(job, 'steps').flatMap((step) => getString(step, 'run') ?? [])

  test('runs each command of `npm run check`', async () => {
    const scripts = getField(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')), 'scripts')
    const required = (getString(scripts, 'check') ?? '').split(' && ')
    expect(required).toContain('npm run check-dist')
    const commands = Object.values(jobs).flatMap(listCommands)
    // The test above compares the projects of the tests.
    expect(required.filter((command) => command !== 'npm test' && !commands.includes(command))).toEqual([])
  })

  test('caches packages by the lock file in each job that installs them', () => {
    const uncached = Object.entries(jobs).filter(([, job]) => {
      const isInstalling = listCommands(job).some((command) =>
        /install-packages|bootstrap|testbed|demo|npm ci/.test(command),
      )
      return isInstalling && !getList(job, 'steps').some((step) => getString(step, 'with', 'cache') === 'npm')
    })
    expect(uncached.map(([id]) => id)).toEqual([])
  })

  test('runs on arm64, macOS and Windows too', () => {
    const runners = Object.values(jobs).flatMap((job) => [
      getString(job, 'runs-on'),
      ...getList(job, 'strategy', 'matrix', 'runner'),
    ])
    expect(runners).toEqual(expect.arrayContaining(['ubuntu-24.04-arm', 'macos-latest', 'windows-latest']))
  })

  test('has jobs of at most 20 minutes', () => {
    const minutes = Object.values(jobs).map((job) => getField(job, 'timeout-minutes'))
    expect(minutes.filter((limit) => typeof limit !== 'number' || limit > 20)).toEqual([])
  })
})
