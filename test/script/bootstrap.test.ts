import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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
  const named = [...workflow.matchAll(/script\/bootstrap (.+)/g)].flatMap(([, names = '']) => names.split(' '))
  const parts = await readParts()
  expect(named).toContain('npm_packages')
  expect(named.filter((name) => !parts.includes(name))).toEqual([])
})
