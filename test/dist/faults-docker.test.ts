import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import { images, listContainers, runDocker, startPrivateEngine } from '../testbed/docker.ts'
import { startEngineProxy } from '../testbed/engine-proxy.ts'
import { checkFailure, runFailingAction, runUncheckedAction } from '../testbed/failing.ts'
import { makeEmptyImage } from '../testbed/images.ts'
import { entrypointProgram, makeShellImage } from '../testbed/shell-image.ts'
import { mountTmpfs } from '../testbed/tmpfs.ts'
import { readState, runAtLine, runLabel, test, type World } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 60' }

/** Starts a server at the address of a Docker engine. */
async function startWire(server: Server) {
  const open = new Set<Socket>()
  server.on('connection', (socket) => open.add(socket.on('error', () => undefined)))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    host: `tcp://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

const createServerWithAnswer = (answer: (response: ServerResponse) => void) =>
  createHttpServer((_, response) => answer(response))

async function errorAt(world: World, host: string, inputs: Readonly<Record<string, string>> = {}): Promise<string> {
  const { error, warnings, result } = await runFailingAction(
    world,
    { ...pipe, ...inputs },
    { env: { DOCKER_HOST: host } },
  )
  expect(warnings).toEqual([])
  expect(result.outputs['job-id']).toBeUndefined()
  expect(result.durationMs).toBeLessThan(10_000)
  return error
}

describe('a step without a Docker engine fails with `docker-unavailable`', () => {
  test('when the socket does not exist', async ({ world }) => {
    const socket = join(tmpdir(), 'no-such-folder', 'docker.sock')
    expect(await errorAt(world, `unix://${socket}`)).toBe(
      `docker-unavailable: The Docker engine does not respond: connect ENOENT ${socket}. Start the Docker engine, or set DOCKER_HOST. Among hosted runners, only Linux has an engine.`,
    )
  })

  test('when DOCKER_HOST is an ssh:// address', async ({ world }) => {
    expect(await errorAt(world, 'ssh://ann@build.example')).toBe(
      'docker-unavailable: DOCKER_HOST is an ssh:// address, which is not supported. Set it to `unix:///path` or `tcp://host:port`. To reach an engine by SSH, forward its socket in a step before this one: `ssh -fnNT -L "$RUNNER_TEMP/docker.sock:/var/run/docker.sock" host`.',
    )
  })

  test('when the runner is one without Linux', async ({ world }) => {
    const { error } = await runFailingAction(world, pipe, {
      env: { DOCKER_HOST: 'tcp://127.0.0.1:1' },
      context: { RUNNER_OS: 'macOS' },
    })
    expect(error).toBe(
      'docker-unavailable: The Docker engine does not respond: connect ECONNREFUSED 127.0.0.1:1. This runner has macOS, and containers of Linux need an engine there. Use a Linux runner (`runs-on: ubuntu-latest`), or use `backend: AWSBatch`, which needs no engine.',
    )
  })

  test('when nothing listens at the address', async ({ world }) => {
    expect(await errorAt(world, 'tcp://127.0.0.1:1')).toBe(
      'docker-unavailable: The Docker engine does not respond: connect ECONNREFUSED 127.0.0.1:1. Start the Docker engine, or set DOCKER_HOST.',
    )
  })

  // Which call notices the reset depends on timing. A socket without permission (EACCES) cannot be created for root;
  // a proxy in front of such a socket closes the connection like this.
  test('when the connection is closed at once', async ({ world }) => {
    await using wire = await startWire(createServer((socket) => socket.resetAndDestroy()))
    expect(await errorAt(world, wire.host)).toMatch(
      /^docker-unavailable: The Docker engine does not respond: (read|write|connect) (ECONNRESET|EPIPE).*\. Find out why the Docker engine stopped responding, then run it again\.$/,
    )
  })

  test('when another protocol answers', async ({ world }) => {
    await using wire = await startWire(createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')))
    expect(await errorAt(world, wire.host)).toBe(
      'docker-unavailable: The Docker engine does not respond: Parse Error: Expected HTTP/, RTSP/ or ICE/. Check DOCKER_HOST: the server there is not a Docker engine.',
    )
  })

  test('when another web server answers', async ({ world }) => {
    await using wire = await startWire(createServerWithAnswer((response) => response.end('<html>It works!</html>')))
    expect(await errorAt(world, wire.host)).toBe(
      'docker-unavailable: The server at DOCKER_HOST did not answer like a Docker engine. Check DOCKER_HOST.',
    )
  })

  test('when the engine fails, with its message', async ({ world }) => {
    const failingEngine = createServerWithAnswer((response) =>
      response.writeHead(500).end('{"message":"layer store is corrupt"}'),
    )
    await using wire = await startWire(failingEngine)
    expect(await errorAt(world, wire.host)).toBe(
      "docker-unavailable: The Docker engine refused the request: layer store is corrupt. See the engine's log.",
    )
  })

  test('but does not wait for the engine when an input is invalid', async ({ world }) => {
    await using wire = await startWire(createServer(() => undefined))
    expect(await errorAt(world, wire.host, { force: 'maybe' })).toMatch(/^invalid-input: 1 input error:\n- force: /)
  })
})

