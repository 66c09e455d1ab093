import { BundleFormatError } from './format/format-error.ts'
import { type HyperFrame, presentationName, readHyperFrame } from './format/hyperframe.ts'

/** What a bundle says of itself, in our words, but for what it consists of. Times are Unix seconds or dates in UTC. */
export type BundleDescription = {
  readonly uuid: string
  readonly name: string
  readonly owner: string
  /** "Made the same way": class, parameters and upstream processing names, hashed by Disdat. */
  readonly processingName: string
  /** To the millisecond, to be shown. Order by `createdSeconds`. */
  readonly createdAt: Date
  /** To the microsecond, as Disdat wrote it. */
  readonly createdSeconds: number
  readonly committed: boolean
  /** All of them, those of `params` and `committed` included. */
  readonly tags: ReadonlyMap<string, string>
  /** The pipe's parameters, without Disdat's `__param.` before their names. */
  readonly params: ReadonlyMap<string, string>
  readonly presentation: string
  /** Where the code stood that made it; empty where Disdat did not know. */
  readonly code: { readonly method: string; readonly repo: string; readonly hash: string; readonly branch: string }
  readonly dependsOn: readonly { readonly uuid: string; readonly processingName: string; readonly argument: string }[]
}

/** A bundle: what it says of itself, and its frames in column order. */
export type Bundle = BundleDescription & {
  readonly frames: readonly { readonly name: string; readonly uuid: string }[]
  /** From the start of the task that made it to its end, in milliseconds; undefined where Disdat noted none. */
  readonly tookMs: number | undefined
}

/** What a bundle must have to be the one that is asked for; every value exact, as dsdt's own patterns are not. */
export type BundleQuery = {
  readonly name?: string | undefined
  readonly tags?: ReadonlyMap<string, string> | undefined
  /** `pkg.mod.Class` */
  readonly codeMethod?: string | undefined
  readonly params?: ReadonlyMap<string, string> | undefined
  /** Luigi's id of the task that made it, which stands for class and all parameters. */
  readonly taskId?: string | undefined
  readonly processingName?: string | undefined
  /** Created at this time or later. */
  readonly after?: Date | undefined
  /** Created earlier than this. */
  readonly before?: Date | undefined
}

const paramPrefix = '__param.'
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const linkScheme = 'bundle://'
/** S3's limit for a key, and more than Linux takes in most places, in bytes. */
const maxLinkPathBytes = 1024
/** What file systems take for one name, in bytes. */
const maxNameBytes = 255
/** 9999-12-31: the last day that Python, and so dsdt, can write down, in Unix seconds. */
const maxCreatedSeconds = 253_402_300_799
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const controlCharacters = /[\u0000-\u001f\u007f-\u009f]/

/** Whether this is a uuid as Disdat writes it: 36 characters, lower case. Only such a one becomes a key or a path. */
export function isUuid(text: string): boolean {
  return uuidPattern.test(text)
}

/** `<uuid>_hframe.pb`: a bundle is there when this object is. */
export function hyperFrameName(uuid: string): string {
  return `${uuid}_hframe.pb`
}

/** `<uuid>_frame.pb` */
export function frameName(frameUuid: string): string {
  return `${frameUuid}_frame.pb`
}

/** Where the bundles of a remote's context are: `s3://bucket/prefix/context/<context>/objects`, no slash at the end. */
export function objectsUri(remote: { readonly url: string; readonly context: string }): string {
  return `${remote.url}/context/${remote.context}/objects`
}

/** A bundle's own URI, which is also where its files are: `s3://…/objects/<uuid>`. */
export function bundleUri(remote: { readonly url: string; readonly context: string }, uuid: string): string {
  return `${objectsUri(remote)}/${uuid}`
}

/**
 * The bundle in a HyperFrame's bytes. Throws BundleFormatError when they are no HyperFrame, when it speaks of another
 * bundle than `uuid` (where one is expected), or when a uuid or a date in it is none.
 */
export function readBundle(bytes: Uint8Array, uuid?: string): Bundle {
  return toBundle(readHyperFrame(bytes), uuid)
}

