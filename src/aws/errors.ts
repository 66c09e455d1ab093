import { describeError, Failure, type Verdict } from '../errors.ts'
import { getField, getNumber, getString } from '../lib/json.ts'
import { findTlsFailure } from '../lib/tls-errors.ts'

/** The `name` of an SDK error; empty for anything else. */
export const getErrorName = (error: unknown): string => (error instanceof Error ? error.name : '')

/** https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html; STS and S3 use other names. */
export const isThrottling = (error: unknown): boolean =>
  /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(getErrorName(error)) || getHttpStatus(error) === 429

/** AWS does not allow the call. */
export const isAccessDenied = (error: unknown): boolean =>
  /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(getErrorName(error)) || getHttpStatus(error) === 403

/**
 * Whether AWS may have carried out the request, and a retry may succeed: there was no response, a 5xx status, or an
 * unreadable response, such as a proxy's page with status 200. False without TLS: such a request was never sent.
 */
export function isConnectionError(error: unknown): boolean {
  const status = getHttpStatus(error)
  return status === undefined ? findTlsFailure(error) === undefined : status < 400 || status >= 500
}

/** Codes of errors before a connection stands: https://nodejs.org/api/errors.html#common-system-errors */
const unsentCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** Whether the request was certainly not sent, because no connection was established. */
export const isUnsent = (error: unknown): boolean => unsentCodes.has(getString(error, 'code') ?? '')

/** AWS refused the time of the signature, and the client uses AWS's time from now on. */
export const isCorrectedClockSkew = (error: unknown): boolean =>
  getField(error, '$metadata', 'clockSkewCorrected') === true

/** AWS reports that the credentials have expired. */
export const isExpiredToken = (error: unknown): boolean => /^ExpiredToken|^RequestExpired$/.test(getErrorName(error))

/** The HTTP status of AWS's response; undefined without a response. */
export const getHttpStatus = (error: unknown): number | undefined => getNumber(error, '$metadata', 'httpStatusCode')

const unknownKey = 'AWS does not know this access key: check the secrets that AWS_ACCESS_KEY_ID comes from.'
const wrongSecret =
  'The secret key does not belong to the access key, or a proxy changes requests: check AWS_SECRET_ACCESS_KEY.'
const wrongClock = 'The clock of this machine is wrong: set it, and run the job again.'
const account = 'The AWS account is not active for this service or region: ask its owner or AWS Support.'

/** Codes about the credentials and not about a permission; the services spell them in several ways. */
const credentialAdvice = new Map([
  ['InvalidClientTokenId', unknownKey],
  ['UnrecognizedClientException', unknownKey],
  ['InvalidAccessKeyId', unknownKey],
  ['MissingAuthenticationToken', unknownKey],
  ['MissingAuthenticationTokenException', unknownKey],
  ['SignatureDoesNotMatch', wrongSecret],
  ['InvalidSignatureException', wrongSecret],
  ['IncompleteSignature', wrongSecret],
  ['IncompleteSignatureException', wrongSecret],
  ['RequestTimeTooSkewed', wrongClock],
  ['OptInRequired', account],
  ['SubscriptionRequiredException', account],
])

/** AWS names a wrong clock in the message of the code for a wrong signature. */
const clockMessage = /Signature (?:expired|not yet current)/i

function findCredentialAdvice(error: unknown): string | undefined {
  const advice = credentialAdvice.get(getErrorName(error))
  return advice === wrongSecret && clockMessage.test(describeError(error)) ? wrongClock : advice
}

/**
 * The failure for an error of an AWS service: `throttled`, `access-denied`, `remote-unreachable` or `invalid-input`.
 * A Failure is returned unchanged. `operation` is a verb and its object, such as "submit the job"; `action` is the
 * IAM action to allow.
 */
export function toAwsFailure(error: unknown, operation: string, action: string): unknown {
  if (error instanceof Failure) return error
  const [verdict, evidence, advice] = describeAwsError(error, operation, action)
  return new Failure(verdict, evidence, advice, { cause: error })
}

function describeAwsError(
  error: unknown,
  operation: string,
  action: string,
): readonly [verdict: Verdict, evidence: string, advice: string] {
  const message = describeError(error)
  if (isThrottling(error)) {
    const evidence = `AWS is throttling requests: could not ${operation}. ${message}`
    return ['throttled', evidence, 'A retry may succeed. Run fewer jobs that call AWS at the same time.']
  }
  if (isExpiredToken(error)) {
    const evidence = `The AWS credentials of this step have expired: could not ${operation}. ${message}`
    const advice =
      'Set `role-to-assume`, whose session the step renews, or use credentials that last as long as the run.'
    return ['access-denied', evidence, advice]
  }
  const credential = findCredentialAdvice(error)
  if (credential !== undefined) {
    const evidence = `AWS did not accept the credentials of this step: could not ${operation}. ${message}`
    return ['access-denied', evidence, credential]
  }
  if (isAccessDenied(error)) {
    const advice = `Allow ${action} for the step's credentials: docs/iam.md.`
    return ['access-denied', `AWS denied permission to ${operation}: ${message}`, advice]
  }
  const tls = findTlsFailure(error)
  if (tls !== undefined) {
    const evidence = `No TLS connection to AWS: could not ${operation}. About the server: ${tls.reason} (${tls.code}).`
    return ['remote-unreachable', evidence, tls.advice]
  }
  if (isConnectionError(error)) {
    const evidence = `AWS did not respond when the step tried to ${operation}: ${message}`
    return ['remote-unreachable', evidence, 'Check `aws-region`, proxies and the network, then run it again.']
  }
  return [
    'invalid-input',
    `AWS rejected the request to ${operation}: ${message}`,
    'Correct what the message of AWS names.',
  ]
}
