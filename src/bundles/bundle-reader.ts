import { type Bundle, formatFrameName, formatHyperFrameName, isUuid, parseLinkPath } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/format/format-error.ts'
import {
  type FrameContents,
  frameHashMatches,
  framePeekBytes,
  hyperFrameHashMatches,
  maxFrameBytes,
  peekFrame,
  scanFrame,
} from '../disdat/format/hyperframe.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import {
  type BundleObject,
  type BundlePlace,
  createCorruptBundleFailure,
  readHyperFrameObject,
} from './bundle-place.ts'

/** One bundle of a place, without the bundles nested in it. */
export type BundlePart = {
  readonly bundle: Bundle
  readonly hyperFrame: Uint8Array
  /** Linked files, then frames. The HyperFrame, which is written last, is not in the list. */
  readonly objects: readonly BundleObject[]
  /** Paths that the bundle refers to and that do not exist. */
  readonly missing: readonly string[]
  /** Whether a frame matches its own hash, by path. Large frames of values are not read and have no entry. */
  readonly hashChecks: ReadonlyMap<string, boolean>
  /** The bytes of frames that were read, by path, up to `maxKeptBytes`, so that they are not fetched twice. */
  readonly frameBytes: ReadonlyMap<string, Uint8Array>
  /** Oddities that do not make the bundle unusable, one sentence each. */
  readonly warnings: readonly string[]
}

/** The deepest nesting of bundles that is followed. */
const maxDepth = 32
/** The most bundles that one bundle may contain, all levels together. */
const maxParts = 10_000

/** Bytes of frames that a bundle, with those nested in it, keeps in memory. */
const maxKeptBytes = 8 * 1024 * 1024

/** How many more bytes of frames may be kept. */
type MemoryBudget = { bytes: number }

/**
 * A bundle and all bundles nested in it, each once, inner before outer, so that the last part is the bundle itself;
 * undefined when its HyperFrame does not exist. Missing objects are listed in their part. Throws Failure
 * `bundle-corrupt` when one of the bundles cannot be read.
 */
export async function readBundleParts(
  place: BundlePlace,
  uuid: string,
  options: Cancellable,
): Promise<readonly BundlePart[] | undefined> {
  const seen = new Set<string>()
  const parts: BundlePart[] = []
  const budget = { bytes: maxKeptBytes }

  const visit = async (inner: string, depth: number): Promise<boolean> => {
    if (seen.has(inner)) return true
    if (depth > maxDepth || seen.size >= maxParts) {
      const reason = `it contains more than ${maxParts} bundles, or nests them more than ${maxDepth} deep`
      throw createCorruptBundleFailure(place, uuid, reason)
    }
    seen.add(inner)
    const read = await readPart(place, inner, budget, options)
    if (read === undefined) return false
    for (const nested of read.nested) {
      if (await visit(nested, depth + 1)) continue
      throw createCorruptBundleFailure(place, inner, `it contains the bundle ${nested}, which does not exist`)
    }
    parts.push(read.part)
    return true
  }
  return (await visit(uuid, 0)) ? parts : undefined
}

async function readPart(
  place: BundlePlace,
  uuid: string,
  budget: MemoryBudget,
  options: Cancellable,
): Promise<{ readonly part: BundlePart; readonly nested: readonly string[] } | undefined> {
  try {
    const listing = place.listSizes(uuid, options)
    const [head, sizes] = await Promise.all([readHyperFrameObject(place, uuid, options), listing])
    if (head === undefined) return undefined
    const { bundle, bytes } = head
    const frames = await readFrames(place, bundle, { signal: options.signal, sizes, budget })
    const files = collectLinkedFiles(bundle, frames.present)
    const warnings = [...frames.warnings, ...files.warnings]
    if (!hyperFrameHashMatches(bytes)) warnings.unshift(`The HyperFrame of ${uuid} does not match its own hash.`)

    const paths = new Set([...files.paths, ...frames.present.map((frame) => frame.path)])
    const objects: BundleObject[] = []
    const missing = [...frames.missing]
    for (const path of paths) {
      const size = sizes.get(path)
      if (size === undefined) missing.push(path)
      else objects.push({ path, size })
    }
    const { hashChecks, frameBytes } = frames
    const part = { bundle, hyperFrame: bytes, objects, missing, hashChecks, frameBytes, warnings }
    return { part, nested: frames.present.flatMap((frame) => frame.nested) }
  } catch (error) {
    if (error instanceof BundleFormatError) throw createCorruptBundleFailure(place, uuid, error.message, error)
    throw error
  }
}

