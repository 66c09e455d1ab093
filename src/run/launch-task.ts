import type { Receipt } from '../backends/backend.ts'
import { describeError } from '../errors.ts'
import type { Remote } from '../remote/remote.ts'
import type { Report } from '../report/report.ts'
import type { RunReporter } from '../report/run-reporter.ts'
import { updatePacks } from '../seed/update-packs.ts'
import { reportSeed } from './context-seed.ts'
import { createTask, type TaskParts } from './create-task.ts'
import { injectCredentials } from './credentials.ts'
import type { PhaseContext } from './dependencies.ts'
import { type LaunchedJob, launch, recordJob } from './launch.ts'
import { prepareBinding } from './prepare-binding.ts'

/** Starts the job, and records it in the report and for post. */
export async function launchTask(
  context: PhaseContext,
  reporter: RunReporter,
  remote: Remote,
  parts: TaskParts,
): Promise<LaunchedJob> {
  await prepareBinding(context, parts.image, remote)
  const isContextEmpty = await hasEmptyContext(context, remote)
  const prepared = await injectCredentials(context, createTask(context, { ...parts, isContextEmpty }), remote)
  const job = await launch(context, prepared.task)
  await reporter.update({ job, ...(await reportSeed(context, parts.seed, job)) })
  const receipt = await recordJob(context, prepared.task, job)
  if (prepared.task.jobSeed && !context.backend.can.seedsContext) updatePacks(remote)
  if (job.adopted) await reporter.update(describeAdopted(job.adopted, reporter.report, remote))
  // A job is followed for hours, and what it was started with only helps to renew credentials.
  return { job, receipt, ...(context.backend.refresh && { prepared }) }
}

/** The image and the bundles of a job that an earlier attempt submitted. This attempt may have found others. */
function describeAdopted(
  { outputName, outputUuid, inputUuid, image: pinned, dialect }: Receipt,
  { image, input }: Report,
  remote: Remote,
): Pick<Report, 'output' | 'image' | 'input'> {
  const isSameInput = input?.uuid === inputUuid
  return {
    output: { name: outputName, uuid: outputUuid, uri: remote.getUri(outputUuid) },
    ...(image && { image: { ...image, pinned, dialect } }),
    ...(input &&
      inputUuid &&
      !isSameInput && { input: { ...input, uuid: inputUuid, uri: remote.getUri(inputUuid), pushed: false } }),
  }
}

/** Whether a job has nothing to put into its local context: one LIST. Disdat pulls what is pushed until it starts. */
async function hasEmptyContext({ run, backend, dependencies }: PhaseContext, remote: Remote): Promise<boolean> {
  const { cancelled: signal, log } = dependencies
  if (backend.can.seedsContext || run.seed.mode === 'none') return false
  try {
    const { done } = await remote.store.list(remote.objects, { signal })[Symbol.asyncIterator]().next()
    return done === true
  } catch (error) {
    signal.throwIfAborted()
    await log.debug(`Whether the remote context has bundles is not known: ${describeError(error)}`)
    return false
  }
}