function toBundle(message: HyperFrame, expected?: string): Bundle {
  const { uuid, lineage } = message
  if (!isUuid(uuid)) throw new BundleFormatError(`a HyperFrame whose uuid is ${quoted(uuid)}`)
  if (expected !== undefined && uuid !== expected) {
    throw new BundleFormatError(`the HyperFrame of another bundle, ${uuid}`)
  }
  const frames = message.frames.map(({ k, v }) => ({ name: k, uuid: v }))
  const stray = frames.find((frame) => !isUuid(frame.uuid))
  if (stray !== undefined) throw new BundleFormatError(`a frame whose uuid is ${quoted(stray.uuid)}`)
  const createdSeconds = lineage?.creationDate ?? 0
  const tags = new Map(message.tags.map(({ k, v }) => [k, v]))
  const said = {
    uuid,
    name: message.humanName,
    owner: message.owner,
    processingName: message.processingName,
    createdSeconds,
    tags,
    presentation: presentationName(message.presentation),
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
  return { ...createDescription(said), frames, tookMs: tookMs(lineage) }
}

function tookMs(lineage: HyperFrame['lineage']): number | undefined {
  const { startTime = 0, stopTime = 0 } = lineage ?? {}
  const ms = Math.round((stopTime - startTime) * 1000)
  return startTime > 0 && ms >= 0 && Number.isFinite(ms) ? ms : undefined
}

/** A description with what follows from the rest of it. Throws BundleFormatError for a time that is none. */
export function createDescription(
  said: Omit<BundleDescription, 'createdAt' | 'committed' | 'params'>,
): BundleDescription {
  const { createdSeconds, tags } = said
  if (!(Math.abs(createdSeconds) <= maxCreatedSeconds)) {
    throw new BundleFormatError(`a creation date of ${createdSeconds} seconds`)
  }
  const createdAt = new Date(createdSeconds * 1000)
  return { ...said, createdAt, committed: tags.get('committed') === 'True', params: readParams(tags) }
}

/** Whether a bundle has everything that is asked for. */
export function matches(bundle: BundleDescription, wanted: BundleQuery): boolean {
  const { after, before } = wanted
  return (
    (wanted.name === undefined || wanted.name === bundle.name) &&
    (wanted.codeMethod === undefined || wanted.codeMethod === bundle.code.method) &&
    (wanted.taskId === undefined || bundle.processingName.startsWith(`${wanted.taskId}_`)) &&
    (wanted.processingName === undefined || wanted.processingName === bundle.processingName) &&
    (after === undefined || bundle.createdSeconds >= after.getTime() / 1000) &&
    (before === undefined || bundle.createdSeconds < before.getTime() / 1000) &&
    hasAll(bundle.tags, wanted.tags) &&
    hasAll(bundle.params, wanted.params)
  )
}

/** The newer of two bundles: later created, or at the very same microsecond the one of the greater uuid. */
export function newer<T extends BundleDescription>(a: T, b: T): T {
  return newestFirst(a, b) <= 0 ? a : b
}

/** The order in which the newest bundle comes first. */
export function newestFirst(a: BundleDescription, b: BundleDescription): number {
  return b.createdSeconds - a.createdSeconds || (a.uuid > b.uuid ? -1 : 1)
}

/** The newest of all, undefined of none. */
export function newest<T extends BundleDescription>(bundles: Iterable<T>): T | undefined {
  let best: T | undefined
  for (const bundle of bundles) best = best === undefined ? bundle : newer(best, bundle)
  return best
}

/**
 * Where a link leads: to a file of its own bundle, as a path relative to the bundle's folder, or out of the bundle
 * (`s3://`, `db://`), which nobody can prove or pull. Throws BundleFormatError for a path that would leave the
 * folder, is absolute, names no file, or has a character in it that a key or a path must not have.
 */
export function parseLinkPath(
  url: string,
): { readonly kind: 'file'; readonly path: string } | { readonly kind: 'external'; readonly url: string } {
  if (!isOwnLink(url)) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return { kind: 'external', url }
    throw new BundleFormatError(`a link to ${quoted(url)}, which is neither a file of the bundle nor a URL`)
  }
  const path = url.slice(linkScheme.length)
  const reason = reasonAgainst(path)
  if (reason !== undefined) throw new BundleFormatError(`a link to ${quoted(url)}: ${reason}`)
  return { kind: 'file', path }
}

/** Whether a link, as written, is to a file of its own bundle; which file, and whether it may be one, `linkPath` tells. */
export function isOwnLink(url: string): boolean {
  return url.startsWith(linkScheme)
}

function reasonAgainst(path: string): string | undefined {
  if (path === '') return 'it names no file'
  if (path.includes('\\') || controlCharacters.test(path)) return 'a path must not have such characters'
  if (Buffer.byteLength(path) > maxLinkPathBytes) return `a path has at most ${maxLinkPathBytes} bytes`
  const names = path.split('/')
  if (names.some((name) => name === '' || name === '.' || name === '..')) return 'it leaves the bundle or is not plain'
  if (names.some((name) => Buffer.byteLength(name) > maxNameBytes)) return `a name has at most ${maxNameBytes} bytes`
  return undefined
}

/**
 * Lineage text without the traces of Python: what came from git may be stored as the text of a bytes object with its newline spelt out,
 * with quotes (`b'1288…\n'`) or, through an image of `dsdt dockerize`, without (`b1288…\n`).
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

function hasAll(have: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string> | undefined): boolean {
  return wanted === undefined || [...wanted].every(([key, value]) => have.get(key) === value)
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text)
}
