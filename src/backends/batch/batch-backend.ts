import type { StepIdentity } from '../../aws/identity.ts'
import { getPartition } from '../../aws/session-policy.ts'
import { Failure } from '../../errors.ts'
import type { Environment } from '../../lib/environment.ts'
import type { Backend, Image, ImageRequest, Job, JobListener, JobResult, Receipt, Task } from '../backend.ts'
import { findAttachableJobs } from './attach.ts'
import { type Clients, openClients, realClock } from './client.ts'
import {
  createDefinition,
  ensureDefinition,
  type FixedDefinition,
  type FoundDefinition,
  findSameDefinition,
  isInactiveDefinition,
  readFixedDefinition,
} from './definition.ts'
import { followJob } from './follow.ts'
import { batchImage } from './image.ts'
import { JobPoller } from './job-poller.ts'
import { terminate } from './jobs.ts'
import { createLeastPolicy } from './least-policy.ts'
import { ConsoleLinks } from './links.ts'
import { RateLimiter } from './logs.ts'
import { checkTask, type PreflightResult, throwFaults } from './preflight.ts'
import { createJobName, createSubmission } from './request.ts'
import { type BatchSettings, createCancelReason, type WorkflowOrigin } from './settings.ts'
import { submit } from './submit.ts'

/** What a Batch backend is made with. */
export interface BatchOptions {
  readonly identity: () => Promise<StepIdentity>
  readonly env: Environment
  readonly origin: WorkflowOrigin
  readonly settings: BatchSettings
  /** How long one attempt may take, in ms. */
  readonly timeoutMs: number
}

interface Opened {
  readonly clients: Clients
  readonly watch: JobPoller
  readonly turns: RateLimiter
  readonly links: ConsoleLinks
}

/** Pipes as jobs in a Batch queue. */
export class BatchBackend implements Backend {
  readonly #options: BatchOptions
  readonly #jobs = new Set<string>()
  #opened: Promise<Opened> | undefined
  #checked: PreflightResult | undefined
  #fixed: Promise<FixedDefinition> | undefined
  /** Of the jobs that were attached to. */
  #isSpot = false

  constructor(options: BatchOptions) {
    this.#options = options
  }

