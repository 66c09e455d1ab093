import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { getField, getList, getString } from '../../src/lib/json.ts'
import { inheritEnv, root, runCommand } from '../testbed/process.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'

const run = (name: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
  runCommand(join(root, 'script', name), args, { env: { ...inheritEnv('PATH'), ...env }, cwd: '/' })

describe('e2e-expect', () => {
  const steps = { ok: { outputs: { status: 'succeeded' } }, bad: { outputs: { status: 'failed', verdict: 'timeout' } } }
  const compare = (...args: readonly string[]) => run('e2e-expect', args, { STEPS: JSON.stringify(steps) })

  test('accepts the expected statuses and verdicts', async () => {
    const stdout = 'ok: succeeded\nbad: failed:timeout\n'
    expect(await compare('ok=succeeded', 'bad=failed:timeout')).toEqual({ code: 0, stdout, stderr: '' })
  })

  test.for([
    ['bad=succeeded', 'bad: failed:timeout, but succeeded is expected'],
    ['bad=failed:pipe-error', 'bad: failed:timeout, but failed:pipe-error is expected'],
    ['gone=succeeded', 'gone: no status, but succeeded is expected'],
  ] as const)('refuses %s', async ([expectation, message]) => {
    expect(await compare(expectation, 'ok=succeeded')).toMatchObject({ code: 1, stderr: `${message}\n` })
  })
})

test('e2e-summary says which jobs were skipped, and why', async () => {
  await using folder = await makeTemporaryFolder('e2e-')
  const file = join(folder.path, 'summary.md')
  const NEEDS = JSON.stringify({
    local: { result: 'success' },
    plan: { result: 'skipped' },
    batch: { result: 'failure' },
  })
  expect(await run('e2e-summary', [], { NEEDS, GITHUB_STEP_SUMMARY: file })).toMatchObject({ code: 0, stderr: '' })
  expect((await readFile(file, 'utf8')).split('\n')).toEqual([
    ...['| job | result |', '| --- | --- |', '| local | passed |'],
    ...['| plan | skipped: the variable `AWS_E2E_ROLE` of the repository is not set |', '| batch | failure |', ''],
  ])
})

test('e2e.yml passes only existing inputs to the action, and names existing pipes', async () => {
  const [workflow, manifest, ...pipes] = await Promise.all(
    [
      ...['.github/workflows/e2e.yml', 'action.yml', 'examples/pipeline/pipelines/orders.py'],
      'test/testbed/pipeline/pipelines/faults.py',
    ].map((file) => readFile(join(root, file), 'utf8')),
  )
  const jobs = Object.values(Object(getField(parse(workflow ?? ''), 'jobs')))
  const steps = jobs.flatMap((job) => getList(job, 'steps')).filter((step) => getString(step, 'uses') === './')
  expect(steps).not.toEqual([])
  const known = Object.keys(Object(getField(parse(manifest ?? ''), 'inputs')))
  for (const step of steps) {
    expect(known).toEqual(expect.arrayContaining(Object.keys(Object(getField(step, 'with')))))
    const pipe = getString(step, 'with', 'pipe-class')?.split('.').at(-1)
    expect(pipes.join('\n')).toContain(`class ${pipe}(PipeTask)`)
  }
})
