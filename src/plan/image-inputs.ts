import type { InputReader } from '../action/input-reader.ts'
import { type Dialect, dialects, parseDialect } from '../disdat/generations.ts'
import { isRepositoryPath, parseImageReference } from '../lib/image-reference.ts'

export const pullPolicies = ['missing', 'always', 'never'] as const
export type PullPolicy = (typeof pullPolicies)[number]

/** Which image, and how to get it. */
export interface ImageInputs {
  /** A whole reference; undefined: derived from the pipe class. */
  readonly reference: string | undefined
  readonly registry: string | undefined
  readonly repositoryPrefix: string | undefined
  readonly pullPolicy: PullPolicy
  readonly platform: string | undefined
}

const advice = {
  image: 'Give an image reference in lower case: `[host[:port]/]name[:tag][@sha256:…]`.',
  registry: 'Give a registry host such as `ghcr.io` or `localhost:5000`, without `https://`; or `*ECR*`.',
  repositoryPrefix: 'Give lower-case path parts such as `team/pipelines`.',
  platform: 'Give `os/architecture`, such as `linux/amd64` or `linux/arm64`.',
} as const

/** Reads which image to run; invalid values become problems of `read`. */
export function readImageInputs(read: InputReader): ImageInputs {
  return {
    reference: read.parsed('image', parseImage, advice.image),
    registry: read.parsed('registry', parseRegistry, advice.registry),
    repositoryPrefix: read.parsed('repository-prefix', parseRepositoryPrefix, advice.repositoryPrefix),
    pullPolicy: read.choice('pull-policy', 'missing', pullPolicies),
    platform: read.parsed('platform', parsePlatform, advice.platform),
  }
}

/** Reads the command line of the image: a name or a version; undefined for `auto`. */
export function readDialect(read: InputReader): Dialect | undefined {
  const version = parseDialect(read.text('dialect') ?? '')
  // Any other word than `auto` becomes a problem.
  if (version === undefined) read.choice('dialect', 'auto', ['auto', ...dialects])
  return version
}

const platform = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/
const parsePlatform = (text: string) => (platform.test(text) ? text : undefined)

const parseImage = (text: string) => (parseImageReference(text) === undefined ? undefined : text)

/**
 * Parses a registry, from the input or from disdat.cfg: `*ECR*`, or what can stand before a repository, such as a host;
 * undefined when the text is neither.
 */
export function parseRegistry(text: string): string | undefined {
  return text === '*ECR*' || parseImageReference(`${text}/x`)?.host ? text : undefined
}

/** Parses a repository prefix, from the input or from disdat.cfg; undefined when the text is not one. */
export function parseRepositoryPrefix(text: string): string | undefined {
  return isRepositoryPath(text) ? text : undefined
}
