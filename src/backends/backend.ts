import type { Dialect } from '../disdat/generations.ts'
import type { Verdict } from '../errors.ts'
import type { BackendCapabilities } from './backend-capabilities.ts'
import type { ContextSeed, SeedProblem } from './context-seed.ts'
import type { Image, ImageIdentity, ImageRequest } from './image.ts'
import type { MachineSize } from './machine-size.ts'

/**
 * A file that is put into the container before it starts, readable only by the container's user where that user is
 * known.
 */
export interface ContainerFile {
  readonly path: string
  readonly content: string
}

/** Which bundles a job puts into its own local context when it starts: up to `maxBytes` of those of a remote. */
export interface JobSeed {
  readonly mode: 'all' | 'newest'
  readonly remote: string
  readonly remoteContext: string
  readonly localContext: string
  readonly maxBytes: number
  /** The input `seed-context` was given. Otherwise a job definition of the user stays without a seed. */
  readonly isRequested: boolean
}

/** One container or job to run. */
export interface Task {
  /** Post finds the container by this id, which is also part of the container's name. */
  readonly runId: string
  readonly name: string
  readonly image: Image
  readonly argv: readonly string[]
  /** Added to the image's variables; undefined removes a variable of the image. */
  readonly env: ReadonlyMap<string, string | undefined>
  readonly files: readonly ContainerFile[]
  readonly jobSeed?: JobSeed | undefined
  /** Only for a backend with `seedsContext`. */
  readonly seed?: ContextSeed
  readonly network: string | undefined
  readonly platform: string | undefined
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  readonly shmSizeMib: number | undefined
  readonly gpus: number | undefined
  /** How long the pipe may run, from its start; time in a queue does not count. */
  readonly timeoutMs: number
  /**
   * Which output the workflow asks for, as text. It is the same in each attempt of a workflow run, also when a name
   * names another bundle by then, or when the output is to be made in another way.
   */
  readonly request: string
  /** The ids of jobs that must succeed before it starts; at most `maxDependencies` of its backend. */
  readonly dependsOn?: readonly string[]
  /** What a later step that attaches to the job must know. Not a secret: everyone who may describe jobs sees it. */
  readonly receipt: Receipt
}

/**
 * The record of a run that its job carries, in the variable `DISDAT_RUN_ACTION_RECEIPT` of its container. With it a
 * later step proves and pulls the output, and a step that lost the response to a submission recognizes its own job.
 */
export interface Receipt {
  readonly pipeClass: string
  readonly remote: string
  /** `remote-context/local-context` */
  readonly context: string
  readonly dialect: Dialect
  /** The requested name; `-` is the pipe's own. */
  readonly outputName: string
  readonly outputUuid: string
  readonly inputUuid: string | undefined
  readonly inputParam: string | undefined
  readonly params: Readonly<Record<string, string>>
  readonly image: string
  /** As in `Image`; absent where it is not known. */
  readonly imageFingerprint?: string | undefined
  /** Hashes of the inputs that say how the output is made, by name. */
  readonly settings?: Readonly<Record<string, string>> | undefined
  readonly launchedAt: string
  /** The value of GITHUB_RUN_ATTEMPT in the workflow run that submitted the job. */
  readonly workflowAttempt: number
}

/** A container or job that was started. */
export interface Job {
  readonly id: string
  readonly name: string
  /** Batch only: `name:revision` */
  readonly definition?: string
  /** Batch only. */
  readonly queue?: string
  /** Pages in the AWS console: of the job, its definition and its queue. */
  readonly url?: string
  readonly definitionUrl?: string
  readonly queueUrl?: string
  /** The command that it was started with, if its task has a seed. */
  readonly argv?: readonly string[]
  /** Why it started without the seed of its task. */
  readonly seedProblem?: SeedProblem
  /** The receipt of a job that existed before and is followed instead of a new one. It replaces the task's. */
  readonly adopted?: Receipt
  /** The inputs in which the adopted job differs from the task. */
  readonly otherInputs?: readonly string[]
}

/** Why a job failed, when the backend knows better than the pipe's log. */
export interface JobFailure {
  readonly verdict: Verdict
  /** What was seen, one sentence that quotes AWS. */
  readonly evidence: string
  readonly advice: string
}

/** One attempt of a job. */
export interface Attempt {
  readonly startedAt: Date | undefined
  readonly stoppedAt: Date | undefined
  readonly exitCode: number | undefined
  /** The reason for the end, in the words of the backend. */
  readonly reason: string | undefined
  /** Its log in the AWS console. */
  readonly logUrl: string | undefined
}

