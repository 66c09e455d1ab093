import { describe, expect, test } from 'vitest'
import { getErrorCode, getErrorStatus, isAbsent, isExpiredCredentials, S3Error } from '../../src/s3/errors.ts'

/** An error as the SDK throws it. */
const createSdkError = (name: string, httpStatusCode: number) =>
  Object.assign(new Error('as the test says'), { name, $metadata: { httpStatusCode } })

describe.each([
  ['S3Error', (name: string, status: number) => new S3Error(status, name, '')],
  ['an error of the SDK', createSdkError],
])('%s', (_, create) => {
  test('has the code and the status of the response', () => {
    const error = create('SlowDown', 503)
    expect([getErrorCode(error), getErrorStatus(error)]).toStrictEqual(['SlowDown', 503])
  })

  test('is absent for a key that does not exist, and for nothing else', () => {
    expect(['NoSuchKey', 'NotFound', 'Error'].every((code) => isAbsent(create(code, 404)))).toBe(true)
    expect(['NoSuchBucket', 'NoSuchUpload', 'kms:KeyNotFound'].some((code) => isAbsent(create(code, 404)))).toBe(false)
    expect(isAbsent(create('AccessDenied', 403))).toBe(false)
  })

  test('is recognized when the credentials have expired', () => {
    expect(isExpiredCredentials(create('ExpiredToken', 400))).toBe(true)
    expect(isExpiredCredentials(create('InvalidToken', 400))).toBe(false)
  })
})

test('S3Error has a message even if the response has none', () => {
  expect(new S3Error(503, undefined, '').message).toBe('status 503')
  expect(new S3Error(503, 'SlowDown', '').message).toBe('SlowDown')
  expect(new S3Error(503, 'SlowDown', 'Please reduce your request rate.').message).toBe(
    'Please reduce your request rate.',
  )
})

test('getErrorCode prefers the code of a failed connection to the name', () => {
  expect(getErrorCode(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))).toBe('ECONNRESET')
  expect(getErrorCode(Object.assign(new Error('full'), { code: 'ENOSPC' }))).toBe('Error')
  expect([getErrorCode('text'), getErrorStatus('text')]).toStrictEqual(['', undefined])
})
