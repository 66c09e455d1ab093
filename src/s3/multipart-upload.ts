import type { CompleteMultipartUploadCommandInput } from '@aws-sdk/client-s3'
import { retry } from '../lib/retry.ts'
import { hasObject, isConditionFailed, isConflict, isEmptyResult, requireETag } from './conditional.ts'
import { getErrorCode } from './errors.ts'
import { abortOrphanUploads } from './orphan-uploads.ts'
import { repeatOperation } from './retry-policy.ts'
import type { StoreAccess } from './store-access.ts'
import type { WriteOptions } from './transfer.ts'
import { createWriteInput } from './write-headers.ts'

/** The parts that S3 has, in their order, and the checksum of the whole object where it is known. */
export type UploadedParts = Pick<CompleteMultipartUploadCommandInput, 'MultipartUpload' | 'ChecksumCRC32'>

/**
 * After a cancellation, the wait for the response to CreateMultipartUpload: without its id the upload cannot be
 * aborted.
 */
const createGraceMs = 2_000
const abortTimeoutMs = 4_000

/** Another client wrote the same key, or aborted the upload, and the key does not exist. */
class UploadConflictError extends Error {
  override readonly name = 'UploadConflictError'
}

type UploadOptions = WriteOptions & {
  /** The size of the object in bytes. */
  readonly size: number
}

/**
 * Writes an object in parts, which `sendParts` sends, unless the key exists: S3 decides that at the end. All parts are
 * sent again after a conflict with another writer, three times at most. In every case the upload is completed or
 * aborted, as far as S3 responds within `abortTimeoutMs`.
 */
export async function writeInParts(
  access: StoreAccess,
  key: string,
  options: UploadOptions,
  sendParts: (uploadId: string) => Promise<UploadedParts>,
): Promise<'created' | 'exists'> {
  let hasRepeated = false
  const onRepeat = () => {
    hasRepeated = true
  }
  const write = () => writeOnce(access, key, { ...options, onRepeat }, sendParts)
  const isUploadConflict = (error: unknown) => error instanceof UploadConflictError
  const outcome = await retry(write, repeatOperation(isUploadConflict, options.signal))
  if (hasRepeated) await abortOrphanUploads(access, key, options.signal)
  return outcome
}

async function writeOnce(
  access: StoreAccess,
  key: string,
  options: UploadOptions & { readonly onRepeat: () => void },
  sendParts: (uploadId: string) => Promise<UploadedParts>,
): Promise<'created' | 'exists'> {
  const { sdk, bucket } = access
  const { signal, size } = options
  const upload = { Bucket: bucket, Key: key, UploadId: await createUpload(access, key, options) }
  try {
    const parts = await sendParts(upload.UploadId)
    const conditions = { ChecksumType: 'FULL_OBJECT', IfNoneMatch: '*', MpuObjectSize: size } as const
    const complete = async () => {
      const completed = await sdk.use((client, { CompleteMultipartUploadCommand }) =>
        client.send(new CompleteMultipartUploadCommand({ ...upload, ...parts, ...conditions }), {
          abortSignal: signal,
        }),
      )
      requireETag(completed, key)
    }
    await retry(complete, repeatOperation(isEmptyResult, signal))
    return 'created'
  } catch (error) {
    const soon = { abortSignal: AbortSignal.timeout(abortTimeoutMs) }
    await sdk
      .use((client, { AbortMultipartUploadCommand }) => client.send(new AbortMultipartUploadCommand(upload), soon))
      .catch(() => {})
    signal.throwIfAborted()
    if (isConditionFailed(error)) return 'exists'
    // After a conflict S3 needs all parts again. An upload that is gone may have succeeded without a response.
    const canHaveSucceeded = isEmptyResult(error) || getErrorCode(error) === 'NoSuchUpload'
    if (!isConflict(error) && !canHaveSucceeded) throw error
    if (await hasObject(access, key, signal)) return 'exists'
    if (isEmptyResult(error)) throw error
    throw new UploadConflictError(`other clients write ${key} at the same time`, { cause: error })
  }
}

/** Starts an upload and returns its id. Calls `onRepeat` when S3 may have started another one. */
async function createUpload(
  { sdk, bucket, encryption }: StoreAccess,
  key: string,
  { signal, acl, onRepeat }: WriteOptions & { readonly onRepeat: () => void },
): Promise<string> {
  const checksum = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const
  const input = { Bucket: bucket, Key: key, ...createWriteInput(acl, encryption), ...checksum }
  using delayed = delaySignal(signal, createGraceMs)
  const { UploadId, $metadata: metadata } = await sdk.use((client, { CreateMultipartUploadCommand }) =>
    client.send(new CreateMultipartUploadCommand(input), { abortSignal: delayed.signal }),
  )
  if (UploadId === undefined) throw new Error(`S3 sent no upload id for ${key}`)
  if ((metadata.attempts ?? 1) > 1) onRepeat()
  return UploadId
}

/** A signal that aborts `ms` milliseconds after another one. */
function delaySignal(signal: AbortSignal, ms: number): Disposable & { readonly signal: AbortSignal } {
  const delayed = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const start = () => {
    timer = setTimeout(() => delayed.abort(signal.reason), ms)
  }
  signal.addEventListener('abort', start, { once: true })
  return {
    signal: delayed.signal,
    [Symbol.dispose]() {
      signal.removeEventListener('abort', start)
      clearTimeout(timer)
    },
  }
}
