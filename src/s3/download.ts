import { open } from 'node:fs/promises'
import { BundleFormatError } from '../disdat/format/hyperframe.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { writeAt } from '../local/disk.ts'
import { checksumIn, hasChecksum } from './checksum.ts'
import { getErrorStatus, isAbsent } from './errors.ts'
import type { S3Response } from './response.ts'
import { bodyAttempts } from './retry.ts'
import { pause, type Transfers } from './transfer.ts'

type Reading = Cancellable & {
  readonly maxBytes: number
  readonly range?: string | undefined
  readonly tag?: string | undefined
  readonly into?: Buffer | undefined
}

/** The bytes of an object, or of a range of it; undefined when it is not there. Throws BundleFormatError for more than `maxBytes`. */
export async function readObject(
  transfers: Transfers,
  key: string,
  { maxBytes, ...reading }: Reading,
): Promise<Uint8Array | undefined> {
  return await eachAttempt(transfers, key, { ...reading, maxBytes }, ({ body, cutFrom }) => {
    if (cutFrom !== undefined) throw new BundleFormatError(`${key} has more than ${maxBytes} bytes`)
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  })
}

/** Writes an object of this size, which fits into memory, to a file. False when it is not there. */
export async function downloadWhole(
  transfers: Transfers,
  key: string,
  file: string,
  { size, signal }: Cancellable & { readonly size: number },
): Promise<boolean> {
  const uri = `s3://${transfers.bucket}/${key}`
  return await transfers.receiving.hold(size, signal, async () => {
    await using handle = await open(file, 'wx')
    const bytes = await eachAttempt(transfers, key, { signal, maxBytes: size }, ({ body, cutFrom }) => {
      const came = cutFrom ?? body.length
      if (came !== size) throw new InvalidBodyError(uri, `${came} bytes`, `${size}`)
      return body
    })
    if (bytes !== undefined && size > 0) await writeAt(handle, [bytes], 0)
    return bytes !== undefined
  })
}

/** Bytes that are not those that S3 has: worth another attempt, and a bundle that cannot be used after the last. */
export class InvalidBodyError extends Error {
  override readonly name = 'WrongBody'
  /** What a user is told in the end. */
  readonly failure: Failure

  constructor(uri: string, came: string, expected: string) {
    const evidence = `${uri} came as ${came}; the listing said ${expected}.`
    super(evidence)
    this.failure = new Failure('bundle-corrupt', evidence, 'Something changed it meanwhile: run again.')
  }
}

class WrongChecksum extends Error {
  override readonly name = 'WrongChecksum'
}

/** Fetches it and has it looked at, again when it came wrong; undefined when the key is not there. */
export async function eachAttempt<T>(
  transfers: Transfers,
  key: string,
  reading: Reading,
  use: (answer: S3Response) => T,
): Promise<T | undefined> {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetchObject(transfers, key, reading)
    if (answer === undefined) return undefined
    try {
      const checksum = answer.status === 200 && answer.cutFrom === undefined ? checksumIn(answer) : undefined
      if (checksum !== undefined && !hasChecksum(answer.body, checksum)) throw new WrongChecksum()
      return use(answer)
    } catch (error) {
      if (!(error instanceof InvalidBodyError || error instanceof WrongChecksum)) throw error
      if (attempt >= bodyAttempts || reading.signal.aborted) throw told(error, `s3://${transfers.bucket}/${key}`)
    }
    await pause(reading.signal)
  }
}

function told(error: InvalidBodyError | WrongChecksum, uri: string): Failure {
  return error instanceof InvalidBodyError ? error.failure : wrongChecksum(uri)
}

/** What came again and again with another checksum than S3 says it has. */
export function wrongChecksum(uri: string): Failure {
  const evidence = `What came of ${uri} does not have the checksum that S3 has of it.`
  return new Failure('bundle-corrupt', evidence, 'Run again; if it stays so, make the bundle again.')
}

async function fetchObject(
  { client }: Transfers,
  key: string,
  { signal, range, tag, maxBytes, into }: Reading,
): Promise<S3Response | undefined> {
  const headers = { range, 'if-match': tag, 'x-amz-checksum-mode': range === undefined ? 'ENABLED' : undefined }
  try {
    const call = { method: 'GET', key, headers, maxBytes, signal } as const
    const filled = into && (await client.fill({ ...call, into }))
    return filled ?? (await client.send({ ...call, into }))
  } catch (error) {
    if (isAbsent(error)) return undefined
    // A range of an empty object cannot be satisfied, and S3 says so.
    if (getErrorStatus(error) === 416) return { status: 206, headers: {}, body: Buffer.alloc(0), cutFrom: undefined }
    throw error
  }
}
