import { dialects } from '../../disdat/generations.ts'
import { getField, getNumber, getString, isObject, parseJson } from '../../lib/json.ts'
import type { Receipt } from '../backend.ts'

/** The environment variable of a job that holds its receipt. */
export const receiptVariable = 'DISDAT_RUN_ACTION_RECEIPT'

/**
 * The receipt in a container's environment, as DescribeJobs returns it; undefined without a complete receipt. The
 * variable is untrusted.
 */
export function readJobReceipt(
  environment: readonly { readonly name?: string | undefined; readonly value?: string | undefined }[] | undefined,
): Receipt | undefined {
  const text = environment?.find(({ name }) => name === receiptVariable)?.value
  return text === undefined ? undefined : parseReceipt(parseJson(text))
}

function parseReceipt(value: unknown): Receipt | undefined {
  const dialect = dialects.find((name) => name === getField(value, 'dialect'))
  const params = readStrings(getField(value, 'params'))
  const [pipeClass, remote, context] = [
    getString(value, 'pipeClass'),
    getString(value, 'remote'),
    getString(value, 'context'),
  ]
  const [outputName, outputUuid] = [getString(value, 'outputName'), getString(value, 'outputUuid')]
  const [image, launchedAt] = [getString(value, 'image'), getString(value, 'launchedAt')]
  const workflowAttempt = getNumber(value, 'workflowAttempt')
  if (!dialect || !params || !pipeClass || !remote || !context || !outputName || !outputUuid) return undefined
  if (image === undefined || launchedAt === undefined || Number.isNaN(Date.parse(launchedAt))) return undefined
  if (workflowAttempt === undefined) return undefined
  const [inputUuid, inputParam] = [getString(value, 'inputUuid'), getString(value, 'inputParam')]
  const imageFingerprint = getString(value, 'imageFingerprint')
  const settings = readStrings(getField(value, 'settings'))
  return {
    ...{ pipeClass, remote, context, dialect, outputName, outputUuid, inputUuid, inputParam },
    ...{ params, image, launchedAt, workflowAttempt },
    ...(imageFingerprint !== undefined && { imageFingerprint }),
    ...(settings && { settings }),
  }
}

function readStrings(value: unknown): Record<string, string> | undefined {
  if (!isObject(value)) return undefined
  const entries = Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : []))
  return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined
}
