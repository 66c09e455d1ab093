import type { StepIdentity } from '../../aws/credentials.ts'
import { Failure } from '../../errors.ts'
import { limitTime, raceSignal } from '../../lib/abort.ts'
import { systemClock } from '../../lib/clock.ts'
import type { Environment } from '../../lib/environment.ts'
import { Memo } from '../../lib/memo.ts'
import type { AttachedJob, Backend, Job, JobListener, JobResult, Task } from '../backend.ts'
import type { BackendCapabilities } from '../backend-capabilities.ts'
import type { Image, ImageIdentity, ImageRequest } from '../image.ts'
import { findAttachableJobs } from './attach.ts'
import type { BatchConnection } from './connection.ts'
import { renderDryRun } from './dry-run.ts'
import { type FixedDefinition, readFixedDefinition } from './fixed-definition.ts'
import { followJob } from './follow.ts'
import { type FindLocalImage, identifyBatchImage, resolveBatchImage } from './image.ts'
import {
  createDefinitionRequest,
  type DefinitionRevision,
  ensureDefinition,
  findSameDefinition,
  isInactiveDefinition,
} from './job-definition.ts'
import { createLeastPrivilegePolicy } from './least-privilege-policy.ts'
import { checkTask, type PreflightResult, readQueueFacts, throwProblems } from './preflight.ts'
import { type BatchSettings, createCancelReason, type WorkflowOrigin } from './settings.ts'
import { submitJob } from './submit.ts'
import { createJobName, createSubmitRequest, maxDependencies } from './submit-request.ts'

/** What a Batch backend needs. */
export interface BatchOptions {
  readonly identity: () => Promise<StepIdentity>
  readonly env: Environment
  readonly origin: WorkflowOrigin
  readonly settings: BatchSettings
  /** The limit of one attempt, in milliseconds. */
  readonly timeoutMs: number
  readonly findLocalImage: FindLocalImage
  /** Opens the connection that all backends of a step share. AWS is not called yet. */
  readonly connect: () => Promise<BatchConnection>
}

/** How long a cancelled step waits for the connection with which it ends its jobs, in milliseconds. */
const connectLimitMs = 5_000

/** What AWS Batch can do. */
export const batchCapabilities: BackendCapabilities = {
  unit: 'job',
  outlivesStep: true,
  maxDependencies,
  usesRunnerNetwork: false,
  seedsContext: false,
  // Whether Batch keeps an empty variable of the overrides is not documented.
  passesEmptyVariables: false,
  reportsUsage: true,
}

/** CloudWatch Logs allows few reads a second for a whole account: of more jobs, only some logs are read. */
const maxReadLogs = 20

/** Pipes as jobs in a Batch queue. */
export class BatchBackend implements Backend {
  readonly kind = 'AWSBatch'
  readonly can = batchCapabilities
  readonly #options: BatchOptions
  readonly #jobs = new Set<string>()
  #hasChecked = false
  readonly #fixedDefinitions = new Memo<FixedDefinition>()
  /** How many jobs the step attached to. */
  #attachedJobs = 0
  /** Whether the jobs run on spot capacity. */
  #isSpot = false

  constructor(options: BatchOptions) {
    this.#options = options
  }

  async image(request: ImageRequest, signal: AbortSignal): Promise<Image> {
    const { identity, env, findLocalImage } = this.#options
    const reference = (await this.#readFixedDefinition(signal))?.image ?? request.reference
    const context = { identity: await identity(), env, findLocalImage }
    return await resolveBatchImage(context, { ...request, reference }, signal)
  }

  async identifyImage(request: ImageRequest, signal: AbortSignal): Promise<ImageIdentity> {
    const reference = (await this.#readFixedDefinition(signal))?.image ?? request.reference
    return await identifyBatchImage(await this.#options.identity(), this.#options.env, reference, signal)
  }

  async preflight(task: Task, signal: AbortSignal): Promise<readonly string[]> {
    this.#hasChecked = true
    const result = await this.#check(task, signal)
    throwProblems(result.problems)
    return result.notices
  }

  /** Checks a task. Its queue is read once in a step. */
  async #check(task: Task, signal: AbortSignal): Promise<PreflightResult> {
    const { clients, queues } = await this.#options.connect()
    const { settings, origin } = this.#options
    const fixed = await this.#readFixedDefinition(signal)
    const facts = await queues.get(settings.queue, () => readQueueFacts(clients, settings.queue, signal))
    const result = checkTask(clients, { task, settings, origin, fixed }, facts)
    this.#isSpot = result.isSpot
    return result
  }

  async createOrphanFields(task: Task, job?: Job): Promise<Readonly<Record<string, string>>> {
    return await this.#describeOrphan(job ?? { name: createJobName(task, this.#options.origin) })
  }

  async #describeOrphan({ name, id }: Partial<Job> & Pick<Job, 'name'>): Promise<Readonly<Record<string, string>>> {
    const { region } = await this.#options.identity()
    return { region, queue: this.#options.settings.queue, name, ...(id !== undefined && { id }) }
  }

  async dryRun(task: Task, signal: AbortSignal): Promise<string> {
    const { clients } = await this.#options.connect()
    const { settings, origin, identity } = this.#options
    const { platform } = await this.#getPreflightResult(task, signal)
    const fixed = await this.#readFixedDefinition(signal)
    const definitionRequest = createDefinitionRequest(task, settings, platform)
    const existing = fixed ?? (await findSameDefinition(clients, definitionRequest, signal)).same
    const caller = await identity()
    return renderDryRun({
      definition: existing?.name ?? definitionRequest,
      submission: createSubmitRequest(task, settings, origin, {
        definition: existing?.name ?? `${settings.definitionName}:(the new revision)`,
        resources: fixed === undefined || requestsResources(task) ? platform.resources : undefined,
        isFixed: fixed !== undefined,
      }),
      policy: createLeastPrivilegePolicy(settings, {
        account: await raceSignal(caller.getAccount(), signal),
        region: caller.region,
        image: task.image.reference,
        logGroup: fixed?.logGroup,
      }),
    })
  }

  async launch(task: Task, signal: AbortSignal): Promise<Job> {
    const definition = await this.#ensureDefinition(task, signal)
    const job = await this.#submit(task, definition, signal).catch(async (error: unknown) => {
      // Another run or a person may have deregistered the revision meanwhile.
      const wasDeregistered =
        error instanceof Failure &&
        isInactiveDefinition(error.cause) &&
        this.#options.settings.fixedDefinition === undefined
      if (!wasDeregistered) throw error
      return await this.#submit(task, await this.#ensureDefinition(task, signal, true), signal)
    })
    this.#jobs.add(job.id)
    return job
  }

