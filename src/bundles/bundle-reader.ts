import { type Bundle, formatFrameName, isHyperFrameName, parseLinkPath } from '../disdat/bundle.ts'
import { isUnparsableUrlPath } from '../disdat/file-names.ts'
import { BundleFormatError } from '../disdat/format/format-error.ts'
import { readFrameHead } from '../disdat/format/frame-reader.ts'
import { type FrameSummary, summarizeFrame, summarizeFrameHead } from '../disdat/format/frame-summary.ts'
import { frameHashMatches, framePeekBytes, hyperFrameHashMatches, maxFrameBytes } from '../disdat/format/hyperframe.ts'
import { assertColumnsLoadable, assertFrameLoadable, assertPresentable } from '../disdat/load-rules.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { WarningCollector } from '../lib/warning-collector.ts'
import {
  type BundleObject,
  type BundlePlace,
  createCorruptBundleFailure,
  readHyperFrameObject,
} from './bundle-place.ts'
import { maxFolderObjects, ReadingBudget } from './reading-budget.ts'

/** One bundle of a place, without the bundles nested in it. */
export type BundlePart = {
  readonly bundle: Bundle
  readonly hyperFrame: Uint8Array
  /** Linked files, then frames. The HyperFrame, which is written last, is not in the list. */
  readonly objects: readonly BundleObject[]
  /** Paths that the bundle refers to and that do not exist. */
  readonly missing: readonly string[]
  /** Paths of frames, and uuids of nested bundles, that `canSkip` left out. Then `objects` has all files. */
  readonly skipped: readonly string[]
  /** Whether a frame matches its own hash, by path. Large frames of values are not read and have no entry. */
  readonly hashChecks: ReadonlyMap<string, boolean>
  /** The bytes of frames that were read, by path, up to `maxKeptBytes`, so that they are not fetched twice. */
  readonly frameBytes: ReadonlyMap<string, Uint8Array>
}

/** The deepest nesting of bundles that is followed. */
const maxDepth = 32
/** The most bundles that one bundle may contain, all levels together. */
const maxParts = 10_000

/**
 * A bundle and all bundles nested in it, each once, inner before outer, so that the last part is the bundle itself;
 * undefined when its HyperFrame does not exist. Missing objects are listed in their part. Oddities that do not make a
 * bundle unusable are added to `warnings`. Throws Failure `bundle-corrupt` when one of the bundles cannot be read, when
 * Disdat could not load it, or when it refers to more than a ReadingBudget allows.
 */
export async function readBundleParts(
  place: BundlePlace,
  uuid: string,
  options: ReadOptions,
): Promise<readonly BundlePart[] | undefined> {
  const seen = new Set<string>()
  const parts: BundlePart[] = []
  const budget = new ReadingBudget()

  const visit = async (inner: string, depth: number): Promise<boolean> => {
    if (seen.has(inner)) return true
    if (depth > maxDepth || seen.size >= maxParts) {
      const reason = `it contains more than ${maxParts} bundles, or nests them more than ${maxDepth} deep`
      throw createCorruptBundleFailure(place, uuid, reason)
    }
    seen.add(inner)
    const read = await readPart(place, inner, budget, options)
    if (read === undefined) return false
    const skipped = [...read.part.skipped]
    for (const nested of read.nested) {
      try {
        if (await visit(nested, depth + 1)) continue
      } catch (error) {
        if (!options.canSkip?.(error)) throw error
        skipped.push(nested)
        continue
      }
      throw createCorruptBundleFailure(place, inner, `it contains the bundle ${nested}, which does not exist`)
    }
    parts.push({ ...read.part, skipped })
    return true
  }
  return (await visit(uuid, 0)) ? parts : undefined
}

/** Decides whether an error concerns one object alone, which is then skipped. Without it, every error is thrown. */
export type CanSkip = (error: unknown) => boolean

type ReadOptions = Cancellable & { readonly warnings?: WarningCollector; readonly canSkip?: CanSkip | undefined }

async function readPart(
  place: BundlePlace,
  uuid: string,
  budget: ReadingBudget,
  options: ReadOptions,
): Promise<{ readonly part: BundlePart; readonly nested: readonly string[] } | undefined> {
  try {
    const listing = place.listSizes(uuid, { signal: options.signal, limit: maxFolderObjects })
    const [head, sizes] = await Promise.all([readHyperFrameObject(place, uuid, options), listing])
    if (head === undefined) return undefined
    const { bundle, bytes } = head
    assertPresentable(bundle)
    const { warnings = new WarningCollector(), canSkip, signal } = options
    if (!hyperFrameHashMatches(bytes)) {
      warnings.add('HyperFrames with another hash', `The HyperFrame of ${uuid} does not match its own hash.`)
    }
    const frames = await readFrames(place, bundle, { signal, sizes, budget, warnings, canSkip })
    assertColumnsLoadable(bundle, frames.present)
    const linked = collectLinkedFiles(bundle, frames.present, warnings)

    // A skipped frame may link to any file of the folder.
    const possible = frames.skipped.length > 0 ? [...sizes.keys()].filter((path) => !isHyperFrameName(path)) : []
    const paths = new Set([...linked, ...frames.present.map((frame) => frame.path), ...possible])
    const objects: BundleObject[] = []
    const missing = [...frames.missing]
    for (const path of paths) {
      const size = sizes.get(path)
      if (size === undefined) missing.push(path)
      else objects.push({ path, size })
    }
    const { hashChecks, frameBytes, skipped } = frames
    const part = { bundle, hyperFrame: bytes, objects, missing, skipped, hashChecks, frameBytes }
    return { part, nested: [...new Set(frames.present.flatMap((frame) => frame.nested))] }
  } catch (error) {
    if (error instanceof BundleFormatError) throw createCorruptBundleFailure(place, uuid, error.message, error)
    throw error
  }
}

