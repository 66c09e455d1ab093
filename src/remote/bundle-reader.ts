import { type Bundle, frameName, hyperFrameName, isUuid, parseLinkPath, readBundle } from '../disdat/bundle.ts'
import {
  BundleFormatError,
  type FrameContents,
  frameHashMatches,
  framePeekBytes,
  hyperFrameHashMatches,
  maxFrameBytes,
  maxHyperFrameBytes,
  peekFrame,
  scanFrame,
} from '../disdat/format/hyperframe.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'

/** Somewhere bundles are: a remote, or a local context. Paths are relative to a bundle's folder. */
export interface BundlePlace {
  /** Of a bundle's folder, for messages. */
  uri(uuid: string): string
  /** Every object of a bundle's folder with its size in bytes; empty when there is no folder. */
  sizes(uuid: string, options: Cancellable): Promise<ReadonlyMap<string, number>>
  /** The bytes, or the first so many; undefined when it is not there. Throws BundleFormatError beyond `maxBytes`. */
  read(
    uuid: string,
    path: string,
    options: Cancellable & { readonly maxBytes: number; readonly firstBytes?: number },
  ): Promise<Uint8Array | undefined>
}

/** One object of a bundle: its path within the bundle's folder, `/` between names, and its size in bytes. */
export type BundleObject = { readonly path: string; readonly size: number }

/** One bundle as it lies in a place: itself, without what is nested in it. */
export type BundlePart = {
  readonly bundle: Bundle
  readonly hyperFrame: Uint8Array
  /** Linked files, then frames; the HyperFrame, which comes last of all, is not in it. */
  readonly objects: readonly BundleObject[]
  /** Paths that the bundle names and that are not there. */
  readonly missing: readonly string[]
  /** Of the frames that were read, by path: whether they match their own hash. Large frames of values are not read. */
  readonly sound: ReadonlyMap<string, boolean>
  /** Frames as they were read, by path, so that nobody has to read them again: small ones, as far as there is room. */
  readonly kept: ReadonlyMap<string, Uint8Array>
  /** What is odd but no reason to refuse it, a sentence each. */
  readonly warnings: readonly string[]
}

/** Bundles in bundles in bundles: deeper than anybody has nested them. */
const maxDepth = 32
/** Bundles that one bundle may hold, all levels together. */
const maxParts = 10_000

/** Bytes of frames that a bundle, with those nested in it, keeps in memory. */
const maxKeptBytes = 8 * 1024 * 1024

const remake = 'Make it again, or take an older version of it.'

/**
 * A bundle and all that are nested in it, each once, inner before outer, so the last is the one asked for; undefined
 * when its HyperFrame is not there. Throws Failure `bundle-corrupt` when one of them cannot be read; what is named but
 * missing is told in its part.
 */
export async function readParts(
  place: BundlePlace,
  uuid: string,
  options: Cancellable,
): Promise<readonly BundlePart[] | undefined> {
  const seen = new Set<string>()
  const parts: BundlePart[] = []
  const room = { bytes: maxKeptBytes }

  const visit = async (inner: string, depth: number): Promise<boolean> => {
    if (seen.has(inner)) return true
    if (depth > maxDepth || seen.size >= maxParts)
      throw corruptBundle(place, uuid, 'it holds too many bundles', undefined)
    seen.add(inner)
    const found = await readPart(place, inner, room, options)
    if (found === undefined) return false
    for (const nested of found.nested) {
      if (await visit(nested, depth + 1)) continue
      throw corruptBundle(place, inner, `it holds the bundle ${nested}, which is not there`, undefined)
    }
    parts.push(found.part)
    return true
  }
  return (await visit(uuid, 0)) ? parts : undefined
}