  async #submit(task: Task, { arn, name }: DefinitionRevision, signal: AbortSignal): Promise<Job> {
    const { clients, links, earlierJobs } = await this.#options.connect()
    const { settings, origin } = this.#options
    const { platform, queue } = await this.#getPreflightResult(task, signal)
    const isFixed = settings.fixedDefinition !== undefined
    const resources = !isFixed || requestsResources(task) ? platform.resources : undefined
    const request = createSubmitRequest(task, settings, origin, { definition: arn, resources, isFixed })
    const options = { clock: systemClock, signal, earlierJobs }
    const job = await submitJob(clients, { request, receipt: task.receipt }, options)
    // An adopted job may have another revision, and be in another queue.
    const place = { definition: job.definition === name ? arn : undefined, queue: job.queue ?? queue }
    return { ...job, ...links.getJobLinks(job.id, place) }
  }

  async #ensureDefinition(task: Task, signal: AbortSignal, isStale = false): Promise<DefinitionRevision> {
    const { clients, definitions } = await this.#options.connect()
    const fixed = await this.#readFixedDefinition(signal)
    if (fixed !== undefined) return fixed
    const { platform } = await this.#getPreflightResult(task, signal)
    const request = createDefinitionRequest(task, this.#options.settings, platform)
    const key = JSON.stringify(request)
    if (isStale) definitions.forget(key)
    return await definitions.get(key, () => ensureDefinition(clients, request, signal))
  }

  async follow(job: Job, listener: JobListener, signal: AbortSignal): Promise<JobResult> {
    const connection = await this.#options.connect()
    const { settings, timeoutMs } = this.#options
    const { followed } = connection
    this.#jobs.add(job.id)
    followed.add(job.id)
    const context = {
      ...connection,
      ...{ timeoutMs, clock: systemClock, isSpot: this.#isSpot },
      queueTimeoutMs: settings.queueTimeoutMs,
      cancelReason: this.#cancelReason,
      defersLogs: Math.max(this.#attachedJobs, followed.size) > maxReadLogs,
    }
    return await followJob(job, listener, context, signal).finally(() => followed.delete(job.id))
  }

  async announceEnd({ id }: Job): Promise<void> {
    const { poller } = await this.#options.connect()
    poller.announceEnd(id)
  }

  /** Terminates the job, or all jobs that this backend has submitted or followed. */
  async stop(_runId: string, job?: Job): Promise<number> {
    const ids = job === undefined ? [...this.#jobs] : [job.id]
    const reason = this.#cancelReason
    const { terminator } = await limitTime(() => this.#options.connect(), { ms: connectLimitMs })
    await Promise.all(ids.map((id) => terminator.terminate(id, reason, 'cancellation')))
    return ids.length
  }

  /** The jobs of these ids, each with its receipt. Throws one Failure `invalid-input` for all others. */
  async attach(ids: readonly string[], signal: AbortSignal): Promise<readonly AttachedJob[]> {
    const { clients, links } = await this.#options.connect()
    const { isSpot, jobs } = await findAttachableJobs(clients, links, ids, { clock: systemClock, signal })
    this.#isSpot = isSpot
    this.#attachedJobs = jobs.length
    return await Promise.all(
      jobs.map(async ({ job, receipt }) => ({ job, receipt, orphanFields: await this.#describeOrphan(job) })),
    )
  }

  get #cancelReason(): string {
    return createCancelReason(this.#options.origin)
  }

  /** The result of the check. Throws its problems, unless `preflight` has done so before. */
  async #getPreflightResult(task: Task, signal: AbortSignal): Promise<PreflightResult> {
    const result = await this.#check(task, signal)
    if (!this.#hasChecked) throwProblems(result.problems)
    return result
  }

  async #readFixedDefinition(signal: AbortSignal): Promise<FixedDefinition | undefined> {
    const { fixedDefinition: nameOrArn } = this.#options.settings
    if (nameOrArn === undefined) return undefined
    return await this.#fixedDefinitions.get(nameOrArn, async () => {
      const { clients } = await this.#options.connect()
      return await readFixedDefinition(clients, nameOrArn, signal)
    })
  }
}

const requestsResources = ({ vcpus, memoryMib, gpus }: Task) => (vcpus ?? memoryMib ?? gpus) !== undefined
