import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3'
import { isAbsent, statusOf } from './s3-errors.ts'
import type { Heard, Version } from './store.ts'

/** A client, and the bucket that is meant. What is thrown by the functions below is the client's own error. */
export type Access = {
  readonly sdk: typeof import('@aws-sdk/client-s3')
  readonly client: S3Client
  readonly bucket: string
  /** The KMS key that what is written is encrypted with; undefined for keys of S3's own. */
  readonly kmsKeyId: string | undefined
}

/** How often a copy is tried that met somebody who was writing the very same key. */
const copyAttempts = 3

type Writing = Pick<PutObjectCommandInput, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'ACL'>

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

/** `copyIfAbsent` of a store. At most 5 GiB: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export async function copyObject(
  { sdk, client, bucket, kmsKeyId }: Access,
  from: string,
  to: string,
  { signal, acl }: Heard & { readonly acl: boolean },
): Promise<'created' | 'exists' | 'absent'> {
  const CopySource = from.split('/').reduce((path, name) => `${path}/${encodeURIComponent(name)}`, bucket)
  const input = { Bucket: bucket, CopySource, Key: to, IfNoneMatch: '*', ...writing(acl, kmsKeyId) }
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new sdk.CopyObjectCommand(input), { abortSignal: signal })
      return 'created'
    } catch (error) {
      if (statusOf(error) === 412) return 'exists'
      if (isAbsent(error)) return 'absent'
      if (statusOf(error) !== 409 || attempt >= copyAttempts) throw error
    }
  }
}

/** `getVersion` of a store. */
export async function getVersion(
  { sdk, client, bucket }: Access,
  key: string,
  { signal, maxBytes }: Heard & { readonly maxBytes: number },
): Promise<Version | undefined> {
  try {
    const command = new sdk.GetObjectCommand({ Bucket: bucket, Key: key })
    const { Body, ETag, ContentLength } = await client.send(command, { abortSignal: signal })
    if (!(Body instanceof Readable) || ETag === undefined) throw new Error(`no body, or no ETag, for ${key}`)
    if (ContentLength !== undefined && ContentLength <= maxBytes) return { tag: ETag, bytes: await buffer(Body) }
    Body.destroy()
    return { tag: ETag, bytes: undefined }
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

/** `putVersion` of a store. */
export async function putVersion(
  { sdk, client, bucket, kmsKeyId }: Access,
  key: string,
  bytes: Uint8Array,
  { tag, signal, acl }: Heard & { readonly tag: string | undefined; readonly acl: boolean },
): Promise<'stored' | 'changed'> {
  const condition = tag === undefined ? { IfNoneMatch: '*' } : { IfMatch: tag }
  try {
    const input = { Bucket: bucket, Key: key, Body: bytes, ...condition, ...writing(acl, kmsKeyId) }
    await client.send(new sdk.PutObjectCommand(input), { abortSignal: signal })
    return 'stored'
  } catch (error) {
    // 409 is a race, 404 a version that is gone: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    if (statusOf(error) === 412 || statusOf(error) === 409 || isAbsent(error)) return 'changed'
    throw error
  }
}
