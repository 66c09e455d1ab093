import { countElements } from '../disdat/format/frame.ts'
import type { ColumnPair } from './column-pairs.ts'
import type { ColumnChange, ColumnFacts } from './comparison.ts'
import { createHistogram, type NumberArray } from './histogram.ts'
import type { InspectedFrame } from './inspect-frame.ts'

/** Disdat's name for a frame without a name. */
const unnamed = /^unnamed:\d+$/

/** The change between two frames of the same name, or of a frame that only one of the bundles has. */
export function compareColumn(
  pair: ColumnPair,
  base: InspectedFrame | undefined,
  now: InspectedFrame | undefined,
): ColumnChange {
  const { name } = pair
  const facts = { base: getFacts(base), now: getFacts(now) }
  const histogram = createHistogram(getNumbers(base), getNumbers(now))
  if (pair.base === undefined) return { name, status: 'added', ...facts, differs: [], histogram }
  if (pair.now === undefined) return { name, status: 'removed', ...facts, differs: [], histogram }
  const differs: ColumnChange['differs'][number][] = []
  const hasOtherType = facts.base !== undefined && facts.now !== undefined && facts.base.type !== facts.now.type
  if (hasOtherType) differs.push('type')
  if (facts.base && facts.now && !haveEqualShapes(facts.base.shape, facts.now.shape)) differs.push('shape')
  if (pair.isMoved) differs.push('place')
  const isEqual = haveEqualValues(base, now)
  // The other type already says that the values differ.
  if (isEqual === false && !hasOtherType) differs.push('values')
  const status = differs.length > 0 ? 'changed' : isEqual === undefined ? 'unknown' : 'same'
  return { name, status, ...facts, differs, histogram }
}

/**
 * Whether the report shows a frame as a column. It shows the files or bundles of an unnamed frame in their own lists.
 */
export function isColumn(frame: InspectedFrame | undefined, name: string): boolean {
  if (frame === undefined) return false
  if (frame.kind === 'unreadable' || !unnamed.test(name)) return true
  return frame.facts.type !== 'LINK' && (frame.facts.type !== 'HFRAME' || frame.kind === 'head')
}

/**
 * The rows of a bundle: of a table, the rows that its columns agree on; of files, the sum over their tables if all are
 * known; of an array, its first dimension. Otherwise undefined.
 */
export function countRows(
  presentation: string,
  columns: readonly (ColumnFacts | undefined)[],
  files: readonly (number | undefined)[],
): number | undefined {
  if (presentation === 'DF') {
    const known = columns.filter((facts) => facts !== undefined)
    const rows = known[0]?.rows ?? (columns.length === 0 ? 0 : undefined)
    return known.every(({ shape }) => shape.length === 1 && shape[0] === rows) ? rows : undefined
  }
  if (files.length > 0) {
    return files.reduce((sum, rows) => (sum === undefined || rows === undefined ? undefined : sum + rows), 0)
  }
  return presentation === 'TENSOR' && columns.length === 1 ? columns[0]?.shape[0] : undefined
}

/** Undefined where it is unknown. For frames of one type; values of another type always differ. */
function haveEqualValues(base: InspectedFrame | undefined, now: InspectedFrame | undefined): boolean | undefined {
  if (base?.kind === 'read' && now?.kind === 'read') return base.digest === now.digest
  const facts = { base: getFacts(base), now: getFacts(now) }
  if (facts.base === undefined || facts.now === undefined) return undefined
  if (countElements(facts.base.shape) !== countElements(facts.now.shape)) return false
  // With equal heads, frames of different sizes have different values.
  const isAlike = base?.kind === 'head' && now?.kind === 'head' && base.byteOrder === now.byteOrder
  return isAlike && haveEqualShapes(facts.base.shape, facts.now.shape) && facts.base.bytes !== facts.now.bytes
    ? false
    : undefined
}

function haveEqualShapes(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, dimension) => length === b[dimension])
}

function getFacts(frame: InspectedFrame | undefined): ColumnFacts | undefined {
  return frame === undefined || frame.kind === 'unreadable' ? undefined : frame.facts
}

function getNumbers(frame: InspectedFrame | undefined): NumberArray | undefined {
  return frame?.kind === 'read' ? frame.numbers : undefined
}
