import { hash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { splitOnce } from './s3-sink-answers.ts'
import type { StoredObject } from './s3-sink-store.ts'

export type ReceivedBody = Pick<StoredObject, 'size' | 'body' | 'etag' | 'checksum'>

/**
 * Reads a body, without the framing that the SDKs add to a stream (aws-chunked). More than `maxKept` bytes are only
 * counted.
 */
export async function receiveBody(request: IncomingMessage, maxKept: number): Promise<ReceivedBody> {
  const chunks: Buffer[] = []
  let length = 0
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxKept) chunks.push(chunk)
    })
    request.on('end', resolve)
    request.on('error', reject)
  })
  const decodedLength = request.headers['x-amz-decoded-content-length']
  const sent = Object.entries(request.headers).find(([name]) => isChecksum(name))
  const headerSum = sent === undefined ? undefined : ([sent[0], String(sent[1])] as const)
  if (length > maxKept) {
    const etag = `"${randomBytes(16).toString('hex')}"`
    return {
      size: decodedLength === undefined ? length : Number(decodedLength),
      body: undefined,
      etag,
      checksum: undefined,
    }
  }
  const raw = Buffer.concat(chunks, length)
  const { body, trailer } = decodedLength === undefined ? { body: raw, trailer: undefined } : removeFraming(raw)
  const etag = `"${hash('md5', body)}"`
  return { size: body.length, body, etag, checksum: trailer ?? headerSum }
}

function isChecksum(name: string): boolean {
  return /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/.test(name)
}

function removeFraming(raw: Buffer): {
  readonly body: Buffer
  readonly trailer: readonly [string, string] | undefined
} {
  const pieces: Buffer[] = []
  let position = 0
  for (;;) {
    const lineEnd = raw.indexOf('\r\n', position)
    if (lineEnd < 0) throw new Error('a chunk without its length')
    const size = Number.parseInt(raw.toString('latin1', position, lineEnd), 16)
    position = lineEnd + 2
    if (size === 0) break
    pieces.push(raw.subarray(position, position + size))
    position += size + 2
  }
  const [name = '', value = ''] = splitOnce(raw.toString('latin1', position).split('\r\n')[0] ?? '', ':')
  return { body: Buffer.concat(pieces), trailer: isChecksum(name) ? [name, value.trim()] : undefined }
}
