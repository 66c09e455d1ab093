import { failStep, failWithCrash, reportUncaught } from './action/crash.ts'
import { getDocsUrl, linkDocs } from './action/docs-link.ts'
import { openStepLog } from './action/open-step-log.ts'
import { OutputWriter } from './action/outputs.ts'
import { resolveFolders } from './lib/environment.ts'
import { checkAndReport } from './run/freshness/freshness-issue.ts'

/** The entry of `disdat/run-action/freshness`. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  resolveFolders(env)
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Error(signal)))
  const log = openStepLog(env)
  const outputs = new OutputWriter(log.warning, log.holdsMasked, env['GITHUB_OUTPUT'])
  const error = await checkAndReport({ env, log, outputs, now: new Date(), cancelled: cancel.signal })
  if (error !== undefined) await failStep(linkDocs(error, getDocsUrl(env)))
}

process.noDeprecation = true
reportUncaught(failWithCrash)
void main(process.env)
  .catch(failWithCrash)
  .finally(() => process.stdout.write('', () => process.exit()))
