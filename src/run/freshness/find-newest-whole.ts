import type { BundleDescription } from '../../disdat/bundle.ts'
import { Failure, type Verdict } from '../../errors.ts'
import { type Proof, proveBundle } from '../../remote/prove.ts'
import type { JudgeContext } from './judge-context.ts'

/** A bundle that is on the remote with everything it refers to, or a sentence that says why it is not. */
export type CheckedBundle =
  | { readonly kind: 'whole'; readonly proof: Proof; readonly isPrevious: boolean }
  | { readonly kind: 'broken'; readonly why: string }

/** Verdicts about one bundle, which say nothing about others. */
const bundleVerdicts: ReadonlySet<Verdict> = new Set(['bundle-corrupt', 'unreadable-file-name', 'object-archived'])

/**
 * Disdat pushes the objects of a bundle in any order: a bundle that is younger than this and not whole may be whole in
 * a moment. In milliseconds.
 */
const pushMs = 15 * 60_000

/**
 * The newest of these bundles, which are in the order newest first; undefined when none of them exists. Bundles that an
 * index describes otherwise than their HyperFrame are left out: `isMatch` decides. While the newest one may still be
 * pushed, it is the newest whole one before. Throws Failure when the remote cannot be read.
 */
export async function findNewestWhole(
  bundles: readonly BundleDescription[],
  isMatch: (bundle: BundleDescription) => boolean,
  context: JudgeContext,
): Promise<CheckedBundle | undefined> {
  let broken: CheckedBundle | undefined
  for (const bundle of bundles) {
    const checked = await checkBundle(bundle.uuid, context)
    if (checked === undefined) continue
    if (checked.kind === 'whole') {
      if (!isMatch(checked.proof.bundle)) continue
      return broken === undefined ? checked : { ...checked, isPrevious: true }
    }
    broken ??= checked
    if (context.now.getTime() - bundle.createdAt.getTime() > pushMs) break
  }
  return broken
}

async function checkBundle(uuid: string, { remote, signal }: JudgeContext): Promise<CheckedBundle | undefined> {
  try {
    const proof = await proveBundle(remote, uuid, { signal })
    return proof && { kind: 'whole', proof, isPrevious: false }
  } catch (error) {
    if (error instanceof Failure && bundleVerdicts.has(error.verdict)) return { kind: 'broken', why: error.message }
    throw error
  }
}
