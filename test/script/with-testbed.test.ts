import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test as base, describe, expect } from 'vitest'
import { inheritEnv, root, runCommand } from '../testbed/process.ts'
import { makeTemporaryFolder } from '../testbed/temporary-folder.ts'

/** A checkout with this script only. Its bootstrap and its stop-engine write down that they ran. */
const test = base.extend('checkout', async ({ task: _task }, { onCleanup }) => {
  const folder = await makeTemporaryFolder('with-testbed-')
  onCleanup(() => folder[Symbol.asyncDispose]())
  const script = join(folder.path, 'script')
  await mkdir(join(folder.path, '.testbed'))
  await mkdir(script)
  await copyFile(join(root, 'script/with-testbed'), join(script, 'with-testbed'))
  const write = (name: string, text: string) => writeFile(join(script, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 })
  await write('stop-engine', 'echo stop-engine >>calls')
  return {
    script: join(script, 'with-testbed'),
    /** `engine` is the pid of the engine that this bootstrap starts. */
    writeBootstrap: (engine?: number) =>
      write(
        'bootstrap',
        `echo bootstrap "$@" >>calls${engine === undefined ? '' : `; echo ${engine} >.testbed/dockerd.pid`}`,
      ),
    setEngine: (pid: number) => writeFile(join(folder.path, '.testbed/dockerd.pid'), `${pid}\n`),
    readCalls: async () => (await readFile(join(folder.path, 'calls'), 'utf8')).trim().split('\n'),
  }
})

const env = inheritEnv('PATH')

describe('with-testbed', () => {
  test('stops the engine that the bootstrap started, and exits with the code of the command', async ({ checkout }) => {
    await checkout.writeBootstrap(7)
    const command = ['sh', '-c', 'echo "$0" >>calls; exit 3', 'with a blank']
    expect((await runCommand(checkout.script, command, { env, cwd: '/' })).code).toBe(3)
    expect(await checkout.readCalls()).toEqual(['bootstrap', 'with a blank', 'stop-engine'])
  })

  test('keeps an engine that ran before', async ({ checkout }) => {
    await checkout.setEngine(7)
    await checkout.writeBootstrap()
    expect((await runCommand(checkout.script, ['true'], { env, cwd: '/' })).code).toBe(0)
    expect(await checkout.readCalls()).toEqual(['bootstrap'])
  })

  test('prepares only the named parts', async ({ checkout }) => {
    await checkout.writeBootstrap()
    const named = { ...env, BOOTSTRAP_PARTS: 'npm_packages\n  docker_engine' }
    expect((await runCommand(checkout.script, ['true'], { env: named, cwd: '/' })).code).toBe(0)
    expect(await checkout.readCalls()).toEqual(['bootstrap npm_packages docker_engine'])
  })

  test.for([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops the engine after %s', async ([signal, code], { checkout }) => {
    await checkout.writeBootstrap(7)
    const command = ['sh', '-c', 'trap "exit 0" INT TERM; echo ready; while :; do sleep 0.1; done']
    // The signal reaches the whole group, as that of a terminal or of the runner does.
    const child = spawn(checkout.script, command, {
      env,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(child.stdout, 'data')
    process.kill(-Number(child.pid), signal)
    expect(await once(child, 'exit')).toEqual([code, null])
    expect(await checkout.readCalls()).toEqual(['bootstrap', 'stop-engine'])
  })
})
