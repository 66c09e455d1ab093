import { readBundleAt } from '../../bundles/find-in-place.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { proveBundle } from '../../remote/prove.ts'
import type { Remote } from '../../remote/remote.ts'
import { compareBundles } from '../compare-bundles.ts'
import { findRefusalReason } from '../compare-read.ts'
import type { Comparison } from '../comparison.ts'

/** The quantities of a bundle; undefined where one does not exist or is unknown. */
export type BundleCounts = {
  readonly rows: number | undefined
  readonly bytes: number | undefined
  /** By column. */
  readonly nulls: ReadonlyMap<string, number>
}

/** What counting several bundles may still read. */
export type CountBudget = {
  /** The bundles without known counts. */
  bundles: number
  /** Their frames, each of which is a request or two. */
  frames: number
  /** The size of those whose values are read. Of larger ones, only the shapes are read. */
  bytes: number
}

/** The limits of one history: docs/limits.md. */
export const createCountBudget = (): CountBudget => ({ bundles: 30, frames: 2_000, bytes: 256 * 1024 * 1024 })

/** The counts of the new bundle of a comparison. */
export function getCounts({ rows, bytes, columns }: Comparison): BundleCounts {
  const nulls = columns.flatMap(({ name, now }) => {
    const count = now?.values?.nulls
    return count === undefined ? [] : [[name, count] as const]
  })
  return { rows: rows.now, bytes: bytes.now, nulls: new Map(nulls) }
}

/**
 * Proves a bundle, and counts it as the output of a run is counted. Undefined for a bundle that no longer exists, or
 * beyond the budget. Throws Failure as the remote does.
 */
export async function countBundle(
  remote: Remote,
  uuid: string,
  { signal, maxBytes, budget }: Cancellable & { readonly maxBytes: number; readonly budget: CountBudget },
): Promise<BundleCounts | undefined> {
  budget.bundles -= 1
  if (budget.bundles < 0) return undefined
  const bundle = await readBundleAt(remote, uuid, { signal })
  budget.frames -= bundle?.frames.length ?? 0
  if (bundle === undefined || budget.frames < 0) return undefined
  const canSkip = (error: unknown) => findRefusalReason(error) !== undefined
  const proof = await proveBundle(remote, uuid, { signal, canSkip })
  if (proof === undefined) return undefined
  budget.bytes -= proof.bytes
  const options = { signal, maxBytes: budget.bytes < 0 ? 0 : maxBytes, samples: false }
  return getCounts(await compareBundles({ remote, proof }, undefined, options))
}
