import type { OrphanRecord } from '../action/state.ts'
import type { Dialect } from '../disdat/generations.ts'

/** Which image a run needs, and how to get it. */
export interface ImageRequest {
  readonly reference: string
  readonly pullPolicy: 'missing' | 'always' | 'never'
  /** `os/architecture`; undefined is the engine's own. */
  readonly platform: string | undefined
  /** Undefined: the image decides. */
  readonly dialect: Dialect | undefined
  /** Whether the run has inputs that the versions of one kind of image take differently. */
  readonly needsVersion: boolean
  /** The label of a container that shows the image's version. */
  readonly runId: string
  /** Calls `work`, which starts such a container. If the step is killed meanwhile, post removes it. */
  readonly trackContainer?: <T>(orphan: Pick<OrphanRecord, 'backend' | 'fields'>, work: () => Promise<T>) => Promise<T>
}

/** An image that exists, with what its configuration says about running it. */
export interface Image {
  readonly reference: string
  /** `name@sha256:…` when a registry gave it a digest, else the engine's id or the reference. */
  readonly pinned: string
  /** What the container is created from: the engine's id, or the reference that Batch pulls. */
  readonly id: string
  readonly dialect: Dialect
  readonly env: ReadonlyMap<string, string>
  /** The user the image runs as; empty is root. */
  readonly user: string
  /** The words before the command; absent where the backend does not read them. */
  readonly entrypoint?: readonly string[]
  /** In Docker's terms, `amd64` or `arm64`; undefined when unknown. */
  readonly architecture: string | undefined
  /** The same for builds with the same layers and configuration; absent where the backend does not read them. */
  readonly fingerprint?: string | undefined
}

/** An image as its engine or registry describes it, without a pull. */
export interface ImageIdentity {
  /** `name@sha256:…` where the digest is known, else the engine's id. */
  readonly pinned: string
  /** As in `Image`; undefined where only the digest is known. */
  readonly fingerprint?: string | undefined
  /** Undefined where the configuration is not known. */
  readonly env: ReadonlyMap<string, string> | undefined
}
