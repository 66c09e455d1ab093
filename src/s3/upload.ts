import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import zlib from 'node:zlib'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { Streamed } from './client.ts'
import { checksumHeaders, writing, writingHeaders } from './conditional.ts'
import { crc32, encoded, type Piece } from './crc.ts'
import { getErrorCode, getErrorStatus, isAbsent } from './errors.ts'
import { abortOrphanUploads } from './orphan-uploads.ts'
import { getHeader } from './response.ts'
import { bodyAttempts } from './retry.ts'
import { pause, type Transfers, type Tuning } from './transfer.ts'

type Sending = Cancellable & { readonly acl: boolean }
type LocalFile = { readonly file: string; readonly size: number }

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxObjectBytes = 5 * 1024 ** 4
/** How long the answer to CreateMultipartUpload is waited for when nobody wants the upload any more: without it nobody could abort it. */
const lateAnswerMs = 2_000
const abortTimeoutMs = 4_000
/** What S3 says of bytes that changed on the way to it. */
const damaged = new Set(['BadDigest', 'XAmzContentChecksumMismatch', 'InvalidDigest'])

/** The size of the parts of a file of so many bytes, which are as many as S3 takes at most. */
export function choosePartSize(size: number, { partBytes, maxParts }: Tuning): number {
  return Math.max(partBytes, Math.ceil(size / maxParts))
}

/** Stores bytes unless the key is taken. Sent again when they were damaged on the way, or another was writing the same key. */
export async function putWhole(
  { client, kmsKeyId }: Transfers,
  key: string,
  body: Uint8Array,
  { signal, acl }: Sending,
): Promise<'created' | 'exists'> {
  const headers = { 'if-none-match': '*', ...writingHeaders(body, acl, kmsKeyId) }
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send({ method: 'PUT', key, body, headers, signal })
      return 'created'
    } catch (error) {
      if (getErrorStatus(error) === 412) return 'exists'
      // 409: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
      const mayPass = getErrorStatus(error) === 409 || damaged.has(getErrorCode(error))
      if (!mayPass || attempt >= bodyAttempts || signal.aborted) throw error
    }
    await pause(signal)
  }
}

/** The bytes of a file that must have so many. Throws Failure `bundle-corrupt` when it has not. */
export async function wholeFile({ file, size }: LocalFile): Promise<Buffer> {
  await using handle = await open(file)
  await assertSize(handle, { file, size })
  const bytes = Buffer.allocUnsafeSlow(size)
  await readAt(handle, bytes, { file, position: 0 })
  return bytes
}

/**
 * Stores a file in parts, several at a time, unless the key is taken: S3 decides that when the last part is there.
 * However it ends, no unfinished upload is left behind, as far as S3 can still be told (within `abortTimeoutMs`).
 */
export async function uploadInParts(
  transfers: Transfers,
  key: string,
  body: LocalFile,
  sending: Sending,
): Promise<'created' | 'exists'> {
  await using handle = await open(body.file)
  await assertSize(handle, body)
  let mayStray = false
  const onRepeat = () => {
    mayStray = true
  }
  try {
    for (let attempt = 1; ; attempt++) {
      const outcome = await uploadOnce(transfers, key, { ...body, handle }, { ...sending, onRepeat })
      if (outcome !== 'conflict') {
        if (mayStray) await abortOrphanUploads(transfers, key, sending.signal)
        return outcome
      }
      if (attempt >= bodyAttempts) throw new Error(`others write ${key} all the time`)
      await pause(sending.signal)
    }
  } finally {
    // What comes next, a pull for one, has use for the memory.
    transfers.spare.length = 0
  }
}

type OpenFile = LocalFile & { readonly handle: FileHandle }

async function uploadOnce(
  transfers: Transfers,
  key: string,
  file: OpenFile,
  { signal, acl, onRepeat }: Sending & { readonly onRepeat: () => void },
): Promise<'created' | 'exists' | 'conflict'> {
  const { sdk, bucket, kmsKeyId } = transfers
  const target = { Bucket: bucket, Key: key }
  const frame = {
    ...target,
    ...writing(acl, kmsKeyId),
    ChecksumAlgorithm: 'CRC32',
    ChecksumType: 'FULL_OBJECT',
  } as const
  using late = laterThan(signal, lateAnswerMs)
  const { UploadId: uploadId, $metadata: metadata } = await sdk.use((s3, { CreateMultipartUploadCommand }) =>
    s3.send(new CreateMultipartUploadCommand(frame), { abortSignal: late.signal }),
  )
  if (uploadId === undefined) throw new Error(`no upload id for ${key}`)
  // An attempt before may have begun an upload, too.
  if ((metadata.attempts ?? 1) > 1) onRepeat()
  const upload = { ...target, UploadId: uploadId }
  try {
    const parts = await sendParts(transfers, { key, uploadId }, file, signal)
    const completion = { ...upload, ...completionOf(parts), IfNoneMatch: '*', MpuObjectSize: file.size } as const
    await sdk.use((s3, { CompleteMultipartUploadCommand }) =>
      s3.send(new CompleteMultipartUploadCommand(completion), { abortSignal: signal }),
    )
    return 'created'
  } catch (error) {
    const soon = { abortSignal: AbortSignal.timeout(abortTimeoutMs) }
    await sdk
      .use((s3, { AbortMultipartUploadCommand }) => s3.send(new AbortMultipartUploadCommand(upload), soon))
      .catch(() => {})
    signal.throwIfAborted()
    if (getErrorStatus(error) === 412) return 'exists'
    // After a conflict S3 wants all parts again. An upload that is gone may be one whose success was not heard of.
    if (getErrorStatus(error) !== 409 && getErrorCode(error) !== 'NoSuchUpload') throw error
    return (await isThere(transfers, key, signal)) ? 'exists' : 'conflict'
  }
}

