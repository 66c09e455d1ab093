/**
 * The cyclic redundancy checks of S3, and their combination: parts that are read or sent side by side give the checksum
 * of the whole object. https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
import zlib from 'node:zlib'

/** The length of a run of bytes, and its checksum. */
export type Piece = { readonly bytes: number; readonly crc: bigint }

/** One kind of checksum. */
export interface Crc {
  /** Width in bytes. */
  readonly width: number
  /** Extends the checksum of preceding bytes (0 for none) by more bytes. */
  add(crc: bigint, bytes: Uint8Array): bigint
  /** Computes the checksum of consecutive pieces. */
  combine(pieces: Iterable<Piece>): bigint
}

/** CRC-32 of zip and PNG, which zlib computes. */
export const crc32: Crc = {
  width: 4,
  add: (crc, bytes) => BigInt(zlib.crc32(bytes, Number(crc))),
  combine: (pieces) => combinePieces(pieces, 0xedb88320n, 31n),
}

const castagnoliPolynomial = 0x82f63b78

/** CRC-32C of iSCSI. Only other clients store it, so a byte at a time is fast enough. */
export const crc32c: Crc = {
  width: 4,
  add: addCrc32c,
  combine: (pieces) => combinePieces(pieces, BigInt(castagnoliPolynomial), 31n),
}

const nvmePolynomial = 0x9a6c9329ac4bc9b5n

/** CRC-64/NVME, which S3 computes for objects that came without a checksum. */
export const crc64Nvme: Crc = {
  width: 8,
  add: addCrc64,
  combine: (pieces) => combinePieces(pieces, nvmePolynomial, 63n),
}

/** Encodes a checksum as S3 does: big-endian, in base64. */
export function encodeCrc({ width }: Crc, crc: bigint): string {
  return Buffer.from(crc.toString(16).padStart(width * 2, '0'), 'hex').toString('base64')
}

/** Multiplies polynomials modulo the generator, the highest power in the lowest bit, as zlib's crc32_combine does. */
function combinePieces(pieces: Iterable<Piece>, polynomial: bigint, top: bigint): bigint {
  const one = 1n << top
  const multiply = (a: bigint, b: bigint): bigint => {
    let sum = 0n
    let shifted = b
    for (let bit = one; bit > 0n; bit >>= 1n) {
      if (a & bit) sum ^= shifted
      shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n
    }
    return sum
  }
  /** x to the power of eight times `bytes`. */
  const computeShift = (bytes: number): bigint => {
    let power = one
    let square = one >> 8n
    for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) power = multiply(square, power)
      square = multiply(square, square)
    }
    return power
  }
  const shifts = new Map<number, bigint>()
  let whole = 0n
  for (const { bytes, crc } of pieces) {
    const shift = shifts.get(bytes) ?? computeShift(bytes)
    shifts.set(bytes, shift)
    whole = multiply(shift, whole) ^ crc
  }
  return whole
}

let castagnoliTable: Uint32Array | undefined

function addCrc32c(crc: bigint, bytes: Uint8Array): bigint {
  castagnoliTable ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ castagnoliPolynomial : value >>> 1
    return value
  })
  let value = ~Number(crc)
  for (const byte of bytes) value = (value >>> 8) ^ (castagnoliTable[(value ^ byte) & 255] ?? 0)
  return BigInt(~value >>> 0)
}

/** Tables for eight bytes at a time, of the upper and the lower 32 bits; created at the first use. */
let tables: { readonly upper: Uint32Array; readonly lower: Uint32Array } | undefined

function createTables() {
  const upper = new Uint32Array(8 * 256)
  const lower = new Uint32Array(8 * 256)
  const readEntry = (at: number) => (BigInt(upper[at] ?? 0) << 32n) | BigInt(lower[at] ?? 0)
  const put = (at: number, value: bigint) => {
    upper[at] = Number(value >> 32n)
    lower[at] = Number(value & 0xffff_ffffn)
  }
  for (let byte = 0; byte < 256; byte++) {
    let value = BigInt(byte)
    for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ nvmePolynomial : value >> 1n
    put(byte, value)
  }
  for (let at = 256; at < 8 * 256; at++) {
    const before = readEntry(at - 256)
    put(at, (before >> 8n) ^ readEntry(Number(before & 0xffn)))
  }
  return { upper, lower }
}

function addCrc64(crc: bigint, bytes: Uint8Array): bigint {
  tables ??= createTables()
  const { upper, lower } = tables
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let high = ~Number(crc >> 32n)
  let low = ~Number(crc & 0xffff_ffffn)
  let at = 0
  for (; at + 8 <= bytes.length; at += 8) {
    low ^= view.getUint32(at, true)
    high ^= view.getUint32(at + 4, true)
    const [a, b, c, d] = [
      1792 + (low & 255),
      1536 + ((low >>> 8) & 255),
      1280 + ((low >>> 16) & 255),
      1024 + (low >>> 24),
    ]
    const [e, f, g, h] = [768 + (high & 255), 512 + ((high >>> 8) & 255), 256 + ((high >>> 16) & 255), high >>> 24]
    low = xor(lower, a, b, c, d) ^ xor(lower, e, f, g, h)
    high = xor(upper, a, b, c, d) ^ xor(upper, e, f, g, h)
  }
  for (; at < bytes.length; at++) {
    const index = (low ^ view.getUint8(at)) & 255
    low = ((low >>> 8) | (high << 24)) ^ (lower[index] ?? 0)
    high = (high >>> 8) ^ (upper[index] ?? 0)
  }
  return (BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0)
}

function xor(table: Uint32Array, a: number, b: number, c: number, d: number): number {
  return (table[a] ?? 0) ^ (table[b] ?? 0) ^ (table[c] ?? 0) ^ (table[d] ?? 0)
}
