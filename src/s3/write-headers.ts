import type { PutObjectCommandInput } from '@aws-sdk/client-s3'
import { crc32, encodeCrc } from './crc.ts'

type WriteInput = Pick<PutObjectCommandInput, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'ACL'>
type OptionalHeaders = Readonly<Record<string, string | undefined>>

/**
 * How new objects are encrypted: with keys of S3, with a key of KMS (undefined: the account's default key for S3), or
 * as the bucket or the server decides.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 */
export type Encryption =
  | { readonly kind: 'AES256' | 'none' }
  | { readonly kind: 'aws:kms'; readonly keyId: string | undefined }

/**
 * How objects are written, for the SDK. The ACL:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function createWriteInput(acl: boolean, encryption: Encryption): WriteInput {
  return {
    ...(encryption.kind === 'none' ? {} : { ServerSideEncryption: encryption.kind }),
    ...(encryption.kind === 'aws:kms' && encryption.keyId !== undefined ? { SSEKMSKeyId: encryption.keyId } : {}),
    ...(acl ? { ACL: 'bucket-owner-full-control' } : {}),
  }
}

/** The same as headers of a request with these bytes, and their checksum. */
export function createWriteHeaders(bytes: Uint8Array, acl: boolean, encryption: Encryption): OptionalHeaders {
  const { ServerSideEncryption, SSEKMSKeyId, ACL } = createWriteInput(acl, encryption)
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
