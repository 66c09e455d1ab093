import { isInLimit } from '../../compare/rules/check-limit.ts'
import { formatCount } from '../../lib/units.ts'
import type { RowLimit } from '../../plan/freshness/expectation.ts'
import type { Proof } from '../../remote/prove.ts'
import type { JudgeContext } from './judge-context.ts'

/** The rows of a bundle, and what is wrong with them. */
interface RowCheck {
  /** Undefined when unknown. */
  readonly rows: number | undefined
  readonly reason?: string
  readonly note?: string
}

/** The most bytes of one frame or file that are read to count rows. */
const maxBytes = 8 * 1024 * 1024

/** Counts the rows of a bundle, and compares them with the limit. Unknown rows are a note. Throws Failure. */
export async function checkRows(limit: RowLimit, proof: Proof, { remote, signal }: JudgeContext): Promise<RowCheck> {
  // Most checks count no rows, and the comparison is the largest part of the program.
  const { compareBundles } = await import('../../compare/compare-bundles.ts')
  const { rows } = await compareBundles({ remote, proof }, undefined, { signal, maxBytes, samples: false })
  if (rows.now === undefined) return { rows: undefined, note: 'The number of its rows is unknown.' }
  if (isInLimit(rows.now, limit)) return { rows: rows.now }
  return { rows: rows.now, reason: `It has ${formatCount(rows.now, 'row')}, and \`rows\` must be ${limit.text}.` }
}
