import type { FileHandle } from 'node:fs/promises'
import zlib from 'node:zlib'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { retry } from '../lib/retry.ts'
import { hasObject, isConditionFailed, isConflict } from './conditional.ts'
import { crc32, encodeCrc, type Piece } from './crc.ts'
import { getErrorCode } from './errors.ts'
import { assertSize, openLocalFile, readAt, streamFile } from './local-file.ts'
import { abortOrphanUploads } from './orphan-uploads.ts'
import { getHeader } from './request.ts'
import { isDamaged, repeatOperation } from './retry-policy.ts'
import type { TransferOptions } from './store.ts'
import { choosePartSize, type LocalFile, type TransferContext, type WriteOptions } from './transfer.ts'
import { createChecksumHeaders, createWriteInput } from './write-headers.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxObjectBytes = 5 * 1024 ** 4
/**
 * After a cancellation, the wait for the response to CreateMultipartUpload: without its id the upload cannot be
 * aborted.
 */
const createGraceMs = 2_000
const abortTimeoutMs = 4_000

/**
 * Stores a file in parts, several at a time, unless the key exists: S3 decides that at the end. In every case the
 * upload is completed or aborted, as far as S3 responds within `abortTimeoutMs`.
 */
export async function uploadInParts(
  context: TransferContext,
  key: string,
  body: LocalFile,
  options: WriteOptions & TransferOptions,
): Promise<'created' | 'exists'> {
  await using handle = await openLocalFile(body.file)
  await assertSize(handle, body)
  let hasRepeated = false
  const onRepeat = () => {
    hasRepeated = true
  }
  const upload = () => uploadOnce(context, key, { ...body, handle }, { ...options, onRepeat })
  const isUploadConflict = (error: unknown) => error instanceof UploadConflictError
  try {
    const outcome = await retry(upload, repeatOperation(isUploadConflict, options.signal))
    if (hasRepeated) await abortOrphanUploads(context, key, options.signal)
    return outcome
  } finally {
    // The next operation needs the memory.
    context.spareBuffers.length = 0
  }
}

/** Another client wrote the same key, or aborted the upload, and the key does not exist. */
class UploadConflictError extends Error {
  override readonly name = 'UploadConflictError'
}

type OpenFile = LocalFile & { readonly handle: FileHandle }

async function uploadOnce(
  context: TransferContext,
  key: string,
  file: OpenFile,
  options: WriteOptions & TransferOptions & { readonly onRepeat: () => void },
): Promise<'created' | 'exists'> {
  const { sdk, bucket } = context
  const { signal } = options
  const upload = { Bucket: bucket, Key: key, UploadId: await createUpload(context, key, options) }
  try {
    const parts = await sendParts(context, { key, uploadId: upload.UploadId }, file, options)
    const completion = { ...upload, ...listParts(parts), IfNoneMatch: '*', MpuObjectSize: file.size } as const
    await sdk.use((client, { CompleteMultipartUploadCommand }) =>
      client.send(new CompleteMultipartUploadCommand(completion), { abortSignal: signal }),
    )
    return 'created'
  } catch (error) {
    const soon = { abortSignal: AbortSignal.timeout(abortTimeoutMs) }
    await sdk
      .use((client, { AbortMultipartUploadCommand }) => client.send(new AbortMultipartUploadCommand(upload), soon))
      .catch(() => {})
    signal.throwIfAborted()
    if (isConditionFailed(error)) return 'exists'
    // After a conflict S3 needs all parts again. An upload that is gone may have succeeded without a response.
    if (!isConflict(error) && getErrorCode(error) !== 'NoSuchUpload') throw error
    if (await hasObject(context, key, signal)) return 'exists'
    throw new UploadConflictError(`other clients write ${key} at the same time`, { cause: error })
  }
}

/** Starts an upload and returns its id. Calls `onRepeat` when S3 may have started another one. */
async function createUpload(
  { sdk, bucket, encryption }: TransferContext,
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

type Upload = { readonly key: string; readonly uploadId: string }
type SentPart = Piece & { readonly etag: string | undefined }

function listParts(parts: readonly SentPart[]) {
  const Parts = parts.map(({ etag, crc }, index) => ({
    PartNumber: index + 1,
    ETag: etag,
    ChecksumCRC32: encodeCrc(crc32, crc),
  }))
  const ChecksumCRC32 = encodeCrc(crc32, crc32.combine(parts))
  return { MultipartUpload: { Parts }, ChecksumType: 'FULL_OBJECT', ChecksumCRC32 } as const
}

async function sendParts(
  context: TransferContext,
  upload: Upload,
  file: OpenFile,
  { signal, onBytes }: TransferOptions,
): Promise<readonly SentPart[]> {
  const { sending, tuning } = context
  const partBytes = choosePartSize(file.size, tuning)
  const parts: SentPart[] = []
  let sentBytes = 0
  const sendNth = async (nth: number, ended: AbortSignal) => {
    const position = nth * partBytes
    const bytes = Math.min(partBytes, file.size - position)
    await sending.hold(Math.min(bytes, tuning.partBytes), ended, async () => {
      parts[nth] = await sendPart(context, { ...upload, number: nth + 1 }, file, { position, bytes, signal: ended })
    })
    sentBytes += bytes
    onBytes?.(sentBytes)
  }
  await forEachBounded(Array.from({ length: Math.ceil(file.size / partBytes) }).keys(), sendNth, { signal })
  return parts
}

async function sendPart(
  { client, spareBuffers, tuning }: TransferContext,
  { key, uploadId, number }: Upload & { readonly number: number },
  { handle, file }: OpenFile,
  { position, bytes, signal }: Cancellable & { readonly position: number; readonly bytes: number },
): Promise<SentPart> {
  const buffer = spareBuffers.pop() ?? Buffer.allocUnsafeSlow(tuning.partBytes)
  let sum = 0
  for (let offset = 0; offset < bytes; offset += buffer.length) {
    const chunk = buffer.subarray(0, Math.min(buffer.length, bytes - offset))
    await readAt(handle, chunk, { file, position: position + offset })
    sum = zlib.crc32(chunk, sum)
  }
  const crc = BigInt(sum)
  // A part that is larger than the buffer is read again.
  const body = bytes <= buffer.length ? buffer.subarray(0, bytes) : streamFile(file, position, bytes)
  const query = { partNumber: String(number), uploadId }
  const call = { method: 'PUT', key, query, headers: createChecksumHeaders(crc), body, signal } as const
  const response = await retry(() => client.send({ ...call, isBodyUnsigned: true }), repeatOperation(isDamaged, signal))
  // Not after an error: a broken connection may still read the buffer.
  spareBuffers.push(buffer)
  return { bytes, crc, etag: getHeader(response, 'etag') }
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
