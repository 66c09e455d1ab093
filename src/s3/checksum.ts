import { hash } from 'node:crypto'
import { type Crc, crc32, crc32c, crc64Nvme, encodeCrc } from './crc.ts'
import { getHeader, type S3Response } from './request.ts'

/** The checksum of a whole object, in base64. */
export type Checksum =
  | { readonly kind: 'crc'; readonly crc: Crc; readonly value: string }
  | { readonly kind: 'hash'; readonly algorithm: 'sha1' | 'sha256'; readonly value: string }

/** The fastest first; widths in bytes. */
const algorithms = [
  { name: 'crc32', width: crc32.width, checksum: { kind: 'crc', crc: crc32 } },
  { name: 'crc64nvme', width: crc64Nvme.width, checksum: { kind: 'crc', crc: crc64Nvme } },
  { name: 'crc32c', width: crc32c.width, checksum: { kind: 'crc', crc: crc32c } },
  { name: 'sha1', width: 20, checksum: { kind: 'hash', algorithm: 'sha1' } },
  { name: 'sha256', width: 32, checksum: { kind: 'hash', algorithm: 'sha256' } },
] as const

/** The ETag of an object that was uploaded in parts, with their number. */
const partsETag = /-\d+"?$/

/**
 * Reads the checksum of the whole object from a response. A checksum of the checksums of its parts (`…-3`) is useless
 * without the sizes of the parts; some servers do not mark it as one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export function readChecksum(response: Pick<S3Response, 'headers'>): Checksum | undefined {
  const type = getHeader(response, 'x-amz-checksum-type')
  const isInParts = partsETag.test(getHeader(response, 'etag') ?? '')
  if (type === 'COMPOSITE' || (isInParts && type !== 'FULL_OBJECT')) return undefined
  for (const { name, width, checksum } of algorithms) {
    const value = getHeader(response, `x-amz-checksum-${name}`)
    if (value !== undefined && !value.includes('-') && Buffer.from(value, 'base64').length === width)
      return { ...checksum, value }
  }
  return undefined
}

/** Whether bytes have this checksum. */
export function hasChecksum(bytes: Uint8Array, checksum: Checksum): boolean {
  const { value } = checksum
  if (checksum.kind === 'hash') return hash(checksum.algorithm, bytes, 'base64') === value
  return encodeCrc(checksum.crc, checksum.crc.add(0n, bytes)) === value
}
