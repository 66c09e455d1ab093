import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3'
import { Failure } from '../errors.ts'
import { type Crc, crc32Of, crc64NvmeOf, encoded, type Piece } from './crc.ts'
import { forEachBounded } from './pool.ts'
import { eachAttempt, WrongBody, writeChunks, wrongChecksum } from './s3-download.ts'
import { isAbsent, statusOf } from './s3-errors.ts'
import type { Transfers } from './s3-transfer.ts'
import type { Heard } from './store.ts'

/** What S3 knows of an object before its bytes come. */
type Known = { readonly tag: string; readonly size: number; readonly checksum: Checksum | undefined }
type Checksum =
  | { readonly kind: 'crc'; readonly crc: Crc; readonly value: string }
  | { readonly kind: 'sha256'; readonly value: string }

/** How often the whole file is fetched when its checksum is another one. */
const wholeAttempts = 2

/**
 * Writes a large object to a new file by ranges, several at a time. All of them are of one version of the object, each
 * has its length, and the whole has the checksum of S3 where that keeps one of the whole object. False when the object
 * is not there.
 */
export async function downloadInRanges(
  transfers: Transfers,
  key: string,
  file: string,
  { size, signal }: Heard & { readonly size: number },
): Promise<boolean> {
  const uri = `s3://${transfers.bucket}/${key}`
  const known = await headOf(transfers, key, signal)
  if (known === undefined) return false
  if (known.size !== size) throw new WrongBody(uri, `${known.size} bytes`, `${size}`).failure
  await using handle = await open(file, 'wx')
  // Takes no room yet; what it is for is that ranges may come in any order.
  await handle.truncate(size)
  for (let attempt = 1; ; attempt++) {
    const pieces = await fetchRanges(transfers, key, handle, known, signal)
    if (pieces === undefined) return false
    if (await isRight(known.checksum, pieces, { file, signal })) return true
    if (attempt >= wholeAttempts) throw wrongChecksum(uri)
  }
}

async function fetchRanges(
  transfers: Transfers,
  key: string,
  handle: FileHandle,
  { size, tag, checksum }: Known,
  signal: AbortSignal,
): Promise<readonly Piece[] | undefined> {
  const { partBytes } = transfers.tuning
  const crc = checksum?.kind === 'crc' ? checksum.crc : undefined
  const pieces: Piece[] = []
  let isGone = false
  const one = async (nth: number, heard: AbortSignal) => {
    const from = nth * partBytes
    const to = Math.min(size, from + partBytes)
    const piece = await transfers.receiving.hold(1, heard, () =>
      fetchRange(transfers, key, handle, { from, to, size, tag, crc, signal: heard }),
    )
    if (piece === undefined) isGone = true
    else pieces[nth] = piece
  }
  await forEachBounded(Array.from({ length: Math.ceil(size / partBytes) }).keys(), one, { signal })
  return isGone ? undefined : pieces
}

type Range = Heard & {
  readonly from: number
  readonly to: number
  readonly size: number
  readonly tag: string
  readonly crc: Crc | undefined
}

async function fetchRange(
  transfers: Transfers,
  key: string,
  handle: FileHandle,
  { from, to, size, tag, crc, signal }: Range,
): Promise<Piece | undefined> {
  const uri = `s3://${transfers.bucket}/${key}`
  const reading = { signal, tag, range: `bytes=${from}-${to - 1}` }
  try {
    return await eachAttempt(transfers, key, reading, async (chunks, range) => {
      // A server that knows no ranges sends the whole instead.
      if (range !== `bytes ${from}-${to - 1}/${size}`) throw new Failure('remote-unreachable', ...noRange(uri, range))
      let sum = 0n
      const see = (chunk: Buffer) => {
        if (crc !== undefined) sum = crc.add(sum, chunk)
      }
      const bytes = await writeChunks(chunks, handle, { from, to, see })
      if (bytes !== to - from) throw new WrongBody(uri, `${bytes} bytes of a range`, `${to - from}`)
      return { bytes, crc: sum }
    })
  } catch (error) {
    if (statusOf(error) !== 412) throw error
    const evidence = `${uri} was replaced while it was read.`
    const advice = 'Bundles never change: find out who writes there, and run again.'
    throw new Failure('bundle-corrupt', evidence, advice, { cause: error })
  }
}

function noRange(uri: string, range: string | undefined): [string, string] {
  const evidence = `A part of ${uri} was asked for, and something else came (${range ?? 'no range'}).`
  return [evidence, 'This is an error of the S3 server, or of a proxy on the way to it.']
}

async function headOf(
  { sdk, client, bucket }: Transfers,
  key: string,
  signal: AbortSignal,
): Promise<Known | undefined> {
  try {
    const command = new sdk.HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' })
    const head = await client.send(command, { abortSignal: signal })
    if (head.ETag === undefined || head.ContentLength === undefined) throw new Error(`no ETag, or no length, of ${key}`)
    return { tag: head.ETag, size: head.ContentLength, checksum: checksumOf(head) }
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

/** The checksum of the whole object; one of the checksums of its parts (`…-3`) says nothing without knowing these. */
function checksumOf(head: HeadObjectCommandOutput): Checksum | undefined {
  if (head.ChecksumType === 'COMPOSITE') return undefined
  const { ChecksumCRC32, ChecksumCRC64NVME, ChecksumSHA256 } = head
  if (isOf(crc32Of.width, ChecksumCRC32)) return { kind: 'crc', crc: crc32Of, value: ChecksumCRC32 }
  if (isOf(crc64NvmeOf.width, ChecksumCRC64NVME)) return { kind: 'crc', crc: crc64NvmeOf, value: ChecksumCRC64NVME }
  return isOf(32, ChecksumSHA256) ? { kind: 'sha256', value: ChecksumSHA256 } : undefined
}

function isOf(width: number, text: string | undefined): text is string {
  return text !== undefined && !text.includes('-') && Buffer.from(text, 'base64').length === width
}

async function isRight(
  checksum: Checksum | undefined,
  pieces: readonly Piece[],
  { file, signal }: Heard & { readonly file: string },
): Promise<boolean> {
  if (checksum === undefined) return true
  if (checksum.kind === 'crc') return encoded(checksum.crc, checksum.crc.combine(pieces)) === checksum.value
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash, { signal })
  return hash.digest('base64') === checksum.value
}
