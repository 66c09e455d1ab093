import { hash } from 'node:crypto'
import { type Crc, crc32, crc32c, crc64Nvme, encoded } from './crc.ts'
import { getHeader, type S3Response } from './response.ts'

/** A checksum of a whole object, in base64. */
export type Checksum =
  | { readonly kind: 'crc'; readonly crc: Crc; readonly value: string }
  | { readonly kind: 'hash'; readonly algorithm: 'sha1' | 'sha256'; readonly value: string }

/** The quickest first. */
const kinds = [
  { name: 'crc32', width: crc32.width, of: (value: string): Checksum => ({ kind: 'crc', crc: crc32, value }) },
  {
    name: 'crc64nvme',
    width: crc64Nvme.width,
    of: (value: string): Checksum => ({ kind: 'crc', crc: crc64Nvme, value }),
  },
  { name: 'crc32c', width: crc32c.width, of: (value: string): Checksum => ({ kind: 'crc', crc: crc32c, value }) },
  { name: 'sha1', width: 20, of: (value: string): Checksum => ({ kind: 'hash', algorithm: 'sha1', value }) },
  { name: 'sha256', width: 32, of: (value: string): Checksum => ({ kind: 'hash', algorithm: 'sha256', value }) },
] as const

/**
 * The checksum of the whole object that an answer tells; one of the checksums of its parts (`…-3`) says nothing without
 * knowing these. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export function checksumIn(answer: Pick<S3Response, 'headers'>): Checksum | undefined {
  if (getHeader(answer, 'x-amz-checksum-type') === 'COMPOSITE') return undefined
  for (const { name, width, of } of kinds) {
    const value = getHeader(answer, `x-amz-checksum-${name}`)
    if (value !== undefined && !value.includes('-') && Buffer.from(value, 'base64').length === width) return of(value)
  }
  return undefined
}

/** Whether bytes have it. */
export function hasChecksum(bytes: Uint8Array, checksum: Checksum): boolean {
  const { value } = checksum
  if (checksum.kind === 'hash') return hash(checksum.algorithm, bytes, 'base64') === value
  return encoded(checksum.crc, checksum.crc.add(0n, bytes)) === value
}