type FrameReferences = Pick<FrameSummary, 'head' | 'count' | 'nested' | 'links'> & { readonly path: string }

type FrameReading = Cancellable & {
  readonly sizes: ReadonlyMap<string, number>
  readonly budget: ReadingBudget
  readonly warnings: WarningCollector
  readonly canSkip: CanSkip | undefined
}

/** The frames of one bundle, each once. A frame without an object is in `missing`. */
async function readFrames(place: BundlePlace, bundle: Bundle, options: FrameReading) {
  const { uuid, frames } = bundle
  const { sizes, budget, warnings, canSkip } = options
  const present: FrameReferences[] = []
  const missing: string[] = []
  const skipped: string[] = []
  const hashChecks = new Map<string, boolean>()
  const frameBytes = new Map<string, Uint8Array>()
  await forEachBounded(
    new Set(frames.map((frame) => frame.uuid)),
    async (frameUuid, signal) => {
      const path = formatFrameName(frameUuid)
      const size = sizes.get(path)
      const tryRead = async () =>
        size === undefined ? undefined : await readFrameObject(place, uuid, path, { size, signal, budget })
      const read = await tryRead().catch((error: unknown) => {
        if (!canSkip?.(error)) throw error
        skipped.push(path)
        return 'skipped' as const
      })
      if (read === 'skipped') return
      if (read === undefined) {
        missing.push(path)
        return
      }
      const { summary, bytes } = read
      assertFrameLoadable(bundle, summary)
      // The first text would keep the bytes of its frame in memory.
      const { firstText: _, ...references } = summary
      present.push({ path, ...references })
      if (bytes === undefined) return
      const hashMatches = frameHashMatches(bytes)
      hashChecks.set(path, hashMatches)
      if (!hashMatches) {
        warnings.add('frames with another hash', `The frame ${frameUuid} of ${uuid} does not match its own hash.`)
      }
      if (budget.mayKeep(bytes.length)) frameBytes.set(path, bytes)
    },
    options,
  )
  return { present, missing, skipped, hashChecks, frameBytes }
}

/** The files that the links of a bundle name. Throws BundleFormatError for a link to a frame or a HyperFrame. */
function collectLinkedFiles(
  { uuid, frames }: Bundle,
  present: readonly FrameReferences[],
  warnings: WarningCollector,
): ReadonlySet<string> {
  const own = new Set(frames.map((frame) => formatFrameName(frame.uuid)))
  const paths = new Set<string>()
  for (const { links } of present) {
    for (const url of links) {
      const link = parseLinkPath(url)
      if (link.kind === 'file') paths.add(link.path)
      else warnings.add('links outside the bundle', describeExternalLink(uuid, link.url))
    }
  }
  for (const path of paths) {
    if (isUnparsableUrlPath(path)) throw new BundleFormatError(`a link to ${path}, which Python cannot parse as a URL`)
    // dsdt reads every file with such a name as the HyperFrame of a bundle.
    if (!own.has(path) && !isHyperFrameName(path)) continue
    throw new BundleFormatError(`a link to ${path}, which is not a file of the user`)
  }
  return paths
}

function describeExternalLink(uuid: string, url: string): string {
  const shown = url.length > 200 ? `${url.slice(0, 200).toWellFormed()}…` : url
  return `A link of ${uuid} points outside the bundle, to ${shown}: it is neither checked nor pulled.`
}

/**
 * A frame; undefined when it does not exist. Only the first bytes of a large frame of values are read: they show that
 * it refers to nothing.
 */
async function readFrameObject(
  place: BundlePlace,
  uuid: string,
  path: string,
  { size, signal, budget }: Cancellable & { readonly size: number; readonly budget: ReadingBudget },
): Promise<{ readonly summary: FrameSummary; readonly bytes?: Uint8Array } | undefined> {
  if (size > framePeekBytes) {
    const start = await place.read(uuid, path, { signal, firstBytes: framePeekBytes, maxBytes: framePeekBytes })
    if (start === undefined) return undefined
    const head = readFrameHead(start)
    if (head === undefined) throw new BundleFormatError(`a frame whose values begin after ${framePeekBytes} bytes`)
    if (head.type !== 'LINK' && head.type !== 'HFRAME') return { summary: summarizeFrameHead(head) }
    budget.countReferenceBytes(size)
  }
  return await budget.hold(size, signal, async () => {
    const bytes = await place.read(uuid, path, { signal, maxBytes: maxFrameBytes })
    if (bytes === undefined) return undefined
    const summary = summarizeFrame(bytes)
    budget.countReferences(summary.links.length + summary.nested.length)
    return { summary, bytes }
  })
}
