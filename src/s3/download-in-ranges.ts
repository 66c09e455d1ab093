import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { retry } from '../lib/retry.ts'
import { writeAt } from '../lib/write-at.ts'
import { type Checksum, readChecksum } from './checksum.ts'
import { isConditionFailed } from './conditional.ts'
import { type Crc, encodeCrc, type Piece } from './crc.ts'
import { isAbsent, StoreError } from './errors.ts'
import { assertLength, createChecksumError, createRangeError, fetchObject } from './get-object.ts'
import { getHeader } from './request.ts'
import { repeatOperation } from './retry-policy.ts'
import type { TransferOptions } from './store.ts'
import type { TransferContext } from './transfer.ts'

/** What S3 says about an object before its bytes arrive. */
type ObjectInfo = { readonly etag: string; readonly size: number; readonly checksum: Checksum | undefined }

/** More connections for one file bring no more bytes a second. */
const maxRanges = 8
/** Attempts at a whole file whose checksum does not match. */
const fileAttempts = 2

/**
 * Writes a large object to a new file by ranges, several at a time. All ranges are of one version of the object, each
 * has its length, and the file matches the checksum of the whole object, where S3 stores one. False when the object
 * does not exist.
 */
export async function downloadInRanges(
  context: TransferContext,
  key: string,
  file: string,
  { size, signal, onBytes }: TransferOptions & { readonly size: number },
): Promise<boolean> {
  const uri = `s3://${context.bucket}/${key}`
  const info = await fetchInfo(context, key, signal)
  if (info === undefined) return false
  assertLength(uri, info.size, size)
  await using handle = await open(file, 'wx')
  // Ranges arrive in any order. The file takes no room yet.
  await handle.truncate(size)
  const download = async () => {
    const pieces = await fetchRanges(context, key, handle, info, { signal, onBytes })
    if (pieces === undefined) return false
    if (!(await matchesChecksum(info.checksum, pieces, { file, signal }))) throw createChecksumError(uri)
    return true
  }
  const isChecksumError = (error: unknown) => error instanceof StoreError && error.kind === 'checksum-mismatch'
  return await context.receivedParts.keepDuring(() =>
    retry(download, repeatOperation(isChecksumError, signal, fileAttempts)),
  )
}

async function fetchRanges(
  context: TransferContext,
  key: string,
  handle: FileHandle,
  { size, etag, checksum }: ObjectInfo,
  { signal, onBytes }: TransferOptions,
): Promise<readonly Piece[] | undefined> {
  const { partBytes } = context.tuning
  const crc = checksum?.kind === 'crc' ? checksum.crc : undefined
  const pieces: Piece[] = []
  let isGone = false
  let receivedBytes = 0
  const fetchNth = async (nth: number, ended: AbortSignal) => {
    const from = nth * partBytes
    const to = Math.min(size, from + partBytes)
    const piece = await context.receivedParts.use(ended, (buffer) =>
      fetchRange(context, key, handle, { from, to, size, etag, crc, buffer, signal: ended }),
    )
    if (piece === undefined) {
      isGone = true
      return
    }
    pieces[nth] = piece
    receivedBytes += piece.bytes
    onBytes?.(receivedBytes)
  }
  const numbers = Array.from({ length: Math.ceil(size / partBytes) }).keys()
  await forEachBounded(numbers, fetchNth, { signal, limit: maxRanges })
  return isGone ? undefined : pieces
}

type Range = Cancellable & {
  readonly from: number
  readonly to: number
  readonly size: number
  readonly etag: string
  readonly crc: Crc | undefined
  readonly buffer: Buffer
}

async function fetchRange(
  context: TransferContext,
  key: string,
  handle: FileHandle,
  { from, to, size, etag, crc, buffer, signal }: Range,
): Promise<Piece | undefined> {
  const uri = `s3://${context.bucket}/${key}`
  const bytes = to - from
  const options = { signal, etag, range: `bytes=${from}-${to - 1}`, maxBytes: bytes, into: buffer.subarray(0, bytes) }
  try {
    const body = await fetchObject(context, key, options, (response) => {
      const range = getHeader(response, 'content-range')
      // A server that does not support ranges sends the whole object.
      if (range !== `bytes ${from}-${to - 1}/${size}`) throw createRangeError(uri, response)
      assertLength(`A range of ${uri}`, response.body.length, bytes)
      return response.body
    })
    if (body === undefined) return undefined
    const writing = writeAt(handle, [body], from)
    const piece = { bytes, crc: crc?.add(0n, body) ?? 0n }
    await writing
    return piece
  } catch (error) {
    if (!isConditionFailed(error)) throw error
    throw new StoreError('object-replaced', `${uri} was replaced while it was read.`, { cause: error })
  }
}

async function fetchInfo(
  { client }: TransferContext,
  key: string,
  signal: AbortSignal,
): Promise<ObjectInfo | undefined> {
  try {
    const head = await client.send({ method: 'HEAD', key, headers: { 'x-amz-checksum-mode': 'ENABLED' }, signal })
    const [etag, length] = [getHeader(head, 'etag'), getHeader(head, 'content-length')]
    if (etag === undefined || length === undefined) throw new Error(`S3 sent no ETag, or no length, for ${key}`)
    return { etag, size: Number(length), checksum: readChecksum(head) }
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

async function matchesChecksum(
  checksum: Checksum | undefined,
  pieces: readonly Piece[],
  { file, signal }: Cancellable & { readonly file: string },
): Promise<boolean> {
  if (checksum === undefined) return true
  if (checksum.kind === 'crc') return encodeCrc(checksum.crc, checksum.crc.combine(pieces)) === checksum.value
  const hash = createHash(checksum.algorithm)
  await pipeline(createReadStream(file), hash, { signal })
  return hash.digest('base64') === checksum.value
}
