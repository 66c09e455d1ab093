import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inheritEnv, root, runCommand } from '../testbed/process.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'

test('script/demo prepares only existing parts, without the browser and act, and passes the exit code on', async () => {
  await using folder = await makeTemporaryFolder('demo-')
  await mkdir(join(folder.path, 'script'))
  await copyFile(join(root, 'script/demo'), join(folder.path, 'script/demo'))
  const testbed = '#!/bin/sh\necho "$@"\necho $BOOTSTRAP_PARTS\nexit 3\n'
  await writeFile(join(folder.path, 'script/with-testbed'), testbed, { mode: 0o755 })
  const env = inheritEnv('PATH', 'HOME')
  const { code, stdout } = await runCommand(join(folder.path, 'script/demo'), [], { env, cwd: '/' })
  const [command, named = ''] = stdout.split('\n')
  expect([code, command]).toEqual([3, 'npm run --silent demo'])
  const { stderr } = await runCommand(join(root, 'script/bootstrap'), ['unknown'], { env, cwd: '/' })
  const parts = /The parts are: (.*)\.\n$/.exec(stderr)?.[1]?.split(' ') ?? []
  expect(parts).toContain('docker_engine')
  expect(named.split(' ')).toEqual(parts.filter((part) => part !== 'browser' && part !== 'act_runner'))
})
