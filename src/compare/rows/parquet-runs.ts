import { BundleFormatError, throwFormatError } from '../../disdat/format/format-error.ts'

/**
 * Decodes small integers that a page has as runs and packed bits, such as places in a dictionary, a part at a time: a
 * few bytes of a damaged file can be a run of any length.
 * https://parquet.apache.org/docs/file-format/data-pages/encodings/
 */
export class RunDecoder {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #width: number
  #at = 0
  /** The integers that are left of the run or of the packed bits. */
  #left = 0
  /** The integer of the run; undefined in packed bits. */
  #value: number | undefined
  /** The bit at which the next packed integer begins. */
  #bit = 0

  /**
   * Throws BundleFormatError for more than 32 bits.
   *
   * @param width The bits of an integer.
   */
  constructor(bytes: Uint8Array, width: number) {
    if (width > 32) throw new BundleFormatError(`integers of ${width} bits`)
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#width = width
  }

  /** Writes the next integers to the start of `out`. Throws BundleFormatError for other bytes or fewer integers. */
  read(out: Uint8Array | Int32Array, count: number): void {
    for (let filled = 0; filled < count; ) {
      if (this.#left === 0) this.#readHeader()
      const part = Math.min(this.#left, count - filled)
      if (this.#value === undefined) this.#unpack(out, filled, part)
      else out.fill(this.#value, filled, filled + part)
      this.#left -= part
      filled += part
    }
  }

  #readHeader(): void {
    const header = this.#readVarint()
    const count = Math.floor(header / 2)
    if (count === 0) throw new BundleFormatError('an empty run')
    if (header % 2 === 0) {
      this.#value = this.#readInteger((this.#width + 7) >> 3)
      this.#left = count
      return
    }
    this.#value = undefined
    this.#left = count * 8
    this.#bit = this.#at * 8
    // The last of eight integers may be cut off.
    this.#at = Math.min(this.#at + count * this.#width, this.#bytes.length)
  }

  #unpack(out: Uint8Array | Int32Array, from: number, count: number): void {
    const view = this.#view
    const width = this.#width
    const end = this.#bit + count * width
    if (end > this.#bytes.length * 8) throw new BundleFormatError('packed bits that are cut off')
    const mask = 2 ** width - 1
    // An integer and the bits before it in its byte fit into a word that is within the bytes.
    const lastWord = width <= 25 ? (this.#bytes.length - 4) * 8 : 0
    for (let index = from, bit = this.#bit; bit < end || index < from + count; index++, bit += width)
      out[index] = bit < lastWord ? (view.getUint32(bit >>> 3, true) >>> (bit & 7)) & mask : this.#readBits(bit)
    this.#bit = end
  }

  #readBits(bit: number): number {
    let value = 0
    for (let byte = 0; byte < 5; byte++) value += (this.#bytes[(bit >>> 3) + byte] ?? 0) * 2 ** (byte * 8)
    return Math.floor(value / 2 ** (bit & 7)) % 2 ** this.#width
  }

  #readVarint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#readByte()
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    throw new BundleFormatError('a run of more than 32 bits')
  }

  #readInteger(bytes: number): number {
    let value = 0
    for (let index = 0; index < bytes; index++) value += this.#readByte() * 2 ** (index * 8)
    return value
  }

  #readByte(): number {
    return this.#bytes[this.#at++] ?? throwFormatError('a run that is cut off')
  }
}