describe('a step on an engine fails', () => {
  test('without the image', async ({ world }) => {
    const { error } = await runFailingAction(world, { ...pipe, image: 'acme/orders:3', 'pull-policy': 'never' })
    expect(error).toBe(
      'image-not-found: The image acme/orders:3 is not on this engine, and pull-policy is `never`. Build the image with `docker build` (examples/pipeline/Dockerfile of this action is a template), or set `image`, `registry` or `repository-prefix` so that the name is right.',
    )
  })

  test('without the registry of the image', async ({ world }) => {
    const { error } = await runFailingAction(world, { ...pipe, image: '127.0.0.1:1/acme/orders:3' })
    expect(error).toBe(
      'remote-unreachable: The image 127.0.0.1:1/acme/orders:3 could not be pulled, because the registry cannot be reached: Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused. Check that this runner can reach the registry, or set `pull-policy: never` for an image that is built on this runner.',
    )
  })

  test('with an image that is not a Disdat image', async ({ world }) => {
    await using image = await makeEmptyImage({ Cmd: ['nginx'] })
    const { error } = await runFailingAction(world, { ...pipe, image: image.name })
    expect(error).toBe(
      `invalid-input: dialect: the image ${image.name} has neither the entry point of a pipeline image (/opt/bin/entrypoint.py) nor its command (dsdt_docker). If it is a Disdat pipeline image, set \`dialect\` to the version of Disdat that it contains, such as \`disdat-0.8.25\`.`,
    )
  })

  test('without GPUs, and removes the container that cannot start', async ({ world }) => {
    const { error } = await runFailingAction(world, { ...pipe, gpus: '1' })
    expect(error).toBe(
      `invalid-input: The image ${images.faults} could not be started, because gpus: the machine has no usable GPU: could not select device driver "" with capabilities: [[gpu]]. Use a runner with GPUs and the NVIDIA container toolkit, or leave out \`gpus\`.`,
    )
  })

  test('without the network', async ({ world }) => {
    const { error } = await runFailingAction(world, { ...pipe, network: 'no-such-network' })
    expect(error).toBe(
      'invalid-input: network: the engine has no network no-such-network. Name a network that `docker network ls` lists. On Linux, `host` always exists.',
    )
  })
})

test('an engine that lacks its own init program is not taken for an image without dsdt_docker', async ({ world }) => {
  await using engine = await startPrivateEngine([], { 'init-path': '/nowhere/docker-init' })
  await using image = await makeShellImage('exit 0', engine.host)
  const { error } = await runFailingAction(world, { ...pipe, image: image.name }, { env: { DOCKER_HOST: engine.host } })
  expect(error).toMatch(
    /^docker-unavailable: The Docker engine refused the request: .*docker-init.*no such file or directory/,
  )
  expect((await engine.docker('ps', '--all', '--quiet')).stdout).toBe('')
})

