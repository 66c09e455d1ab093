import { openLog } from './action/log.ts'
import { type OrphanRecord, readState, type State } from './action/state.ts'
import { describeError } from './errors.ts'

const env = process.env
const log = openLog(process.stdout, env['RUNNER_DEBUG'] === '1')

/** Ends and removes what main left. Every part is tried. A part that fails is a warning and does not fail the job. */
async function post(): Promise<void> {
  const state = readState(env)
  if (!state?.unclean) return
  const { runId, contextFolder } = state
  const ended = await Promise.all(
    state.orphans.map((orphan) => {
      const job = orphan.fields['id'] ?? orphan.fields['name']
      return attempt(job === undefined ? 'remove the container' : `end job ${job}`, () => endOrphan(state, orphan))
    }),
  )
  const removed = await attempt('remove unfinished downloads', async () => {
    const { removeStagingFolders } = await import('./local/staging.ts')
    if (contextFolder !== undefined) await removeStagingFolders(contextFolder, runId)
  })
  if (state.reported) return
  const { publishKilledReport } = await import('./report/killed-report.ts')
  await publishKilledReport(state.pipeClass, log, removed && !ended.includes(false))
}

/** Ends an orphan with the identity of main: GitHub still issues tokens while post runs. */
async function endOrphan({ runId }: State, orphan: OrphanRecord): Promise<void> {
  const [{ backendTypes }, { createStepIdentity }, { readInputs }, { readEvent }, { readWorkflowRun }] =
    await Promise.all([
      import('./backends/registry.ts'),
      import('./run/step-identity.ts'),
      import('./plan/inputs.ts'),
      import('./action/event.ts'),
      import('./action/workflow-run.ts'),
    ])
  const type = backendTypes.find(({ kind }) => kind === orphan.backend)
  if (type === undefined) throw new Error(`this release has no backend ${orphan.backend}`)
  const { role } = readInputs(env, [])
  const sentence = await type.endOrphan(orphan, {
    env,
    runId,
    identity: (region) => createStepIdentity({ role, region, env, mask: log.mask }),
    origin: async () => readWorkflowRun(env, await readEvent(env)),
  })
  if (sentence !== undefined) log.info(sentence)
}

async function attempt(action: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    await log.warning(`Could not ${action}: ${describeError(error)}`)
    return false
  }
}

// As in main.ts.
process.noDeprecation = true
post()
  .catch((error: unknown) => log.info(`The cleanup ended early: ${describeError(error)}`))
  // A call that the engine never answers would keep the process for as long as the connection is open.
  .finally(() => process.stdout.write('', () => process.exit()))
