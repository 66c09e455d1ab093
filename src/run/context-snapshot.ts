import { type BundleCatalog, HyperFrameCache, readCatalog } from '../remote/catalog.ts'
import type { Remote } from '../remote/remote.ts'

/** What a remote context holds, read once for all that the end of a run tells of it. */
export interface ContextSnapshot {
  readonly heads: HyperFrameCache
  /** Rejects as the remote does, or with the signal's reason. */
  readonly catalogue: Promise<BundleCatalog>
  readonly signal: AbortSignal
}

/** What the end of a run waits for a comparison at most, and for what is told beside it, in milliseconds. */
export const snapshotLimits = { comparing: 60_000, telling: 3_000 } as const

/** HyperFrames that are read for it at most where the index lacks them; another run will know. */
const maxUnread = 10_000

/** Begins to read what a context holds. `isWhole`: all of it is needed, not only what is upstream of a bundle. */
export function createContextSnapshot(remote: Remote, signal: AbortSignal, isWhole: boolean): ContextSnapshot {
  const heads = new HyperFrameCache(remote, {})
  const catalogue = readCatalog(remote, heads, { signal, maxUnread: isWhole ? maxUnread : 0 })
  // Whoever waits for it hears of it.
  catalogue.catch(() => undefined)
  return { heads, catalogue, signal }
}
