import type { Environment } from '../lib/environment.ts'
import { traceRequests } from '../lib/trace-requests.ts'
import { getDocsUrl } from './docs-link.ts'
import { type Log, openLog } from './log.ts'

/** Opens the log of a step on stdout. With debug logging of the runner, it has a line for each HTTP request. */
export function openStepLog(env: Environment): Log {
  const isDebugging = env['RUNNER_DEBUG'] === '1'
  const log = openLog(process.stdout, isDebugging, getDocsUrl(env))
  if (isDebugging) traceRequests((line) => void log.debug(line))
  return log
}
