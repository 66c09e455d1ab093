import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { getField, getList, getString } from '../../src/lib/json.ts'
import { actionsBot, type GitHubDouble, startGitHub } from '../testbed/github.ts'
import { findFreePort, inheritEnv, root, runCommand, venvBin } from '../testbed/process.ts'
import { runAction } from '../testbed/runner.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'
import { runLabel } from '../testbed/world.ts'

const run = (name: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
  runCommand(join(root, 'script', name), args, { env: { ...inheritEnv('PATH'), ...env }, cwd: '/' })

/** The steps of a workflow, those of groups included. */
function listSteps(workflow: unknown): readonly unknown[] {
  const jobs = Object.values(Object(getField(workflow, 'jobs')))
  const steps = jobs.flatMap((job) => getList(job, 'steps'))
  return steps.flatMap((step) => [step, ...getList(step, 'parallel')])
}

/** The values of a mapping of YAML as the runner passes them. */
const readTexts = (mapping: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(Object(mapping)).map(([name, value]) => [name, String(value)]))

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

test('e2e-prepare builds the example with the pipes of the tests, and creates the bucket', async () => {
  await using folder = await makeTemporaryFolder('e2e-prepare-')
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = getField(server.address(), 'port')
  // In place of Docker, because a build needs the registry of Python's image.
  const docker = `#!/bin/sh\necho "$1 $2 $3"; ls "$4" "$4/pipelines"\n`
  await writeFile(join(folder.path, 'docker'), docker, { mode: 0o755 })
  const env = { PATH: `${folder.path}:${process.env['PATH']}`, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` }
  const { code, stdout, stderr } = await run('e2e-prepare', ['end-to-end'], env)
  server.close()
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const lines = stdout.split('\n')
  expect(lines[0]).toBe('build --tag end-to-end')
  expect(lines).toEqual(expect.arrayContaining(['Dockerfile', 'setup.py', 'orders.py', 'faults.py']))
  expect(requests).toEqual(['PUT /end-to-end'])
})

test('e2e-aws starts an account in which the plan of e2e.yml for Batch is complete', { timeout: 120_000 }, async () => {
  await using folder = await makeTemporaryFolder('e2e-aws-')
  const workflow: unknown = parse(await readFile(join(root, '.github/workflows/e2e.yml'), 'utf8'))
  const { AWS_ENDPOINT_URL: _, ...keys } = readTexts(getField(workflow, 'jobs', 'plan', 'env'))
  const account = { ...keys, AWS_ENDPOINT_URL: `http://127.0.0.1:${await findFreePort()}` }
  // The packages are those of the test-bed, so that nothing is installed.
  const python = `#!/bin/sh\ncase "$*" in *pip*) echo "$*" >&2 ;; *) exec ${venvBin}/python "$@" ;; esac\n`
  await writeFile(join(folder.path, 'python3'), python, { mode: 0o755 })
  try {
    const env = { ...account, PATH: `${folder.path}:${process.env['PATH']}`, RUNNER_TEMP: folder.path }
    const { code, stderr } = await run('e2e-aws', ['end-to-end'], env)
    expect(code, stderr).toBe(0)
    expect(stderr).toContain(`--no-deps --only-binary :all: --target ${folder.path}/e2e-aws --requirement`)
    expect(await readFile(join(folder.path, 'e2e-aws.txt'), 'utf8')).toMatch(/^moto==.*^boto3==/ms)

    const step = listSteps(workflow).find((each) => getString(each, 'with', 'backend') === 'AWSBatch')
    const inputs = readTexts(getField(step, 'with'))
    const { outputs, log } = await runAction({ inputs, env: account, cwd: root })
    expect(outputs['status'], log).toBe('skipped')
    expect(log).toContain('SubmitJob')
  } finally {
    const pid = await readFile(join(folder.path, 'e2e-aws.pid'), 'utf8').catch(() => '')
    if (pid !== '') process.kill(Number(pid))
  }
})

test('e2e-summary says which jobs were skipped, and why', async () => {
  await using folder = await makeTemporaryFolder('e2e-')
  const file = join(folder.path, 'summary.md')
  const NEEDS = JSON.stringify({
    local: { result: 'success' },
    plan: { result: 'failure' },
    reusable: { result: 'skipped' },
    batch: { result: 'skipped' },
  })
  expect(await run('e2e-summary', [], { NEEDS, GITHUB_STEP_SUMMARY: file })).toMatchObject({ code: 0, stderr: '' })
  expect((await readFile(file, 'utf8')).split('\n')).toEqual([
    ...['| job | result |', '| --- | --- |', '| local | passed |'],
    ...['| plan | failure |', '| reusable | skipped |'],
    ...['| batch | skipped: the variable `AWS_E2E_ROLE` of the repository is not set |', ''],
  ])
})

describe('e2e-left', () => {
  const label = 'disdat.run-action.run-id=end-to-end-test'

  test('waits until the container is gone, and fails while one is left', async () => {
    await using folder = await makeTemporaryFolder('e2e-left-')
    // In place of Docker, because other tests have containers of the action at the same time.
    const answer = join(folder.path, 'docker')
    const useDocker = async (script: string) => await writeFile(answer, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    const PATH = `${folder.path}:${process.env['PATH']}`
    await writeFile(join(folder.path, 'sleep'), '#!/bin/sh\n', { mode: 0o755 })
    await useDocker(`case "$*" in *label=disdat.run-action.run-id*) test -e ${folder.path}/asked || echo 1c20aa11 ;; esac
touch ${folder.path}/asked`)
    expect(await run('e2e-left', [], { PATH })).toEqual({ code: 0, stdout: 'No container is left.\n', stderr: '' })
    await useDocker(`echo ${label}`)
    expect(await run('e2e-left', [], { PATH })).toEqual({ code: 1, stdout: '', stderr: `${label}\n` })
  })

  test('asks for the label that the action sets', async () => {
    expect(await readFile(join(root, 'script/e2e-left'), 'utf8')).toContain(`--filter label=${runLabel})`)
  })
})

describe('e2e-comment', () => {
  const url = 'https://github.com/octo-org/pipelines/pull/7#issuecomment-1000'
  const check = async (double: GitHubDouble, text: string, ...urls: readonly string[]) =>
    await run('e2e-comment', [text, ...urls], {
      ...{ GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines', GITHUB_TOKEN: 'ghs_1' },
      PULL_REQUEST: '7',
    })
  const comment = { author: actionsBot, body: 'It says: got "-1".' }

  test('accepts one comment of both steps, and deletes it', async () => {
    await using double = await startGitHub({ comments: [comment] })
    const stdout = `The comment was posted, updated and deleted: ${url}\n`
    expect(await check(double, 'got "-1"', url, url)).toEqual({ code: 0, stdout, stderr: '' })
    expect(double.comments).toEqual([])
    expect(JSON.stringify(double.asked)).not.toContain('"-1"')
  })

  test.each([
    ['two comments', comment, 'got "-1"', [url, `${url}1`], /^One comment on pull request #7 is expected/],
    ['a step without a comment', comment, 'got "-1"', [url, ''], /^One comment on pull request #7 is expected/],
    ['another pull request', comment, 'got "-1"', [url.replace('/7#', '/8#')], /^One comment on pull request #7/],
    ['another text', comment, 'got "0"', [url], /does not contain the text\.$/m],
    ['another author', { ...comment, author: 'mallory' }, 'got "-1"', [url], /its author is mallory\.$/m],
    ['a comment that is gone', undefined, 'got "-1"', [url], /404/],
  ])('refuses %s', async (_, given, text, urls, message) => {
    await using double = await startGitHub({ comments: given === undefined ? [] : [given] })
    const { code, stderr } = await check(double, text, ...urls)
    expect(code).not.toBe(0)
    expect(stderr).toMatch(message)
  })
})

test.each([
  ['.github/workflows/e2e.yml', 8],
  ['.github/workflows/e2e-reusable.yml', 1],
  ['.github/workflows/e2e-comment.yml', 2],
])('%s passes only existing inputs to the action, and names existing pipes', async (file, atLeast) => {
  const [workflow, manifest, ...pipes] = await Promise.all(
    [...[file, 'action.yml', 'examples/pipeline/pipelines/orders.py'], 'test/testbed/pipeline/pipelines/faults.py'].map(
      (file) => readFile(join(root, file), 'utf8'),
    ),
  )
  const steps = listSteps(parse(workflow ?? '')).filter((step) => getString(step, 'uses') === './')
  expect(steps.length).toBeGreaterThanOrEqual(atLeast)
  const known = Object.keys(Object(getField(parse(manifest ?? ''), 'inputs')))
  for (const step of steps) {
    expect(known).toEqual(expect.arrayContaining(Object.keys(Object(getField(step, 'with')))))
    const pipe = getString(step, 'with', 'pipe-class')?.split('.').at(-1)
    expect(pipes.join('\n')).toContain(`class ${pipe}(PipeTask)`)
  }
})

test('e2e.yml runs steps at the same time, and cancels one of them', async () => {
  const steps = listSteps(parse(await readFile(join(root, '.github/workflows/e2e.yml'), 'utf8')))
  const [group] = steps.filter((step) => getField(step, 'parallel') !== undefined)
  expect(getList(group, 'parallel').map((step) => getString(step, 'uses'))).toEqual(['./', './'])
  const background = steps.filter((step) => getField(step, 'background') === true).map((step) => getString(step, 'id'))
  const cancelled = steps.flatMap((step) => getString(step, 'cancel') ?? [])
  expect(cancelled).toEqual(background)
  expect(background).toHaveLength(1)
})

test('the summary of e2e.yml has the reason of each job that can be skipped', async () => {
  const jobs = Object(getField(parse(await readFile(join(root, '.github/workflows/e2e.yml'), 'utf8')), 'jobs'))
  const conditions = Object.entries(jobs).flatMap(([id, job]) => {
    const condition = getString(job, 'if')
    return condition === undefined || condition === 'always()' ? [] : [[id, condition]]
  })
  expect(conditions).toEqual([['batch', "vars.AWS_E2E_ROLE != ''"]])
})

test('the summary of e2e.yml lists all other jobs', async () => {
  const jobs = Object(getField(parse(await readFile(join(root, '.github/workflows/e2e.yml'), 'utf8')), 'jobs'))
  expect(getList(jobs, 'summary', 'needs')).toEqual(Object.keys(jobs).filter((job) => job !== 'summary'))
})

test('e2e.yml runs the action in a reusable workflow for each day of a matrix', async () => {
  const workflow: unknown = parse(await readFile(join(root, '.github/workflows/e2e.yml'), 'utf8'))
  const called: unknown = parse(await readFile(join(root, '.github/workflows/e2e-reusable.yml'), 'utf8'))
  expect(getField(workflow, 'jobs', 'reusable')).toMatchObject({
    strategy: { matrix: { day: ['2026-01-05', '2026-01-06'] } },
    uses: './.github/workflows/e2e-reusable.yml',
    with: { day: '${{ matrix.day }}' },
  })
  const [step] = listSteps(called).filter((each) => getString(each, 'uses') === './')
  expect(getString(step, 'with', 'params')).toBe('day: ${{ inputs.day }}\n')
})
