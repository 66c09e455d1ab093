import { describeError } from '../errors.ts'
import { type Log, loadToolkit } from './log.ts'

/** Adds Markdown to the step summary. Never throws: a failure, also of `render`, is a warning. */
export async function writeStepSummary(render: () => string, log: Log): Promise<void> {
  try {
    await (await loadToolkit()).summary.addRaw(render()).write()
  } catch (error) {
    await log.warning(`Cannot write the step summary: ${describeError(error)}`)
  }
}
