import { describe, expect, test } from 'vitest'
import { createWriteHeaders, createWriteInput, type Encryption } from '../../src/s3/write-headers.ts'

describe('createWriteHeaders', () => {
  test('encrypts with keys of S3, and sends the checksum', () => {
    expect(createWriteHeaders(Buffer.from('123456789'), true, { kind: 'AES256' })).toStrictEqual({
      'content-type': 'application/octet-stream',
      'x-amz-server-side-encryption': 'AES256',
      'x-amz-server-side-encryption-aws-kms-key-id': undefined,
      'x-amz-acl': 'bucket-owner-full-control',
      'x-amz-sdk-checksum-algorithm': 'CRC32',
      'x-amz-checksum-crc32': 'y/Q5Jg==',
    })
  })

  test('encrypts with a KMS key, and leaves out the ACL', () => {
    expect(createWriteHeaders(Buffer.from(''), false, { kind: 'aws:kms', keyId: 'alias/data' })).toMatchObject({
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'alias/data',
      'x-amz-acl': undefined,
    })
  })
})

test.each<[Encryption, ReturnType<typeof createWriteInput>]>([
  [{ kind: 'AES256' }, { ServerSideEncryption: 'AES256' }],
  [
    { kind: 'aws:kms', keyId: 'alias/data' },
    { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/data' },
  ],
  [{ kind: 'aws:kms', keyId: undefined }, { ServerSideEncryption: 'aws:kms' }],
  [{ kind: 'none' }, {}],
])('createWriteInput sets no field that does not apply to %o', (encryption, fields) => {
  expect(createWriteInput(false, encryption)).toStrictEqual(fields)
})
