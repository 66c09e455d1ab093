import { failWith, failWithCrash, reportUncaught } from './action/crash.ts'
import { resolveFolders } from './lib/environment.ts'
import { runPlanAction } from './run/plan-action.ts'

/** The entry of `disdat/run-action/plan`. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  resolveFolders(env)
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Error(signal)))
  try {
    await runPlanAction(env, cancel.signal)
  } catch (error) {
    await failWith(error, env)
  }
}

process.noDeprecation = true
reportUncaught(failWithCrash)
void main(process.env)
  .catch(failWithCrash)
  .finally(() => process.stdout.write('', () => process.exit()))
