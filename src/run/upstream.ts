import { describeError } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import { findOutdated, readLineage } from '../remote/lineage.ts'
import type { Report } from '../report/report.ts'
import type { ContextSnapshot } from './context-snapshot.ts'
import type { PhaseContext } from './dependencies.ts'
import { createLineageReport } from './lineage.ts'

/**
 * What the output was made from, and which bundles upstream have a newer version on the remote. Empty when there is no
 * time or no answer; without newer versions when some bundles of the context are unknown. Never throws.
 */
export async function readUpstream(
  { run, dependencies }: PhaseContext<RunTarget>,
  { hyperFrames, catalog: reading, signal }: ContextSnapshot,
  output: { readonly uuid: string; readonly launchedAt: Date },
): Promise<Pick<Report, 'lineage' | 'newerUpstream'>> {
  try {
    const catalog = await reading
    const found = await readLineage(catalog, hyperFrames, output.uuid, { signal })
    if (found === undefined) return {}
    const ownPackage = run.pipeClass.module[0] ?? ''
    const lineage = createLineageReport(found, { launchedAt: output.launchedAt, package: ownPackage })
    if (catalog.unread > 0) return { lineage }
    const newerUpstream = findOutdated(found, catalog).map(({ used, newest }) => ({
      name: newest.name,
      uuid: newest.uuid,
      createdAt: newest.createdAt,
      used: { uuid: used.uuid, createdAt: used.createdAt },
    }))
    return { lineage, newerUpstream }
  } catch (error) {
    await dependencies.log.debug(`The lineage of the output could not be read: ${describeError(error)}`)
    return {}
  }
}
