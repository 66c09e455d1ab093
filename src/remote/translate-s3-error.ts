import { BundleFormatError } from '../disdat/format/format-error.ts'
import { describeError, Failure, type Verdict } from '../errors.ts'
import { getFileErrorCode } from '../lib/file-errors.ts'
import { findTlsFailure } from '../lib/tls-errors.ts'
import { getErrorRegion } from '../s3/bucket-region.ts'
import { getErrorCode, getErrorStatus, StoreError, type StoreErrorKind } from '../s3/errors.ts'
import type { S3Operation } from '../s3/open-store.ts'
import { encryptionAdvice, findS3ErrorAdvice, isEncryptionUnknown } from './s3-error-advice.ts'

const wrongRegionCodes = new Set([
  'PermanentRedirect',
  'TemporaryRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
])

const storeErrors: Readonly<Record<Exclude<StoreErrorKind, 'object-too-large'>, readonly [Verdict, string]>> = {
  'invalid-endpoint': ['invalid-input', 'Write it as https://host or http://host:port.'],
  'invalid-region': ['invalid-input', 'Set `aws-region` to a region, such as `us-east-1`.'],
  'file-too-large': ['invalid-input', 'Split the file, and create the bundle again.'],
  'file-changed': ['bundle-corrupt', 'Do not change bundles while the action runs, and run the job again.'],
  'size-mismatch': ['bundle-corrupt', 'Another writer may have changed it: run the job again.'],
  'checksum-mismatch': ['bundle-corrupt', 'Run the job again. If the error stays, create the bundle again.'],
  'object-replaced': ['bundle-corrupt', 'Bundles never change: find out what writes there, and run the job again.'],
  'no-ranges': ['remote-unreachable', 'This is an error of the S3 server, or of a proxy on the way to it.'],
  'endless-listing': ['remote-unreachable', 'This is an error of the S3 server.'],
}

/** What a step does with a remote. */
export type RemoteAccess = 'read' | 'write'

/** The permissions for objects that each access needs: docs/iam.md. */
const objectActions: Readonly<Record<RemoteAccess, string>> = {
  read: 's3:GetObject',
  write: 's3:GetObject, s3:PutObject and s3:PutObjectAcl',
}

/**
 * Turns an error of a store into what the rest of the action expects: a Failure with the error as its cause, or a
 * BundleFormatError for an object that is too large. A Failure, and an error about a local file, stay as they are.
 * The advice about permissions names those that `access` needs.
 */
export function translateS3Error(error: unknown, operation: S3Operation, access: RemoteAccess = 'write'): unknown {
  if (error instanceof Failure || getFileErrorCode(error) !== undefined) return error
  if (!(error instanceof StoreError)) return createFailure(error, operation, access)
  if (error.kind === 'object-too-large') return new BundleFormatError(error.message)
  const [verdict, advice] = storeErrors[error.kind]
  return new Failure(verdict, error.message, advice, { cause: error })
}

function createFailure(error: unknown, operation: S3Operation, access: RemoteAccess): Failure {
  const [code, status] = [getErrorCode(error), getErrorStatus(error)]
  const [verdict, evidence, advice] =
    status === undefined
      ? describeLostResponse(error, operation)
      : describeResponse(error, { code, status, access }, operation)
  return new Failure(verdict, evidence, advice, { cause: error })
}

type Description = readonly [verdict: Verdict, evidence: string, advice: string]

function describeLostResponse(error: unknown, { target, region }: S3Operation): Description {
  const tls = findTlsFailure(error)
  if (tls !== undefined) {
    const evidence = `No TLS connection to S3 for ${target}: ${tls.reason} (${tls.code}).`
    return ['remote-unreachable', evidence, tls.advice]
  }
  const advice = `Check \`remote\`, \`aws-region\` (${region}), and AWS_ENDPOINT_URL and proxy variables if you use them.`
  return ['remote-unreachable', `No answer from S3 about ${target}: ${describeError(error)}.`, advice]
}

function describeResponse(
  error: unknown,
  { code, status, access }: { readonly code: string; readonly status: number; readonly access: RemoteAccess },
  operation: S3Operation,
): Description {
  const { bucket, target, region } = operation
  const answer = code === 'Error' ? `${status}` : `${status} ${code}`
  if (code === 'NoSuchBucket') {
    const advice = 'Check the spelling of `remote`, or create the bucket.'
    return ['remote-unreachable', `The bucket ${bucket} does not exist (NoSuchBucket).`, advice]
  }
  if (status === 301 || wrongRegionCodes.has(code)) {
    const right = getErrorRegion(error)
    const advice = right === undefined ? "Set `aws-region` to the bucket's region." : `Set \`aws-region: ${right}\`.`
    return ['remote-unreachable', `The bucket ${bucket} is not in ${region} (${answer}).`, advice]
  }
  const message = error instanceof Error ? error.message : ''
  if (isEncryptionUnknown(code, message)) {
    const evidence = `S3 cannot encrypt ${target}: ${answer} (${message}).`
    return ['invalid-input', evidence, encryptionAdvice]
  }
  const [verdict, advice] = findS3ErrorAdvice(code) ?? []
  if (verdict === undefined || advice === undefined) return describeStatus({ status, answer, access }, operation)
  return [verdict, describeRefusal(verdict, { target, answer, status }), advice]
}

function describeRefusal(
  verdict: Verdict,
  { target, answer, status }: { readonly target: string; readonly answer: string; readonly status: number },
): string {
  if (verdict === 'object-archived') return `${target} is archived and cannot be read until it is restored: ${answer}.`
  if (verdict === 'access-denied') return `S3 refused ${target}: ${answer}.`
  return status >= 500 || status === 429
    ? `S3 failed at ${target}: ${answer}.`
    : `S3 did not accept ${target}: ${answer}.`
}

function describeStatus(
  { status, answer, access }: { readonly status: number; readonly answer: string; readonly access: RemoteAccess },
  { bucket, target }: S3Operation,
): Description {
  if (status === 401 || status === 403) {
    const advice = `Give the role in use s3:ListBucket on ${bucket}, and ${objectActions[access]} below the remote.`
    return ['access-denied', `S3 refused ${target}: ${answer}.`, advice]
  }
  if (status === 429 || status >= 500) {
    const advice = 'S3 has an error or is overloaded: run the job again later.'
    return ['remote-unreachable', `S3 failed at ${target}: ${answer}.`, advice]
  }
  if (status < 300) {
    const advice = 'Check AWS_ENDPOINT_URL and proxy variables: another server than S3 may answer there.'
    return ['remote-unreachable', `The server at ${target} did not answer like S3.`, advice]
  }
  const advice = 'If the remote is not AWS, check that it supports what the action needs. Otherwise report this error.'
  return ['remote-unreachable', `S3 did not accept ${target}: ${answer}.`, advice]
}
