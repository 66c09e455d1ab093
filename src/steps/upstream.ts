import { describe } from '../errors.ts'
import type { Step } from '../parts.ts'
import type { Goal } from '../plan.ts'
import { Heads, readCatalogue } from '../remote/catalogue.ts'
import { outdated, readLineage } from '../remote/lineage.ts'
import type { Remote } from '../remote/remote.ts'

/** What the end of a run waits for the answer at most, in milliseconds. */
const limitMs = 3_000
/** HyperFrames that are read for it at most; where the index lacks more, another run will know. */
const maxUnread = 1_000

/**
 * Reports the bundles upstream of the output of which the remote has newer ones. Only for telling: where there is no
 * index, no time or no answer, nothing is said of it.
 */
export async function tellNewerUpstream({ parts, teller }: Step<Goal>, remote: Remote, uuid: string): Promise<void> {
  if (!remote.index.isKept) return
  const signal = AbortSignal.any([parts.cancelled, AbortSignal.timeout(limitMs)])
  try {
    const heads = new Heads(remote, {})
    const catalogue = await readCatalogue(remote, heads, { signal, maxUnread })
    const lineage = catalogue.unread > 0 ? undefined : await readLineage(catalogue, heads, uuid, { signal })
    if (lineage === undefined) return
    const newerUpstream = outdated(lineage, catalogue).map(({ used, newest }) => ({
      name: newest.name,
      uuid: newest.uuid,
      createdAt: newest.createdAt,
      used: { uuid: used.uuid, createdAt: used.createdAt },
    }))
    await teller.know({ newerUpstream })
  } catch (error) {
    await parts.log.debug(`Whether anything upstream is newer is not known: ${describe(error)}`)
  }
}