/** How a job ended. */
export interface JobResult {
  /** Undefined when no container exited. */
  readonly exitCode: number | undefined
  readonly outOfMemory: boolean
  /** The reason for a failure. Only a proved bundle overrides it. */
  readonly failure?: JobFailure
  /** Batch only, the oldest first. */
  readonly attempts?: readonly Attempt[]
  /** The last attempt's log in the AWS console. */
  readonly logUrl?: string
  /** Why the log could not be read completely and where to read it, as advice; absent for a complete log. */
  readonly logProblem?: string
  /** Reads a log that was left out, with the listener of the job; absent for a log that was read. */
  readonly readLog?: () => Promise<void>
  /** The resources of each attempt, as Batch reports them. */
  readonly resources?: { readonly vcpus: number | undefined; readonly memoryMib: number | undefined }
}

/** The stream of the container that a line comes from. */
export type OutputStream = 'stdout' | 'stderr'

/**
 * Takes the lines of a running job, in order within each stream. Reading the log pauses while the promise is pending.
 */
export type LineSink = (stream: OutputStream, lines: readonly string[]) => Promise<void>

/** Receives the progress of a followed job. Calls never overlap. */
export interface JobListener {
  readonly lines: LineSink
  /**
   * The state of the job, its place in the queue, or the reason why it waits has changed. One sentence, which may quote
   * untrusted text.
   */
  readonly changed: (text: string) => Promise<void>
  /** The following lines belong to another attempt, from 1. Not called by a backend with a single attempt. */
  readonly attempt: (number: number) => Promise<void>
  /** Further facts of the job are known, such as the URL of its log. */
  readonly known: (update: { readonly logUrl?: string }) => Promise<void>
}

/** A place where pipes run. */
export interface Backend {
  /** The value of the input `backend`. */
  readonly kind: string
  readonly can: BackendCapabilities
  /**
   * Finds or pulls the image.
   * @throws Failure `image-not-found`, `image-pull-denied`, `docker-unavailable`, `invalid-input` (unknown dialect)
   */
  image(request: ImageRequest, signal: AbortSignal): Promise<Image>
  /**
   * Looks up the image that `image` would find or pull. Pulls and starts nothing. Throws the signal's reason, and any
   * other Error where the image cannot be known without a pull.
   */
  identifyImage(request: ImageRequest, signal: AbortSignal): Promise<ImageIdentity>
  /**
   * Checks everything that can be checked before anything is started. Changes nothing. Resolves with notices, one
   * sentence each; throws one Failure that names all problems. Absent where `launch` reports them all.
   */
  preflight?(task: Task, signal: AbortSignal): Promise<readonly string[]>
  /** Returns what `launch` would request and the permissions it needs, as text. Changes nothing. */
  dryRun(task: Task, signal: AbortSignal): Promise<string>
  /** Returns what post needs to end this task, before the task has a job and when it has one. */
  createOrphanFields(task: Task, job?: Job): Promise<Readonly<Record<string, string>>>
  /** Reads the size of the machine that all tasks share. Absent where each has its own. */
  readMachineSize?(signal: AbortSignal): Promise<MachineSize>
  /** Starts the task. When it throws, nothing is left running, unless it throws UnknownJobError. */
  launch(task: Task, signal: AbortSignal): Promise<Job>
  /**
   * Finds the jobs of these ids, each with its receipt. Throws one Failure `invalid-input` for all ids that cannot be
   * followed.
   */
  attach?(ids: readonly string[], signal: AbortSignal): Promise<readonly AttachedJob[]>
  /** Follows the job until it ends. Rejects with the signal's reason on abort; the job then continues. */
  follow(job: Job, listener: JobListener, signal: AbortSignal): Promise<JobResult>
  /**
   * The job has probably ended, or is about to: the backend looks at it at once. Absent where the backend learns of the
   * end without looking.
   */
  announceEnd?(job: Job): Promise<void>
  /** Replaces files in a running container. Absent where no files can be put into one. */
  refresh?(job: Job, files: readonly ContainerFile[], image: Image): Promise<void>
  /** Frees what an ended job still occupies. Absent where nothing remains. */
  release?(runId: string): Promise<void>
  /**
   * Stops and removes everything that has the run's id; with `job`, only that one. Resolves with the number of
   * containers or jobs that were stopped.
   */
  stop(runId: string, job?: Job): Promise<number>
}

/** A job that an earlier step submitted, with the record of its run. */
export interface AttachedJob {
  readonly job: Job
  readonly receipt: Receipt
  /** What post needs to end it. */
  readonly orphanFields: Readonly<Record<string, string>>
}
