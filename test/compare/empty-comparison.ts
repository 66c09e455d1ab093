import type { Comparison } from '../../src/compare/comparison.ts'

const unknown = { base: undefined, now: undefined }

/** A comparison in which nothing is known. */
export const emptyComparison: Comparison = {
  isSame: undefined,
  presentation: unknown,
  rows: unknown,
  bytes: unknown,
  columns: [],
  files: [],
  nested: [],
  tags: [],
  durationMs: unknown,
  notes: [],
}
