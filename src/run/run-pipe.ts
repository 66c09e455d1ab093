import type { Remote } from '../remote/remote.ts'
import type { RunReporter } from '../report/run-reporter.ts'
import { SeedCollector } from './context-seed.ts'
import { createTask } from './create-task.ts'
import type { PhaseContext } from './dependencies.ts'
import { logDryRun } from './dry-run.ts'
import { detach } from './follow.ts'
import type { LaunchedJob } from './launch.ts'
import { launchTask } from './launch-task.ts'
import { preflight } from './preflight.ts'
import { openLocalContext } from './prepare.ts'
import { promoteOutput } from './promote/promote-output.ts'
import type { FinishedJob } from './prove.ts'
import { pushInput } from './push-input.ts'
import { decideReuse } from './reuse.ts'
import { fillSandbox } from './sandbox.ts'
import { saveState } from './save-state.ts'
import { getInputBundle } from './shared-parts.ts'
import { skipUnchanged } from './skip/skip-unchanged.ts'

/** A pipe that runs, and what the proof of its output needs. */
interface RunningPipe {
  readonly launched: LaunchedJob
  readonly known: Pick<FinishedJob, 'remote' | 'imageCommit'>
}

const lateReason = 'GitHub ends this workflow job soon.'

/** Loads what proves, compares and pulls an output. The pipe is running by then, so that loading costs no time. */
export const loadFinishing = () => import('./finish-job.ts')

/**
 * Runs a pipe, phase by phase. Errors become the failure of the report. Nothing that the run started remains when it
 * ends, except a job that continues without this step.
 *
 * @param onLaunched Called when the pipe runs
 */
export async function runPipe(
  context: PhaseContext,
  reporter: RunReporter,
  onLaunched: () => void = () => undefined,
): Promise<void> {
  const running = await launchPipe(context, reporter)
  if (running === undefined) return
  onLaunched()
  const { finishJob } = await loadFinishing()
  await finishJob(context, reporter, running.launched, running.known)
}

/** Resolves when the pipe runs; with undefined when it is not to be followed, or in a dry run. */
async function launchPipe(context: PhaseContext, reporter: RunReporter): Promise<RunningPipe | undefined> {
  const { run, phase, dependencies } = context
  await dependencies.log.startGroup('Preparation')
  const localContext = await openLocalContext(context)
  await saveState(context)
  if (await skipUnchanged(context, localContext, reporter)) return undefined
  if (await promoteOutput(context, localContext, reporter)) return undefined

  await using seed = new SeedCollector(context, localContext)
  const outputUuid = crypto.randomUUID()
  const { image, input } = await preflight(context, localContext, outputUuid, (found) => seed.start(found))
  const reuse = decideReuse(context, image)
  const output = { name: run.outputName, uuid: outputUuid, uri: input.remote.getUri(outputUuid) }
  await reporter.update({ image, reuse, output })
  if (run.dryRun) {
    const task = createTask(context, { image, inputBundle: getInputBundle(input), reuse, outputUuid })
    await logDryRun(context, task, input.remote)
    await reporter.update({ status: 'skipped' })
    return undefined
  }

  const { base } = input
  const { copying } = dependencies.shared
  const fill = (from: Remote) => copying.hold(1, dependencies.cancelled, () => fillSandbox(context, input, from))
  if (base) await reporter.update(await phase('copy', () => fill(base)))
  const pushed = run.input && (await phase('push', () => pushInput(context, input, image, localContext)))
  if (pushed?.report) await reporter.update({ input: pushed.report })

  const hasPushed = base !== undefined || pushed?.report?.pushed === true
  const prepared = seed.isStarted ? await phase('seed', () => seed.open(image, hasPushed)) : undefined
  const parts = { image, inputBundle: pushed?.bundle, reuse, outputUuid, seed: prepared }
  const launched = await phase('launch', () => launchTask(context, reporter, input.remote, parts))
  await seed[Symbol.asyncDispose]()
  // A cancelled step ends its job, or detaches it, as it does when it waits.
  if (run.wait || dependencies.cancelled.aborted) {
    const imageCommit = launched.receipt.image === image.pinned ? reuse.imageCommit : undefined
    return { launched, known: { remote: input.remote, imageCommit } }
  }
  const isLate = dependencies.jobDeadline.aborted
  const left = await detach(context, launched, isLate ? lateReason : '`wait: false` is set.')
  await reporter.update({ left, status: 'submitted' })
  return undefined
}
