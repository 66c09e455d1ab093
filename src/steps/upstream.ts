import { describe } from '../errors.ts'
import type { Step } from '../parts.ts'
import type { Goal } from '../plan.ts'
import { outdated, readLineage } from '../remote/lineage.ts'
import { lineageReport } from './lineage.ts'
import type { Survey } from './survey.ts'

/**
 * Reports what the output was made of, and the bundles upstream of it of which the remote has newer ones. Only for telling: where there is no time or no
 * answer, nothing is said of it; nor of newer ones where not all bundles of the context are known.
 */
export async function tellUpstream(
  { run, parts, teller }: Step<Goal>,
  { heads, catalogue: reading, signal }: Survey,
  output: { readonly uuid: string; readonly launchedAt: Date },
): Promise<void> {
  try {
    const catalogue = await reading
    const lineage = await readLineage(catalogue, heads, output.uuid, { signal })
    if (lineage === undefined) return
    const { launchedAt } = output
    await teller.know({ lineage: lineageReport(lineage, { launchedAt, package: run.pipeClass.module[0] ?? '' }) })
    if (catalogue.unread > 0) return
    const newerUpstream = outdated(lineage, catalogue).map(({ used, newest }) => ({
      name: newest.name,
      uuid: newest.uuid,
      createdAt: newest.createdAt,
      used: { uuid: used.uuid, createdAt: used.createdAt },
    }))
    await teller.know({ newerUpstream })
  } catch (error) {
    await parts.log.debug(`What is upstream of the output is not known: ${describe(error)}`)
  }
}
