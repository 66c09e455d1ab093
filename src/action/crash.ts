import { describeError, Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { getDocsUrl, linkDocs } from './docs-link.ts'
import { escapeLogText, loadToolkit } from './log.ts'

/** Fails the step with an error. Its text is escaped. */
export async function failStep(text: string): Promise<void> {
  // Without the toolkit, a damaged checkout of the action for example, the step would be green.
  process.exitCode = 1
  const core = await loadToolkit()
  core.setFailed(escapeLogText(text))
}

/** Fails the step with what ended it: a failure with its advice, or an internal error. */
export async function failWith(error: unknown, env: Environment): Promise<void> {
  const text =
    error instanceof Failure
      ? `${error.verdict}: ${error.message} ${error.advice}`
      : `internal-error: ${describeError(error)}`
  await failStep(linkDocs(text, getDocsUrl(env)))
}

/** Fails the step with an error that nothing else explains, with its stack. */
export async function failWithCrash(error: unknown): Promise<void> {
  await failStep(`internal-error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
}

/**
 * Reports an exception that nothing catches, and ends the process. Otherwise node prints its stack as it is: a line in
 * it could be a workflow command.
 */
export function reportUncaught(report: (error: unknown) => Promise<void>): void {
  process.on('uncaughtException', (error) => {
    void report(error)
      .catch(() => undefined)
      .finally(() => process.stdout.write('', () => process.exit()))
  })
}
