import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { CompletedPart, PutObjectCommandInput } from '@aws-sdk/client-s3'
import { Failure } from '../errors.ts'
import { crc32Of, encoded, type Piece } from './crc.ts'
import { forEachBounded } from './pool.ts'
import { writing } from './s3-conditional.ts'
import { codeOf, isAbsent, statusOf } from './s3-errors.ts'
import { bodyAttempts, pause, type Transfers, type Tuning } from './s3-transfer.ts'
import type { Heard } from './store.ts'

type Sending = Heard & { readonly acl: boolean }
type LocalFile = { readonly file: string; readonly size: number }

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxObjectBytes = 5 * 1024 ** 4
/** How long the answer to CreateMultipartUpload is waited for when nobody wants the upload any more: without it nobody could abort it. */
const lateAnswerMs = 2_000
const abortTimeoutMs = 4_000
/** What S3 says of bytes that changed on the way to it. */
const damaged = new Set(['BadDigest', 'XAmzContentChecksumMismatch', 'InvalidDigest'])

/** The size of the parts of a file of so many bytes, which are as many as S3 takes at most. */
export function partSizeOf(size: number, { partBytes, maxParts }: Tuning): number {
  return Math.max(partBytes, Math.ceil(size / maxParts))
}

/** Stores bytes unless the key is taken. Sent again when they were damaged on the way, or another was writing the same key. */
export async function putWhole(
  { sdk, client, bucket, kmsKeyId }: Transfers,
  key: string,
  body: Uint8Array,
  { signal, acl }: Sending,
): Promise<'created' | 'exists'> {
  const input: PutObjectCommandInput = {
    ...{ Bucket: bucket, Key: key, Body: body, ContentLength: body.length, IfNoneMatch: '*' },
    ...writing(acl, kmsKeyId),
  }
  for (let attempt = 1; ; attempt++) {
    try {
      await client.send(new sdk.PutObjectCommand(input), { abortSignal: signal })
      return 'created'
    } catch (error) {
      if (statusOf(error) === 412) return 'exists'
      // 409: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
      const mayPass = statusOf(error) === 409 || damaged.has(codeOf(error))
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
  try {
    for (let attempt = 1; ; attempt++) {
      const outcome = await uploadOnce(transfers, key, { ...body, handle }, sending)
      if (outcome !== 'conflict') return outcome
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
  { signal, acl }: Sending,
): Promise<'created' | 'exists' | 'conflict'> {
  const { sdk, client, bucket, kmsKeyId } = transfers
  const target = { Bucket: bucket, Key: key }
  const create = new sdk.CreateMultipartUploadCommand({
    ...target,
    ...writing(acl, kmsKeyId),
    ChecksumAlgorithm: 'CRC32',
    ChecksumType: 'FULL_OBJECT',
  })
  using late = laterThan(signal, lateAnswerMs)
  const { UploadId } = await client.send(create, { abortSignal: late.signal })
  if (UploadId === undefined) throw new Error(`no upload id for ${key}`)
  try {
    const { parts, pieces } = await sendParts(transfers, { ...target, UploadId }, file, signal)
    const complete = new sdk.CompleteMultipartUploadCommand({
      ...{ ...target, UploadId, IfNoneMatch: '*', MultipartUpload: { Parts: parts }, MpuObjectSize: file.size },
      ...{ ChecksumType: 'FULL_OBJECT', ChecksumCRC32: encoded(crc32Of, crc32Of.combine(pieces)) },
    })
    await client.send(complete, { abortSignal: signal })
    return 'created'
  } catch (error) {
    const abort = new sdk.AbortMultipartUploadCommand({ ...target, UploadId })
    await client.send(abort, { abortSignal: AbortSignal.timeout(abortTimeoutMs) }).catch(() => {})
    signal.throwIfAborted()
    if (statusOf(error) === 412) return 'exists'
    // After a conflict S3 wants all parts again. An upload that is gone may be one whose success was not heard of.
    if (statusOf(error) !== 409 && codeOf(error) !== 'NoSuchUpload') throw error
    return (await isThere(transfers, key, signal)) ? 'exists' : 'conflict'
  }
}

type Upload = { readonly Bucket: string; readonly Key: string; readonly UploadId: string }

async function sendParts(transfers: Transfers, upload: Upload, file: OpenFile, signal: AbortSignal) {
  const partBytes = partSizeOf(file.size, transfers.tuning)
  const parts: CompletedPart[] = []
  const pieces: Piece[] = []
  const one = async (nth: number, heard: AbortSignal) => {
    const position = nth * partBytes
    const bytes = Math.min(partBytes, file.size - position)
    await transfers.sending.hold(Math.min(bytes, transfers.tuning.partBytes), heard, async () => {
      const range = { position, bytes }
      const { ETag, crc } = await sendPart(transfers, { ...upload, PartNumber: nth + 1 }, file, {
        ...range,
        signal: heard,
      })
      parts[nth] = { PartNumber: nth + 1, ETag, ChecksumCRC32: encoded(crc32Of, crc) }
      pieces[nth] = { bytes, crc }
    })
  }
  await forEachBounded(Array.from({ length: Math.ceil(file.size / partBytes) }).keys(), one, { signal })
  return { parts, pieces }
}

type Stretch = Heard & { readonly position: number; readonly bytes: number }

async function sendPart(
  transfers: Transfers,
  target: Upload & { readonly PartNumber: number },
  { handle, file }: OpenFile,
  { position, bytes, signal }: Stretch,
): Promise<{ readonly ETag: string | undefined; readonly crc: bigint }> {
  const { spare, tuning } = transfers
  const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(tuning.partBytes)
  let crc = 0
  for (let at = 0; at < bytes; at += buffer.length) {
    const some = buffer.subarray(0, Math.min(buffer.length, bytes - at))
    await readAt(handle, some, { file, position: position + at })
    crc = crc32(some, crc)
  }
  const isWhole = bytes <= buffer.length
  const end = position + bytes - 1
  const body = () => (isWhole ? buffer.subarray(0, bytes) : createReadStream(file, { start: position, end }))
  const sum = BigInt(crc)
  for (let attempt = 1; ; attempt++) {
    try {
      const input = { ...target, Body: body(), ContentLength: bytes, ChecksumCRC32: encoded(crc32Of, sum) }
      const command = new transfers.sdk.UploadPartCommand(input)
      command.middlewareStack.add(unsigned, { step: 'build', name: 'unsignedPayload' })
      const { ETag } = await transfers.client.send(command, { abortSignal: signal })
      // Not after an error: what is left of a broken connection may still be reading it.
      spare.push(buffer)
      return { ETag, crc: sum }
    } catch (error) {
      // The SDK cannot send a stream again by itself.
      const isBroken = !isWhole && (statusOf(error) ?? 500) >= 500
      if (attempt >= bodyAttempts || signal.aborted || !(isBroken || damaged.has(codeOf(error)))) throw error
    }
    await pause(signal)
  }
}

/** The signature leaves the bytes out, as it does for streams: their checksum is signed, and S3 compares it. */
function unsigned<I extends object, O>(next: (args: I) => Promise<O>): (args: I) => Promise<O> {
  return async (args) => {
    if ('request' in args && typeof args.request === 'object' && args.request !== null && 'headers' in args.request) {
      Object.assign(args.request.headers ?? {}, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' })
    }
    return await next(args)
  }
}

async function isThere({ sdk, client, bucket }: Transfers, key: string, signal: AbortSignal): Promise<boolean> {
  try {
    await client.send(new sdk.HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal })
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
