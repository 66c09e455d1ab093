import { parsePaths } from '../action/input-parsers.ts'
import { type InputProblem, InvalidInputs } from '../action/input-problems.ts'
import { createInputReader } from '../action/input-reader.ts'
import type { Environment } from '../lib/environment.ts'
import { type AcceptanceInputs, readAcceptanceInputs } from './acceptance-inputs.ts'
import { type CommentInputs, readCommentInputs } from './comment-inputs.ts'

/** Every input of report/action.yml, in its order. A test compares the two lists. */
export const reportActionInputNames = [
  'result-file',
  'comment',
  'comment-key',
  'comment-mode',
  'accept',
  'accept-label',
  'accept-by',
  'github-token',
  'summary',
] as const

/** Every output of report/action.yml. */
export const reportActionOutputNames = ['comment-url', 'accepted'] as const

/** The inputs of `disdat/run-action/report`. */
export interface ReportActionInputs {
  /** Files, folders and patterns. */
  readonly resultFiles: readonly string[]
  readonly comment: CommentInputs
  readonly acceptance: AcceptanceInputs
  readonly summary: boolean
}

/** Reads the inputs from the runner's `INPUT_*` variables. Throws InvalidInputs with everything that is wrong. */
export function readReportActionInputs(env: Environment): ReportActionInputs {
  const problems: InputProblem[] = []
  const read = createInputReader(env, problems)
  const resultFiles = read.list('result-file', parsePaths)
  if (read.text('result-file') === undefined) read.missing('result-file', 'Name the result file of the run.')
  const comment = readCommentInputs(read, 'changes')
  const inputs = {
    resultFiles,
    comment,
    acceptance: readAcceptanceInputs(read, comment),
    summary: read.flag('summary', true),
  }
  if (problems.length > 0) throw new InvalidInputs(problems)
  return inputs
}
