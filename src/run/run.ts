import type { AttachedJob } from '../backends/backend.ts'
import { createAttachedTarget } from '../plan/attach-plan.ts'
import type { Attachment, Cleanup, ManyRuns, Plan, Run, RunTarget } from '../plan/plan.ts'
import type { Report } from '../report/report.ts'
import type { RunReporter } from '../report/run-reporter.ts'
import { assertDeleted, deleteSandbox, listSandbox } from './cleanup.ts'
import type { Dependencies, PhaseContext } from './dependencies.ts'
import type { LaunchedJob } from './launch.ts'
import { openLocalContext } from './prepare.ts'
import { loadFinishing, runPipe } from './run-pipe.ts'
import { createCancelFailure, createRefusalReport, runTarget, runWithReport } from './run-with-report.ts'
import { saveOrphan, saveState } from './save-state.ts'

/**
 * Carries out a plan: its run or runs, or the jobs to attach to all at once, or a cleanup. Never throws:
 * every failure is in a report.
 */
export async function run(plan: Plan, dependencies: Dependencies): Promise<readonly Report[]> {
  for (const warning of plan.warnings) await dependencies.log.warning(warning)
  switch (plan.kind) {
    case 'run':
      return [await runOne(plan.run, dependencies)]
    case 'many':
      return await runSeveral(plan.many, dependencies)
    case 'attach':
      return await attach(plan.attachment, dependencies)
    case 'cleanup':
      return [await cleanUp(plan.cleanup, dependencies)]
  }
}

async function runSeveral(many: ManyRuns, dependencies: Dependencies): Promise<readonly Report[]> {
  const [{ runMany }, { addRedo, forecastRedo }] = await Promise.all([
    import('./many/run-many.ts'),
    import('./redo/forecast-redo.ts'),
  ])
  const redo = await forecastRedo(many, dependencies)
  return addRedo(await runMany(many, dependencies), redo)
}

async function runOne(each: Run, dependencies: Dependencies): Promise<Report> {
  const backend = dependencies.openBackend(each.backend, each.timeoutMs)
  const report = await runTarget(each, dependencies, backend, runPipe)
  await dependencies.log.endGroup()
  return report
}

/** Follows jobs that an earlier step submitted, and proves their outputs as that step would have done. */
async function attach(attachment: Attachment, dependencies: Dependencies): Promise<readonly Report[]> {
  const backend = dependencies.openBackend(attachment.backend, attachment.timeoutMs)
  let jobs: readonly (AttachedJob & { readonly target: RunTarget })[]
  try {
    if (backend.attach === undefined) throw new Error(`the backend ${backend.kind} cannot attach to jobs`)
    const found = await backend.attach(attachment.jobIds, dependencies.cancelled)
    // Every receipt is checked before the first job is followed.
    jobs = found.map((job) => ({ ...job, target: createAttachedTarget(attachment, job.receipt) }))
  } catch (error) {
    const failure = dependencies.cancelled.aborted ? createCancelFailure('attach', error) : error
    const requested = { pipeClass: '', backend: backend.kind, context: '', params: new Map() }
    return [await createRefusalReport(requested, dependencies.outputs, failure)]
  }
  const isOneOfMany = jobs.length > 1
  const reports = await Promise.all(
    jobs.map(({ target, ...job }) =>
      runTarget(target, dependencies, backend, (context, reporter) =>
        finishAttachedJob(context, reporter, { ...job, isOneOfMany }),
      ),
    ),
  )
  await dependencies.log.endGroup()
  return reports
}

async function finishAttachedJob(
  context: PhaseContext<RunTarget>,
  reporter: RunReporter,
  { orphanFields, ...launched }: AttachedJob & LaunchedJob,
): Promise<void> {
  const { run, dependencies } = context
  const { job, receipt } = launched
  const remote = await dependencies.openRemote(run.remote, run.context.remote)
  await saveState(context)
  await saveOrphan(context, receipt.outputUuid, orphanFields)
  const { outputName: name, outputUuid: uuid } = receipt
  await reporter.update({ job, output: { name, uuid, uri: remote.getUri(uuid) } })
  await openLocalContext(context)
  const { finishJob } = await loadFinishing()
  await finishJob(context, reporter, launched, { remote, imageCommit: undefined })
}

/** Deletes the sandbox of a closed pull request, or lists it in a dry run. */
async function cleanUp(cleanup: Cleanup, dependencies: Dependencies): Promise<Report> {
  const { remote: url, context } = cleanup
  const names = `${context.remote}/${context.local}`
  const start = { pipeClass: '', backend: 'Local', remote: url.url, context: names, params: new Map() }
  return await runWithReport(start, dependencies, async (reporter) => {
    const remote = await dependencies.openRemote(url, context.remote)
    await reporter.update({ cleanup: { bundles: 0, objects: 0, bytes: 0, isVersioned: false } })
    if (cleanup.dryRun) {
      const listed = await listSandbox(cleanup, dependencies, remote)
      return await reporter.update({ status: 'skipped', cleanup: { ...listed, isVersioned: false } })
    }
    const deletion = await deleteSandbox(cleanup, dependencies, remote, reporter.phase.bind(reporter))
    if (deletion === undefined) return await reporter.update({ status: 'skipped' })
    const { bundles, objects, bytes, isVersioned } = deletion
    await reporter.update({ cleanup: { bundles, objects, bytes, isVersioned } })
    assertDeleted(deletion, remote)
    await reporter.update({ status: 'succeeded' })
  })
}
