import type { InputReader } from '../action/input-reader.ts'
import { type Dialect, dialects, parseDialect } from '../disdat/generations.ts'

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
    reference: read.parsed('image', matching(imageReference), advice.image),
    registry: read.parsed('registry', parseRegistry, advice.registry),
    repositoryPrefix: read.parsed('repository-prefix', parseRepositoryPrefix, advice.repositoryPrefix),
    pullPolicy: read.choice('pull-policy', 'missing', pullPolicies),
    platform: read.parsed('platform', matching(platform), advice.platform),
  }
}

/** Reads the command line of the image: a name or a version; undefined for `auto`. */
export function readDialect(read: InputReader): Dialect | undefined {
  const version = parseDialect(read.text('dialect') ?? '')
  if (version !== undefined) return version
  const chosen = read.choice('dialect', 'auto', ['auto', ...dialects])
  return chosen === 'auto' ? undefined : chosen
}

const pathPart = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
/** https://pkg.go.dev/github.com/distribution/reference */
const imageReference = new RegExp(
  `^(?:[A-Za-z0-9][A-Za-z0-9.-]*(?::\\d+)?/)?${pathPart}(?:/${pathPart})*(?::\\w[\\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$`,
)
const imageName = new RegExp(`^${pathPart}$`)
const repositoryPath = new RegExp(`^${pathPart}(?:/${pathPart})*$`)
const platform = /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined)

/** Parses a registry, from the input or from disdat.cfg; undefined when the text is not one. */
export const parseRegistry = matching(/^(?:\*ECR\*|[A-Za-z0-9][A-Za-z0-9.-]*(?::\d+)?(?:\/[a-z0-9._/-]+)?)$/)
/** Parses a repository prefix, from the input or from disdat.cfg; undefined when the text is not one. */
export const parseRepositoryPrefix = matching(repositoryPath)
/** Whether a text can be the name of an image, without registry, prefix and tag. */
export const isImageName = (text: string): boolean => imageName.test(text)
