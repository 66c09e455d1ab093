import { isObject, parseJson } from '../lib/json.ts'

/** Whether a text can come from `toJSON(matrix)`, which is `null` in a job without a matrix. */
export const isMatrixJson = (text: string): boolean => typeof parseJson(text) === 'object'

/**
 * The leg of a matrix that the job is, as JSON; undefined in a job without a matrix. No variable of the runner
 * distinguishes legs. GitHub gives the matrix to the defaults of inputs only: the first of these inputs that has it.
 */
export const findMatrixLeg = (inputs: readonly (string | undefined)[]): string | undefined =>
  inputs.find((text) => text !== undefined && isObject(parseJson(text)))
