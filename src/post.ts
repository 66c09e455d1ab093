import { openLog } from './action/log.ts'
import { readState } from './action/state.ts'
import { tellOfKilled } from './action/tell.ts'
import { LocalBackend } from './backends/local.ts'
import { describe } from './errors.ts'
import { removeUnfinishedPulls } from './remote/pull.ts'

const env = process.env
const log = openLog(process.stdout, env['RUNNER_DEBUG'] === '1')

/** Removes what main left, and says so where main could not. Every part is tried, and none can fail the job. */
async function post(): Promise<void> {
  const state = readState(env)
  if (state === undefined || state.reported) return
  await attempt('remove the container', async () => {
    const removed = await new LocalBackend(async () => undefined).stop(state.runId)
    if (removed > 0) log.info('Removed the container that was left.')
  })
  await attempt('remove what was half pulled', async () => {
    if (state.contextFolder !== undefined) await removeUnfinishedPulls(state.contextFolder, state.runId)
  })
  await attempt('write the summary', () => tellOfKilled(state, log))
}

async function attempt(what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    await log.warning(`Could not ${what}: ${describe(error)}`)
  }
}

post().catch((error: unknown) => log.info(`The clean-up ended early: ${describe(error)}`))
