import { expect, test } from 'vitest'
import { findS3ErrorAdvice, isEncryptionUnknown } from '../../src/remote/s3-error-advice.ts'

test('findS3ErrorAdvice knows the codes of KMS in both spellings', () => {
  const kms = findS3ErrorAdvice('KMS.DisabledException')
  expect(kms?.[0]).toBe('access-denied')
  expect(findS3ErrorAdvice('kms:KeyNotFound')).toBe(kms)
  expect(findS3ErrorAdvice('KMSMuseum')).toBeUndefined()
})

test('findS3ErrorAdvice returns undefined for a code that says no more than its status', () => {
  expect(['AccessDenied', 'SomethingNew', ''].map(findS3ErrorAdvice)).toStrictEqual([undefined, undefined, undefined])
})

test.each([
  ['NotImplemented', 'Server side encryption specified but KMS is not configured', true],
  ['NotImplemented', "Header 'x-amz-server-side-encryption' with value 'AES256' not implemented", true],
  ['InvalidArgument', 'The encryption method specified is not supported', true],
  ['InvalidRequest', 'Server Side Encryption with AES256 is not available', true],
  ['NotImplemented', 'A header you provided implies functionality that is not implemented', false],
  ['AccessDenied', 'no permission for server-side encryption', false],
])('isEncryptionUnknown judges %s with %j', (code, message, isUnknown) => {
  expect(isEncryptionUnknown(code, message)).toBe(isUnknown)
})
