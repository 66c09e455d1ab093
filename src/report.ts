import { openLog, plainText, toolkit } from './action/log.ts'
import { Outputs } from './action/outputs.ts'
import { describe, Failure } from './errors.ts'
import { relay } from './relay.ts'

/** The entry of `disdat/run-action/report`. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Error(signal)))
  const log = openLog(process.stdout, env['RUNNER_DEBUG'] === '1')
  try {
    await relay({ env, log, outputs: new Outputs(), cancelled: cancel.signal })
  } catch (error) {
    const failure =
      error instanceof Failure
        ? `${error.verdict}: ${error.message} ${error.advice}`
        : `internal-error: ${describe(error)}`
    const core = await toolkit()
    core.setFailed(plainText(failure))
  }
}

process.noDeprecation = true
void main(process.env).finally(() => process.stdout.write('', () => process.exit()))
