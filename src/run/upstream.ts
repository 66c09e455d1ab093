import { describeError } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import { findOutdated, readLineage } from '../remote/lineage.ts'
import type { Report } from '../report/report.ts'
import type { ContextSnapshot } from './context-snapshot.ts'
import type { PhaseContext } from './dependencies.ts'
import { createLineageReport } from './lineage.ts'

/**
 * Reads the lineage of the output, and finds upstream bundles that have a newer version on the remote. Empty after a
 * timeout or an error; without newer versions when some bundles of the context were not read. Never throws.
 */
export async function readUpstream(
  { run, dependencies }: PhaseContext<RunTarget>,
  snapshot: ContextSnapshot,
  output: { readonly uuid: string; readonly launchedAt: Date },
): Promise<Pick<Report, 'lineage' | 'newerUpstream'>> {
  try {
    const catalog = await snapshot.catalog
    const found = await readLineage(catalog, snapshot.hyperFrames, output.uuid, { signal: snapshot.signal })
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
