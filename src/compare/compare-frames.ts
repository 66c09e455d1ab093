import { frameName } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/format/hyperframe.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { type ColumnPair, pairColumns } from './column-pairs.ts'
import { columnChange, isColumn } from './columns.ts'
import {
  type CompareContext,
  type ComparedBundle,
  type ComparedObject,
  findOwnPart,
  readWhole,
  unreadableNote,
} from './compare-read.ts'
import type { ChangeStatus, ColumnChange, NestedChange } from './comparison.ts'
import { type InspectedFrame, inspectFrame, inspectFrameHead, type NestedBundle } from './inspect-frame.ts'
import { compareValues } from './tag-changes.ts'

/** Of a frame that is not read whole: what stands before its values, unless its name is absurd; in bytes. */
const headBytes = 4 * 1024

/** What became of a bundle's frames. */
export type ComparedFrames = {
  /** Those that are columns. */
  readonly columns: readonly ColumnChange[]
  readonly nested: readonly NestedChange[]
  /** Of all that tells whether the data is the same, but for files. */
  readonly fates: readonly ChangeStatus[]
}

/** A bundle, and the sizes of its own objects by path. */
type Side = {
  readonly side: 'base' | 'now'
  readonly bundle: ComparedBundle
  readonly sizes: ReadonlyMap<string, number>
}

/** A frame that is to be looked at, and why not the whole of it. */
type Wanted = ComparedObject & {
  readonly name: string
  readonly whyNot: string | undefined
}

/** `isTold`: what became of a frame that is not shown as a column is told by its files or nested bundles. */
type ComparedPair = {
  readonly change: ColumnChange
  readonly isShown: boolean
  readonly isTold: boolean
  readonly nested: readonly NestedChange[]
}

/** Compares the frames of two bundles, of one name with each other; see compareBundles. */
export async function compareFrames(
  now: ComparedBundle,
  base: ComparedBundle | undefined,
  looking: CompareContext,
): Promise<ComparedFrames> {
  const pairs = pairColumns(namesOf(base), namesOf(now))
  const sides = { now: sideOf('now', now), base: base && sideOf('base', base) }
  const compared: ComparedPair[] = []
  await forEachBounded(
    pairs.entries(),
    async ([place, pair], signal) => {
      compared[place] = await comparePair(pair, sides, { ...looking, signal })
    },
    looking,
  )
  const nested = compared.flatMap((pair) => pair.nested)
  return {
    columns: compared.flatMap(({ change, isShown }) => (isShown ? [change] : [])),
    nested,
    fates: [
      ...compared.flatMap(({ change, isTold }) => (isTold ? [] : [change.status])),
      ...nested.map(({ status }) => status),
    ],
  }
}

async function comparePair(
  pair: ColumnPair,
  { now, base }: { readonly now: Side; readonly base: Side | undefined },
  looking: CompareContext,
): Promise<ComparedPair> {
  const isItself = base?.bundle.proof.bundle.uuid === now.bundle.proof.bundle.uuid
  const after = wanted(now, pair, looking)
  const before = base && !isItself ? wanted(base, pair, looking) : undefined
  return await looking.reads.memory.hold(heldFor(after) + heldFor(before), looking.signal, async () => {
    const [seenNow, seenBefore] = await Promise.all([see(after, looking), see(before, looking)])
    const seenBase = isItself ? seenNow : seenBefore
    const change = columnChange(pair, seenBase, seenNow)
    const isShown = isColumn(seenBase, pair.name) || isColumn(seenNow, pair.name)
    return {
      change: isItself ? unchanged(change) : change,
      isShown,
      // Files are added in the order in which a folder gives them, which is another one elsewhere.
      isTold: !isShown && !leadsOut(seenBase) && !leadsOut(seenNow),
      nested: nestedChanges(pair.name, nestedIn(seenBase), nestedIn(seenNow)),
    }
  })
}

/** Of the same bundle, which is the same whatever of it was read. */
function unchanged(change: ColumnChange): ColumnChange {
  return { ...change, status: 'same', differs: [] }
}

function sideOf(side: Side['side'], bundle: ComparedBundle): Side {
  return { side, bundle, sizes: new Map(findOwnPart(bundle)?.objects.map(({ path, size }) => [path, size])) }
}

function wanted(side: Side, pair: ColumnPair, { reads }: CompareContext): Wanted | undefined {
  const place = pair[side.side]
  const frame = place === undefined ? undefined : side.bundle.proof.bundle.frames[place]
  if (frame === undefined) return undefined
  const path = frameName(frame.uuid)
  const size = side.sizes.get(path) ?? 0
  return { bundle: side.bundle, side: side.side, name: pair.name, path, size, whyNot: reads.take(size) }
}

function heldFor(frame: Wanted | undefined): number {
  // As bytes and as numbers.
  return frame === undefined ? 0 : 2 * lookedAt(frame)
}

function lookedAt({ size, whyNot }: Wanted): number {
  return whyNot === undefined ? size : Math.min(size, headBytes)
}

async function see(frame: Wanted | undefined, looking: CompareContext): Promise<InspectedFrame | undefined> {
  if (frame === undefined) return undefined
  const { notes } = looking
  const seen = await read(frame, looking)
  const name = unreadableNote(frame.name, frame.side)
  if (seen.kind === 'unreadable') notes.add(`Not read (${seen.why})`, name)
  if (seen.kind === 'head' && frame.whyNot !== undefined) notes.add(frame.whyNot, name)
  if (leadsOut(seen)) notes.add('Links out of the bundle, which nobody follows', name)
  return seen
}

async function read(frame: Wanted, looking: CompareContext): Promise<InspectedFrame> {
  try {
    const bytes = await readWhole(frame, { firstBytes: lookedAt(frame) }, looking)
    if (bytes === undefined) return { kind: 'unreadable', why: 'it is gone' }
    return frame.whyNot === undefined
      ? await inspectFrame(bytes, looking.samples)
      : await inspectFrameHead(bytes, frame.size)
  } catch (error) {
    if (!(error instanceof BundleFormatError)) throw error
    return { kind: 'unreadable', why: error.message }
  }
}

function nestedChanges(
  frame: string,
  base: readonly NestedBundle[],
  now: readonly NestedBundle[],
): readonly NestedChange[] {
  return Array.from({ length: Math.max(base.length, now.length) }, (_, place) => {
    const uuids = { base: base[place]?.uuid, now: now[place]?.uuid }
    return { frame, status: compareValues(uuids.base, uuids.now), uuids, name: (now[place] ?? base[place])?.name ?? '' }
  })
}

function nestedIn(frame: InspectedFrame | undefined): readonly NestedBundle[] {
  return frame?.kind === 'read' ? frame.nested : []
}

function leadsOut(frame: InspectedFrame | undefined): boolean {
  return frame?.kind === 'read' && frame.leadsOut
}

function namesOf(bundle: ComparedBundle | undefined): readonly string[] {
  return bundle?.proof.bundle.frames.map(({ name }) => name) ?? []
}
