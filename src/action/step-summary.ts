import { describeError } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import type { Log } from './log.ts'
import { appendToCommandFile } from './runner-commands.ts'

/** Adds Markdown to the step summary. Never throws: a failure, also of `render`, is a warning. */
export async function writeStepSummary(
  render: () => string,
  { env, log }: { readonly env: Environment; readonly log: Log },
): Promise<void> {
  try {
    appendToCommandFile(env, 'STEP_SUMMARY', render())
  } catch (error) {
    await log.warning(`Cannot write the step summary: ${describeError(error)}`)
  }
}
