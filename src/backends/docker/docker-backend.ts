import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type Docker from 'dockerode'
import type { ContainerCreateOptions } from 'dockerode'
import { limitTime } from '../../lib/abort.ts'
import type { Environment } from '../../lib/environment.ts'
import { getNumber } from '../../lib/json.ts'
import type { Backend, ContainerFile, Job, JobListener, JobResult, Task } from '../backend.ts'
import type { BackendCapabilities } from '../backend-capabilities.ts'
import type { Image, ImageIdentity, ImageRequest } from '../image.ts'
import type { MachineSize } from '../machine-size.ts'
import { toResourceName } from '../resource-name.ts'
import { createContainerRequest, createFileArchive, explainLaunchFailure, unansweredFields } from './container.ts'
import { createContainerRemovedFailure, throwEngineLoss, waitForResult } from './container-result.ts'
import { copyLines } from './copy-lines.ts'
import { type CreateContainer, maxSeedingMs } from './create-container.ts'
import { callEngine, connectEngine, toEngineError } from './engine.ts'
import { identifyDockerImage } from './identify-image.ts'
import { resolveDockerImage } from './image.ts'
import type { FindLogin } from './pull.ts'
import { stopContainers } from './remove-container.ts'
import { startContainer } from './start-container.ts'

/** How long the engine may take to create and start a container, without its seed. */
const launchLimitMs = 60_000

/** How long a launch that has failed waits for the engine's answer to the creation of the container. */
const answerGraceMs = 2_000
/** How long the removal after a failed launch may take; after a cancellation the runner kills the step after 10 s. */
const maxStopMs = 60_000
const cancelledStopMs = 3_000

const mib = 1024 * 1024

/** Whether main ended before the engine had answered the creation of the container. `fields` are the orphan's. */
export const isUnanswered = (fields: Readonly<Record<string, string>>): boolean =>
  fields['created'] === unansweredFields.created

interface RunningContainer {
  readonly output: Readable
  readonly exitCode: Promise<number>
}

/** What the Docker engine of the runner can do. */
export const dockerCapabilities: BackendCapabilities = {
  unit: 'container',
  outlivesStep: false,
  maxDependencies: 0,
  usesRunnerNetwork: true,
  seedsContext: true,
  passesEmptyVariables: true,
  reportsUsage: false,
}

interface DockerOptions {
  /** Receives the progress of a pull, a line at a time. */
  readonly say?: (text: string) => void
  /** Completes an error of the first call to the engine, which shows whether there is one. */
  readonly explain?: (error: unknown) => Promise<unknown>
  /** Has the proxies of requests to registries. */
  readonly env?: Environment
}

/** Pipes in containers on the Docker engine that `DOCKER_HOST` names. */
export class DockerBackend implements Backend {
  readonly kind = 'Local'
  readonly can = dockerCapabilities
  readonly #findLogin: FindLogin
  readonly #options: DockerOptions
  readonly #running = new Map<string, RunningContainer>()
  /** The runs whose container the engine has created or refused. */
  readonly #answered = new Set<string>()

  constructor(findLogin: FindLogin, options: DockerOptions = {}) {
    this.#findLogin = findLogin
    this.#options = options
  }

