import { describeError, Failure } from '../errors.ts'

/** The `name` of an error of the SDK; empty of anything else. */
export const getErrorName = (error: unknown): string => (error instanceof Error ? error.name : '')

/** https://docs.aws.amazon.com/batch/latest/APIReference/CommonErrors.html; STS and S3 have words of their own. */
export const isThrottling = (error: unknown): boolean =>
  /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/.test(getErrorName(error)) || getHttpStatus(error) === 429

/** AWS says that we may not. */
export const isRefusal = (error: unknown): boolean =>
  /AccessDenied|UnauthorizedOperation|NotAuthorized/.test(getErrorName(error)) || getHttpStatus(error) === 403

/** The request may have been carried out, and nobody can tell: no answer came, or one of 5xx. */
export function isConnectionError(error: unknown): boolean {
  const status = getHttpStatus(error)
  return status === undefined || status >= 500
}

/** The credentials have ended, and AWS says so. */
export const isExpired = (error: unknown): boolean => /^ExpiredToken|^RequestExpired$/.test(getErrorName(error))

/** Of AWS's answer; undefined where there was none at all. */
export function getHttpStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined
  const { $metadata: metadata } = error
  const code =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined
  return typeof code === 'number' ? code : undefined
}

/**
 * What an error of an AWS service is to a user: Failure `throttled`, `access-denied` (with the action to allow), `remote-unreachable` or
 * `invalid-input`. A Failure stays what it is.
 */
export function awsFailure(error: unknown, what: string, action: string): unknown {
  if (error instanceof Failure) return error
  const options = { cause: error }
  const said = describeError(error)
  if (isThrottling(error))
    return new Failure(
      'throttled',
      `AWS throttles us, and has done so for a while: we could not ${what}. ${said}`,
      'Run it again later; fewer jobs that ask at the same time help.',
      options,
    )
  if (isExpired(error))
    return new Failure(
      'access-denied',
      `The step’s AWS credentials have ended: we could not ${what}. ${said}`,
      'Give `role-to-assume`, whose session the step renews by itself, or let the credentials last as long as the run.',
      options,
    )
  if (isRefusal(error))
    return new Failure(
      'access-denied',
      `AWS did not let us ${what}: ${said}`,
      `Allow ${action} for the step's credentials: docs/iam.md.`,
      options,
    )
  if (isConnectionError(error))
    return new Failure(
      'remote-unreachable',
      `AWS did not answer when we wanted to ${what}: ${said}`,
      'Check `aws-region`, proxies and the network, and run it again.',
      options,
    )
  return new Failure(
    'invalid-input',
    `AWS did not accept it when we wanted to ${what}: ${said}`,
    'AWS’s own words tell what to change.',
    options,
  )
}
