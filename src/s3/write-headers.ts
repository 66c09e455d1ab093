import type { PutObjectCommandInput } from '@aws-sdk/client-s3'
import { crc32, encodeCrc } from './crc.ts'

type WriteInput = Pick<PutObjectCommandInput, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'ACL'>
type OptionalHeaders = Readonly<Record<string, string | undefined>>

/**
 * How objects are written, for the SDK:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 */
export function createWriteInput(acl: boolean, kmsKeyId: string | undefined): WriteInput {
  const encryption: WriteInput =
    kmsKeyId === undefined
      ? { ServerSideEncryption: 'AES256' }
      : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId }
  return { ...encryption, ...(acl ? { ACL: 'bucket-owner-full-control' } : {}) }
}

/** The same as headers of a request with these bytes, and their checksum. */
export function createWriteHeaders(bytes: Uint8Array, acl: boolean, kmsKeyId: string | undefined): OptionalHeaders {
  const { ServerSideEncryption, SSEKMSKeyId, ACL } = createWriteInput(acl, kmsKeyId)
  return {
    'content-type': 'application/octet-stream',
    'x-amz-server-side-encryption': ServerSideEncryption,
    'x-amz-server-side-encryption-aws-kms-key-id': SSEKMSKeyId,
    'x-amz-acl': ACL,
    ...createChecksumHeaders(crc32.add(0n, bytes)),
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
export function createChecksumHeaders(crc: bigint): OptionalHeaders {
  return { 'x-amz-sdk-checksum-algorithm': 'CRC32', 'x-amz-checksum-crc32': encodeCrc(crc32, crc) }
}