type Upload = { readonly key: string; readonly uploadId: string }
type SentPart = Piece & { readonly tag: string | undefined }

function completionOf(parts: readonly SentPart[]) {
  const Parts = parts.map(({ tag, crc }, at) => ({
    PartNumber: at + 1,
    ETag: tag,
    ChecksumCRC32: encoded(crc32, crc),
  }))
  const ChecksumCRC32 = encoded(crc32, crc32.combine(parts))
  return { MultipartUpload: { Parts }, ChecksumType: 'FULL_OBJECT', ChecksumCRC32 } as const
}

async function sendParts(
  transfers: Transfers,
  upload: Upload,
  file: OpenFile,
  signal: AbortSignal,
): Promise<readonly SentPart[]> {
  const partBytes = choosePartSize(file.size, transfers.tuning)
  const parts: SentPart[] = []
  const one = async (nth: number, heard: AbortSignal) => {
    const position = nth * partBytes
    const bytes = Math.min(partBytes, file.size - position)
    await transfers.sending.hold(Math.min(bytes, transfers.tuning.partBytes), heard, async () => {
      parts[nth] = await sendPart(transfers, { ...upload, number: nth + 1 }, file, { position, bytes, signal: heard })
    })
  }
  await forEachBounded(Array.from({ length: Math.ceil(file.size / partBytes) }).keys(), one, { signal })
  return parts
}

type Stretch = Cancellable & { readonly position: number; readonly bytes: number }

async function sendPart(
  transfers: Transfers,
  { key, uploadId, number }: Upload & { readonly number: number },
  { handle, file }: OpenFile,
  { position, bytes, signal }: Stretch,
): Promise<SentPart> {
  const { spare, tuning } = transfers
  const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(tuning.partBytes)
  let crc = 0
  for (let at = 0; at < bytes; at += buffer.length) {
    const some = buffer.subarray(0, Math.min(buffer.length, bytes - at))
    await readAt(handle, some, { file, position: position + at })
    crc = zlib.crc32(some, crc)
  }
  // Its bytes are in the buffer still, unless there are too many of them.
  const body = bytes <= buffer.length ? buffer.subarray(0, bytes) : streamed(file, { position, bytes })
  const sum = BigInt(crc)
  const query = { partNumber: String(number), uploadId }
  const headers = checksumHeaders(sum)
  for (let attempt = 1; ; attempt++) {
    try {
      const call = { method: 'PUT', key, query, headers, body, isBodyUnsigned: true, signal } as const
      const answer = await transfers.client.send(call)
      // Not after an error: what is left of a broken connection may still be reading it.
      spare.push(buffer)
      return { bytes, crc: sum, tag: getHeader(answer, 'etag') }
    } catch (error) {
      if (attempt >= bodyAttempts || signal.aborted || !damaged.has(getErrorCode(error))) throw error
    }
    await pause(signal)
  }
}

function streamed(file: string, { position, bytes }: Omit<Stretch, 'signal'>): Streamed {
  return { length: bytes, open: () => createReadStream(file, { start: position, end: position + bytes - 1 }) }
}

async function isThere({ client }: Transfers, key: string, signal: AbortSignal): Promise<boolean> {
  try {
    await client.send({ method: 'HEAD', key, signal })
    return true
  } catch (error) {
    if (isAbsent(error)) return false
    throw error
  }
}

async function assertSize(handle: FileHandle, { file, size }: LocalFile): Promise<void> {
  const { size: now } = await handle.stat()
  if (now !== size) throw changed(file)
}

async function readAt(
  handle: FileHandle,
  bytes: Buffer,
  { file, position }: { readonly file: string; readonly position: number },
): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, position + at)
    if (bytesRead === 0) throw changed(file)
    at += bytesRead
  }
}

function changed(file: string): Failure {
  return new Failure('bundle-corrupt', `${file} changed while it was pushed.`, 'Leave bundles alone, and run again.')
}

/** A signal that aborts so long after another one. */
function laterThan(signal: AbortSignal, ms: number): Disposable & { readonly signal: AbortSignal } {
  const later = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const begin = () => {
    timer = setTimeout(() => later.abort(signal.reason), ms)
  }
  signal.addEventListener('abort', begin, { once: true })
  return {
    signal: later.signal,
    [Symbol.dispose]() {
      signal.removeEventListener('abort', begin)
      clearTimeout(timer)
    },
  }
}
