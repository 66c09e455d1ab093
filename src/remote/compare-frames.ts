import { frameName } from '../disdat/bundle.ts'
import { type Pair, pairsOf } from '../disdat/column-pairs.ts'
import { columnChange, isColumn } from '../disdat/columns.ts'
import type { ColumnChange, Fate, NestedChange } from '../disdat/comparison.ts'
import { BundleFormatError } from '../disdat/hyperframe.ts'
import { type NestedBundle, type SeenFrame, seeFrame, seeFrameHead } from '../disdat/seen-frame.ts'
import { fateOf } from '../disdat/tag-changes.ts'
import { bytesOf, type Compared, type ComparedObject, type Looking, noted, ownPart } from './compare-read.ts'
import { forEachBounded } from './pool.ts'

/** Of a frame that is not read whole: what stands before its values, unless its name is absurd; in bytes. */
const headBytes = 4 * 1024

/** What became of a bundle's frames. */
export type ComparedFrames = {
  /** Those that are columns. */
  readonly columns: readonly ColumnChange[]
  readonly nested: readonly NestedChange[]
  /** Of all that tells whether the data is the same, but for files. */
  readonly fates: readonly Fate[]
}

/** A bundle, and the sizes of its own objects by path. */
type Side = { readonly side: 'base' | 'now'; readonly bundle: Compared; readonly sizes: ReadonlyMap<string, number> }

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
  now: Compared,
  base: Compared | undefined,
  looking: Looking,
): Promise<ComparedFrames> {
  const pairs = pairsOf(namesOf(base), namesOf(now))
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
      ...compared.flatMap(({ change, isTold }) => (isTold ? [] : [change.fate])),
      ...nested.map(({ fate }) => fate),
    ],
  }
}

async function comparePair(
  pair: Pair,
  { now, base }: { readonly now: Side; readonly base: Side | undefined },
  looking: Looking,
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
  return { ...change, fate: 'same', differs: [] }
}

function sideOf(side: Side['side'], bundle: Compared): Side {
  return { side, bundle, sizes: new Map(ownPart(bundle)?.objects.map(({ path, size }) => [path, size])) }
}

function wanted(side: Side, pair: Pair, { reads }: Looking): Wanted | undefined {
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

async function see(frame: Wanted | undefined, looking: Looking): Promise<SeenFrame | undefined> {
  if (frame === undefined) return undefined
  const { notes } = looking
  const seen = await read(frame, looking)
  const name = noted(frame.name, frame.side)
  if (seen.kind === 'unreadable') notes.add(`Not read (${seen.why})`, name)
  if (seen.kind === 'head' && frame.whyNot !== undefined) notes.add(frame.whyNot, name)
  if (leadsOut(seen)) notes.add('Links out of the bundle, which nobody follows', name)
  return seen
}

async function read(frame: Wanted, looking: Looking): Promise<SeenFrame> {
  try {
    const bytes = await bytesOf(frame, { firstBytes: lookedAt(frame) }, looking)
    if (bytes === undefined) return { kind: 'unreadable', why: 'it is gone' }
    return frame.whyNot === undefined ? await seeFrame(bytes, looking.samples) : await seeFrameHead(bytes, frame.size)
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
    return { frame, fate: fateOf(uuids.base, uuids.now), uuids, name: (now[place] ?? base[place])?.name ?? '' }
  })
}

function nestedIn(frame: SeenFrame | undefined): readonly NestedBundle[] {
  return frame?.kind === 'read' ? frame.nested : []
}

function leadsOut(frame: SeenFrame | undefined): boolean {
  return frame?.kind === 'read' && frame.leadsOut
}

function namesOf(bundle: Compared | undefined): readonly string[] {
  return bundle?.proof.bundle.frames.map(({ name }) => name) ?? []
}
