import { once } from 'node:events'
import { createServer as createHttpServer, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { docker, startPrivateEngine } from '../testbed/docker.ts'
import { failed, failing, unchecked } from '../testbed/failing.ts'
import { makeEmptyImage } from '../testbed/images.ts'
import { makeShellImage } from '../testbed/shell-image.ts'
import { atLine, test, type World } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 60' }

/** Something that listens where a Docker engine is expected. */
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

const answering = (answer: (response: ServerResponse) => void) => createHttpServer((_, response) => answer(response))

async function errorAt(world: World, host: string, inputs: Readonly<Record<string, string>> = {}): Promise<string> {
  const { error, warnings, result } = await failing(world, { ...pipe, ...inputs }, { env: { DOCKER_HOST: host } })
  expect(warnings).toEqual([])
  expect(result.outputs['job-id']).toBeUndefined()
  expect(result.durationMs).toBeLessThan(10_000)
  return error
}

describe('no Docker', () => {
  test('no socket', async ({ world }) => {
    const socket = join(tmpdir(), 'no-such-folder', 'docker.sock')
    expect(await errorAt(world, `unix://${socket}`)).toBe(
      `docker-unavailable: The Docker engine does not answer: connect ENOENT ${socket}. Start the Docker engine, or point DOCKER_HOST to one. Hosted runners have it on Linux only.`,
    )
  })

  test('nobody behind the address', async ({ world }) => {
    expect(await errorAt(world, 'tcp://127.0.0.1:1')).toBe(
      'docker-unavailable: The Docker engine does not answer: connect ECONNREFUSED 127.0.0.1:1. Start the Docker engine, or point DOCKER_HOST to one.',
    )
  })

  // Where the reset is noticed is a matter of time. A socket that we may not use (EACCES) cannot be made for root, who may use any; this is what a proxy in front of one does.
  test('a connection that is cut at once', async ({ world }) => {
    await using wire = await startWire(createServer((socket) => socket.resetAndDestroy()))
    expect(await errorAt(world, wire.host)).toMatch(
      /^docker-unavailable: The Docker engine does not answer: (read|write|connect) (ECONNRESET|EPIPE).*\. See why the Docker engine stopped answering, and run the step again\.$/,
    )
  })

  test('another protocol', async ({ world }) => {
    await using wire = await startWire(createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')))
    expect(await errorAt(world, wire.host)).toBe(
      'docker-unavailable: The Docker engine does not answer: Parse Error: Expected HTTP/, RTSP/ or ICE/. Check DOCKER_HOST: what answers there is no Docker engine.',
    )
  })

  test('another web server', async ({ world }) => {
    await using wire = await startWire(answering((response) => response.end('<html>It works!</html>')))
    expect(await errorAt(world, wire.host)).toBe(
      'docker-unavailable: Something answers where the Docker engine should, but it is no Docker engine. Check DOCKER_HOST.',
    )
  })

  test('an engine in trouble, in its own words', async ({ world }) => {
    const trouble = answering((response) => response.writeHead(500).end('{"message":"layer store is corrupt"}'))
    await using wire = await startWire(trouble)
    expect(await errorAt(world, wire.host)).toBe(
      "docker-unavailable: The Docker engine refused: layer store is corrupt. See the engine's log.",
    )
  })

  test('an engine that never answers does not keep a step that is refused for its inputs', async ({ world }) => {
    await using wire = await startWire(createServer(() => undefined))
    expect(await errorAt(world, wire.host, { force: 'maybe' })).toMatch(
      /^invalid-input: One input is wrong:\n- force: /,
    )
  })
})

describe('what the engine lacks', () => {
  test('the image', async ({ world }) => {
    const { error } = await failing(world, { ...pipe, image: 'acme/orders:3', 'pull-policy': 'never' })
    expect(error).toBe(
      'image-not-found: The image acme/orders:3 is not on this engine, and pull-policy is `never`. Build the image with `dsdt dockerize`, or give `image`, `registry` or `repository-prefix` so that the name is right.',
    )
  })

  test('the registry of the image', async ({ world }) => {
    const { error } = await failing(world, { ...pipe, image: '127.0.0.1:1/acme/orders:3' })
    expect(error).toBe(
      'image-not-found: The image 127.0.0.1:1/acme/orders:3 could not be pulled: Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused. See whether the runner reaches 127.0.0.1:1, or set `pull-policy: never` for an image that is built on this runner.',
    )
  })

  test('an image of Disdat under that name', async ({ world }) => {
    await using image = await makeEmptyImage({ Cmd: ['nginx'] })
    const { error } = await failing(world, { ...pipe, image: image.name })
    expect(error).toBe(
      `invalid-input: The image ${image.name} has neither the entry point of a classic pipeline image (/opt/bin/entrypoint.py) nor the command of a luigi one (dsdt_docker). Set \`dialect: classic\` or \`dialect: luigi\` if it is a Disdat pipeline image all the same.`,
    )
  })

  test('GPUs: the container that cannot start is removed', async ({ world }) => {
    const { error } = await failing(world, { ...pipe, gpus: '1' })
    expect(error).toBe(
      'invalid-input: gpus: the engine cannot give GPUs (could not select device driver "" with capabilities: [[gpu]]). Use a runner with GPUs and the NVIDIA container toolkit, or leave `gpus` out.',
    )
  })

  test('the network', async ({ world }) => {
    const { error } = await failing(world, { ...pipe, network: 'no-such-network' })
    expect(error).toBe(
      'invalid-input: network: the engine has no network no-such-network. `docker network ls` lists them; `host` is always there on Linux.',
    )
  })
})

describe('in the midst of a run', () => {
  test('somebody removes the container', async ({ world }) => {
    await using image = await makeShellImage('echo "sleeping for a minute"; sleep 60')
    const removed = atLine(/^sleeping for/, async () => {
      const { stdout } = await docker(['ps', '--quiet', '--filter', `ancestor=${image.name}`])
      return await docker(['rm', '--force', stdout.trim()])
    })
    const { error, result } = await failing(world, { ...pipe, image: image.name }, { onLine: removed.onLine })
    expect((await removed.done).code).toBe(0)
    expect(error).toBe(
      `docker-unavailable: The container ${result.outputs['job-name']} was removed while it ran, and not by this step. See what else removes containers on this machine, such as a clean-up job, and run the step again.`,
    )
  })

  test('the engine dies: the step ends, and so does post', async ({ world }) => {
    await using engine = await startPrivateEngine()
    await using image = await makeShellImage('echo "sleeping for a minute"; sleep 60', engine.host)
    const inputs = { ...pipe, image: image.name }
    let diedAt = 0
    const killed = atLine(/^sleeping for/, async () => {
      await engine.kill()
      diedAt = performance.now()
    })
    const result = await unchecked(world, inputs, { env: { DOCKER_HOST: engine.host }, onLine: killed.onLine })
    await killed.done
    expect(performance.now() - diedAt).toBeLessThan(10_000)
    const { error, warnings } = failed(result)
    const gone = `connect ECONNREFUSED ${engine.host.slice('unix://'.length)}`
    expect(error).toBe(
      `docker-unavailable: The Docker engine went away while the container ran: ${gone}. Start the Docker engine, or point DOCKER_HOST to one.`,
    )
    expect(warnings).toEqual([`The container is not removed yet: The Docker engine does not answer: ${gone}.`])
    expect(result).toMatchObject({ leftStopped: false, problems: [], postExitCode: 0 })
    expect(result.post?.annotations.map(({ message }) => message)).toEqual([
      `Could not remove the container: The Docker engine does not answer: ${gone}.`,
    ])

    await engine.restart()
    const again = { state: result.state, runMain: false, env: { DOCKER_HOST: engine.host } }
    const later = await unchecked(world, inputs, again)
    expect(later.post).toMatchObject({ exitCode: 0, annotations: [], log: 'Removed the container that was left.' })
    expect((await engine.docker('ps', '--all', '--quiet')).stdout).toBe('')
  })
})
