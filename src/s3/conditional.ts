import type { PutObjectCommandInput } from '@aws-sdk/client-s3'
import type { Cancellable } from '../lib/cancellable.ts'
import { checksumIn, hasChecksum } from './checksum.ts'
import type { S3Client } from './client.ts'
import { crc32, encoded } from './crc.ts'
import { getErrorStatus, isAbsent } from './errors.ts'
import { getHeader } from './response.ts'
import type { Sdk } from './sdk.ts'
import type { ObjectVersion } from './store.ts'

/** Clients, and the bucket that is meant. What is thrown by the functions below is the client's own error. */
export type Access = {
  readonly client: S3Client
  /** For what is rare. */
  readonly sdk: Sdk
  readonly bucket: string
  /** The KMS key that what is written is encrypted with; undefined for keys of S3's own. */
  readonly kmsKeyId: string | undefined
}

/** How often a copy is tried that met somebody who was writing the very same key. */
const copyAttempts = 3

type Writing = Pick<PutObjectCommandInput, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'ACL'>
type Headers = Readonly<Record<string, string | undefined>>

/**
 * How objects are written, as dsdt does it, or with a KMS key:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 */
export function writing(acl: boolean, kmsKeyId: string | undefined): Writing {
  const encryption: Writing =
    kmsKeyId === undefined
      ? { ServerSideEncryption: 'AES256' }
      : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId }
  return { ...encryption, ...(acl ? { ACL: 'bucket-owner-full-control' } : {}) }
}

/** The same as headers, with what says that these bytes are those that are meant. */
export function writingHeaders(bytes: Uint8Array, acl: boolean, kmsKeyId: string | undefined): Headers {
  const { ServerSideEncryption, SSEKMSKeyId, ACL } = writing(acl, kmsKeyId)
  return {
    'content-type': 'application/octet-stream',
    'x-amz-server-side-encryption': ServerSideEncryption,
    'x-amz-server-side-encryption-aws-kms-key-id': SSEKMSKeyId,
    'x-amz-acl': ACL,
    ...checksumHeaders(crc32.add(0n, bytes)),
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
export function checksumHeaders(crc: bigint): Headers {
  return { 'x-amz-sdk-checksum-algorithm': 'CRC32', 'x-amz-checksum-crc32': encoded(crc32, crc) }
}

/** `copyIfAbsent` of a store. At most 5 GiB: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export async function copyObject(
  { sdk, bucket, kmsKeyId }: Access,
  from: string,
  to: string,
  { signal, acl }: Cancellable & { readonly acl: boolean },
): Promise<'created' | 'exists' | 'absent'> {
  const CopySource = from.split('/').reduce((path, name) => `${path}/${encodeURIComponent(name)}`, bucket)
  const input = { Bucket: bucket, CopySource, Key: to, IfNoneMatch: '*', ...writing(acl, kmsKeyId) }
  for (let attempt = 1; ; attempt++) {
    try {
      await sdk.use((s3, { CopyObjectCommand }) => s3.send(new CopyObjectCommand(input), { abortSignal: signal }))
      return 'created'
    } catch (error) {
      if (getErrorStatus(error) === 412) return 'exists'
      if (isAbsent(error)) return 'absent'
      if (getErrorStatus(error) !== 409 || attempt >= copyAttempts) throw error
    }
  }
}

/** `getVersion` of a store. */
export async function getVersion(
  { client }: Access,
  key: string,
  { signal, maxBytes }: Cancellable & { readonly maxBytes: number },
): Promise<ObjectVersion | undefined> {
  try {
    const headers = { 'x-amz-checksum-mode': 'ENABLED' }
    const answer = await client.send({ method: 'GET', key, headers, maxBytes, signal })
    const [tag, checksum] = [getHeader(answer, 'etag'), checksumIn(answer)]
    if (tag === undefined) throw new Error(`no ETag for ${key}`)
    if (answer.cutFrom !== undefined) return { tag, bytes: undefined }
    if (checksum !== undefined && !hasChecksum(answer.body, checksum)) throw new Error(`${key} came with other bytes`)
    return { tag, bytes: answer.body }
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

/** `putVersion` of a store. */
export async function putVersion(
  { client, kmsKeyId }: Access,
  key: string,
  bytes: Uint8Array,
  { tag, signal, acl }: Cancellable & { readonly tag: string | undefined; readonly acl: boolean },
): Promise<'stored' | 'changed'> {
  const condition = tag === undefined ? { 'if-none-match': '*' } : { 'if-match': tag }
  const headers = { ...condition, ...writingHeaders(bytes, acl, kmsKeyId) }
  try {
    await client.send({ method: 'PUT', key, body: bytes, headers, signal })
    return 'stored'
  } catch (error) {
    // 409 is a race, 404 a version that is gone: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    if (getErrorStatus(error) === 412 || getErrorStatus(error) === 409 || isAbsent(error)) return 'changed'
    throw error
  }
}
