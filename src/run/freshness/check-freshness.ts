import type { Cancellable } from '../../lib/cancellable.ts'
import { forEachBounded } from '../../lib/for-each-bounded.ts'
import type { Expectation } from '../../plan/freshness/expectation.ts'
import { HyperFrameCache, readCatalog } from '../../remote/catalog.ts'
import type { Remote } from '../../remote/remote.ts'
import type { BundleFreshness, FreshnessResult } from '../../report/freshness-result.ts'
import { judgeBundle } from './judge-bundle.ts'

/** The names that are judged at the same time. Each proves up to 16 bundles at a time. */
const maxNames = 4

type CheckOptions = Cancellable & {
  readonly now: Date
  /** Called for each bundle whose HyperFrame cannot be read: its name is not known. */
  readonly onUnreadable: (uuid: string, reason: string) => void
}

/**
 * Checks the bundles of a remote context: one LIST of the context, one GET for each bundle that its index does not
 * know, and the proofs of the bundles that decide. Writes nothing. Throws Failure when the remote cannot be read.
 */
export async function checkFreshness(
  remote: Remote,
  expectations: readonly Expectation[],
  { now, signal, onUnreadable }: CheckOptions,
): Promise<FreshnessResult> {
  const catalog = await readCatalog(remote, new HyperFrameCache(remote, { onUnreadable }), { signal })
  const judged = new Map<string, BundleFreshness>()
  const judge = async (expectation: Expectation, judgeSignal: AbortSignal) => {
    const bundles = catalog.findMatches({ name: expectation.name })
    judged.set(expectation.name, await judgeBundle(expectation, bundles, { remote, now, signal: judgeSignal }))
  }
  await forEachBounded(expectations, judge, { signal, limit: maxNames })
  const bundles = expectations.flatMap(({ name }) => judged.get(name) ?? [])
  return { checkedAt: now, remote: remote.url, context: remote.context, bundles }
}
