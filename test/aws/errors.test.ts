import { expect, test } from 'vitest'
import { awsFailure, isConnectionError, isRefusal, isThrottling } from '../../src/aws/errors.ts'
import { isIdentityLost } from '../../src/aws/identity.ts'
import { Failure } from '../../src/errors.ts'

/** An error as the SDK throws it. */
function error(name: string, httpStatusCode?: number): Error {
  const made = new Error(`${name} as the test wants it`)
  made.name = name
  return Object.assign(made, { $metadata: { httpStatusCode } })
}

test.each([
  ['ThrottlingException', 400, 'throttled'],
  ['Throttling', 400, 'throttled'],
  ['TooManyRequestsException', 429, 'throttled'],
  ['RequestLimitExceeded', 503, 'throttled'],
  ['SomethingNew', 429, 'throttled'],
  ['AccessDeniedException', 400, 'access-denied'],
  ['UnauthorizedOperation', 403, 'access-denied'],
  ['UnrecognizedClientException', 403, 'access-denied'],
  ['ExpiredTokenException', 403, 'access-denied'],
  ['ServerException', 500, 'remote-unreachable'],
  ['TimeoutError', undefined, 'remote-unreachable'],
  ['ClientException', 400, 'invalid-input'],
] as const)('%s (%s) is %s', (name, status, verdict) => {
  const failure = awsFailure(error(name, status), 'look at it', 'batch:Look')
  expect(failure).toMatchObject({ verdict, message: expect.stringContaining(`${name} as the test wants it`) })
})

test('a refusal names the action to allow, credentials that have ended do not', () => {
  expect(awsFailure(error('AccessDenied', 403), 'look at it', 'batch:Look')).toMatchObject({
    advice: expect.stringContaining('Allow batch:Look'),
  })
  expect(awsFailure(error('ExpiredToken', 400), 'look at it', 'batch:Look')).toMatchObject({
    message: expect.stringMatching(/^The step’s AWS credentials have ended: we could not look at it\./),
    advice: expect.stringContaining('role-to-assume'),
  })
})

test('a Failure stays what it is', () => {
  const failure = new Failure('cancelled', 'a', 'b')
  expect(awsFailure(failure, 'look at it', 'batch:Look')).toBe(failure)
})

test('throttling, refusals and lost answers are told apart', () => {
  const kinds = [error('Throttling', 400), error('AccessDenied', 403), error('TimeoutError'), new TypeError('x')]
  expect(kinds.map(isThrottling)).toStrictEqual([true, false, false, false])
  expect(kinds.map(isRefusal)).toStrictEqual([false, true, false, false])
  expect(kinds.map(isConnectionError)).toStrictEqual([false, false, true, true])
})

test('credentials that have ended are lost, whoever says so', () => {
  const ended = awsFailure(error('ExpiredTokenException', 403), 'look at it', 'batch:Look')
  expect(isIdentityLost(ended)).toBe(true)
  expect(isIdentityLost(awsFailure(error('AccessDenied', 403), 'look at it', 'batch:Look'))).toBe(false)
})
