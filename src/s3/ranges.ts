import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { writeAt } from '../local/disk.ts'
import { type Checksum, checksumIn } from './checksum.ts'
import { type Crc, encoded, type Piece } from './crc.ts'
import { eachAttempt, InvalidBodyError, wrongChecksum } from './download.ts'
import { getErrorStatus, isAbsent } from './errors.ts'
import { getHeader } from './response.ts'
import type { Transfers } from './transfer.ts'

/** What S3 knows of an object before its bytes come. */
type Known = { readonly tag: string; readonly size: number; readonly checksum: Checksum | undefined }

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
  { size, signal }: Cancellable & { readonly size: number },
): Promise<boolean> {
  const uri = `s3://${transfers.bucket}/${key}`
  const known = await headOf(transfers, key, signal)
  if (known === undefined) return false
  if (known.size !== size) throw new InvalidBodyError(uri, `${known.size} bytes`, `${size}`).failure
  using _ = releasing(transfers)
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

/** What comes next has use for the memory. */
function releasing({ spare }: Transfers): Disposable {
  return {
    [Symbol.dispose]() {
      spare.length = 0
    },
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
    const piece = await transfers.receiving.hold(to - from, heard, () =>
      fetchRange(transfers, key, handle, { from, to, size, tag, crc, signal: heard }),
    )
    if (piece === undefined) isGone = true
    else pieces[nth] = piece
  }
  const limit = transfers.rangesAtOnce
  await forEachBounded(Array.from({ length: Math.ceil(size / partBytes) }).keys(), one, { signal, limit })
  return isGone ? undefined : pieces
}

type Range = Cancellable & {
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
  const bytes = to - from
  const range = `bytes=${from}-${to - 1}`
  const buffer = transfers.spare.pop() ?? Buffer.allocUnsafeSlow(transfers.tuning.partBytes)
  const reading = { signal, tag, range, maxBytes: bytes, into: buffer.subarray(0, bytes) }
  try {
    const body = await eachAttempt(transfers, key, reading, (answer) => {
      const came = getHeader(answer, 'content-range')
      // A server that knows no ranges sends the whole instead.
      if (came !== `bytes ${from}-${to - 1}/${size}`) throw new Failure('remote-unreachable', ...noRange(uri, came))
      if (answer.body.length !== bytes)
        throw new InvalidBodyError(uri, `${answer.body.length} bytes of a range`, `${bytes}`)
      return answer.body
    })
    if (body === undefined) return undefined
    const writing = writeAt(handle, [body], from)
    const piece = { bytes, crc: crc?.add(0n, body) ?? 0n }
    await writing
    // Not after an error: what is left of a broken connection, or of a write, may still be using it.
    transfers.spare.push(buffer)
    return piece
  } catch (error) {
    if (getErrorStatus(error) !== 412) throw error
    const evidence = `${uri} was replaced while it was read.`
    const advice = 'Bundles never change: find out who writes there, and run again.'
    throw new Failure('bundle-corrupt', evidence, advice, { cause: error })
  }
}

function noRange(uri: string, range: string | undefined): [string, string] {
  const evidence = `A part of ${uri} was asked for, and something else came (${range ?? 'no range'}).`
  return [evidence, 'This is an error of the S3 server, or of a proxy on the way to it.']
}

async function headOf({ client }: Transfers, key: string, signal: AbortSignal): Promise<Known | undefined> {
  try {
    const head = await client.send({ method: 'HEAD', key, headers: { 'x-amz-checksum-mode': 'ENABLED' }, signal })
    const [tag, length] = [getHeader(head, 'etag'), getHeader(head, 'content-length')]
    if (tag === undefined || length === undefined) throw new Error(`no ETag, or no length, of ${key}`)
    return { tag, size: Number(length), checksum: checksumIn(head) }
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

async function isRight(
  checksum: Checksum | undefined,
  pieces: readonly Piece[],
  { file, signal }: Cancellable & { readonly file: string },
): Promise<boolean> {
  if (checksum === undefined) return true
  if (checksum.kind === 'crc') return encoded(checksum.crc, checksum.crc.combine(pieces)) === checksum.value
  const hash = createHash(checksum.algorithm)
  await pipeline(createReadStream(file), hash, { signal })
  return hash.digest('base64') === checksum.value
}
