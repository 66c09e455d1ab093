import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { containersWithLabel } from '../testbed/docker.ts'
import { failed, unchecked } from '../testbed/failing.ts'
import { type Fault, type S3Request, startFaultyS3 } from '../testbed/faulty-s3.ts'
import { imageWithPipes } from '../testbed/images.ts'
import { tracesIn } from '../testbed/leak-checks.ts'
import { end } from '../testbed/process.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'
import { makeShellImage } from '../testbed/shell-image.ts'
import { runLabel, stateOf, test, type World } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 60' }
const isAsleep = (line: string) => line.startsWith('sleeping for')

/** It ended before the runner would have sent SIGTERM, after 7.5 s. */
function expectInTime({ signals, msAfterSignal }: ActionResult): void {
  expect(signals).toEqual(['SIGINT'])
  expect(msAfterSignal).toBeLessThan(7_500)
}

type Inputs = Readonly<Record<string, string>>

/** A step that is cancelled: it must tell all that it knows, and leave remote and home as they were. */
async function cancelled(world: World, inputs: Inputs, options: RunOptions): Promise<ActionResult> {
  const before = await tracesIn(world, world.home.path)
  const result = await world.act(inputs, options)
  expect(await tracesIn(world, world.home.path)).toEqual(before)
  expect(result).toMatchObject({ conclusion: 'cancelled', postLog: '' })
  expect(result.outputs).toMatchObject({ status: 'cancelled', verdict: 'cancelled' })
  return result
}

const during = (phase: string) =>
  `cancelled: The workflow was cancelled during the phase "${phase}". Run the workflow again. Bundles of tasks that had ended are on the remote, and the next run may reuse them.`

/** A fault that is met at the first request that fits, and tells when it is. */
function silenceAt(fits: (request: S3Request) => boolean) {
  const met = Promise.withResolvers<void>()
  const faultOf = (request: S3Request): Fault | undefined => {
    if (!fits(request)) return undefined
    met.resolve()
    return { kind: 'silence' }
  }
  return { met: met.promise, faultOf }
}

/** The download of an output's file; its frames are kept from the proof. */
function silenceInPull() {
  return silenceAt(({ method, key, fromAction }) => fromAction && method === 'GET' && key.endsWith('/written.txt'))
}

/** A pipe whose output links to a file. Nothing but the pull goes on when it has ended. */
const writes = { 'pipe-class': 'pipelines.writes.Writes', 'compare-with': '-' }
const writesSource = `
from disdatluigi.pipe import PipeTask


class Writes(PipeTask):
    def pipe_run(self):
        made = self.create_output_file("written.txt")
        with made.open("w") as out:
            out.write("written")
        return made.path
`

