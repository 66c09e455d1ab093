import { describeError } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import { findOutdated, readLineage } from '../remote/lineage.ts'
import type { ContextSnapshot } from './context-snapshot.ts'
import type { Step } from './dependencies.ts'
import { createLineageReport } from './lineage.ts'

/**
 * Reports what the output was made of, and the bundles upstream of it of which the remote has newer ones. Only for telling: where there is no time or no
 * answer, nothing is said of it; nor of newer ones where not all bundles of the context are known.
 */
export async function findNewerUpstream(
  { run, dependencies, reporter }: Step<RunTarget>,
  { heads, catalogue: reading, signal }: ContextSnapshot,
  output: { readonly uuid: string; readonly launchedAt: Date },
): Promise<void> {
  try {
    const catalogue = await reading
    const lineage = await readLineage(catalogue, heads, output.uuid, { signal })
    if (lineage === undefined) return
    const { launchedAt } = output
    await reporter.update({
      lineage: createLineageReport(lineage, { launchedAt, package: run.pipeClass.module[0] ?? '' }),
    })
    if (catalogue.unread > 0) return
    const newerUpstream = findOutdated(lineage, catalogue).map(({ used, newest }) => ({
      name: newest.name,
      uuid: newest.uuid,
      createdAt: newest.createdAt,
      used: { uuid: used.uuid, createdAt: used.createdAt },
    }))
    await reporter.update({ newerUpstream })
  } catch (error) {
    await dependencies.log.debug(`What is upstream of the output is not known: ${describeError(error)}`)
  }
}
