import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { inheritEnv, root, venvBin } from '../process.ts'
import { forkServersVariable, type Preloaded } from '../python.ts'

/** What most programs of the tests import. Not Disdat itself, which reads HOME. */
const modules: Readonly<Record<Preloaded, readonly string[]>> = {
  dsdt: ['pandas', 'boto3.s3.inject', 'google.protobuf.internal.builder', 'sqlite3', 'docker', 'luigi'],
  moto: ['moto.server', 'moto.s3.responses', 'moto.ec2.models', 'moto.iam.models', 'moto.sts.models', 'docker'],
}

/**
 * Starts a fork server (test/testbed/fork_server.py) for all tests of a run when a test first asks for it: a run
 * without such tests starts no Python.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // The setup of another project has done it.
  if (process.env[forkServersVariable] !== undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'fork-servers-'))
  const children: ChildProcess[] = []
  const start = async (preloaded: Preloaded): Promise<string> => {
    const socket = join(folder, preloaded)
    const args = ['-B', join(root, 'test/testbed/fork_server.py'), socket, ...modules[preloaded]]
    const child = spawn(join(venvBin, 'python'), args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...inheritEnv('PATH', 'HOME', 'DOCKER_HOST'), LANG: 'C.UTF-8' },
    })
    children.push(child)
    const isReady = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
      .then(() => child.exitCode === null)
      .catch(() => false)
    return isReady ? socket : ''
  }
  const started = new Map<string, Promise<string>>()
  const control = createServer({ allowHalfOpen: true }, (connection) => {
    void (async () => {
      const preloaded = (await text(connection)) === 'moto' ? 'moto' : 'dsdt'
      const socket = started.get(preloaded) ?? start(preloaded)
      started.set(preloaded, socket)
      connection.end(await socket)
    })()
  })
  const path = join(folder, 'control')
  control.listen(path)
  await once(control, 'listening')
  process.env[forkServersVariable] = path
  return async () => {
    control.close()
    for (const child of children) child.kill('SIGKILL')
    await rm(folder, { recursive: true })
  }
}
