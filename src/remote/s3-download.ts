import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { BundleFormatError } from '../disdat/hyperframe.ts'
import { Failure } from '../errors.ts'
import { writeAt } from './disk.ts'
import { isAbsent, statusOf } from './s3-errors.ts'
import { bodyAttempts, isFinal, pause, type Transfers } from './s3-transfer.ts'
import type { Heard } from './store.ts'

/** A body that brings fewer bytes than this within the idle timeout has stopped, whatever it drips. */
const leastProgressBytes = 64 * 1024
/** Bytes that are gathered before they are written. */
const batchBytes = 1024 * 1024
/** A file of so many bytes is taken into memory and written at once. */
const smallBytes = 256 * 1024

type Reading = Heard & { readonly range?: string | undefined; readonly tag?: string | undefined }

/** The bytes of an object, or of a range of it; undefined when it is not there. Throws BundleFormatError for more than `maxBytes`. */
export async function readObject(
  transfers: Transfers,
  key: string,
  { maxBytes, ...reading }: Reading & { readonly maxBytes: number },
): Promise<Uint8Array | undefined> {
  return await eachAttempt(transfers, key, reading, async (chunks) => {
    const kept: Uint8Array[] = []
    let length = 0
    for await (const chunk of chunks) {
      length += chunk.length
      if (length > maxBytes) throw new BundleFormatError(`${key} has more than ${maxBytes} bytes`)
      kept.push(chunk)
    }
    return new Uint8Array(Buffer.concat(kept))
  })
}

/** Writes an object of this size to a file, over a single connection. False when it is not there. */
export async function downloadWhole(
  transfers: Transfers,
  key: string,
  file: string,
  { size, signal }: Heard & { readonly size: number },
): Promise<boolean> {
  const uri = `s3://${transfers.bucket}/${key}`
  await using handle = await open(file, 'wx')
  if (size <= smallBytes) {
    const done = await eachAttempt(transfers, key, { signal }, async (chunks) => {
      const bytes = await gathered(chunks, size, uri)
      await writeAt(handle, [bytes], 0)
      return true
    })
    return done ?? false
  }
  const written = await eachAttempt(transfers, key, { signal }, async (chunks) => {
    const length = await writeChunks(chunks, handle, { from: 0, to: size })
    if (length !== size) throw new WrongBody(uri, `${length} bytes`, `${size}`)
    return length
  })
  return written !== undefined
}

/** Bytes that are not those that S3 has: worth another attempt, and a bundle that cannot be used after the last. */
export class WrongBody extends Error {
  override readonly name = 'WrongBody'
  /** What a user is told in the end. */
  readonly failure: Failure

  constructor(uri: string, came: string, expected: string) {
    const evidence = `${uri} came as ${came}; the listing said ${expected}.`
    super(evidence)
    this.failure = new Failure('bundle-corrupt', evidence, 'Something changed it meanwhile: run again.')
  }
}

async function gathered(chunks: AsyncIterable<Buffer>, size: number, uri: string): Promise<Buffer> {
  const kept: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.length
    kept.push(chunk)
    if (length > size) break
  }
  if (length !== size) throw new WrongBody(uri, `${length} bytes`, `${size}`)
  return Buffer.concat(kept, length)
}

/** Writes chunks to a file from a position on, but nothing beyond `to`; resolves with how many bytes there were. */
export async function writeChunks(
  chunks: AsyncIterable<Buffer>,
  handle: FileHandle,
  { from, to, see }: { readonly from: number; readonly to: number; readonly see?: (chunk: Buffer) => void },
): Promise<number> {
  let batch: Buffer[] = []
  let at = from
  let seen = from
  for await (const chunk of chunks) {
    seen += chunk.length
    if (seen > to) break
    see?.(chunk)
    batch.push(chunk)
    if (seen - at < batchBytes) continue
    await writeAt(handle, batch, at)
    at = seen
    batch = []
  }
  if (batch.length > 0) await writeAt(handle, batch, at)
  return seen - from
}

/** Opens the body and has it consumed, again when it breaks off; undefined when the key is not there. */
export async function eachAttempt<T>(
  transfers: Transfers,
  key: string,
  reading: Reading,
  consume: (chunks: AsyncIterable<Buffer>, range: string | undefined) => Promise<T>,
): Promise<T | undefined> {
  const { signal } = reading
  for (let attempt = 1; ; attempt++) {
    const opened = await openBody(transfers, key, reading)
    if (opened === undefined) return undefined
    try {
      return await consume(steady(opened.body, transfers.tuning.idleTimeoutMs), opened.range)
    } catch (error) {
      if (attempt >= bodyAttempts || signal.aborted || isFinal(error)) throw told(error, transfers.bucket, key)
    } finally {
      opened.body.destroy()
    }
    await pause(signal)
  }
}

/** The SDK tells a wrong checksum in words only. */
function told(error: unknown, bucket: string, key: string): unknown {
  if (error instanceof WrongBody) return error.failure
  if (!(error instanceof Error) || !error.message.startsWith('Checksum mismatch')) return error
  return wrongChecksum(`s3://${bucket}/${key}`, error)
}

/** What came again and again with another checksum than S3 says it has. */
export function wrongChecksum(uri: string, cause?: unknown): Failure {
  const evidence = `What came of ${uri} does not have the checksum that S3 has of it.`
  return new Failure('bundle-corrupt', evidence, 'Run again; if it stays so, make the bundle again.', { cause })
}

type Opened = { readonly body: Readable; readonly range: string | undefined }

async function openBody(
  { sdk, client, bucket }: Transfers,
  key: string,
  { signal, range, tag }: Reading,
): Promise<Opened | undefined> {
  try {
    const command = new sdk.GetObjectCommand({ Bucket: bucket, Key: key, Range: range, IfMatch: tag })
    const { Body, ContentRange } = await client.send(command, { abortSignal: signal })
    if (Body instanceof Readable) return { body: Body, range: ContentRange }
    throw new Error(`no body for ${key}`)
  } catch (error) {
    if (isAbsent(error)) return undefined
    // A range of an empty object cannot be satisfied, and S3 says so.
    if (statusOf(error) === 416) return { body: Readable.from([]), range: undefined }
    throw error
  }
}

/** The chunks of a body, which breaks when too little comes of it. */
async function* steady(body: Readable, idleTimeoutMs: number): AsyncGenerator<Buffer> {
  let received = 0
  const clock = setInterval(() => {
    if (received < leastProgressBytes) body.destroy(new StalledBody(received, idleTimeoutMs))
    received = 0
  }, idleTimeoutMs)
  try {
    for await (const chunk of body) {
      const bytes: Uint8Array = chunk
      received += bytes.length
      yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
  } finally {
    clearInterval(clock)
  }
}

class StalledBody extends Error {
  override readonly name = 'StalledBody'

  constructor(received: number, idleTimeoutMs: number) {
    super(`the body stopped: ${received} bytes in ${idleTimeoutMs / 1000} s`)
  }
}