  async image(request: ImageRequest, signal: AbortSignal): Promise<Image> {
    const { say = () => undefined, explain = async (error) => error } = this.#options
    try {
      return await resolveDockerImage(await connectEngine(), request, { findLogin: this.#findLogin, say }, signal)
    } catch (error) {
      throw await explain(error)
    }
  }

  async identifyImage(request: ImageRequest, signal: AbortSignal): Promise<ImageIdentity> {
    const { env = {} } = this.#options
    return await identifyDockerImage(await connectEngine(), request, { env, signal, findLogin: this.#findLogin })
  }

  /** Post finds the container by the run's id. Without an answer of the engine, it may have to wait for it. */
  async createOrphanFields({ runId }: Task, job?: Job): Promise<Readonly<Record<string, string>>> {
    return job !== undefined || this.#answered.has(runId) ? {} : unansweredFields
  }

  async dryRun(task: Task): Promise<string> {
    return `POST /containers/create\n${JSON.stringify(createContainerRequest(task), null, 2)}`
  }

  async readMachineSize(signal: AbortSignal): Promise<MachineSize> {
    const docker = await connectEngine()
    const info: unknown = await callEngine(() => docker.info(), useEngineMessage, signal)
    const bytes = getNumber(info, 'MemTotal') ?? 0
    return { vcpus: getNumber(info, 'NCPU') ?? 1, memoryMib: Math.floor(bytes / mib) }
  }

  async launch(task: Task, signal: AbortSignal): Promise<Job> {
    const docker = await connectEngine()
    const abandoned = new AbortController()
    const started = this.#start(docker, task, AbortSignal.any([signal, abandoned.signal]))
    try {
      return await callEngine(
        () => started,
        (error) => explainLaunchFailure(task, error),
        signal,
        task.seed ? launchLimitMs + maxSeedingMs : launchLimitMs,
      )
    } catch (error) {
      abandoned.abort(error)
      // The engine may still create the container. It is removed when the engine answers, here or in post.
      const settled = started.then(ignore, ignore)
      await Promise.race([settled, delay(answerGraceMs, undefined, { ref: false })])
      const ms = signal.aborted ? cancelledStopMs : maxStopMs
      await limitTime(() => this.stop(task.runId), { ms }).catch(ignore)
      signal.throwIfAborted()
      throw error
    }
  }

  async #start(docker: Docker, task: Task, signal: AbortSignal): Promise<Job> {
    const create: CreateContainer = (request) => this.#create(docker, task.runId, request)
    const { id, argv, seedProblem, ...running } = await startContainer(create, task, signal)
    this.#running.set(id, running)
    const name = toResourceName(task.name)
    return { id, name, ...(task.seed && { argv }), ...(seedProblem && { seedProblem }) }
  }

  async #create(docker: Docker, runId: string, request: ContainerCreateOptions): Promise<Docker.Container> {
    this.#answered.delete(runId)
    try {
      const container = await docker.createContainer(request)
      this.#answered.add(runId)
      return container
    } catch (error) {
      if (toEngineError(error).status !== undefined) this.#answered.add(runId)
      throw error
    }
  }

  async follow(job: Job, { lines }: JobListener, signal: AbortSignal): Promise<JobResult> {
    const running = this.#running.get(job.id)
    if (running === undefined) throw new Error(`Container ${job.name} was not started here.`)
    const docker = await connectEngine()
    const ended = new AbortController()
    const abort = () => running.output.destroy()
    signal.addEventListener('abort', abort, { once: true })
    const copied = copyLines(running.output, lines)
    try {
      signal.throwIfAborted()
      const output = { exitCode: running.exitCode, copied }
      const work = Promise.all([waitForResult(docker, job, output, ended.signal), copied])
      const [result] = await callEngine(() => work.catch(throwEngineLoss), useEngineMessage, signal, maxFollowMs)
      return result
    } finally {
      signal.removeEventListener('abort', abort)
      ended.abort()
      running.output.destroy()
      // The listener gets no lines after this call has ended.
      await copied.catch(() => undefined)
    }
  }

  async refresh(job: Job, files: readonly ContainerFile[], image: Image): Promise<void> {
    const archive = await createFileArchive(files, image)
    const docker = await connectEngine()
    await callEngine(
      () => docker.getContainer(job.id).putArchive(archive, { path: '/' }),
      ({ status }) => (status === 404 ? createContainerRemovedFailure(job) : undefined),
    )
  }

  /** An ended container stays until it is removed. */
  async release(runId: string): Promise<void> {
    await this.stop(runId)
  }

  async stop(runId: string): Promise<number> {
    return await stopContainers(await connectEngine(), runId)
  }
}

const ignore = () => undefined

/** Five days: GitHub's limit for a job on a self-hosted runner. */
const maxFollowMs = 5 * 24 * 60 * 60_000

/** The failure quotes the engine's own message. */
const useEngineMessage = () => undefined