describe('an engine that creates the container late', () => {
  test('leaves no container after a cancelled step', async ({ world }) => {
    await using image = await makeShellImage('sleep 60')
    const asked = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    let listsInPost = 0
    let isPost = false
    await using engine = await startEngineProxy((call) => {
      if (call === 'GET /containers/json' && isPost && ++listsInPost === 2) released.resolve()
      if (call !== 'POST /containers/create') return undefined
      asked.resolve()
      return released.promise
    })
    const result = await runUncheckedAction(
      world,
      { ...pipe, image: image.name, network: 'none' },
      {
        env: { DOCKER_HOST: engine.host },
        signalOn: asked.promise,
        onLine: (line) => {
          // The error is the last line of main.
          if (line.startsWith('::error')) isPost = true
        },
      },
    )
    released.resolve()
    await engine.settled()
    const left = await listContainers(`${runLabel}=${readState(result)['runId']}`)
    for (const id of left) await runDocker(['rm', '--force', id])
    expect(left).toEqual([])
    expect(checkFailure(result).error).toMatch(/^cancelled: /)
    expect(result.msAfterSignal).toBeLessThan(7_500)
    expect(result.post).toMatchObject({ exitCode: 0, annotations: [], log: 'Removed the container that main left.' })
  })
})

test('post removes the container that prints the help of an image when main is killed before it starts', async ({
  world,
}) => {
  await using image = await makeShellImage('sleep 60', undefined, entrypointProgram)
  const starting = Promise.withResolvers<void>()
  const never = new Promise(() => undefined)
  await using engine = await startEngineProxy((call) => {
    if (!/^POST \/containers\/\w+\/start$/.test(call)) return undefined
    starting.resolve()
    return never
  })
  const options = { env: { DOCKER_HOST: engine.host }, killOn: starting.promise }
  const result = await runUncheckedAction(world, { ...pipe, image: image.name }, options)
  const left = await listContainers(`${runLabel}=${readState(result)['runId']}`)
  for (const id of left) await runDocker(['rm', '--force', id])
  expect(left).toEqual([])
  expect(result.post).toMatchObject({ exitCode: 0, annotations: [], log: 'Removed the container that main left.' })
})

