import { Readable } from 'node:stream'
import type Docker from 'dockerode'
import type {
  Backend,
  ContainerFile,
  Image,
  ImageRequest,
  Job,
  JobListener,
  JobResult,
  LineSink,
  OutputStream,
  Task,
} from '../backend.ts'
import { LineSplitter } from '../lines.ts'
import { createArchive, createContainerRequest, explainLaunchFailure, runLabel } from './container.ts'
import { containerRemovedFailure, waitForResult } from './container-result.ts'
import { demux } from './demux.ts'
import { callEngine, connect, explainEngineLoss, toEngineError } from './engine.ts'
import { type FindLogin, resolveImage } from './image.ts'

/** How long a container may take to end by itself after SIGTERM. The runner gives 7.5 s in all (actions/runner, ProcessInvoker). */
const stopGraceSeconds = 3

interface Running {
  readonly output: Readable
  readonly exitCode: Promise<number>
}

/** Pipes in containers on the Docker engine that `DOCKER_HOST` names. */
export class DockerBackend implements Backend {
  readonly #loginFor: FindLogin
  readonly #running = new Map<string, Running>()

  constructor(loginFor: FindLogin) {
    this.#loginFor = loginFor
  }

  async image(request: ImageRequest, signal: AbortSignal): Promise<Image> {
    return resolveImage(await connect(), request, this.#loginFor, signal)
  }

  async dryRun(task: Task): Promise<string> {
    return `POST /containers/create\n${JSON.stringify(createContainerRequest(task), null, 2)}`
  }

  async launch(task: Task, signal: AbortSignal): Promise<Job> {
    const docker = await connect()
    try {
      return await callEngine(
        () => this.#start(docker, task, signal),
        (error) => explainLaunchFailure(task, error),
      )
    } catch (error) {
      await this.stop(task.runId).catch(() => 0)
      signal.throwIfAborted()
      throw error
    }
  }

  async #start(docker: Docker, task: Task, signal: AbortSignal): Promise<Job> {
    const container = await docker.createContainer(createContainerRequest(task))
    signal.throwIfAborted()
    await container.putArchive(await createArchive(task.files, task.image), { path: '/' })
    // Attached, and waited for, before the start: no line and no exit can be missed.
    const output = await container.attach({ stream: true, stdout: true, stderr: true })
    if (!(output instanceof Readable)) throw new Error('The engine gave no stream of the container.')
    const exitCode = container.wait({ condition: 'next-exit' }).then(readExitCode)
    exitCode.catch(() => undefined)
    signal.throwIfAborted()
    await container.start()
    this.#running.set(container.id, { output, exitCode })
    return { id: container.id, name: task.name }
  }

  async follow(job: Job, { lines }: JobListener, signal: AbortSignal): Promise<JobResult> {
    const running = this.#running.get(job.id)
    if (running === undefined) throw new Error(`Container ${job.name} was not started here.`)
    const docker = await connect()
    const over = new AbortController()
    const abort = () => running.output.destroy()
    signal.addEventListener('abort', abort, { once: true })
    const copied = copyLines(running.output, lines)
    const heard = { exitCode: running.exitCode, copied }
    try {
      signal.throwIfAborted()
      const both = Promise.all([waitForResult(docker, job, heard, over.signal), copied])
      const [ending] = await callEngine(() => both.catch(lostWhileRunning), noName, signal, longestFollowMs)
      return ending
    } finally {
      signal.removeEventListener('abort', abort)
      over.abort()
      running.output.destroy()
      // No line may come when whoever follows has ended.
      await copied.catch(() => undefined)
    }
  }

  async refresh(job: Job, files: readonly ContainerFile[], image: Image): Promise<void> {
    const archive = await createArchive(files, image)
    const docker = await connect()
    await callEngine(
      () => docker.getContainer(job.id).putArchive(archive, { path: '/' }),
      ({ status }) => (status === 404 ? containerRemovedFailure(job) : undefined),
    )
  }

  async stop(runId: string): Promise<number> {
    const docker = await connect()
    const filters = { label: [`${runLabel}=${runId}`] }
    const found = await callEngine(() => docker.listContainers({ all: true, filters }), noName)
    await Promise.all(
      found.map(async ({ Id, State }) => {
        const container = docker.getContainer(Id)
        // Whatever happens to the polite request, the removal by force is what counts.
        if (State === 'running') await container.stop({ t: stopGraceSeconds }).catch(() => undefined)
        await callEngine(() => container.remove({ force: true, v: true }).catch(alreadyGone), noName)
      }),
    )
    return found.length
  }
}

/** No run is followed for longer than GitHub lets a job live on a self-hosted runner: five days. */
const longestFollowMs = 5 * 24 * 60 * 60_000

/** Docker answers 404 for a container that is removed and 409 for one that is being removed. */
function alreadyGone(error: unknown): void {
  const { status } = toEngineError(error)
  if (status !== 404 && status !== 409) throw error
}

/** Leaves the engine's refusal to be told in its own words. */
const noName = () => undefined

function lostWhileRunning(error: unknown): never {
  throw explainEngineLoss(error, 'The Docker engine went away while the container ran') ?? error
}

async function copyLines(output: AsyncIterable<Uint8Array>, sink: LineSink): Promise<void> {
  const splitters: Record<OutputStream, LineSplitter> = { stdout: new LineSplitter(), stderr: new LineSplitter() }
  for await (const chunks of demux(output)) {
    let batch: { stream: OutputStream; lines: string[] } | undefined
    for (const { stream, bytes } of chunks) {
      const lines = splitters[stream].push(bytes)
      if (batch?.stream === stream) batch.lines.push(...lines)
      else {
        if (batch !== undefined && batch.lines.length > 0) await sink(batch.stream, batch.lines)
        batch = { stream, lines }
      }
    }
    if (batch !== undefined && batch.lines.length > 0) await sink(batch.stream, batch.lines)
  }
  for (const stream of ['stdout', 'stderr'] as const) {
    const lines = splitters[stream].end()
    if (lines.length > 0) await sink(stream, lines)
  }
}

function readExitCode(answer: unknown): number {
  const code = typeof answer === 'object' && answer !== null && 'StatusCode' in answer ? answer.StatusCode : undefined
  if (typeof code !== 'number') throw new Error('The engine gave no exit code.')
  return code
}
