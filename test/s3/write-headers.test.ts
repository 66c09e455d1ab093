import { describe, expect, test } from 'vitest'
import { createWriteHeaders, createWriteInput } from '../../src/s3/write-headers.ts'

describe('createWriteHeaders', () => {
  test('encrypts with keys of S3, and sends the checksum', () => {
    expect(createWriteHeaders(Buffer.from('123456789'), true, undefined)).toStrictEqual({
      'content-type': 'application/octet-stream',
      'x-amz-server-side-encryption': 'AES256',
      'x-amz-server-side-encryption-aws-kms-key-id': undefined,
      'x-amz-acl': 'bucket-owner-full-control',
      'x-amz-sdk-checksum-algorithm': 'CRC32',
      'x-amz-checksum-crc32': 'y/Q5Jg==',
    })
  })

  test('encrypts with a KMS key, and leaves out the ACL', () => {
    expect(createWriteHeaders(Buffer.from(''), false, 'alias/data')).toMatchObject({
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'alias/data',
      'x-amz-acl': undefined,
    })
  })
})

test('createWriteInput sets no field that does not apply', () => {
  expect(createWriteInput(false, undefined)).toStrictEqual({ ServerSideEncryption: 'AES256' })
})
