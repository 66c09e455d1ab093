import { describe, expect, test } from 'vitest'
import { toRoleFailure } from '../../src/aws/assume-role.ts'
import { Failure } from '../../src/errors.ts'

const request = { roleArn: 'arn:aws:iam::123456789012:role/ci', sessionName: 'ci', durationSeconds: 7200 }

const createSdkError = (name: string, message: string, httpStatusCode?: number) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } })

// The success and the refusals of STS are in role-credentials.test.ts and identity.test.ts, against a real server.
describe('toRoleFailure', () => {
  test.each([
    ['throttling', createSdkError('Throttling', 'Rate exceeded', 400), 'throttled', 'STS is throttling requests'],
    [
      'a session that is too long',
      createSdkError('ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration', 400),
      'invalid-input',
      `role-duration-seconds: ${request.roleArn} does not allow sessions of 7200 s`,
    ],
    [
      'a certificate that is not trusted',
      Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      'remote-unreachable',
      'No TLS connection to STS: its certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT).',
    ],
    ['a lost connection', new Error('socket hang up'), 'remote-unreachable', 'STS did not respond: socket hang up'],
    [
      'a refusal',
      createSdkError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity', 403),
      'access-denied',
      `${request.roleArn} cannot be assumed: Not authorized`,
    ],
  ])('explains %s', (_, error, verdict, words) => {
    expect(toRoleFailure(error, request)).toMatchObject({
      verdict,
      message: expect.stringContaining(words),
      cause: error,
    })
  })

  test('returns a Failure unchanged', () => {
    const failure = new Failure('cancelled', 'a', 'b')
    expect(toRoleFailure(failure, request)).toBe(failure)
  })
})
