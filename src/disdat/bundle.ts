import { BundleFormatError } from './format/format-error.ts'
import { formatPresentation, type HyperFrame, readHyperFrame } from './format/hyperframe.ts'

/** The description of a bundle, without its contents. Times are Unix seconds or dates in UTC. */
export type BundleDescription = {
  readonly uuid: string
  readonly name: string
  readonly owner: string
  /** Disdat's name for all bundles made in the same way: the class, and hashes of parameters and upstream bundles. */
  readonly processingName: string
  /** To the millisecond, for display. Order by `createdSeconds`. */
  readonly createdAt: Date
  /** To the microsecond, as written. */
  readonly createdSeconds: number
  readonly committed: boolean
  /** All tags, those of `params` and `committed` included. */
  readonly tags: ReadonlyMap<string, string>
  /** The pipe's parameters, without the prefix `__param.` of their tags. */
  readonly params: ReadonlyMap<string, string>
  readonly presentation: string
  /** The code that made the bundle; empty texts where Disdat did not know it. */
  readonly code: { readonly method: string; readonly repo: string; readonly hash: string; readonly branch: string }
  readonly dependsOn: readonly { readonly uuid: string; readonly processingName: string; readonly argument: string }[]
}

/** A bundle: its description, and its frames in the order of columns. */
export type Bundle = BundleDescription & {
  readonly frames: readonly { readonly name: string; readonly uuid: string }[]
  /** The duration of the task that made the bundle, in milliseconds; undefined where it is unknown. */
  readonly tookMs: number | undefined
}

const paramPrefix = '__param.'
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const linkScheme = 'bundle://'
/** The limit of S3 for a key, in bytes. */
const maxLinkPathBytes = 1024
/** The limit of most file systems for one name, in bytes. */
const maxNameBytes = 255
/**
 * The days that Python's datetime can hold in every time zone, in Unix seconds: 0001-01-03 to 9999-12-29. dsdt converts
 * the creation date of every bundle when it rebuilds its index, and fails at the first one outside.
 * https://docs.python.org/3/library/datetime.html#datetime.MINYEAR
 */
const minCreatedSeconds = -62_135_424_000
const maxCreatedSeconds = 253_402_127_999
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/

/**
 * Whether a text is a uuid as Disdat writes it: 36 characters, lower case. Only such a uuid becomes part of a key or
 * path.
 */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text)
}

/** `<uuid>_hframe.pb`: a bundle exists if this object does. */
export function formatHyperFrameName(uuid: string): string {
  return `${uuid}_hframe.pb`
}

/** Whether dsdt takes the file at this path of a bundle's folder for a HyperFrame. */
export function isHyperFrameName(path: string): boolean {
  return /^(?:[^./][^/]*)?_hframe\.pb$/.test(path)
}

/** `<uuid>_frame.pb` */
export function formatFrameName(frameUuid: string): string {
  return `${frameUuid}_frame.pb`
}

/** The folder of the bundles of a remote context: `s3://bucket/prefix/context/<context>/objects`. */
export function formatObjectsUri(remote: { readonly url: string; readonly context: string }): string {
  return `${remote.url}/context/${remote.context}/objects`
}

/** The URI of a bundle, which is the folder of its files: `s3://…/objects/<uuid>`. */
export function formatBundleUri(remote: { readonly url: string; readonly context: string }, uuid: string): string {
  return `${formatObjectsUri(remote)}/${uuid}`
}

/**
 * Reads a bundle from an encoded HyperFrame. Throws BundleFormatError for bytes that are not a HyperFrame, for another
 * bundle than `uuid`, if given, and for an invalid uuid or date.
 */
export function readBundle(bytes: Uint8Array, uuid?: string): Bundle {
  return toBundle(readHyperFrame(bytes), uuid)
}

function toBundle(message: HyperFrame, expected?: string): Bundle {
  const { uuid, lineage } = message
  if (!isUuid(uuid)) throw new BundleFormatError(`a HyperFrame whose uuid is ${quote(uuid)}`)
  if (expected !== undefined && uuid !== expected) {
    throw new BundleFormatError(`the HyperFrame of another bundle, ${uuid}`)
  }
  const frames = message.frames.map(({ k, v }) => ({ name: k, uuid: v }))
  const invalid = frames.find((frame) => !isUuid(frame.uuid))
  if (invalid !== undefined) throw new BundleFormatError(`a frame whose uuid is ${quote(invalid.uuid)}`)
  const createdSeconds = lineage?.creationDate ?? 0
  const tags = new Map(message.tags.map(({ k, v }) => [k, v]))
  const stored = {
    uuid,
    name: message.humanName,
    owner: message.owner,
    processingName: message.processingName,
    createdSeconds,
    tags,
    presentation: formatPresentation(message.presentation),
    code: {
      method: lineage?.codeMethod ?? '',
      repo: decodeBytesText(lineage?.codeRepo ?? ''),
      hash: decodeBytesText(lineage?.codeHash ?? ''),
      branch: decodeBytesText(lineage?.codeBranch ?? ''),
    },
    dependsOn: (lineage?.dependsOn ?? []).map((dependency) => ({
      uuid: dependency.hframeUuid,
      processingName: dependency.hframeProcName,
      argument: dependency.argName,
    })),
  }
  return { ...createDescription(stored), frames, tookMs: readDuration(lineage) }
}

