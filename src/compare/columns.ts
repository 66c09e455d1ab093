import { countElements } from '../disdat/format/frame.ts'
import type { ColumnPair } from './column-pairs.ts'
import type { ColumnChange, ColumnFacts } from './comparison.ts'
import { createHistogram } from './histogram.ts'
import type { InspectedFrame } from './inspect-frame.ts'

/** What Disdat calls a frame that nobody gave a name. */
const unnamed = /^unnamed:\d+$/

/** Of two frames of the same name, or of one that the other bundle has not, what became of it. */
export function columnChange(
  pair: ColumnPair,
  base: InspectedFrame | undefined,
  now: InspectedFrame | undefined,
): ColumnChange {
  const { name } = pair
  const facts = { base: factsOf(base), now: factsOf(now) }
  const histogram = createHistogram(numbersOf(base), numbersOf(now))
  if (pair.base === undefined) return { name, status: 'added', ...facts, differs: [], histogram }
  if (pair.now === undefined) return { name, status: 'removed', ...facts, differs: [], histogram }
  const differs: ColumnChange['differs'][number][] = []
  const isRetyped = facts.base !== undefined && facts.now !== undefined && facts.base.type !== facts.now.type
  if (isRetyped) differs.push('type')
  if (facts.base && facts.now && !sameShape(facts.base.shape, facts.now.shape)) differs.push('shape')
  if (pair.isMoved) differs.push('place')
  const isEqual = haveEqualValues(base, now)
  // Values of another type are other values, which says nothing that the type does not.
  if (isEqual === false && !isRetyped) differs.push('values')
  const status = differs.length > 0 ? 'changed' : isEqual === undefined ? 'unknown' : 'same'
  return { name, status, ...facts, differs, histogram }
}

/** Whether a frame is shown as a column: not one without a name that holds files or bundles, which are told of by themselves. */
export function isColumn(frame: InspectedFrame | undefined, name: string): boolean {
  if (frame === undefined) return false
  if (frame.kind === 'unreadable' || !unnamed.test(name)) return true
  return frame.facts.type !== 'LINK' && (frame.facts.type !== 'HFRAME' || frame.kind === 'head')
}

/**
 * The rows of a bundle: of a table what its columns agree on, of files the sum of their tables', where all of them tell,
 * of an array its first dimension. Undefined for everything else.
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

function haveEqualValues(base: InspectedFrame | undefined, now: InspectedFrame | undefined): boolean | undefined {
  if (base?.kind === 'read' && now?.kind === 'read') return base.digest === now.digest
  const facts = { base: factsOf(base), now: factsOf(now) }
  if (facts.base === undefined || facts.now === undefined) return undefined
  if (facts.base.type !== facts.now.type) return false
  if (countElements(facts.base.shape) !== countElements(facts.now.shape)) return false
  // Only what stands in a frame's head can make the same values more or fewer bytes.
  const isAlike = base?.kind === 'head' && now?.kind === 'head' && base.byteOrder === now.byteOrder
  return isAlike && sameShape(facts.base.shape, facts.now.shape) && facts.base.bytes !== facts.now.bytes
    ? false
    : undefined
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, place) => length === b[place])
}

function factsOf(frame: InspectedFrame | undefined): ColumnFacts | undefined {
  return frame === undefined || frame.kind === 'unreadable' ? undefined : frame.facts
}

function numbersOf(frame: InspectedFrame | undefined) {
  return frame?.kind === 'read' ? frame.numbers : undefined
}
