import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { getField, getList, getString } from '../../src/lib/json.ts'
import { inheritEnv, root, runCommand } from '../testbed/process.ts'

const runBootstrap = (...parts: readonly string[]) =>
  runCommand(join(root, 'script/bootstrap'), parts, { env: inheritEnv('PATH', 'HOME'), cwd: '/' })

async function readParts(): Promise<readonly string[]> {
  const { stderr } = await runBootstrap('unknown')
  return /The parts are: (.*)\.\n$/.exec(stderr)?.[1]?.split(' ') ?? []
}

test('bootstrap refuses an unknown part before it does anything', async () => {
  const { code, stdout, stderr } = await runBootstrap('npm_packages', 'dockerd')
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^bootstrap: "dockerd" is not a part\. The parts are: npm_packages .* generation_images\.\n$/)
})

test('each part of bootstrap is a function of the script', async () => {
  const script = await readFile(join(root, 'script/bootstrap'), 'utf8')
  const functions = new Set([...script.matchAll(/^(\w+)\(\) \{/gm)].map(([, name]) => name))
  const parts = await readParts()
  expect(parts).toContain('python_environment')
  expect(parts.filter((part) => !functions.has(part))).toEqual([])
})

test('ci.yml names existing parts of bootstrap', async () => {
  const workflow = await readFile(join(root, '.github/workflows/ci.yml'), 'utf8')
  const called = [...workflow.matchAll(/script\/bootstrap (.+)/g)].map(([, names = '']) => names)
  const steps = Object.values(Object(getField(parse(workflow), 'jobs'))).flatMap((job) => getList(job, 'steps'))
  const given = steps.flatMap((step) => getString(step, 'env', 'BOOTSTRAP_PARTS') ?? [])
  const named = [...called, ...given].flatMap((names) => names.split(' '))
  const parts = await readParts()
  expect(named).toEqual(expect.arrayContaining(['npm_packages', 'generation_images', 'act_runner']))
  expect(named.filter((name) => !parts.includes(name))).toEqual([])
})
