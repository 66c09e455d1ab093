import { describe, expect, test } from 'vitest'
import {
  getErrorName,
  getHttpStatus,
  isAccessDenied,
  isConnectionError,
  isExpiredToken,
  isThrottling,
  toAwsFailure,
} from '../../src/aws/errors.ts'
import { Failure } from '../../src/errors.ts'

/** An error as the SDK throws it. */
function createSdkError(name: string, httpStatusCode?: number): Error {
  return Object.assign(new Error(`${name} by the test`), { name, $metadata: { httpStatusCode } })
}

const convert = (error: unknown) => toAwsFailure(error, 'describe the job', 'batch:DescribeJobs')

describe('toAwsFailure', () => {
  test.each([
    ['ThrottlingException', 400, 'throttled'],
    ['Throttling', 400, 'throttled'],
    ['TooManyRequestsException', 429, 'throttled'],
    ['RequestLimitExceeded', 503, 'throttled'],
    ['SomethingNew', 429, 'throttled'],
    ['AccessDeniedException', 400, 'access-denied'],
    ['UnauthorizedOperation', 403, 'access-denied'],
    ['UnrecognizedClientException', 403, 'access-denied'],
    ['SignatureDoesNotMatch', 403, 'access-denied'],
    ['OptInRequired', 403, 'access-denied'],
    ['ExpiredTokenException', 403, 'access-denied'],
    ['ServerException', 500, 'remote-unreachable'],
    ['TimeoutError', undefined, 'remote-unreachable'],
    ['ClientException', 400, 'invalid-input'],
  ] as const)('converts %s (%s) to %s', (name, status, verdict) => {
    const error = createSdkError(name, status)
    expect(convert(error)).toMatchObject({
      verdict,
      message: expect.stringMatching(new RegExp(`describe the job.*${name} by the test`)),
      cause: error,
    })
  })

  test('names the action to allow after a refusal', () => {
    expect(convert(createSdkError('AccessDenied', 403))).toMatchObject({
      advice: expect.stringContaining('Allow batch:DescribeJobs'),
    })
  })

  test.each([
    ['UnrecognizedClientException', 'The security token included in the request is invalid.', /AWS_ACCESS_KEY_ID/],
    ['InvalidClientTokenId', 'The security token included in the request is invalid.', /AWS_ACCESS_KEY_ID/],
    ['SignatureDoesNotMatch', 'The request signature we calculated does not match', /AWS_SECRET_ACCESS_KEY/],
    ['InvalidSignatureException', 'The request signature we calculated does not match', /AWS_SECRET_ACCESS_KEY/],
    ['InvalidSignatureException', 'Signature expired: 20260101T000000Z is now earlier than', /clock/],
    ['SignatureDoesNotMatch', 'Signature not yet current: 20260101T000000Z is still later than', /clock/],
    ['RequestTimeTooSkewed', 'The difference between the request time and the current time', /clock/],
    ['OptInRequired', 'The AWS Access Key Id needs a subscription for the service', /account/],
  ])('does not take %s (%s) for a missing permission', (name, message, advice) => {
    const error = Object.assign(new Error(message), { name, $metadata: { httpStatusCode: 403 } })
    expect(convert(error)).toMatchObject({ verdict: 'access-denied', advice: expect.stringMatching(advice) })
  })

  test('names TLS, and does not take it for a lost response', () => {
    const error = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(convert(error)).toMatchObject({
      verdict: 'remote-unreachable',
      message:
        'No TLS connection to AWS: could not describe the job. About the server: its certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT).',
      advice: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    })
    expect(isConnectionError(error)).toBe(false)
  })

  test('advises role-to-assume after expired credentials', () => {
    expect(convert(createSdkError('ExpiredToken', 400))).toMatchObject({
      message: expect.stringMatching(/^The AWS credentials of this step have expired: could not describe the job\./),
      advice: expect.stringContaining('role-to-assume'),
    })
  })

  test('returns a Failure unchanged', () => {
    const failure = new Failure('cancelled', 'a', 'b')
    expect(convert(failure)).toBe(failure)
  })
})

test('the predicates distinguish throttling, refusals and lost responses', () => {
  const errors = [
    createSdkError('Throttling', 400),
    createSdkError('AccessDenied', 403),
    createSdkError('TimeoutError'),
    new TypeError('x'),
  ]
  expect(errors.map(isThrottling)).toStrictEqual([true, false, false, false])
  expect(errors.map(isAccessDenied)).toStrictEqual([false, true, false, false])
  expect(errors.map(isConnectionError)).toStrictEqual([false, false, true, true])
})

describe('isExpiredToken', () => {
  test.each([
    ['ExpiredToken', true],
    ['ExpiredTokenException', true],
    ['RequestExpired', true],
    ['AccessDenied', false],
  ])('%s: %s', (name, isExpired) => {
    expect(isExpiredToken(createSdkError(name, 400))).toBe(isExpired)
  })
})

test('getErrorName and getHttpStatus accept anything that is thrown', () => {
  expect([getErrorName(createSdkError('A', 400)), getErrorName('text'), getErrorName(undefined)]).toStrictEqual([
    'A',
    '',
    '',
  ])
  expect([
    getHttpStatus(createSdkError('A', 400)),
    getHttpStatus('text'),
    getHttpStatus({ $metadata: 3 }),
  ]).toStrictEqual([400, undefined, undefined])
})