function readDuration(lineage: HyperFrame['lineage']): number | undefined {
  const { startTime = 0, stopTime = 0 } = lineage ?? {}
  const ms = Math.round((stopTime - startTime) * 1000)
  return startTime > 0 && ms >= 0 && Number.isFinite(ms) ? ms : undefined
}

/**
 * Completes a description with the properties that follow from others. Throws BundleFormatError for an invalid time.
 */
export function createDescription(
  stored: Omit<BundleDescription, 'createdAt' | 'committed' | 'params'>,
): BundleDescription {
  const { createdSeconds, tags } = stored
  if (!(createdSeconds >= minCreatedSeconds && createdSeconds <= maxCreatedSeconds)) {
    throw new BundleFormatError(`a creation date of ${createdSeconds} seconds`)
  }
  const createdAt = new Date(createdSeconds * 1000)
  return { ...stored, createdAt, committed: tags.get('committed') === 'True', params: readParams(tags) }
}

/** The bundle that was created later; at the same microsecond, the bundle with the greater uuid. */
export function pickNewer<T extends BundleDescription>(a: T, b: T): T {
  return compareNewestFirst(a, b) <= 0 ? a : b
}

/** Compares bundles for an order with the newest first. */
export function compareNewestFirst(a: BundleDescription, b: BundleDescription): number {
  return b.createdSeconds - a.createdSeconds || (a.uuid > b.uuid ? -1 : 1)
}

/** Undefined without bundles. */
export function pickNewest<T extends BundleDescription>(bundles: Iterable<T>): T | undefined {
  let best: T | undefined
  for (const bundle of bundles) best = best === undefined ? bundle : pickNewer(best, bundle)
  return best
}

/**
 * Parses a link to a file of its own bundle, whose path is relative to the bundle's folder, or to another URL (`s3://`,
 * `db://`), which cannot be proved or pulled. Throws BundleFormatError for a path that leaves the folder, is absolute
 * or empty, or has a character that is not allowed in keys and paths.
 */
export function parseLinkPath(
  url: string,
): { readonly kind: 'file'; readonly path: string } | { readonly kind: 'external'; readonly url: string } {
  if (!isOwnLink(url)) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return { kind: 'external', url }
    throw new BundleFormatError(`a link to ${quote(url)}, which is neither a file of the bundle nor a URL`)
  }
  const path = url.slice(linkScheme.length)
  const problem = findLinkPathProblem(path)
  if (problem !== undefined) throw new BundleFormatError(`a link to ${quote(url)}: ${problem}`)
  return { kind: 'file', path }
}

/** Whether a link, as written, points into its own bundle. Its path is not checked: see `parseLinkPath`. */
export function isOwnLink(url: string): boolean {
  return url.startsWith(linkScheme)
}

/** Why a link to a file of its own bundle cannot have this path; undefined where it can. */
export function findLinkPathProblem(path: string): string | undefined {
  if (path.includes('\\') || controlCharacters.test(path)) return 'its path has a backslash or a control character'
  if (Buffer.byteLength(path) > maxLinkPathBytes) return `its path has more than ${maxLinkPathBytes} bytes`
  const names = path.split('/')
  if (names.some((name) => name === '' || name === '.' || name === '..'))
    return 'its path is not a plain path within the bundle'
  if (names.some((name) => Buffer.byteLength(name) > maxNameBytes))
    return `its path has a name of more than ${maxNameBytes} bytes`
  return undefined
}

/**
 * Decodes lineage that Disdat stored as the text of a Python bytes object with an escaped newline: with quotes
 * (`b'1288…\n'`), or, in an image of `dsdt dockerize`, without them (`b1288…\n`). Returns other text trimmed.
 */
export function decodeBytesText(text: string): string {
  const inner = /^b(['"])(.*)\1$/s.exec(text)?.[2] ?? /^b(.*)\\n$/s.exec(text)?.[1]
  return (inner === undefined ? text : inner.replace(/\\[nrt]/g, ' ')).trim()
}

function readParams(tags: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const params = new Map<string, string>()
  for (const [key, value] of tags) {
    if (key.startsWith(paramPrefix)) params.set(key.slice(paramPrefix.length), value)
  }
  return params
}

function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text)
}
