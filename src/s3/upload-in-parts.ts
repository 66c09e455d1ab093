import type { FileHandle } from 'node:fs/promises'
import zlib from 'node:zlib'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { retry } from '../lib/retry.ts'
import { crc32, encodeCrc, type Piece } from './crc.ts'
import { assertSize, openLocalFile, readAt, streamFile } from './local-file.ts'
import { type UploadedParts, writeInParts } from './multipart-upload.ts'
import { getHeader } from './request.ts'
import { isDamaged, repeatOperation } from './retry-policy.ts'
import type { TransferOptions } from './store.ts'
import { choosePartSize, type LocalFile, type TransferContext, type WriteOptions } from './transfer.ts'
import { createChecksumHeaders } from './write-headers.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
export const maxObjectBytes = 5 * 1024 ** 4
/**
 * Stores a file in parts, several at a time, unless the key exists: S3 decides that at the end. In every case the
 * upload is completed or aborted, as `writeInParts` says.
 */
export async function uploadInParts(
  context: TransferContext,
  key: string,
  body: LocalFile,
  options: WriteOptions & TransferOptions,
): Promise<'created' | 'exists'> {
  await using handle = await openLocalFile(body.file)
  await assertSize(handle, body)
  return await context.sentParts.keepDuring(() =>
    writeInParts(context, key, { ...options, size: body.size }, async (uploadId) =>
      listParts(await sendParts(context, { key, uploadId }, { ...body, handle }, options)),
    ),
  )
}

type OpenFile = LocalFile & { readonly handle: FileHandle }

type Upload = { readonly key: string; readonly uploadId: string }
type SentPart = Piece & { readonly etag: string | undefined }

function listParts(parts: readonly SentPart[]): UploadedParts {
  const Parts = parts.map(({ etag, crc }, index) => ({
    PartNumber: index + 1,
    ETag: etag,
    ChecksumCRC32: encodeCrc(crc32, crc),
  }))
  const ChecksumCRC32 = encodeCrc(crc32, crc32.combine(parts))
  return { MultipartUpload: { Parts }, ChecksumCRC32 }
}

async function sendParts(
  context: TransferContext,
  upload: Upload,
  file: OpenFile,
  { signal, onBytes }: TransferOptions,
): Promise<readonly SentPart[]> {
  const { sentParts, tuning } = context
  const partBytes = choosePartSize(file.size, tuning)
  const parts: SentPart[] = []
  let sentBytes = 0
  const sendNth = async (nth: number, ended: AbortSignal) => {
    const position = nth * partBytes
    const bytes = Math.min(partBytes, file.size - position)
    parts[nth] = await sentParts.use(ended, (buffer) =>
      sendPart(context, { ...upload, number: nth + 1 }, file, { position, bytes, buffer, signal: ended }),
    )
    sentBytes += bytes
    onBytes?.(sentBytes)
  }
  await forEachBounded(Array.from({ length: Math.ceil(file.size / partBytes) }).keys(), sendNth, { signal })
  return parts
}

type PartReading = Cancellable & { readonly position: number; readonly bytes: number; readonly buffer: Buffer }

async function sendPart(
  { client }: TransferContext,
  { key, uploadId, number }: Upload & { readonly number: number },
  { handle, file }: OpenFile,
  { position, bytes, buffer, signal }: PartReading,
): Promise<SentPart> {
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
  return { bytes, crc, etag: getHeader(response, 'etag') }
}
