import { type Environment, resolveFolders } from '../lib/environment.ts'
import { failWith, failWithCrash, reportUncaught } from './crash.ts'
import type { Log } from './log.ts'
import { openStepLog } from './open-step-log.ts'
import { OutputWriter } from './outputs.ts'

/** What the runner gives to a step, and where the step writes. */
export interface EntryContext {
  readonly env: Environment
  readonly log: Log
  readonly outputs: OutputWriter
  /** Aborts with the workflow. */
  readonly cancelled: AbortSignal
}

/**
 * Runs a step that has no post, from the environment of the process to its end, and fails it with what `work` throws.
 * Changes the environment as `resolveFolders` says.
 */
export function runEntry(env: NodeJS.ProcessEnv, work: (context: EntryContext) => Promise<void>): void {
  process.noDeprecation = true
  reportUncaught(failWithCrash)
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Error(signal)))
  const start = async () => {
    resolveFolders(env)
    const log = openStepLog(env)
    const outputs = new OutputWriter(log.warning, log.holdsMasked, env['GITHUB_OUTPUT'])
    try {
      await work({ env, log, outputs, cancelled: cancel.signal })
    } catch (error) {
      await failWith(error, env)
    }
  }
  // A call that a server never answers would keep the process for as long as the connection is open.
  void start()
    .catch(failWithCrash)
    .finally(() => process.stdout.write('', () => process.exit()))
}
