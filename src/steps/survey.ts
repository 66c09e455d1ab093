import { type Catalogue, Heads, readCatalogue } from '../remote/catalogue.ts'
import type { Remote } from '../remote/remote.ts'

/** What a remote context holds, read once for all that the end of a run tells of it. */
export interface Survey {
  readonly heads: Heads
  /** Rejects as the remote does, or with the signal's reason. */
  readonly catalogue: Promise<Catalogue>
  readonly signal: AbortSignal
}

/** What the end of a run waits for a comparison at most, and for what is told beside it, in milliseconds. */
export const surveyLimits = { comparing: 60_000, telling: 3_000 } as const

/** HyperFrames that are read for it at most where the index lacks them; another run will know. */
const maxUnread = 10_000

/** Begins to read what a context holds. `isWhole`: all of it is needed, not only what is upstream of a bundle. */
export function surveyOf(remote: Remote, signal: AbortSignal, isWhole: boolean): Survey {
  const heads = new Heads(remote, {})
  const catalogue = readCatalogue(remote, heads, { signal, maxUnread: isWhole ? maxUnread : 0 })
  // Whoever waits for it hears of it.
  catalogue.catch(() => undefined)
  return { heads, catalogue, signal }
}
