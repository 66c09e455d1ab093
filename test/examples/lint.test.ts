import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { getField, getString } from '../../src/lib/json.ts'
import { inheritEnv, root, runCommand, venvBin } from '../testbed/process.ts'

const folders = ['examples/workflows', '.github/workflows']
const files = (
  await Promise.all(
    folders.map(async (folder) => (await readdir(join(root, folder))).map((name) => `${folder}/${name}`)),
  )
).flat()

/** The findings of actionlint in files, without those of other programs that it would start. */
async function runActionlint(paths: readonly string[]): Promise<readonly unknown[]> {
  const args = ['-no-color', '-shellcheck=', '-pyflakes=', '-format', '{{json .}}', ...paths]
  const options = { env: inheritEnv('PATH', 'HOME'), cwd: root }
  const { stdout, stderr } = await runCommand(`${venvBin}/actionlint`, args, options)
  expect(stdout, stderr).toMatch(/^\[/)
  const findings: unknown = JSON.parse(stdout)
  return Array.isArray(findings) ? findings : []
}

test('all workflows pass actionlint', async () => {
  expect(await runActionlint(files)).toEqual([])
})

test.for([
  ['a runner that does not exist', 'ubuntu-1.0', 'group', ['runner-label']],
  ['a key that does not exist', 'ubuntu-latest', 'grup', ['syntax-check']],
] as const)('actionlint reports %s', async ([, runner, key, kinds]) => {
  const folder = await mkdtemp(join(tmpdir(), 'actionlint-'))
  try {
    const job = `jobs:\n  a:\n    runs-on: ${runner}\n    steps:\n      - run: echo\n`
    await writeFile(join(folder, 'a.yml'), `on: push\nconcurrency: { ${key}: a, queue: max }\n${job}`)
    const found = await runActionlint([join(folder, 'a.yml')])
    expect([...new Set(found.map((one) => getString(one, 'kind')))]).toEqual(kinds)
  } finally {
    await rm(folder, { recursive: true })
  }
})

const ours = {
  'disdat/run-action': 'action.yml',
  'disdat/run-action/report': 'report/action.yml',
  'disdat/run-action/plan': 'plan/action.yml',
  'disdat/run-action/freshness': 'freshness/action.yml',
}

test.each(files)('%s passes only existing inputs to the actions of this repository', async (file) => {
  const workflow: unknown = parse(await readFile(join(root, file), 'utf8'))
  const steps = Object.values(Object(getField(workflow, 'jobs'))).flatMap((job) => Object(getField(job, 'steps')))
  for (const step of steps) {
    const name = String(getField(step, 'uses') ?? '').split('@')[0] ?? ''
    const manifest = new Map(Object.entries(ours)).get(name)
    if (manifest === undefined) continue
    const inputs = Object.keys(Object(getField(parse(await readFile(join(root, manifest), 'utf8')), 'inputs')))
    expect(inputs).toEqual(expect.arrayContaining(Object.keys(Object(getField(step, 'with') ?? {}))))
  }
})

test.each(files)('%s pins other actions to commits, and sets explicit permissions', async (file) => {
  const text = await readFile(join(root, file), 'utf8')
  const others = [...text.matchAll(/uses: (?!disdat\/run-action|\.\/)(\S+)/g)].map(([, name = '']) => name)
  expect(others.filter((name) => !/@[0-9a-f]{40}$/.test(name))).toEqual([])
  expect(getField(parse(text), 'permissions')).toEqual({})
})