describe('an engine that stops', () => {
  test('during the pull of the image fails the step at once', async ({ world }) => {
    const pulling = Promise.withResolvers<void>()
    // A registry that never answers about the image.
    const slow = createHttpServer(({ url }, response) => {
      if (url === '/v2/') response.end('{}')
      else pulling.resolve()
    })
    await using registry = await startWire(slow)
    const engine = await startEngineProxy(() => undefined)
    const stopped = pulling.promise.then(() => engine[Symbol.asyncDispose]())
    const image = `${registry.host.slice('tcp://'.length)}/acme/orders:1`
    const { error } = await runFailingAction(world, { ...pipe, image }, { env: { DOCKER_HOST: engine.host } })
    await stopped
    expect(error).toMatch(/^docker-unavailable: The Docker engine does not respond: (?:socket hang up|read ECONNRESET)/)
  })

  test('during post is a warning with the command that removes the container', async ({ world }) => {
    await using image = await makeShellImage('echo "sleeping for a minute"; sleep 60')
    const asleep = Promise.withResolvers<void>()
    let isPost = false
    await using engine = await startEngineProxy((call) => (isPost ? Promise.reject(new Error(call)) : undefined))
    const result = await runUncheckedAction(
      world,
      { ...pipe, image: image.name, network: 'none' },
      {
        env: { DOCKER_HOST: engine.host },
        killOn: asleep.promise,
        onLine: (line) => {
          if (!line.startsWith('sleeping')) return
          isPost = true
          asleep.resolve()
        },
      },
    )
    expect(result.postExitCode).toBe(0)
    expect(result.post?.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^Could not remove the container: .*When the engine is back, remove the container with `docker/,
      ),
    ])
    const later = await runUncheckedAction(world, pipe, { state: result.state, runMain: false })
    expect(later.post).toMatchObject({ exitCode: 0, log: 'Removed the container that main left.' })
  })
})

test('a full disk of the engine fails the step with `disk-full`, and no container is left', async ({ world }) => {
  await using disk = await mountTmpfs(64 * 1024)
  vi.stubEnv('TMPDIR', disk.path)
  await using engine = await startPrivateEngine().finally(() => vi.unstubAllEnvs())
  // Fills the disk, and ends as Python does.
  const fill = 'while printf %1048576s x; do :; done >/full 2>/dev/null'
  const traceback =
    'Traceback (most recent call last):\n  File "/p.py", line 7, in pipe_run\nOSError: [Errno 28] No space left on device'
  await using image = await makeShellImage(`${fill}\necho '${traceback}' >&2\nexit 1`, engine.host)
  const inputs = { ...pipe, image: image.name, dialect: 'luigi', network: 'none' }
  const run = async () => {
    const { error } = await runFailingAction(world, inputs, { env: { DOCKER_HOST: engine.host } })
    expect((await engine.docker('ps', '--all', '--quiet')).stdout).toBe('')
    return error
  }
  const filler = join(disk.path, 'filler')
  await writeFile(filler, Buffer.alloc(64 * 1024 * 1024)).catch(() => undefined)
  expect(await run().finally(() => rm(filler))).toMatch(/^disk-full: .*no space left on device/)
  expect(await run()).toMatch(/^disk-full: .*OSError: \[Errno 28\] No space left on device/)
})

describe('a running step ends', () => {
  test('when another process removes the container', async ({ world }) => {
    await using image = await makeShellImage('echo "sleeping for a minute"; sleep 60')
    const removed = runAtLine(/^sleeping for/, async () => {
      const { stdout } = await runDocker(['ps', '--quiet', '--filter', `ancestor=${image.name}`])
      return await runDocker(['rm', '--force', stdout.trim()])
    })
    const { error, result } = await runFailingAction(world, { ...pipe, image: image.name }, { onLine: removed.onLine })
    expect((await removed.done).code).toBe(0)
    expect(error).toBe(
      `docker-unavailable: The container ${result.outputs['job-name']} was removed while it ran, and not by this step. Find out what else removes containers on this machine, such as a clean-up job, and run the step again.`,
    )
  })

  test('when the engine stops, and so does post', async ({ world }) => {
    await using engine = await startPrivateEngine()
    await using image = await makeShellImage('echo "sleeping for a minute"; sleep 60', engine.host)
    const inputs = { ...pipe, image: image.name }
    let diedAt = 0
    const killed = runAtLine(/^sleeping for/, async () => {
      await engine.kill()
      diedAt = performance.now()
    })
    const result = await runUncheckedAction(world, inputs, { env: { DOCKER_HOST: engine.host }, onLine: killed.onLine })
    await killed.done
    expect(performance.now() - diedAt).toBeLessThan(10_000)
    const { error, warnings } = checkFailure(result)
    const gone = `connect ECONNREFUSED ${engine.host.slice('unix://'.length)}`
    expect(error).toBe(
      `docker-unavailable: The Docker engine was lost while the container ran: ${gone}. Start the Docker engine, or set DOCKER_HOST.`,
    )
    expect(warnings).toEqual([`The container could not be stopped yet: The Docker engine does not respond: ${gone}.`])
    expect(result).toMatchObject({ leftStopped: false, problems: [], postExitCode: 0 })
    expect(result.post?.annotations.map(({ message }) => message)).toEqual([
      `Could not remove the container: The Docker engine does not respond: ${gone}. When the engine is back, remove the container with \`docker rm --force --volumes $(docker ps --all --quiet --filter label=${runLabel}=${readState(result)['runId']})\`.`,
    ])

    await engine.restart()
    const again = { state: result.state, runMain: false, env: { DOCKER_HOST: engine.host } }
    const later = await runUncheckedAction(world, inputs, again)
    expect(later.post).toMatchObject({ exitCode: 0, annotations: [], log: 'Removed the container that main left.' })
    expect((await engine.docker('ps', '--all', '--quiet')).stdout).toBe('')
  })
})
