import { createHash } from 'node:crypto'

/** Follows each text: UTF-8 does not have this byte. */
const textEnd = 0xff
const bufferBytes = 64 * 1024

/**
 * A SHA-256 of the values of a frame. Collects short texts in a buffer, because an update of the hash for each would
 * take most of the time of a comparison.
 */
export class ValueDigest {
  readonly #hash = createHash('sha256')
  readonly #buffer = Buffer.alloc(bufferBytes)
  #length = 0

  addText(text: Uint8Array): void {
    if (this.#length + text.length >= bufferBytes) this.#flush()
    if (text.length >= bufferBytes) {
      this.#hash.update(text).update(Buffer.of(textEnd))
      return
    }
    this.#buffer.set(text, this.#length)
    this.#length += text.length
    this.#buffer[this.#length++] = textEnd
  }

  /** Adds the type and the bytes of values other than texts, and returns the digest in hexadecimal. */
  end(type: string, data: Uint8Array): string {
    this.#flush()
    return this.#hash.update(type).update(data).digest('hex')
  }

  #flush(): void {
    this.#hash.update(this.#buffer.subarray(0, this.#length))
    this.#length = 0
  }
}
