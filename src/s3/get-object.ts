import { open } from 'node:fs/promises'
import type { Cancellable } from '../lib/cancellable.ts'
import { createPageBuffer, freeBytes } from '../lib/page-buffer.ts'
import { retry } from '../lib/retry.ts'
import { writeAt } from '../lib/write-at.ts'
import { hasChecksum, readChecksum } from './checksum.ts'
import { getErrorStatus, isAbsent, StoreError } from './errors.ts'
import { getHeader, type S3Response } from './request.ts'
import { repeatOperation } from './retry-policy.ts'
import type { TransferContext } from './transfer.ts'

/** Larger objects are read with BodyReader: the connection that a smaller one needs costs more than its chunks. */
const minReaderBytes = 256 * 1024

type ReadOptions = Cancellable & {
  readonly maxBytes: number
  readonly range?: string | undefined
  readonly etag?: string | undefined
  readonly into?: Buffer | undefined
}

/** The part of an object to read: its first or last bytes, or `length` bytes from an offset. */
type Part = {
  readonly firstBytes?: number | undefined
  readonly lastBytes?: number | undefined
  readonly offset?: number | undefined
  readonly length?: number | undefined
  /** The size of the whole object that a listing reported. */
  readonly size?: number | undefined
}

/**
 * Reads an object, or a part; undefined when it does not exist. A server that does not support ranges sends the whole
 * object: its first bytes are used, and its last bytes if it fits. Throws StoreError `object-too-large`, and
 * `no-ranges` for another part than requested.
 */
export async function getObject(
  context: TransferContext,
  key: string,
  options: Cancellable & Part & { readonly maxBytes: number },
): Promise<Uint8Array | undefined> {
  const { signal, maxBytes, ...part } = options
  const into = allocateTarget(part, maxBytes)
  return await fetchObject(context, key, { signal, maxBytes, range: formatRange(part), into }, (response) => {
    const bytes = selectPart(response, part)
    if (bytes === undefined) throw createRangeError(`s3://${context.bucket}/${key}`, response)
    if (response.cutFrom !== undefined && (part.firstBytes === undefined || bytes.length < part.firstBytes)) {
      throw new StoreError('object-too-large', `${key} has more than ${maxBytes} bytes`)
    }
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  })
}

/** Memory for a part whose size is known. */
function allocateTarget({ length, size }: Part, maxBytes: number): Buffer | undefined {
  // The memory of a range is its own, so that a reader of many can free each.
  if (length !== undefined) return Buffer.allocUnsafeSlow(length)
  return size === undefined || size > maxBytes ? undefined : Buffer.allocUnsafe(size)
}

function formatRange({ firstBytes, lastBytes, offset, length }: Part): string | undefined {
  if (offset !== undefined && length !== undefined) return `bytes=${offset}-${offset + length - 1}`
  if (lastBytes !== undefined) return `bytes=-${lastBytes}`
  return firstBytes === undefined ? undefined : `bytes=0-${firstBytes - 1}`
}

/** The bytes of the part in a response; undefined where it contains another part. */
function selectPart(response: S3Response, { firstBytes, lastBytes, offset }: Part): Buffer | undefined {
  const { status, body, cutFrom } = response
  const isPartial = status === 206
  if (firstBytes === undefined && lastBytes === undefined && offset === undefined) return isPartial ? undefined : body
  if (!isPartial) {
    if (firstBytes !== undefined) return body.subarray(0, firstBytes)
    return lastBytes === undefined || cutFrom !== undefined ? undefined : body.subarray(-lastBytes)
  }
  // The response to a range of an empty object.
  if (body.length === 0) return body
  const [, from, to, size] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(getHeader(response, 'content-range') ?? '') ?? []
  const isAtEnd = size === '*' || Number(to) + 1 === Number(size)
  const isRequested = lastBytes === undefined ? Number(from) === (offset ?? 0) : isAtEnd
  return from !== undefined && isRequested ? body : undefined
}

/** The error for a response with another part of an object than requested. */
export function createRangeError(uri: string, response: S3Response): StoreError {
  const range = getHeader(response, 'content-range') ?? 'no range'
  return new StoreError('no-ranges', `S3 did not send the requested range of ${uri}, but ${range}.`)
}

/** Writes an object that fits into memory to a new file. False when it does not exist. */
export async function downloadWhole(
  context: TransferContext,
  key: string,
  file: string,
  { size, signal }: Cancellable & { readonly size: number },
): Promise<boolean> {
  const uri = `s3://${context.bucket}/${key}`
  return await context.receiving.hold(size, signal, async () => {
    await using handle = await open(file, 'wx')
    const into = size < minReaderBytes ? undefined : createPageBuffer(size)
    const bytes = await fetchObject(context, key, { signal, maxBytes: size, into }, ({ body, cutFrom }) => {
      assertLength(uri, cutFrom ?? body.length, size)
      return body
    })
    if (bytes !== undefined && size > 0) await writeAt(handle, [bytes], 0)
    if (into !== undefined) freeBytes(into)
    return bytes !== undefined
  })
}

/** Throws StoreError `size-mismatch` for another number of bytes than expected. */
export function assertLength(what: string, length: number, expected: number): void {
  if (length === expected) return
  throw new StoreError('size-mismatch', `${what} has ${length} bytes; ${expected} were expected.`)
}

export function createChecksumError(uri: string): StoreError {
  return new StoreError('checksum-mismatch', `The bytes of ${uri} do not match the checksum that S3 stores.`)
}

const mismatches = new Set(['size-mismatch', 'checksum-mismatch'])
const isMismatch = (error: unknown) => error instanceof StoreError && mismatches.has(error.kind)

/**
 * Fetches an object and passes the response to `use`, again when its size or checksum is wrong. Undefined when the key
 * does not exist.
 */
export async function fetchObject<T>(
  context: TransferContext,
  key: string,
  options: ReadOptions,
  use: (response: S3Response) => T,
): Promise<T | undefined> {
  const fetchOnce = async () => {
    const response = await sendGet(context, key, options)
    if (response === undefined) return undefined
    const isWhole = response.status === 200 && response.cutFrom === undefined
    const checksum = isWhole ? readChecksum(response) : undefined
    if (checksum !== undefined && !hasChecksum(response.body, checksum)) {
      throw createChecksumError(`s3://${context.bucket}/${key}`)
    }
    return use(response)
  }
  return await retry(fetchOnce, repeatOperation(isMismatch, options.signal))
}

async function sendGet(
  { client }: TransferContext,
  key: string,
  { signal, range, etag, maxBytes, into }: ReadOptions,
): Promise<S3Response | undefined> {
  const headers = { range, 'if-match': etag, 'x-amz-checksum-mode': range === undefined ? 'ENABLED' : undefined }
  try {
    const call = { method: 'GET', key, headers, maxBytes, signal } as const
    const direct = into && (await client.readBodyInto({ ...call, into }))
    return direct ?? (await client.send({ ...call, into }))
  } catch (error) {
    if (isAbsent(error)) return undefined
    // S3 responds with 416 to any range of an empty object.
    if (getErrorStatus(error) === 416) return { status: 206, headers: {}, body: Buffer.alloc(0), cutFrom: undefined }
    throw error
  }
}