/** The bundle of this uuid, read from its HyperFrame alone. Throws BundleFormatError when that is not one. */
export async function readHyperFrameObject(
  place: BundlePlace,
  uuid: string,
  options: Cancellable,
): Promise<{ readonly bundle: Bundle; readonly bytes: Uint8Array } | undefined> {
  // It becomes a key or a path.
  if (!isUuid(uuid)) return undefined
  const bytes = await place.read(uuid, hyperFrameName(uuid), { ...options, maxBytes: maxHyperFrameBytes })
  return bytes === undefined ? undefined : { bundle: readBundle(bytes, uuid), bytes }
}

/** What to tell when a bundle, asked for by its uuid, is there and cannot be used. */
export function corruptBundle(place: BundlePlace, uuid: string, reason: string, cause: unknown): Failure {
  return new Failure('bundle-corrupt', `The bundle ${place.uri(uuid)} cannot be used: ${reason}.`, remake, { cause })
}

/** How many bytes may still be kept. */
type Room = { bytes: number }

type Reference = { readonly path: string; readonly nested: readonly string[]; readonly links: readonly string[] }

async function readPart(
  place: BundlePlace,
  uuid: string,
  room: Room,
  options: Cancellable,
): Promise<{ readonly part: BundlePart; readonly nested: readonly string[] } | undefined> {
  try {
    const listing = place.sizes(uuid, options)
    const [head, sizes] = await Promise.all([readHyperFrameObject(place, uuid, options), listing])
    if (head === undefined) return undefined
    const { bundle, bytes } = head
    const warnings: string[] = []
    if (!hyperFrameHashMatches(bytes)) warnings.push(`The HyperFrame of ${uuid} does not match its own hash.`)

    const frames: Reference[] = []
    const missing: string[] = []
    const sound = new Map<string, boolean>()
    const kept = new Map<string, Uint8Array>()
    await forEachBounded(
      bundle.frames,
      async ({ uuid: frameUuid }, signal) => {
        const path = frameName(frameUuid)
        const size = sizes.get(path)
        const contents = size === undefined ? undefined : await readFrameContents(place, uuid, path, { size, signal })
        if (contents === undefined) missing.push(path)
        else frames.push({ path, nested: contents.nested, links: contents.links })
        if (contents?.hashMatches !== undefined) sound.set(path, contents.hashMatches)
        const whole = contents?.bytes
        if (whole !== undefined && whole.length <= room.bytes) {
          room.bytes -= whole.length
          kept.set(path, whole)
        }
        if (contents?.hashMatches === false)
          warnings.push(`The frame ${frameUuid} of ${uuid} does not match its own hash.`)
      },
      options,
    )
    const files = new Set<string>()
    for (const url of frames.flatMap((frame) => frame.links)) {
      const link = parseLinkPath(url)
      if (link.kind === 'file') files.add(link.path)
      else warnings.push(`A link of ${uuid} leads out of it, to ${link.url}: nobody proves or pulls that.`)
    }
    const own = new Set([hyperFrameName(uuid), ...bundle.frames.map((frame) => frameName(frame.uuid))])
    const objects: BundleObject[] = []
    for (const path of [...files, ...new Set(frames.map((frame) => frame.path))]) {
      if (files.has(path) && own.has(path))
        throw new BundleFormatError(`a link to ${path}, which is no file of the user`)
      const size = sizes.get(path)
      if (size === undefined) missing.push(path)
      else objects.push({ path, size })
    }
    const part = { bundle, hyperFrame: bytes, objects, missing, sound, kept, warnings }
    return { part, nested: frames.flatMap((frame) => frame.nested) }
  } catch (error) {
    if (error instanceof BundleFormatError) throw corruptBundle(place, uuid, error.message, error)
    throw error
  }
}

/** Large frames of values are not read: a look at their beginning tells that they name nothing. */
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
  const stray = contents.nested.find((nested) => !isUuid(nested))
  if (stray !== undefined) throw new BundleFormatError('a nested bundle without a uuid')
  return { ...contents, hashMatches: frameHashMatches(bytes), bytes }
}
