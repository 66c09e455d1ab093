import { failWith, failWithCrash, reportUncaught } from './action/crash.ts'
import { openStepLog } from './action/open-step-log.ts'
import { OutputWriter } from './action/outputs.ts'
import { resolveFolders } from './lib/environment.ts'
import { runReportAction } from './run/report-action.ts'

/** The entry of `disdat/run-action/report`. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  resolveFolders(env)
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Error(signal)))
  const log = openStepLog(env)
  try {
    await runReportAction({
      env,
      log,
      outputs: new OutputWriter(log.warning, log.holdsMasked, env['GITHUB_OUTPUT']),
      cancelled: cancel.signal,
    })
  } catch (error) {
    await failWith(error, env)
  }
}

process.noDeprecation = true
reportUncaught(failWithCrash)
void main(process.env)
  .catch(failWithCrash)
  .finally(() => process.stdout.write('', () => process.exit()))
