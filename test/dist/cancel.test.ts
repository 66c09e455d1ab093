import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { listContainers } from '../testbed/docker.ts'
import { checkFailure, runUncheckedAction } from '../testbed/failing.ts'
import { type Fault, type S3Request, startFaultyS3 } from '../testbed/faulty-s3.ts'
import { makeImageWithPipes } from '../testbed/images.ts'
import { listTraces } from '../testbed/leak-checks.ts'
import { endProcess } from '../testbed/process.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'
import { makeShellImage } from '../testbed/shell-image.ts'
import { readState, runLabel, test, type World } from '../testbed/world.ts'

const pipe = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 60' }
const isAsleep = (line: string) => line.startsWith('sleeping for')

/** The step ended before the runner would have sent SIGTERM, after 7.5 s. */
function expectInTime({ signals, msAfterSignal }: ActionResult): void {
  expect(signals).toEqual(['SIGINT'])
  expect(msAfterSignal).toBeLessThan(7_500)
}

type Inputs = Readonly<Record<string, string>>

/** Runs a step that is cancelled: it must report what it knows, and leave remote and home unchanged. */
async function runCancelled(world: World, inputs: Inputs, options: RunOptions): Promise<ActionResult> {
  const before = await listTraces(world, world.home.path)
  const result = await world.runAction(inputs, options)
  expect(await listTraces(world, world.home.path)).toEqual(before)
  expect(result).toMatchObject({ conclusion: 'cancelled', postLog: '' })
  expect(result.outputs).toMatchObject({ status: 'cancelled', verdict: 'cancelled' })
  return result
}

const formatCancelError = (phase: string) =>
  `cancelled: The workflow was cancelled during the phase "${phase}". Run the workflow again. Bundles from tasks that finished are on the remote and can be reused.`

/** A fault for the first request that fits, and a promise that resolves when this request arrives. */
function createSilence(fits: (request: S3Request) => boolean) {
  const reached = Promise.withResolvers<void>()
  const selectFault = (request: S3Request): Fault | undefined => {
    if (!fits(request)) return undefined
    reached.resolve()
    return { kind: 'silence' }
  }
  return { reached: reached.promise, selectFault }
}

/** Leaves the download of the output's file unanswered. The pull reuses the frames that the proof downloaded. */
function createPullSilence() {
  return createSilence(({ method, key, fromAction }) => fromAction && method === 'GET' && key.endsWith('/written.txt'))
}

/** A pipe whose output links to a file. After it ends, the step only pulls. */
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
  test('stops the container, and reports how far the run came', async ({ world }) => {
    const result = await runCancelled(world, pipe, { signalWhen: isAsleep })
    expect(checkFailure(result).error).toBe(formatCancelError('run'))
    expectInTime(result)
    expect(result.outputs).toMatchObject({ 'job-id': expect.any(String), 'output-bundle-uuid': expect.any(String) })
    expect(result.outputs['exit-code']).toBeUndefined()
    expect(result.summary).toMatch(/^### 🚫 Cancelled · `Sleeps` · /)
    expect(result.summary).toContain('sleeping for 60.0 s')
  })

  test('stops a container that ignores SIGTERM', async ({ world }) => {
    await using image = await makeShellImage(`trap '' TERM; echo sleeping for a minute; while :; do sleep 1; done`)
    const result = await runCancelled(world, { ...pipe, image: image.name }, { signalWhen: isAsleep })
    expect(checkFailure(result).error).toBe(formatCancelError('run'))
    // The container gets three seconds. On a busy machine the step may receive SIGTERM meanwhile, which does no harm.
    expect(result.signals).not.toContain('SIGKILL')
  })

  test('stops a container that never stops printing the beginnings of control sequences', async ({ world }) => {
    // 8,192 times `;#` after ESC: Node's stripVTControlCharacters takes half a second for each line.
    const double = 'at=0; while [ $at -lt 13 ]; do line="$line$line"; at=$((at + 1)); done'
    const script = `line=';#'; ${double}; echo sleeping for ever; while :; do printf '\\033%s\\n' "$line"; done`
    await using image = await makeShellImage(script)
    const result = await runCancelled(world, { ...pipe, image: image.name }, { signalWhen: isAsleep })
    expect(checkFailure(result).error).toBe(formatCancelError('run'))
    expect(result.signals).not.toContain('SIGKILL')
  })

  test('removes a container that it was about to start', async ({ world }) => {
    await using image = await makeShellImage('echo started; sleep 60')
    await using container = await watchForContainer(image.id)
    const result = await runCancelled(world, { ...pipe, image: image.name }, { signalOn: container.created })
    expect(checkFailure(result).error).toBe(formatCancelError('launch'))
    expectInTime(result)
  })

  test('does not wait for a registry', async ({ world }) => {
    await using registry = await startSilentRegistry()
    const image = `${registry.host}/acme/orders:1`
    const result = await runCancelled(world, { ...pipe, image }, { signalOn: registry.requested })
    // The step searches for the input at the same time.
    expect(checkFailure(result).error).toMatch(
      /^cancelled: The workflow was cancelled during the phase "image( and input)?"\./,
    )
    expectInTime(result)
    expect(result.outputs['job-id']).toBeUndefined()
  })

  test('does not wait for S3', async ({ world }) => {
    const { reached, selectFault } = createSilence(({ key }) => key === '')
    await using s3 = await startFaultyS3(world.account, selectFault)
    const inputs = { ...pipe, 'input-bundle': 'raw_orders', 'input-param': 'orders' }
    const result = await runCancelled(world, inputs, { env: s3.env, signalOn: reached })
    expect(checkFailure(result).error).toMatch(
      /^cancelled: The workflow was cancelled during the phase "(image and )?input"\./,
    )
    expect(result.outputs['job-id']).toBeUndefined()
  })

  test('removes the partial pull', async ({ world }) => {
    const before = await listTraces(world, world.home.path)
    const { reached, selectFault } = createPullSilence()
    await using s3 = await startFaultyS3(world.account, selectFault)
    await using image = await makeImageWithPipes('writes', writesSource)
    const inputs = { ...writes, image: image.name }
    const result = await world.runAction(inputs, { env: s3.env, signalOn: reached })
    expect(checkFailure(result).error).toBe(formatCancelError('pull'))
    expect(result.conclusion).toBe('cancelled')
    expectInTime(result)
    expect(result.outputs).toMatchObject({ 'exit-code': '0', 'output-bundle-name': 'Writes' })
    expect(result.outputs['output-path']).toBeUndefined()
    expect((await listTraces(world, world.home.path)).local).toEqual(before.local)
  })
})

