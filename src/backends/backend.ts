import type { Dialect } from '../disdat/command-line.ts'

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
  /** `name@sha256:…` where a registry gave it a digest, else the engine's id of it. */
  readonly pinned: string
  /** What the container is made of: the engine's own id. */
  readonly id: string
  readonly dialect: Dialect
  readonly env: ReadonlyMap<string, string>
  /** The user the image runs as; empty is root. */
  readonly user: string
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
}

/** What is running. */
export interface Job {
  readonly id: string
  readonly name: string
}

/** How it ended. */
export interface Ending {
  readonly exitCode: number
  readonly outOfMemory: boolean
}

/** Which of the container's streams a line came from. */
export type Stream = 'stdout' | 'stderr'

/** Takes the lines of a running job, in order within each stream. The job's log waits while the promise is pending. */
export type LineSink = (stream: Stream, lines: readonly string[]) => Promise<void>

/** A place where pipes run. */
export interface Backend {
  /**
   * Finds or pulls the image.
   * @throws Failure `image-not-found`, `image-pull-denied`, `docker-unavailable`, `invalid-input` (a dialect that cannot be told)
   */
  image(request: ImageRequest, signal: AbortSignal): Promise<Image>
  /** Starts the task. When it throws, nothing is left running. */
  launch(task: Task, signal: AbortSignal): Promise<Job>
  /** Follows the job to its end, handing over its lines as they come. Rejects with the signal's reason on abort; the job then still runs. */
  follow(job: Job, sink: LineSink, signal: AbortSignal): Promise<Ending>
  /** Replaces files in a running job. */
  refresh(job: Job, files: readonly ContainerFile[], image: Image): Promise<void>
  /** Stops and removes everything that carries the run's id, however it was left. Resolves with how many containers there were. */
  stop(runId: string): Promise<number>
}
