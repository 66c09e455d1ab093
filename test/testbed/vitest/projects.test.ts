import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { getField, getList } from '../../../src/lib/json.ts'
import config from '../../../vitest.config.mts'
import { root } from '../process.ts'

/** It looks for the images before the tests of other projects. Others import its keys and types. */
const globalSetup = 'test/testbed/global-setup.ts'

/** The files of the test-bed that a test imports, directly or through others, and the test itself. */
async function listImports(file: string, found = new Set<string>()): Promise<ReadonlySet<string>> {
  if (found.has(file) || file === globalSetup) return found
  found.add(file)
  const text = await readFile(path.join(root, file), 'utf8')
  for (const [, target = ''] of text.matchAll(/^(?:import|export|\} from) .*'(\.[^']+)'$/gm)) {
    const imported = path.join(path.dirname(file), target)
    if (imported.startsWith('test/')) await listImports(imported, found)
  }
  return found
}

test('the project `sources` has no test with an image of an old version, which its job in ci.yml does not build', async () => {
  const projects = getList(config, 'test', 'projects').map((project) => getField(project, 'test'))
  const sources = projects.find((project) => getField(project, 'name') === 'sources')
  const exclude = getList(sources, 'exclude').map(String)
  const all = await Array.fromAsync(glob(getList(sources, 'include').map(String), { cwd: root }))
  const files = all.filter((file) => !exclude.some((pattern) => path.matchesGlob(file, pattern)))
  expect(files.length).toBeGreaterThan(500)
  const needing: string[] = []
  for (const file of files) {
    const imported = await listImports(file)
    if (imported.has('test/testbed/generations.ts')) needing.push(file)
  }
  expect(needing).toEqual([])
})