  async image(request: ImageRequest, signal: AbortSignal): Promise<Image> {
    const { identity, env } = this.#options
    const reference = (await this.#fixedDefinition(signal))?.image ?? request.reference
    return await batchImage(await identity(), env, { ...request, reference }, signal)
  }

  async preflight(task: Task, signal: AbortSignal): Promise<readonly string[]> {
    const { clients } = await this.#open()
    const { settings, origin } = this.#options
    const fixed = await this.#fixedDefinition(signal)
    this.#checked = await checkTask(clients, { task, settings, origin, fixed }, signal)
    throwFaults(this.#checked.faults)
    return this.#checked.notices
  }

  async jobName(task: Task): Promise<string> {
    return createJobName(task, this.#options.origin)
  }

  async dryRun(task: Task, signal: AbortSignal): Promise<string> {
    const { clients } = await this.#open()
    const { settings, origin, identity } = this.#options
    const { platform } = await this.#platform(task, signal)
    const fixed = await this.#fixedDefinition(signal)
    const wanted = createDefinition(task, settings, platform)
    const same = fixed ?? (await findSameDefinition(clients, wanted, signal)).same
    const definition = same?.name ?? `${settings.definitionName}:(the revision that is registered)`
    const resources = fixed === undefined || isAsked(task) ? platform.resources : undefined
    const request = createSubmission(task, settings, origin, { definition, resources, isFixed: fixed !== undefined })
    const who = await identity()
    const policy = createLeastPolicy(settings, await who.account(), who.region, {
      image: task.image.reference,
      logGroup: fixed?.logGroup,
    })
    return [
      ...(same === undefined
        ? [`RegisterJobDefinition\n${json(wanted)}`]
        : [`The job definition ${same.name} is used.`]),
      `SubmitJob\n${json(request)}`,
      `What the step needs to be allowed to do on Batch:\n${json(policy)}`,
    ].join('\n')
  }

  async launch(task: Task, signal: AbortSignal): Promise<Job> {
    const definition = await this.#definition(task, signal)
    const job = await this.#submit(task, definition, signal).catch(async (error: unknown) => {
      // Another run's housekeeping, or a person, may have taken the revision away since we looked.
      const isGone =
        error instanceof Failure &&
        isInactiveDefinition(error.cause) &&
        this.#options.settings.fixedDefinition === undefined
      if (!isGone) throw error
      return await this.#submit(task, await this.#definition(task, signal), signal)
    })
    this.#jobs.add(job.id)
    return job
  }

  async #submit(task: Task, { arn, name }: FoundDefinition, signal: AbortSignal): Promise<Job> {
    const { clients, links } = await this.#open()
    const { settings, origin } = this.#options
    const { platform, queue } = await this.#platform(task, signal)
    const isFixed = settings.fixedDefinition !== undefined
    const resources = !isFixed || isAsked(task) ? platform.resources : undefined
    const request = createSubmission(task, settings, origin, { definition: arn, resources, isFixed })
    const options = { clock: realClock, signal, cancelReason: this.#cancelReason }
    const job = await submit(clients, { request, receipt: task.receipt }, options)
    // One that is adopted may be of another revision.
    return { ...job, ...links.job(job.id, { definition: job.definition === name ? arn : undefined, queue }) }
  }

  async #definition(task: Task, signal: AbortSignal): Promise<FoundDefinition> {
    const { clients } = await this.#open()
    const fixed = await this.#fixedDefinition(signal)
    if (fixed !== undefined) return fixed
    const { platform } = await this.#platform(task, signal)
    return await ensureDefinition(clients, createDefinition(task, this.#options.settings, platform), signal)
  }

  async follow(job: Job, listener: JobListener, signal: AbortSignal): Promise<JobResult> {
    const { clients, watch, turns, links } = await this.#open()
    const { settings, timeoutMs } = this.#options
    this.#jobs.add(job.id)
    return await followJob(
      job,
      listener,
      {
        ...{ clients, watch, turns, links, timeoutMs, clock: realClock },
        isSpot: this.#checked?.isSpot ?? this.#isSpot,
        queueTimeoutMs: settings.queueTimeoutMs,
        cancelReason: this.#cancelReason,
      },
      signal,
    )
  }

  /** Asks Batch to end the job, or all that this backend has started or followed; what is over stays so. */
  async stop(_runId: string, job?: Job): Promise<number> {
    const { clients } = await this.#open()
    const ids = job === undefined ? [...this.#jobs] : [job.id]
    await Promise.all(ids.map((id) => terminate(clients, id, this.#cancelReason)))
    return ids.length
  }

  /** The jobs of these ids, which must be ours: each with its receipt. Throws one Failure `invalid-input` for all that are not. */
  async attach(
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly { readonly job: Job; readonly receipt: Receipt }[]> {
    const { clients, links } = await this.#open()
    const { isSpot, jobs } = await findAttachableJobs(clients, links, ids, signal)
    this.#isSpot = isSpot
    return jobs
  }

  get #cancelReason(): string {
    return createCancelReason(this.#options.origin)
  }

  /** What the queue is like; asked for again only where nobody has looked before. */
  async #platform(task: Task, signal: AbortSignal): Promise<PreflightResult> {
    if (this.#checked === undefined) await this.preflight(task, signal)
    if (this.#checked === undefined) throw new Error('The queue was not looked at.')
    return this.#checked
  }

  async #fixedDefinition(signal: AbortSignal): Promise<FixedDefinition | undefined> {
    const { fixedDefinition: which } = this.#options.settings
    if (which === undefined) return undefined
    this.#fixed ??= this.#open().then(({ clients }) => readFixedDefinition(clients, which, signal))
    return await this.#fixed
  }

  async #open(): Promise<Opened> {
    this.#opened ??= openAll(this.#options)
    return await this.#opened
  }
}

async function openAll({ identity, env }: BatchOptions): Promise<Opened> {
  const who = await identity()
  const clients = await openClients(who, env)
  return {
    clients,
    watch: new JobPoller(clients, realClock),
    turns: new RateLimiter(realClock),
    links: new ConsoleLinks(getPartition(who.region), who.region),
  }
}

const isAsked = ({ vcpus, memoryMib, gpus }: Task) => (vcpus ?? memoryMib ?? gpus) !== undefined

const json = (value: unknown) => JSON.stringify(value, null, 2)
