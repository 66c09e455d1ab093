import { createIdTokenSource, missingIdTokenReason } from './action/id-token.ts'
import { openLog } from './action/log.ts'
import { type JobState, readState } from './action/state.ts'
import { readEvent, readWorkflowRun } from './action/workflow-context.ts'
import { DockerBackend } from './backends/docker/docker-backend.ts'
import { describeError } from './errors.ts'
import { readInputs } from './plan/inputs.ts'
import { removeUnfinishedPulls } from './remote/pull.ts'
import { publishKilledReport } from './report/publish-report.ts'

const env = process.env
const log = openLog(process.stdout, env['RUNNER_DEBUG'] === '1')

/** Removes what main left, and says so where main could not. Every part is tried, and none can fail the job. */
async function post(): Promise<void> {
  const state = readState(env)
  if (!state?.unclean) return
  const { runId, contextFolder, jobs } = state
  const isLocal = jobs.length === 0
  const removed = await attempt('remove the container', async () => {
    const count = isLocal ? await new DockerBackend(async () => undefined).stop(runId) : 0
    if (count > 0) log.info('Removed the container that was left.')
  })
  const ended = await Promise.all(jobs.map((job) => attempt(`end Batch job ${job.id ?? job.name}`, () => end(job))))
  const swept = await attempt('remove what was half pulled', async () => {
    if (contextFolder !== undefined) await removeUnfinishedPulls(contextFolder, runId)
  })
  if (!state.reported) await publishKilledReport(state, log, removed && swept && !ended.includes(false))
}

/** Under the same identity as main; GitHub still gives tokens while post runs. */
async function end(job: JobState): Promise<void> {
  const [{ createIdentity: identityOf }, { terminateOrphan: endLeft }] = await Promise.all([
    import('./aws/identity.ts'),
    import('./backends/batch/terminate-orphan.ts'),
  ])
  const { role } = readInputs(env, [])
  const idToken = createIdTokenSource(env, log.secret)
  const identity = () =>
    identityOf({ ...role, region: job.region, env, onSecret: log.secret, idToken, noToken: missingIdTokenReason })
  log.info(await endLeft({ identity, env, origin: readWorkflowRun(env, await readEvent(env)) }, job))
}

async function attempt(what: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    await log.warning(`Could not ${what}: ${describeError(error)}`)
    return false
  }
}

process.noDeprecation = true
post()
  .catch((error: unknown) => log.info(`The clean-up ended early: ${describeError(error)}`))
  // A call that an engine never answers would keep the process for as long as the connection lives.
  .finally(() => process.stdout.write('', () => process.exit()))
