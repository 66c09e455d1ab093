/** The parts of an image reference, such as `ghcr.io/team/orders:1@sha256:…`. */
export interface ImageReference {
  /** The text before tag and digest, as it was written. */
  readonly name: string
  /**
   * The registry, with its port: `docker.io` for Docker Hub under any of its names. Empty for a reference such as
   * `my_host.io/orders`, whose first part cannot be a repository of Docker Hub, nor a host. No registry has its image.
   */
  readonly host: string
  /** The repository in the registry: `library/python` for `python`. */
  readonly path: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

/**
 * The media types of manifests, and of lists with a manifest for each platform:
 * https://github.com/opencontainers/image-spec/blob/main/media-types.md#compatibility-matrix
 */
export const manifestTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
] as const

/** Docker Hub, in a normalized reference. */
export const dockerHub = 'docker.io'

const pathPart = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const path = `${pathPart}(?:/${pathPart})*`
const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const host = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const digest = 'sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}'
const normalizedReference = new RegExp(
  `^(?:(?<host>${host})/)?(?<path>${path})(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>${digest}))?$`,
)
const maxPathLength = 255
/** Docker takes this for the id of an image. */
const imageId = /^[a-f0-9]{64}$/

const wholePath = new RegExp(`^${path}$`)
/** Whether a text can be the path of a repository, such as `team/orders`. */
export const isRepositoryPath = (text: string): boolean => wholePath.test(text)

/**
 * Parses an image reference exactly as Docker does, with `ParseNormalizedNamed` of
 * https://pkg.go.dev/github.com/distribution/reference; undefined where Docker refuses it. A first part with a dot, a
 * colon or an upper-case letter is a host, and so is `localhost`.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (imageId.test(text)) return undefined
  const groups = normalizedReference.exec(normalize(text))?.groups
  if (groups?.['path'] === undefined || groups['path'].length > maxPathLength) return undefined
  const suffixLength = (groups['tag'] ?? '').length + (groups['digest'] ?? '').length
  const separators = Number(groups['tag'] !== undefined) + Number(groups['digest'] !== undefined)
  return {
    name: text.slice(0, text.length - suffixLength - separators),
    host: groups['host'] ?? '',
    path: groups['path'],
    tag: groups['tag'],
    digest: groups['digest'],
  }
}

/** Adds what a short reference leaves out: `python` is `docker.io/library/python`. */
function normalize(text: string): string {
  const end = text.indexOf('/')
  const first = text.slice(0, Math.max(0, end))
  const isHost = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first
  const rest = isHost ? text.slice(end + 1) : text
  if (isHost && first !== dockerHub && first !== 'index.docker.io') return text
  return rest.includes('/') ? `${dockerHub}/${rest}` : `${dockerHub}/library/${rest}`
}