type FrameReferences = { readonly path: string; readonly nested: readonly string[]; readonly links: readonly string[] }

/** The frames of one bundle. A frame without an object is in `missing`. */
async function readFrames(
  place: BundlePlace,
  { uuid, frames }: Bundle,
  options: Cancellable & { readonly sizes: ReadonlyMap<string, number>; readonly budget: MemoryBudget },
) {
  const { sizes, budget } = options
  const present: FrameReferences[] = []
  const missing: string[] = []
  const hashChecks = new Map<string, boolean>()
  const frameBytes = new Map<string, Uint8Array>()
  const warnings: string[] = []
  await forEachBounded(
    frames,
    async ({ uuid: frameUuid }, signal) => {
      const path = formatFrameName(frameUuid)
      const size = sizes.get(path)
      const contents = size === undefined ? undefined : await readFrameContents(place, uuid, path, { size, signal })
      if (contents === undefined) {
        missing.push(path)
        return
      }
      const { nested, links, hashMatches, bytes } = contents
      present.push({ path, nested, links })
      if (hashMatches !== undefined) hashChecks.set(path, hashMatches)
      if (hashMatches === false) warnings.push(`The frame ${frameUuid} of ${uuid} does not match its own hash.`)
      if (bytes !== undefined && bytes.length <= budget.bytes) {
        budget.bytes -= bytes.length
        frameBytes.set(path, bytes)
      }
    },
    options,
  )
  return { present, missing, hashChecks, frameBytes, warnings }
}

/** The files that the links of a bundle name. Throws BundleFormatError for a link to a frame or the HyperFrame. */
function collectLinkedFiles({ uuid, frames }: Bundle, present: readonly FrameReferences[]) {
  const paths = new Set<string>()
  const warnings: string[] = []
  for (const url of present.flatMap((frame) => frame.links)) {
    const link = parseLinkPath(url)
    if (link.kind === 'file') paths.add(link.path)
    else warnings.push(`A link of ${uuid} points outside the bundle, to ${link.url}: it is neither checked nor pulled.`)
  }
  const own = [formatHyperFrameName(uuid), ...frames.map((frame) => formatFrameName(frame.uuid))]
  const reserved = own.find((path) => paths.has(path))
  if (reserved !== undefined) throw new BundleFormatError(`a link to ${reserved}, which is not a file of the user`)
  return { paths, warnings }
}

/** The contents of a frame. A large frame of values is not read: its first bytes show that it refers to nothing. */
async function readFrameContents(
  place: BundlePlace,
  uuid: string,
  path: string,
  { size, signal }: Cancellable & { readonly size: number },
): Promise<(FrameContents & { readonly hashMatches?: boolean | undefined; readonly bytes?: Uint8Array }) | undefined> {
  if (size > framePeekBytes) {
    const start = await place.read(uuid, path, { signal, firstBytes: framePeekBytes, maxBytes: framePeekBytes })
    if (start === undefined) return undefined
    if (peekFrame(start) === 'values') return { kind: 'values', links: [], nested: [] }
  }
  const bytes = await place.read(uuid, path, { signal, maxBytes: maxFrameBytes })
  if (bytes === undefined) return undefined
  const contents = scanFrame(bytes)
  if (!contents.nested.every(isUuid)) throw new BundleFormatError('a nested bundle without a uuid')
  return { ...contents, hashMatches: frameHashMatches(bytes), bytes }
}
