import { dialects } from '../../disdat/command-line.ts'
import type { Receipt } from '../backend.ts'

/** The variable of a job's container that holds its receipt. */
export const receiptVariable = 'DISDAT_RUN_ACTION_RECEIPT'

/** The receipt in a container's environment, as DescribeJobs has it; undefined where there is none, or one that is not whole. It is text from outside. */
export function readReceipt(
  environment: readonly { readonly name?: string | undefined; readonly value?: string | undefined }[] | undefined,
): Receipt | undefined {
  const text = environment?.find(({ name }) => name === receiptVariable)?.value
  if (text === undefined) return undefined
  try {
    return parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function parse(value: unknown): Receipt | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const fields: Record<string, unknown> = { ...value }
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined)
  const dialect = dialects.find((name) => name === fields['dialect'])
  const params = textsOf(fields['params'])
  const workflowAttempt = fields['workflowAttempt']
  const [pipeClass, remote, context, outputName] = [
    text('pipeClass'),
    text('remote'),
    text('context'),
    text('outputName'),
  ]
  const [outputUuid, image, launchedAt] = [text('outputUuid'), text('image'), text('launchedAt')]
  if (!dialect || !params || !pipeClass || !remote || !context || !outputName || !outputUuid) return undefined
  if (image === undefined || launchedAt === undefined || Number.isNaN(Date.parse(launchedAt))) return undefined
  if (typeof workflowAttempt !== 'number') return undefined
  const [inputUuid, inputParam] = [text('inputUuid'), text('inputParam')]
  return {
    pipeClass,
    remote,
    context,
    dialect,
    outputName,
    outputUuid,
    inputUuid,
    inputParam,
    params,
    image,
    launchedAt,
    workflowAttempt,
  }
}

function textsOf(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const entries = Object.entries(value)
  return entries.every(([, text]) => typeof text === 'string') ? Object.fromEntries(entries) : undefined
}