describe('a cancelled step', () => {
  test('stops the container, and tells how far it came', async ({ world }) => {
    const result = await cancelled(world, pipe, { signalWhen: isAsleep })
    expect(failed(result).error).toBe(during('run'))
    expectInTime(result)
    expect(result.outputs).toMatchObject({ 'job-id': expect.any(String), 'output-bundle-uuid': expect.any(String) })
    expect(result.outputs['exit-code']).toBeUndefined()
    expect(result.summary).toMatch(/^### 🚫 `Sleeps` was cancelled after /)
    expect(result.summary).toContain('sleeping for 60.0 s')
  })

  test('stops a container that does not hear of it', async ({ world }) => {
    await using image = await makeShellImage(`trap '' TERM; echo sleeping for a minute; while :; do sleep 1; done`)
    const result = await cancelled(world, { ...pipe, image: image.name }, { signalWhen: isAsleep })
    expect(failed(result).error).toBe(during('run'))
    // It got three seconds to hear. On a machine that is busy enough, SIGTERM comes before the rest is done, and does no harm.
    expect(result.signals).not.toContain('SIGKILL')
  })

  test('removes a container that it was about to start', async ({ world }) => {
    await using image = await makeShellImage('echo started; sleep 60')
    await using container = await nextContainerOf(image.id)
    const result = await cancelled(world, { ...pipe, image: image.name }, { signalOn: container.made })
    expect(failed(result).error).toBe(during('launch'))
    expectInTime(result)
  })

  test('does not wait for a registry', async ({ world }) => {
    await using registry = await silentRegistry()
    const image = `${registry.host}/acme/orders:1`
    const result = await cancelled(world, { ...pipe, image }, { signalOn: registry.asked })
    // The input is looked for at the same time.
    expect(failed(result).error).toMatch(
      /^cancelled: The workflow was cancelled during the phase "image( and input)?"\./,
    )
    expectInTime(result)
    expect(result.outputs['job-id']).toBeUndefined()
  })

  test('does not wait for S3 to find the input', async ({ world }) => {
    const { met, faultOf } = silenceAt(({ key }) => key === '')
    await using s3 = await startFaultyS3(world.account, faultOf)
    const inputs = { ...pipe, 'input-bundle': 'raw_orders', 'input-param': 'orders' }
    const result = await cancelled(world, inputs, { env: s3.env, signalOn: met })
    expect(failed(result).error).toMatch(
      /^cancelled: The workflow was cancelled during the phase "(image and )?input"\./,
    )
    expect(result.outputs['job-id']).toBeUndefined()
  })

  test('takes back what it has pulled', async ({ world }) => {
    const before = await tracesIn(world, world.home.path)
    const { met, faultOf } = silenceInPull()
    await using s3 = await startFaultyS3(world.account, faultOf)
    await using image = await imageWithPipes('writes', writesSource)
    const inputs = { ...writes, image: image.name }
    const result = await world.act(inputs, { env: s3.env, signalOn: met })
    expect(failed(result).error).toBe(during('pull'))
    expect(result.conclusion).toBe('cancelled')
    expectInTime(result)
    expect(result.outputs).toMatchObject({ 'exit-code': '0', 'output-bundle-name': 'Writes' })
    expect(result.outputs['output-path']).toBeUndefined()
    expect((await tracesIn(world, world.home.path)).local).toEqual(before.local)
  })
})

describe('post', () => {
  const post = (world: World, state: ActionResult['state'], env: Readonly<Record<string, string>> = {}) =>
    unchecked(world, pipe, { runMain: false, state, env })
  const left = (result: ActionResult) => containersWithLabel(`${runLabel}=${stateOf(result)['runId']}`)

  test('removes the container of a main that was killed, as soon as there is an engine', async ({ world }) => {
    const before = await tracesIn(world, world.home.path)
    const main = await unchecked(world, pipe, { killWhen: isAsleep, runPost: false })
    expect(main).toMatchObject({ exitCode: 137, summary: '' })
    expect(main.outputs).toMatchObject({ 'job-id': expect.any(String), 'output-bundle-uuid': expect.any(String) })
    expect(await left(main)).toHaveLength(1)

    const { post: helpless } = await post(world, main.state, { DOCKER_HOST: 'tcp://127.0.0.1:1' })
    expect(helpless).toMatchObject({
      exitCode: 0,
      annotations: [
        {
          level: 'warning',
          message:
            'Could not remove the container: The Docker engine does not answer: connect ECONNREFUSED 127.0.0.1:1.',
        },
      ],
      summary:
        '### 🚫 `Sleeps` was killed before it could report\n\nWhat it had started, or an unfinished download, may be left: see the warnings of the clean-up. The log above shows how far it came.\n\n',
    })
    expect(await left(main)).toHaveLength(1)

    const { post: able } = await post(world, main.state)
    expect(able).toMatchObject({
      exitCode: 0,
      annotations: [],
      log: 'Removed the container that was left.',
      summary:
        '### 🚫 `Sleeps` was killed before it could report\n\nNothing that it had started is left. The log above shows how far it came.\n\n',
    })
    expect(await left(main)).toEqual([])

    const { post: again } = await post(world, main.state)
    expect(again).toMatchObject({ exitCode: 0, annotations: [], log: '' })
    expect(await tracesIn(world, world.home.path)).toEqual(before)
  })

  test('removes what a killed main had half pulled', async ({ world }) => {
    const before = await tracesIn(world, world.home.path)
    const { met, faultOf } = silenceInPull()
    await using s3 = await startFaultyS3(world.account, faultOf)
    await using image = await imageWithPipes('writes', writesSource)
    const inputs = { ...writes, image: image.name, force: 'true' }
    const main = await unchecked(world, inputs, { env: s3.env, killOn: met, runPost: false })
    expect(main.exitCode).toBe(137)
    const context = join(world.home.path, '.disdat/context/local')
    expect(await readdir(context)).toContainEqual(expect.stringMatching(`^\\.pull-${stateOf(main)['runId']}-`))

    const { post: done } = await post(world, main.state)
    expect(done).toMatchObject({ exitCode: 0, annotations: [] })
    expect(done?.summary).toContain('Nothing that it had started is left.')
    expect((await tracesIn(world, world.home.path)).local).toEqual(before.local)
  })

  test('has nothing to say of a main that started nothing, and does not fail of a state that is none', async ({
    world,
  }) => {
    expect((await post(world, {})).post).toMatchObject({ exitCode: 0, annotations: [], log: '', summary: '' })
    const { post: confused } = await post(world, { run: '{"runId": 5' })
    expect(confused).toMatchObject({ exitCode: 0, annotations: [], summary: '' })
  })
})

/** A registry that takes a connection and says nothing. */
async function silentRegistry() {
  const asked = Promise.withResolvers<void>()
  const open: Socket[] = []
  const server = createServer((socket) => {
    open.push(socket.on('error', () => undefined))
    asked.resolve()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    host: `127.0.0.1:${address.port}`,
    asked: asked.promise,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

/** Hears of the engine's next container of an image, as soon as it is made and before it is started. */
async function nextContainerOf(imageId: string) {
  const filters = ['type=container', 'event=create'].flatMap((filter) => ['--filter', filter])
  const args = ['events', '--since', `${Math.floor(Date.now() / 1000)}`, '--format', '{{.From}}', ...filters]
  const events = spawn('docker', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(events, 'spawn')
  const made = Promise.withResolvers<void>()
  events.stdout.setEncoding('utf8').on('data', (images: string) => {
    if (images.includes(imageId)) made.resolve()
  })
  return { made: made.promise, [Symbol.asyncDispose]: () => end(events) }
}
