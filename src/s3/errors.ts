import { describeError, Failure } from '../errors.ts'

/** What was being done, for the sentence that a user reads. */
export type S3Operation = { readonly bucket: string; readonly target: string; readonly region: string }

const wrongRegion = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'])

const ended = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'])

/** Codes of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html that a 403 or a 400 may carry. */
const refusals = new Map([
  ['ExpiredToken', 'The credentials have expired: ask for a longer session (role-duration-seconds), or renew them.'],
  ['ExpiredTokenException', 'The credentials have expired: ask for a longer session, or renew them.'],
  ['TokenRefreshRequired', 'The credentials have expired: ask for a longer session, or renew them.'],
  ['InvalidToken', 'The session token does not belong to these keys: check AWS_SESSION_TOKEN.'],
  ['InvalidAccessKeyId', 'AWS does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from.'],
  ['SignatureDoesNotMatch', 'The secret key is not that of the access key: check AWS_SECRET_ACCESS_KEY.'],
  ['RequestTimeTooSkewed', "This machine's clock is wrong: set it, and run again."],
  ['RequestExpired', "This machine's clock is wrong: set it, and run again."],
])

/** `KMS.NotFoundException`, `KMS.DisabledException` and the like: https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html */
const kmsAdvice = "Check `sse-kms-key-id`, that the key is enabled, and that it is in the bucket's region."

const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
])

/** An answer of S3 that is not what was asked for; its name is S3's own code, where it has one. */
export class S3Error extends Error {
  override readonly name: string
  readonly status: number
  /** Where the bucket is, when S3 says so. */
  readonly region: string | undefined
  /** The time at S3, when it says so. */
  readonly date: Date | undefined

  constructor(
    status: number,
    code: string | undefined,
    message: string,
    more: { readonly region?: string; readonly date?: Date } = {},
  ) {
    super(message || code || `status ${status}`)
    this.name = code ?? 'Error'
    this.status = status
    this.region = more.region
    this.date = more.date
  }
}

/** The service's own name for an error, such as `NoSuchBucket`; for a connection, such as `ECONNREFUSED`. */
export function getErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const code: unknown = 'code' in error ? error.code : undefined
  if (typeof code === 'string' && network.has(code)) return code
  return error.name
}

/** The HTTP status that an error came with, of our client or of the SDK's. */
export function getErrorStatus(error: unknown): number | undefined {
  if (error instanceof S3Error) return error.status
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined
  const metadata: unknown = error.$metadata
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}

/** Whether S3 says that the credentials have ended. */
export function isExpiredCredentials(error: unknown): boolean {
  return ended.has(getErrorCode(error))
}

/** Whether a key is not there. A bucket that is not there is something else, where S3 says so. */
export function isAbsent(error: unknown): boolean {
  return getErrorStatus(error) === 404 && getErrorCode(error) !== 'NoSuchBucket'
}

/** The failure that an error of S3, of the way to it, or of the credentials amounts to, with the error as its cause. */
export function s3Failure(error: unknown, attempt: S3Operation): Failure {
  const { bucket, target, region } = attempt
  const code = getErrorCode(error)
  const status = getErrorStatus(error)
  const options = { cause: error }
  const answer = status === undefined ? describeError(error) : code === 'Error' ? `${status}` : `${status} ${code}`

  if (code === 'NoSuchBucket') {
    const advice = 'Check the spelling of `remote`, or create the bucket.'
    return new Failure('remote-unreachable', `The bucket ${bucket} does not exist (NoSuchBucket).`, advice, options)
  }
  if (status === 301 || wrongRegion.has(code)) {
    const evidence = `The bucket ${bucket} is not in ${region} (${answer}).`
    return new Failure('remote-unreachable', evidence, "Set `aws-region` to the bucket's region.", options)
  }
  const refusal = refusals.get(code) ?? (code.startsWith('KMS.') ? kmsAdvice : undefined)
  if (refusal !== undefined) return new Failure('access-denied', `S3 refused ${target}: ${answer}.`, refusal, options)
  if (status === 401 || status === 403) {
    const advice = `Give the role in use s3:ListBucket on ${bucket}, and s3:GetObject, s3:PutObject and s3:PutObjectAcl below the remote.`
    return new Failure('access-denied', `S3 refused ${target}: ${answer}.`, advice, options)
  }
  if (status === 429 || (status !== undefined && status >= 500)) {
    const advice = 'S3 itself is in trouble or asks for patience: run the job again later.'
    return new Failure('remote-unreachable', `S3 failed at ${target}: ${answer}.`, advice, options)
  }
  if (status !== undefined && status < 300) {
    const advice = 'Check AWS_ENDPOINT_URL and proxy variables: something else than S3 may answer there.'
    return new Failure('remote-unreachable', `What answers about ${target} is no S3.`, advice, options)
  }
  if (status !== undefined) {
    const advice = 'If the remote is not AWS, check that it supports what the action needs; otherwise report this.'
    return new Failure('remote-unreachable', `S3 did not accept ${target}: ${answer}.`, advice, options)
  }
  const advice = `Check \`remote\`, \`aws-region\` (${region}), and AWS_ENDPOINT_URL and proxy variables if you use them.`
  return new Failure(
    'remote-unreachable',
    `No answer from S3 about ${target}: ${describeError(error)}.`,
    advice,
    options,
  )
}
