import { formatFrameName } from '../disdat/bundle.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { type ColumnPair, pairColumns } from './column-pairs.ts'
import { compareColumn, isColumn } from './columns.ts'
import {
  type CompareContext,
  type ComparedBundle,
  type ComparedObject,
  findOwnPart,
  getUnreadableReason,
  quoteForNote,
  readObject,
} from './compare-read.ts'
import type { ChangeStatus, ColumnChange, NestedChange, Side } from './comparison.ts'
import { type InspectedFrame, inspectFrame, inspectFrameHead, type NestedBundle } from './inspect-frame.ts'
import { compareValues } from './tag-changes.ts'

/** The first bytes of a frame that is not read whole: enough for its head, except for a very long name. */
const headBytes = 4 * 1024

/** The changes of a bundle's frames. */
export type ComparedFrames = {
  /** The frames that are columns. */
  readonly columns: readonly ColumnChange[]
  readonly nested: readonly NestedChange[]
  /** The statuses that decide whether the data is the same; those of files are not among them. */
  readonly statuses: readonly ChangeStatus[]
}

/** One of the two bundles, and the sizes of its own objects by path. */
type CompareSide = {
  readonly side: Side
  readonly bundle: ComparedBundle
  readonly sizes: ReadonlyMap<string, number>
}

type FrameRequest = ComparedObject & {
  readonly name: string
  /** Why only its head is read; undefined where the whole frame is. */
  readonly limitReason: string | undefined
}

type ComparedPair = {
  readonly change: ColumnChange
  readonly isShown: boolean
  /** Whether the files or nested bundles of a frame that is not shown report its change. */
  readonly isReportedElsewhere: boolean
  readonly nested: readonly NestedChange[]
}

/** Compares the frames of two bundles by name: see compareBundles. */
export async function compareFrames(
  now: ComparedBundle,
  base: ComparedBundle | undefined,
  context: CompareContext,
): Promise<ComparedFrames> {
  const pairs = pairColumns(listFrameNames(base), listFrameNames(now))
  const sides = { now: createSide('now', now), base: base && createSide('base', base) }
  const compared: ComparedPair[] = []
  await forEachBounded(
    pairs.entries(),
    async ([index, pair], signal) => {
      compared[index] = await comparePair(pair, sides, { ...context, signal })
    },
    context,
  )
  const nested = compared.flatMap((pair) => pair.nested)
  return {
    columns: compared.flatMap(({ change, isShown }) => (isShown ? [change] : [])),
    nested,
    statuses: [
      ...compared.flatMap(({ change, isReportedElsewhere }) => (isReportedElsewhere ? [] : [change.status])),
      ...nested.map(({ status }) => status),
    ],
  }
}

async function comparePair(
  pair: ColumnPair,
  { now, base }: { readonly now: CompareSide; readonly base: CompareSide | undefined },
  context: CompareContext,
): Promise<ComparedPair> {
  const isSameBundle = base?.bundle.proof.bundle.uuid === now.bundle.proof.bundle.uuid
  const request = {
    now: requestFrame(now, pair, context),
    base: base && !isSameBundle ? requestFrame(base, pair, context) : undefined,
  }
  const heldBytes = countHeldBytes(request.now) + countHeldBytes(request.base)
  return await context.reads.memory.hold(heldBytes, context.signal, async () => {
    const [frameNow, otherFrame] = await Promise.all([inspect(request.now, context), inspect(request.base, context)])
    const frameBase = isSameBundle ? frameNow : otherFrame
    const change = compareColumn(pair, frameBase, frameNow)
    const isShown = isColumn(frameBase, pair.name) || isColumn(frameNow, pair.name)
    return {
      // The same bundle is the same even where its frame was not read.
      change: isSameBundle ? { ...change, status: 'same', differs: [] } : change,
      isShown,
      // Links have the order of a folder's listing, which differs between file systems, so files are compared instead.
      isReportedElsewhere: !isShown && !hasExternalLinks(frameBase) && !hasExternalLinks(frameNow),
      nested: [frameBase, frameNow].every(canListNested)
        ? compareNested(pair.name, listNested(frameBase), listNested(frameNow))
        : [],
    }
  })
}

function createSide(side: Side, bundle: ComparedBundle): CompareSide {
  return { side, bundle, sizes: new Map(findOwnPart(bundle)?.objects.map(({ path, size }) => [path, size])) }
}

function requestFrame(side: CompareSide, pair: ColumnPair, { reads }: CompareContext): FrameRequest | undefined {
  const index = pair[side.side]
  const frame = index === undefined ? undefined : side.bundle.proof.bundle.frames[index]
  if (frame === undefined) return undefined
  const path = formatFrameName(frame.uuid)
  const size = side.sizes.get(path) ?? 0
  return { bundle: side.bundle, side: side.side, name: pair.name, path, size, limitReason: reads.take(size) }
}

function countHeldBytes(frame: FrameRequest | undefined): number {
  // The bytes and a copy of them as numbers.
  return frame === undefined ? 0 : 2 * countReadBytes(frame)
}

function countReadBytes({ size, limitReason }: FrameRequest): number {
  return limitReason === undefined ? size : Math.min(size, headBytes)
}

async function inspect(
  request: FrameRequest | undefined,
  context: CompareContext,
): Promise<InspectedFrame | undefined> {
  if (request === undefined) return undefined
  const { notes } = context
  const frame = await readAndInspect(request, context)
  const name = quoteForNote(request.name, request.side)
  if (frame.kind === 'unreadable') notes.add(`not read (${frame.reason})`, name)
  if (frame.kind === 'head' && request.limitReason !== undefined) notes.add(request.limitReason, name)
  if (hasExternalLinks(frame)) notes.add('linked to places outside the bundle, which are not followed', name)
  return frame
}

async function readAndInspect(request: FrameRequest, context: CompareContext): Promise<InspectedFrame> {
  try {
    const bytes = await readObject(request, { firstBytes: countReadBytes(request) }, context)
    if (bytes === undefined) return { kind: 'unreadable', reason: 'it no longer exists' }
    return request.limitReason === undefined
      ? inspectFrame(bytes, context.samples)
      : inspectFrameHead(bytes, request.size)
  } catch (error) {
    return { kind: 'unreadable', reason: getUnreadableReason(error) }
  }
}

function compareNested(
  frame: string,
  base: readonly NestedBundle[],
  now: readonly NestedBundle[],
): readonly NestedChange[] {
  return Array.from({ length: Math.max(base.length, now.length) }, (_, index) => {
    const uuids = { base: base[index]?.uuid, now: now[index]?.uuid }
    return { frame, status: compareValues(uuids.base, uuids.now), uuids, name: (now[index] ?? base[index])?.name ?? '' }
  })
}

/** Whether all nested bundles of a frame are known: it was read whole, or does not exist. */
const canListNested = (frame: InspectedFrame | undefined): boolean => frame === undefined || frame.kind === 'read'

function listNested(frame: InspectedFrame | undefined): readonly NestedBundle[] {
  return frame?.kind === 'read' ? frame.nested : []
}

function hasExternalLinks(frame: InspectedFrame | undefined): boolean {
  return frame?.kind === 'read' && frame.hasExternalLinks
}

function listFrameNames(bundle: ComparedBundle | undefined): readonly string[] {
  return bundle?.proof.bundle.frames.map(({ name }) => name) ?? []
}
