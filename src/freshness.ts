import { failStep, failWithCrash, reportUncaught } from './action/crash.ts'
import { getDocsUrl, linkDocs } from './action/docs-link.ts'
import { openStepLog } from './action/open-step-log.ts'
import { OutputWriter } from './action/outputs.ts'
import { describeError, Failure } from './errors.ts'
import { resolveFolders } from './lib/environment.ts'
import { describeStale, runFreshnessAction } from './run/freshness/freshness-action.ts'

/** The entry of `disdat/run-action/freshness`. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  resolveFolders(env)
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Error(signal)))
  const log = openStepLog(env)
  const outputs = new OutputWriter(log.warning, log.holdsMasked, env['GITHUB_OUTPUT'])
  const fail = (text: string) => failStep(linkDocs(text, getDocsUrl(env)))
  try {
    const result = await runFreshnessAction({ env, log, outputs, now: new Date(), cancelled: cancel.signal })
    const stale = describeStale(result)
    if (stale !== undefined) await fail(stale)
  } catch (error) {
    if (cancel.signal.aborted) await fail('cancelled: The workflow was cancelled. Run it again.')
    else if (error instanceof Failure) await fail(`${error.verdict}: ${error.message} ${error.advice}`)
    else await fail(`internal-error: ${describeError(error)}`)
  }
}

process.noDeprecation = true
reportUncaught(failWithCrash)
void main(process.env)
  .catch(failWithCrash)
  .finally(() => process.stdout.write('', () => process.exit()))
