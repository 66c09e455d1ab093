import { type BundleCatalog, HyperFrameCache, readCatalog } from '../remote/catalog.ts'
import type { Remote } from '../remote/remote.ts'

/** What a remote context contains, read once for everything that the end of a run reports. */
export interface ContextSnapshot {
  readonly hyperFrames: HyperFrameCache
  /** Rejects as the remote does, or with the signal's reason. */
  readonly catalog: Promise<BundleCatalog>
  readonly signal: AbortSignal
}

/** How long the end of a run waits for a comparison, and for the lineage alone. */
export const snapshotLimits = { compareMs: 60_000, upstreamMs: 3_000 } as const

/** The most HyperFrames without an index entry that are read for a comparison; with more, none is read. */
const maxUnread = 10_000

/**
 * Starts to read the contents of a context. `isWhole`: the whole context is needed, not only the lineage of a bundle.
 */
export function createContextSnapshot(remote: Remote, signal: AbortSignal, isWhole: boolean): ContextSnapshot {
  const hyperFrames = new HyperFrameCache(remote, {})
  const catalog = readCatalog(remote, hyperFrames, { signal, maxUnread: isWhole ? maxUnread : 0 })
  // Each reader of the snapshot handles a failure.
  catalog.catch(() => undefined)
  return { hyperFrames, catalog, signal }
}
