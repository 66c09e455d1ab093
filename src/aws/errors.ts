import { describeError, Failure } from '../errors.ts'
import { getNumber } from '../lib/json.ts'

/** The `name` of an SDK error; empty for anything else. */
export const getErrorName = (error: unknown): string => (error instanceof Error ? error.name : '')

/** https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html; STS and S3 use other names. */
export const isThrottling = (error: unknown): boolean =>
  /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(getErrorName(error)) || getHttpStatus(error) === 429

/** AWS does not allow the call. */
export const isAccessDenied = (error: unknown): boolean =>
  /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(getErrorName(error)) || getHttpStatus(error) === 403

/** Whether AWS may have carried out the request: there was no response, or one with a 5xx status. */
export function isConnectionError(error: unknown): boolean {
  const status = getHttpStatus(error)
  return status === undefined || status >= 500
}

/** AWS reports that the credentials have expired. */
export const isExpiredToken = (error: unknown): boolean => /^ExpiredToken|^RequestExpired$/.test(getErrorName(error))

/** The HTTP status of AWS's response; undefined without a response. */
export const getHttpStatus = (error: unknown): number | undefined => getNumber(error, '$metadata', 'httpStatusCode')

/**
 * The failure for an error of an AWS service: `throttled`, `access-denied`, `remote-unreachable` or `invalid-input`.
 * A Failure is returned unchanged. `operation` is a verb and its object, such as "submit the job"; `action` is the
 * IAM action to allow.
 */
export function toAwsFailure(error: unknown, operation: string, action: string): unknown {
  if (error instanceof Failure) return error
  const options = { cause: error }
  const message = describeError(error)
  if (isThrottling(error))
    return new Failure(
      'throttled',
      `AWS is throttling requests: could not ${operation}. ${message}`,
      'A retry may succeed. Run fewer jobs that call AWS at the same time.',
      options,
    )
  if (isExpiredToken(error))
    return new Failure(
      'access-denied',
      `The AWS credentials of this step have expired: could not ${operation}. ${message}`,
      'Set `role-to-assume`, whose session the step renews, or use credentials that last as long as the run.',
      options,
    )
  if (isAccessDenied(error))
    return new Failure(
      'access-denied',
      `AWS denied permission to ${operation}: ${message}`,
      `Allow ${action} for the step's credentials: docs/iam.md.`,
      options,
    )
  if (isConnectionError(error))
    return new Failure(
      'remote-unreachable',
      `AWS did not respond when the step tried to ${operation}: ${message}`,
      'Check `aws-region`, proxies and the network, then run it again.',
      options,
    )
  return new Failure(
    'invalid-input',
    `AWS rejected the request to ${operation}: ${message}`,
    'Correct what the message of AWS names.',
    options,
  )
}
