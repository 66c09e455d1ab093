import type { reportUncaught } from '../action/crash.ts'
import type { Log } from '../action/log.ts'
import { openStepLog } from '../action/open-step-log.ts'
import { type OrphanRecord, readState, type State } from '../action/state.ts'
import type { StepIdentity } from '../aws/credentials.ts'
import type { BackendType, OrphanServices } from '../backends/backend-type.ts'
import { describeError } from '../errors.ts'
import { neverAborted } from '../lib/abort.ts'
import type { Environment } from '../lib/environment.ts'
import { Memo } from '../lib/memo.ts'

interface PostContext {
  readonly env: Environment
  readonly log: Log
}

/**
 * Ends and removes what main left. Every part is tried. A part that fails is a warning and does not fail the job. Never
 * throws.
 *
 * @param onUncaught Receives what to do with an exception that nothing catches
 */
export async function runPostStep(env: Environment, onUncaught: typeof reportUncaught): Promise<void> {
  const log = openStepLog(env)
  const warn = (error: unknown) => log.warning(`The cleanup ended early: ${describeError(error)}.`)
  onUncaught(warn)
  await endRun({ env, log }).catch(warn)
}

async function endRun(context: PostContext): Promise<void> {
  const state = await readState(context.env)
  if (!state?.unclean) return
  const { runId, contextFolder } = state
  const ends = await endOrphans(state, context)
  const removed = await attempt(context, 'remove unfinished downloads', async () => {
    const { removeStagingFolders } = await import('../local/staging.ts')
    if (contextFolder !== undefined) await removeStagingFolders(contextFolder, runId)
    return undefined
  })
  if (!state.reported) await reportKilledRun(state, [removed, ...ends], context)
}

/** A step that was killed for another reason than a cancellation has failed, and its issue says so. */
async function reportKilledRun(
  { pipeClass, orphans, cancelled }: State,
  parts: readonly Attempted<string | undefined>[],
  { env, log }: PostContext,
): Promise<void> {
  const [{ readInputs }, { Redaction }, { publishKilledReport }, { publishKilledIssue }] = await Promise.all([
    import('../plan/inputs.ts'),
    import('./redaction.ts'),
    import('../report/killed-report.ts'),
    import('./step-issue.ts'),
  ])
  const inputs = readInputs(env, [])
  const redaction = new Redaction(env, log)
  redaction.add(inputs.env)
  const text = await publishKilledReport(
    pipeClass,
    { log, summaryFile: env['GITHUB_STEP_SUMMARY'] },
    {
      isComplete: parts.every(({ isDone }) => isDone),
      sentences: parts.flatMap(({ result }) => (result ? [redaction.hide(result)] : [])),
      startedRuns: new Set(orphans.map(({ runId }) => runId)).size,
    },
  )
  if (cancelled !== true) await publishKilledIssue({ pipeClass, text }, inputs, { env, log, cancelled: neverAborted })
}

/**
 * Ends all orphans, as many at a time as their backend allows. Resolves with a sentence about each, where there is
 * something to say.
 */
async function endOrphans({ orphans }: State, context: PostContext): Promise<readonly Attempted<string | undefined>[]> {
  if (orphans.length === 0) return []
  const services = createOrphanServices(context)
  services.catch(() => undefined)
  const [{ Semaphore }, { backendTypes }] = await Promise.all([
    import('../lib/semaphore.ts'),
    import('../backends/registry.ts'),
  ])
  const semaphores = new Map(backendTypes.map((type) => [type.kind, new Semaphore(type.maxParallelEnds)]))
  return await Promise.all(
    orphans.map((orphan) => {
      const job = orphan.fields['id'] ?? orphan.fields['name']
      const action = job === undefined ? 'remove the container' : `end job ${job}`
      const type = backendTypes.find(({ kind }) => kind === orphan.backend)
      const end = () => attempt(context, action, async () => await endOrphan(orphan, type, await services, context))
      return semaphores.get(orphan.backend)?.hold(1, neverAborted, end) ?? end()
    }),
  )
}

/** Orphans end with the identity of main, one for each region: GitHub still issues tokens while post runs. */
async function createOrphanServices({ env, log }: PostContext): Promise<OrphanServices> {
  const [{ createStepIdentity }, { readInputs }, { readEvent }, { readWorkflowRun }] = await Promise.all([
    import('./step-identity.ts'),
    import('../plan/inputs.ts'),
    import('../action/event.ts'),
    import('../action/workflow-run.ts'),
  ])
  const { role } = readInputs(env, [])
  const identities = new Memo<StepIdentity>()
  return {
    env,
    identity: (region) => identities.get(region, () => createStepIdentity({ role, region, env, mask: log.mask })),
    origin: async () => readWorkflowRun(env, await readEvent(env)),
  }
}

async function endOrphan(
  orphan: OrphanRecord,
  type: BackendType | undefined,
  services: OrphanServices,
  { log }: PostContext,
): Promise<string | undefined> {
  if (type === undefined) throw new Error(`this release has no backend ${orphan.backend}`)
  const sentence = await type.endOrphan(orphan, services)
  if (sentence !== undefined) log.info(sentence)
  return sentence
}

/** How a part of the cleanup ended; without a result when it failed. */
interface Attempted<T> {
  readonly isDone: boolean
  readonly result?: T
}

async function attempt<T>({ log }: PostContext, action: string, work: () => Promise<T>): Promise<Attempted<T>> {
  try {
    return { isDone: true, result: await work() }
  } catch (error) {
    await log.warning(`Could not ${action}: ${describeError(error)}`)
    return { isDone: false }
  }
}
