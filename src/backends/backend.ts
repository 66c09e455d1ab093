import type { Dialect } from '../disdat/command-line.ts'
import type { Verdict } from '../errors.ts'

/** Where and how an image is to be had. */
export interface ImageRequest {
  readonly reference: string
  readonly pullPolicy: 'missing' | 'always' | 'never'
  /** `os/architecture`; undefined is the engine's own. */
  readonly platform: string | undefined
  /** Undefined: the image's own configuration tells. */
  readonly dialect: Dialect | undefined
}

/** An image that is there, with what its configuration says about running it. */
export interface Image {
  readonly reference: string
  /** `name@sha256:…` where a registry gave it a digest, else what names it best: the engine's id of it, or the reference. */
  readonly pinned: string
  /** What the container is made of: the engine's own id, or the reference that Batch pulls. */
  readonly id: string
  readonly dialect: Dialect
  readonly env: ReadonlyMap<string, string>
  /** The user the image runs as; empty is root. */
  readonly user: string
  /** As Docker has it, `amd64` or `arm64`; undefined where it is not known. */
  readonly architecture: string | undefined
}

/** A file that is put into the container before it starts, readable by the container's user alone where that can be said. */
export interface ContainerFile {
  readonly path: string
  readonly content: string
}

/** What to run. */
export interface Task {
  /** Post finds the container by it; it is also a part of the container's name. */
  readonly runId: string
  readonly name: string
  readonly image: Image
  readonly argv: readonly string[]
  /** Over the image's own; undefined takes one of those away. */
  readonly env: ReadonlyMap<string, string | undefined>
  readonly files: readonly ContainerFile[]
  readonly network: string | undefined
  readonly platform: string | undefined
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  readonly shmSizeMib: number | undefined
  readonly gpus: number | undefined
  /** How long the pipe may take, from its start; time in a queue is not counted. */
  readonly timeoutMs: number
  /** Everything about the run that whoever attaches to the job later must know. Not a secret: Batch shows it to everyone who may read jobs. */
  readonly receipt: Receipt
}

/**
 * What a job carries of its run, as the variable `DISDAT_RUN_ACTION_RECEIPT` of its container: by it a later step proves and pulls the output as the
 * one that submitted it would have, and a run that lost an answer tells its own job from others of the same name.
 */
export interface Receipt {
  readonly pipeClass: string
  readonly remote: string
  /** `remote-context/local-context` */
  readonly context: string
  readonly dialect: Dialect
  /** The name that was asked for; `-` is the pipe's own. */
  readonly outputName: string
  readonly outputUuid: string
  readonly inputUuid: string | undefined
  readonly inputParam: string | undefined
  readonly params: Readonly<Record<string, string>>
  readonly image: string
  readonly launchedAt: string
  /** GITHUB_RUN_ATTEMPT of the workflow run that submitted it. */
  readonly workflowAttempt: number
}

/** What is running. */
export interface Job {
  readonly id: string
  readonly name: string
  /** Batch only: `name:revision` */
  readonly definition?: string
  /** Batch only. */
  readonly queue?: string
  /** Pages in the AWS console: the job's own, its definition's, its queue's. */
  readonly url?: string
  readonly definitionUrl?: string
  readonly queueUrl?: string
  /** Of a job that was there already, and is followed instead of a new one: its own receipt, which holds and not the task's. */
  readonly adopted?: Receipt
}

/** Why a job failed, where the place that ran it knows better than the pipe's own log. */
export interface JobFailure {
  readonly verdict: Verdict
  /** What was seen, in a sentence, with AWS's own words. */
  readonly evidence: string
  readonly advice: string
}

/** One try of a job. */
export interface Attempt {
  readonly startedAt: Date | undefined
  readonly stoppedAt: Date | undefined
  readonly exitCode: number | undefined
  /** In the words of whoever ran it. */
  readonly reason: string | undefined
  /** Its log in the AWS console. */
  readonly logUrl: string | undefined
}

/** How a job ended. */
export interface JobResult {
  /** Undefined where no container ended by itself. */
  readonly exitCode: number | undefined
  readonly outOfMemory: boolean
  /** Overridden by a proved bundle, and by nothing else. */
  readonly failure?: JobFailure
  /** Batch only, the oldest first. */
  readonly attempts?: readonly Attempt[]
  /** The last attempt's log in the AWS console. */
  readonly logUrl?: string
  /** What each attempt had of its host, as Batch says. */
  readonly resources?: { readonly vcpus: number | undefined; readonly memoryMib: number | undefined }
}

/** Which of the container's streams a line came from. */
export type OutputStream = 'stdout' | 'stderr'

/** Takes the lines of a running job, in order within each stream. The job's log waits while the promise is pending. */
export type LineSink = (stream: OutputStream, lines: readonly string[]) => Promise<void>

/** Hears what a followed job does. No call comes while another is pending. */
export interface JobListener {
  readonly lines: LineSink
  /** Something changed: a state and how long the last one took, the place in the queue, why it waits. A sentence, which may quote text from outside. */
  readonly changed: (text: string) => Promise<void>
  /** The lines from here on are those of another attempt; the first is 1. Not called by a backend that has only one. */
  readonly attempt: (number: number) => Promise<void>
  /** Something about the job became known, such as its log's address. */
  readonly known: (news: { readonly logUrl?: string }) => Promise<void>
}

/** A place where pipes run. */
export interface Backend {
  /**
   * Finds or pulls the image.
   * @throws Failure `image-not-found`, `image-pull-denied`, `docker-unavailable`, `invalid-input` (a dialect that cannot be told)
   */
  image(request: ImageRequest, signal: AbortSignal): Promise<Image>
  /**
   * Everything that can be known to be wrong before anything is started, in one Failure; resolves with what is odd but harmless, a sentence each.
   * Starts and changes nothing. A backend whose launch tells everything by itself has none.
   */
  preflight?(task: Task, signal: AbortSignal): Promise<readonly string[]>
  /** The name that a job of this task has, before it is started: post finds by it what nobody lived to tell of. */
  jobName?(task: Task): Promise<string>
  /** What `launch` would ask for, and what it needs to be allowed to, as text for a reader. Changes nothing. */
  dryRun(task: Task, signal: AbortSignal): Promise<string>
  /** Starts the task. When it throws, nothing is left running. */
  launch(task: Task, signal: AbortSignal): Promise<Job>
  /** Follows the job to its end. Rejects with the signal's reason on abort; the job then still runs. */
  follow(job: Job, listener: JobListener, signal: AbortSignal): Promise<JobResult>
  /** Replaces files in a running job. Only where files can be put into one. */
  refresh?(job: Job, files: readonly ContainerFile[], image: Image): Promise<void>
  /**
   * Stops and removes everything that carries the run's id, however it was left; of several jobs that are followed at a time only this one, where it is
   * given. Resolves with how many containers or jobs there were.
   */
  stop(runId: string, job?: Job): Promise<number>
}
