import { BundleFormatError, throwFormatError } from '../../disdat/format/format-error.ts'

/** Writers have blocks of about 128 integers. */
const maxBlockIntegers = 1024 * 1024

/**
 * Decodes integers that a page has as differences, one after the other.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/#delta-encoding-delta_binary_packed--5
 */
export class DeltaDecoder {
  readonly #bytes: Uint8Array
  readonly #bits: 32 | 64
  readonly #perMiniblock: number
  readonly #miniblocks: number
  readonly #count: number
  #at: number
  #value: bigint
  #read = 0
  #minDelta = 0n
  #widths: Uint8Array = new Uint8Array()
  /** The number of the miniblock in its block, and how many of its integers are left. */
  #miniblock = 0
  #left = 0
  #bit = 0

  /** Throws BundleFormatError for other bytes. @param at Where the integers begin. */
  constructor(bytes: Uint8Array, at: number, bits: 32 | 64) {
    this.#bytes = bytes
    this.#at = at
    this.#bits = bits
    const perBlock = Number(this.#readVarint())
    this.#miniblocks = Number(this.#readVarint())
    this.#count = Number(this.#readVarint())
    this.#value = this.#readZigZag()
    this.#perMiniblock = perBlock / this.#miniblocks
    this.#miniblock = this.#miniblocks
    const isSized = perBlock > 0 && perBlock <= maxBlockIntegers && this.#perMiniblock % 8 === 0
    if (!isSized) throw new BundleFormatError('differences in blocks of another size')
  }

  /** The next integer. Throws BundleFormatError when there is none. */
  next(): bigint {
    if (this.#read >= this.#count) throw new BundleFormatError('fewer values than its page states')
    if (this.#read++ > 0) {
      if (this.#left === 0) this.#openMiniblock()
      this.#left--
      const width = this.#widths[this.#miniblock] ?? 0
      this.#value = BigInt.asIntN(this.#bits, this.#value + this.#minDelta + this.#readBits(width))
      this.#bit += width
    }
    return this.#value
  }

  /** Where the integers end, which are not read. */
  findEnd(): number {
    for (let left = this.#count - 1; left > 0; left -= this.#perMiniblock) this.#openMiniblock()
    return this.#at
  }

  #openMiniblock(): void {
    this.#miniblock++
    if (this.#miniblock >= this.#miniblocks) {
      this.#minDelta = this.#readZigZag()
      this.#widths = this.#bytes.subarray(this.#at, this.#at + this.#miniblocks)
      this.#at += this.#miniblocks
      this.#miniblock = 0
    }
    const width = this.#widths[this.#miniblock] ?? 0
    const bytes = (this.#perMiniblock / 8) * width
    if (width > 64 || this.#at + bytes > this.#bytes.length) throw new BundleFormatError('differences that are cut off')
    this.#left = this.#perMiniblock
    this.#bit = this.#at * 8
    this.#at += bytes
  }

  #readBits(width: number): bigint {
    const low = readNumber(this.#bytes, this.#bit, Math.min(width, 32))
    return width <= 32
      ? BigInt(low)
      : BigInt(low) + (BigInt(readNumber(this.#bytes, this.#bit + 32, width - 32)) << 32n)
  }

  #readVarint(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#at++] ?? throwFormatError('a number that is cut off')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    throw new BundleFormatError('a number of more than 64 bits')
  }

  #readZigZag(): bigint {
    const value = this.#readVarint()
    return value % 2n === 0n ? value / 2n : -(value + 1n) / 2n
  }
}

/** At most 32 bits, which begin at any bit. */
function readNumber(bytes: Uint8Array, bit: number, width: number): number {
  const at = Math.floor(bit / 8)
  let value = 0
  for (let byte = 0; byte < 5; byte++) value += (bytes[at + byte] ?? 0) * 2 ** (byte * 8)
  return Math.floor(value / 2 ** (bit % 8)) % 2 ** width
}
