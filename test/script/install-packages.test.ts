import { cp, mkdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test as base, expect } from 'vitest'
import { root, runCommand } from '../testbed/process.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'

/** A checkout without packages, and a double of npm that records its calls and installs two empty files. */
const test = base.extend('folder', async ({ task: _task }, { onCleanup }) => {
  const folder = await makeTemporaryFolder('install-packages-')
  onCleanup(() => folder[Symbol.asyncDispose]())
  const { path } = folder
  await cp(join(root, 'script/install-packages'), join(path, 'script/install-packages'))
  await writeFile(join(path, 'package-lock.json'), '{}')
  await mkdir(join(path, 'bin'))
  const npm = `#!/bin/sh
echo "$*" >>calls
mkdir -p node_modules/.bin
touch node_modules/.package-lock.json
[ "$1" != rebuild ] || { printf '#!/bin/sh\\n' >node_modules/.bin/node; chmod +x node_modules/.bin/node; }
`
  await writeFile(join(path, 'bin/npm'), npm, { mode: 0o755 })
  return path
})

const install = async (folder: string) => {
  const env = { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` }
  const { code } = await runCommand(join(folder, 'script/install-packages'), [], { env, cwd: '/' })
  expect(code).toBe(0)
  return (await readFile(join(folder, 'calls'), 'utf8')).trimEnd().split('\n')
}

test('install-packages installs without install scripts, except the one of Node.js', async ({ folder }) => {
  expect(await install(folder)).toEqual(['ci --ignore-scripts', 'rebuild node --ignore-scripts=false'])
})

test('install-packages installs again only after a change of the lock file', async ({ folder }) => {
  const first = await install(folder)
  expect(await install(folder)).toEqual(first)
  const later = new Date(Date.now() + 60_000)
  await utimes(join(folder, 'package-lock.json'), later, later)
  expect(await install(folder)).toEqual([...first, 'ci --ignore-scripts'])
})