describe('the post step', () => {
  const post = (world: World, state: ActionResult['state'], env: Readonly<Record<string, string>> = {}) =>
    runUncheckedAction(world, pipe, { runMain: false, state, env })
  const listLeftContainers = (result: ActionResult) => listContainers(`${runLabel}=${readState(result)['runId']}`)

  test('removes the container of a killed main step, once the engine answers', async ({ world }) => {
    const before = await listTraces(world, world.home.path)
    const main = await runUncheckedAction(world, pipe, { killWhen: isAsleep, runPost: false })
    expect(main).toMatchObject({ exitCode: 137, summary: '' })
    expect(main.outputs).toMatchObject({ 'job-id': expect.any(String), 'output-bundle-uuid': expect.any(String) })
    expect(await listLeftContainers(main)).toHaveLength(1)

    const { post: withoutEngine } = await post(world, main.state, { DOCKER_HOST: 'tcp://127.0.0.1:1' })
    expect(withoutEngine).toMatchObject({
      exitCode: 0,
      annotations: [
        {
          level: 'warning',
          message: expect.stringMatching(
            /^Could not remove the container: The Docker engine does not respond: connect ECONNREFUSED 127\.0\.0\.1:1\. .*`docker rm --force --volumes \$\(docker ps --all --quiet --filter label=[\w.-]+=[0-9a-f]{12}\)`/,
          ),
        },
      ],
      summary:
        '### 🚫 `Sleeps` was killed before it could report\n\nSomething that it started, or an unfinished download, may remain: see the warnings of the post step. The log of the step shows how far it got.\n\n',
    })
    expect(await listLeftContainers(main)).toHaveLength(1)

    const { post: withEngine } = await post(world, main.state)
    expect(withEngine).toMatchObject({
      exitCode: 0,
      annotations: [],
      log: 'Removed the container that main left.',
      summary:
        '### 🚫 `Sleeps` was killed before it could report\n\nRemoved the container that main left\\. The log of the step shows how far it got.\n\n',
    })
    expect(await listLeftContainers(main)).toEqual([])

    const { post: again } = await post(world, main.state)
    expect(again).toMatchObject({ exitCode: 0, annotations: [], log: '' })
    expect(await listTraces(world, world.home.path)).toEqual(before)
  })

  test('removes the partial pull of a killed main step', async ({ world }) => {
    const before = await listTraces(world, world.home.path)
    const { reached, selectFault } = createPullSilence()
    await using s3 = await startFaultyS3(world.account, selectFault)
    await using image = await makeImageWithPipes('writes', writesSource)
    const inputs = { ...writes, image: image.name, force: 'true', 'pull-output': 'true' }
    const main = await runUncheckedAction(world, inputs, { env: s3.env, killOn: reached, runPost: false })
    expect(main.exitCode).toBe(137)
    const context = join(world.home.path, '.disdat/context/local')
    expect(await readdir(context)).toContainEqual(expect.stringMatching(`^\\.pull-${readState(main)['runId']}-`))

    const { post: done } = await post(world, main.state)
    expect(done).toMatchObject({ exitCode: 0, annotations: [] })
    expect(done?.summary).toContain('Everything that it started was removed.')
    expect((await listTraces(world, world.home.path)).local).toEqual(before.local)
  })

  test('reports nothing when the main step started nothing, and ignores an unreadable state', async ({ world }) => {
    expect((await post(world, {})).post).toMatchObject({ exitCode: 0, annotations: [], log: '', summary: '' })
    const { post: confused } = await post(world, { run: '{"runId": 5' })
    expect(confused).toMatchObject({ exitCode: 0, annotations: [], summary: '' })
  })
})

/** Starts a registry that accepts connections and sends nothing. */
async function startSilentRegistry() {
  const requested = Promise.withResolvers<void>()
  const open: Socket[] = []
  const server = createServer((socket) => {
    open.push(socket.on('error', () => undefined))
    requested.resolve()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    host: `127.0.0.1:${address.port}`,
    requested: requested.promise,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}

/** Watches the engine for the next container of an image; `created` resolves before the container starts. */
async function watchForContainer(imageId: string) {
  const filters = ['type=container', 'event=create'].flatMap((filter) => ['--filter', filter])
  const args = ['events', '--since', `${Math.floor(Date.now() / 1000)}`, '--format', '{{.From}}', ...filters]
  const events = spawn('docker', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(events, 'spawn')
  const created = Promise.withResolvers<void>()
  events.stdout.setEncoding('utf8').on('data', (images: string) => {
    if (images.includes(imageId)) created.resolve()
  })
  return { created: created.promise, [Symbol.asyncDispose]: () => endProcess(events) }
}
