import type { Cancellable } from '../lib/cancellable.ts'
import { retry } from '../lib/retry.ts'
import { hasChecksum, readChecksum } from './checksum.ts'
import { getErrorCode, getErrorStatus, isAbsent } from './errors.ts'
import { getHeader } from './request.ts'
import { repeatOperation } from './retry-policy.ts'
import type { ObjectVersion } from './store.ts'
import type { StoreAccess } from './store-access.ts'
import type { WriteOptions } from './transfer.ts'
import { createWriteHeaders, createWriteInput } from './write-headers.ts'

/**
 * Whether another writer of the same key was at work:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 *
 * S3 may send the status of a copy before it copies, and an error in the body. The SDK throws such an error with the
 * status 503, so its code counts, too: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export const isConflict = (error: unknown): boolean =>
  getErrorStatus(error) === 409 || getErrorCode(error) === 'ConditionalRequestConflict'

/** Whether the condition of a write was not met. */
export const isConditionFailed = (error: unknown): boolean =>
  getErrorStatus(error) === 412 || getErrorCode(error) === 'PreconditionFailed'

/** A success whose body does not say that S3 did what was asked: an error in it, or nothing. */
class EmptyResultError extends Error {
  override readonly name = 'EmptyResultError'
}

export const isEmptyResult = (error: unknown): boolean => error instanceof EmptyResultError

/** The ETag in the body of a success. Throws an error that `isEmptyResult` accepts when there is none. */
export function requireETag(result: { readonly ETag?: string | undefined } | undefined, key: string): string {
  if (result?.ETag === undefined) throw new EmptyResultError(`S3 sent no ETag for ${key}`)
  return result.ETag
}

/**
 * `copyIfAbsent` of a store. At most 5 GiB: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 *
 * A copy whose answer is lost is sent again, and finds that the key exists when S3 had made it.
 *
 * A server that does not implement the condition of a copy refuses it, as partitions of AWS did that were updated late.
 * It is then asked whether the key exists, which does not protect from a writer at the same moment.
 */
export async function copyObject(
  access: StoreAccess,
  from: string,
  to: string,
  options: WriteOptions,
): Promise<'created' | 'exists' | 'absent'> {
  try {
    await sendCopy(access, from, to, { ...options, condition: '*' })
    return 'created'
  } catch (error) {
    if (isConditionFailed(error)) return 'exists'
    if (isAbsent(error)) return 'absent'
    if (getErrorStatus(error) !== notImplemented) throw error
  }
  if (await hasObject(access, to, options.signal)) return 'exists'
  await sendCopy(access, from, to, { ...options, condition: undefined })
  return 'created'
}

const notImplemented = 501

/** The source of a copy as S3 reads it: the bucket and the key, encoded but for its slashes. */
export function formatCopySource(bucket: string, key: string): string {
  return key.split('/').reduce((path, name) => `${path}/${encodeURIComponent(name)}`, bucket)
}

async function sendCopy(
  { sdk, bucket, encryption }: StoreAccess,
  from: string,
  to: string,
  { signal, acl, condition }: WriteOptions & { readonly condition: '*' | undefined },
): Promise<void> {
  const CopySource = formatCopySource(bucket, from)
  const input = { Bucket: bucket, CopySource, Key: to, IfNoneMatch: condition, ...createWriteInput(acl, encryption) }
  const copy = async () => {
    const { CopyObjectResult: result } = await sdk.use((client, { CopyObjectCommand }) =>
      client.send(new CopyObjectCommand(input), { abortSignal: signal }),
    )
    requireETag(result, to)
  }
  const isTransient = (error: unknown) => isConflict(error) || isEmptyResult(error)
  await retry(copy, repeatOperation(isTransient, signal))
}

/** Whether the key exists at this moment. */
export async function hasObject({ client }: StoreAccess, key: string, signal: AbortSignal): Promise<boolean> {
  try {
    await client.send({ method: 'HEAD', key, signal })
    return true
  } catch (error) {
    if (isAbsent(error)) return false
    throw error
  }
}

/** `getVersion` of a store. */
export async function getVersion(
  { client }: StoreAccess,
  key: string,
  { signal, maxBytes }: Cancellable & { readonly maxBytes: number },
): Promise<ObjectVersion | undefined> {
  try {
    const headers = { 'x-amz-checksum-mode': 'ENABLED' }
    const response = await client.send({ method: 'GET', key, headers, maxBytes, signal })
    const [etag, checksum] = [getHeader(response, 'etag'), readChecksum(response)]
    if (etag === undefined) throw new Error(`S3 sent no ETag for ${key}`)
    if (response.cutFrom !== undefined) return { etag, bytes: undefined }
    if (checksum !== undefined && !hasChecksum(response.body, checksum)) {
      throw new Error(`the bytes of ${key} do not match the checksum of S3`)
    }
    return { etag, bytes: response.body }
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

/** `putVersion` of a store. */
export async function putVersion(
  { client, encryption }: StoreAccess,
  key: string,
  bytes: Uint8Array,
  { etag, signal, acl }: WriteOptions & { readonly etag: string | undefined },
): Promise<'stored' | 'changed'> {
  const condition = etag === undefined ? { 'if-none-match': '*' } : { 'if-match': etag }
  const headers = { ...condition, ...createWriteHeaders(bytes, acl, encryption) }
  try {
    await client.send({ method: 'PUT', key, body: bytes, headers, signal })
    return 'stored'
  } catch (error) {
    // A key that is absent is a version that was deleted.
    if (isConditionFailed(error) || isConflict(error) || isAbsent(error)) return 'changed'
    throw error
  }
}
