import type { ImageCommand } from '../disdat/recognize-image.ts'
import { getField, getList, getString } from '../lib/json.ts'

/** What an image consists of: its layers in order, and its configuration as registries and engines have it. */
export interface ImageContent {
  /** The digests of the uncompressed layers, which a new compression does not change. */
  readonly layers: readonly string[]
  readonly os: string
  readonly architecture: string
  /** https://github.com/opencontainers/image-spec/blob/main/config.md */
  readonly config: unknown
}

/** The content that the configuration of an image in a registry describes. */
export function parseImageContent(content: unknown): ImageContent {
  return {
    layers: readTexts(getField(content, 'rootfs'), 'diff_ids'),
    os: getString(content, 'os') ?? '',
    architecture: getString(content, 'architecture') ?? '',
    config: getField(content, 'config'),
  }
}

/** The command line, the variables and the user that an image's configuration sets. The user is empty for root. */
export function readImageCommand(config: unknown): ImageCommand & { readonly user: string } {
  return {
    entrypoint: readTexts(config, 'Entrypoint'),
    command: readTexts(config, 'Cmd'),
    env: readImageVariables(config),
    user: getString(config, 'User') ?? '',
  }
}

/** The variables of an image's configuration. */
export function readImageVariables(config: unknown): ReadonlyMap<string, string> {
  return new Map(
    readTexts(config, 'Env').map((line) => {
      const end = line.indexOf('=')
      return [line.slice(0, end), line.slice(end + 1)] as const
    }),
  )
}

/** The texts in a list of a configuration; other entries are left out. */
export function readTexts(value: unknown, name: string): readonly string[] {
  return getList(value, name).flatMap((text) => (typeof text === 'string' ? [text] : []))
}
