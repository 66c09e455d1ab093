import { BundleFormatError } from '../disdat/format/format-error.ts'
import { describeError, Failure, type Verdict } from '../errors.ts'
import { getFileErrorCode } from '../lib/file-errors.ts'
import { getErrorCode, getErrorStatus, StoreError, type StoreErrorKind } from '../s3/errors.ts'
import type { S3Operation } from '../s3/open-store.ts'

const wrongRegionCodes = new Set([
  'PermanentRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
])

const expired = 'The credentials have expired: set a longer session (`role-duration-seconds`), or renew them.'
const wrongClock = 'The clock of this machine is wrong: set it, and run the job again.'

/** Advice for the codes of a 403 or a 400: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const refusalAdvice = new Map([
  ['ExpiredToken', expired],
  ['ExpiredTokenException', expired],
  ['TokenRefreshRequired', expired],
  ['InvalidToken', 'The session token does not belong to these keys: check AWS_SESSION_TOKEN.'],
  ['InvalidAccessKeyId', 'AWS does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from.'],
  ['SignatureDoesNotMatch', 'The secret key is not that of the access key: check AWS_SECRET_ACCESS_KEY.'],
  ['RequestTimeTooSkewed', wrongClock],
  ['RequestExpired', wrongClock],
])

/**
 * For `KMS.NotFoundException`, `KMS.DisabledException` and the like:
 * https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html
 */
const kmsAdvice = "Check `sse-kms-key-id`, that the key is enabled, and that it is in the bucket's region."

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

/**
 * Turns an error of a store into what the rest of the action expects: a Failure with the error as its cause, or a
 * BundleFormatError for an object that is too large. A Failure, and an error about a local file, stay as they are.
 */
export function translateS3Error(error: unknown, operation: S3Operation): unknown {
  if (error instanceof Failure || getFileErrorCode(error) !== undefined) return error
  if (!(error instanceof StoreError)) return createFailure(error, operation)
  if (error.kind === 'object-too-large') return new BundleFormatError(error.message)
  const [verdict, advice] = storeErrors[error.kind]
  return new Failure(verdict, error.message, advice, { cause: error })
}

function createFailure(error: unknown, operation: S3Operation): Failure {
  const { bucket, target, region } = operation
  const [code, status] = [getErrorCode(error), getErrorStatus(error)]
  const answer = status === undefined ? describeError(error) : code === 'Error' ? `${status}` : `${status} ${code}`
  const cause = { cause: error }
  if (code === 'NoSuchBucket') {
    const advice = 'Check the spelling of `remote`, or create the bucket.'
    return new Failure('remote-unreachable', `The bucket ${bucket} does not exist (NoSuchBucket).`, advice, cause)
  }
  if (status === 301 || wrongRegionCodes.has(code)) {
    const advice = "Set `aws-region` to the bucket's region."
    return new Failure('remote-unreachable', `The bucket ${bucket} is not in ${region} (${answer}).`, advice, cause)
  }
  const refusal = refusalAdvice.get(code) ?? (code.startsWith('KMS.') ? kmsAdvice : undefined)
  if (refusal !== undefined) return new Failure('access-denied', `S3 refused ${target}: ${answer}.`, refusal, cause)
  if (status === undefined) {
    const advice = `Check \`remote\`, \`aws-region\` (${region}), and AWS_ENDPOINT_URL and proxy variables if you use them.`
    return new Failure('remote-unreachable', `No answer from S3 about ${target}: ${answer}.`, advice, cause)
  }
  const [verdict, evidence, advice] = describeStatus(status, answer, operation)
  return new Failure(verdict, evidence, advice, cause)
}

function describeStatus(
  status: number,
  answer: string,
  { bucket, target }: S3Operation,
): readonly [verdict: Verdict, evidence: string, advice: string] {
  if (status === 401 || status === 403) {
    const advice = `Give the role in use s3:ListBucket on ${bucket}, and s3:GetObject, s3:PutObject and s3:PutObjectAcl below the remote.`
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
