import { describeError } from '../errors.ts'
import { type Log, loadToolkit } from './log.ts'
import { prepareUndo } from './undo-append.ts'

/**
 * Adds Markdown to the step summary, all or nothing. Never throws: a failure, also of `render`, is a warning.
 *
 * @param file GITHUB_STEP_SUMMARY.
 */
export async function writeStepSummary(render: () => string, log: Log, file: string | undefined): Promise<void> {
  const undo = prepareUndo(file)
  try {
    await (await loadToolkit()).summary.addRaw(render()).write()
  } catch (error) {
    undo()
    await log.warning(`Cannot write the step summary: ${describeError(error)}`)
  }
}
