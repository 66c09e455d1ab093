import type { Cancellable } from '../../lib/cancellable.ts'
import { freeBytes } from '../../lib/page-buffer.ts'

/** Bytes that can be read at any place: an object of the store, or a part of memory. */
export type ByteSource = {
  readonly size: number
  /** Reads exactly these bytes, which the source has. Throws as the store does. */
  readonly read: (offset: number, length: number, options: Cancellable) => Promise<Uint8Array>
  /** Frees bytes that `read` returned; undefined where others may have them. */
  readonly release?: (bytes: Uint8Array) => void
}

/**
 * Reads a part of a source from its beginning to its end. The next window is on its way while one is in use. Disposing
 * frees the memory of what was peeked.
 */
export class ByteStream implements Disposable {
  readonly #source: ByteSource
  readonly #end: number
  readonly #windowBytes: number
  readonly #signal: AbortSignal
  /** Used again and again, because the collector waits for far more garbage than a window. */
  #buffer: Buffer = Buffer.allocUnsafeSlow(0)
  /** The bytes in the buffer that were not skipped. */
  #start = 0
  #length = 0
  #next: number
  #ahead: { readonly length: number; readonly bytes: Promise<Uint8Array> } | undefined

  constructor(
    source: ByteSource,
    {
      start,
      end,
      windowBytes,
      signal,
    }: Cancellable & { readonly start: number; readonly end: number; readonly windowBytes: number },
  ) {
    this.#source = source
    this.#next = start
    this.#end = Math.min(end, source.size)
    this.#windowBytes = windowBytes
    this.#signal = signal
  }

  /** The bytes that were not skipped. */
  get left(): number {
    return this.#length + this.#end - this.#next
  }

  /**
   * The next bytes: at least `minBytes`, or all that are left; often more. They are not consumed, and valid until the
   * next call.
   */
  async peek(minBytes: number): Promise<Buffer> {
    while (this.#length < minBytes && this.#next < this.#end) {
      const { length, bytes } = this.#ahead ?? this.#fetch(minBytes - this.#length)
      const window = await bytes
      this.#next += length
      this.#append(window, Math.min(minBytes, this.left + window.length))
      this.#source.release?.(window)
      this.#ahead = this.#next < this.#end ? this.#fetch(0) : undefined
    }
    return this.#buffer.subarray(this.#start, this.#start + this.#length)
  }

  [Symbol.dispose](): void {
    freeBytes(this.#buffer)
    const { release } = this.#source
    if (release) this.#ahead?.bytes.then(release, () => undefined)
  }

  /** Consumes bytes that `peek` returned. */
  skip(bytes: number): void {
    this.#start += bytes
    this.#length -= bytes
  }

  /** @param needed The bytes that there will be soon: room for them at once spares a copy for each window. */
  #append(window: Uint8Array, needed: number): void {
    const length = this.#length + window.length
    if (this.#start + length > this.#buffer.length) {
      const rest = this.#buffer.subarray(this.#start, this.#start + this.#length)
      const room = Math.max(length, needed) + this.#windowBytes
      const before = this.#buffer
      if (length > before.length) this.#buffer = Buffer.allocUnsafeSlow(room)
      this.#buffer.set(rest)
      if (before !== this.#buffer) freeBytes(before)
      this.#start = 0
    }
    this.#buffer.set(window, this.#start + this.#length)
    this.#length = length
  }

  #fetch(minBytes: number) {
    const length = Math.min(Math.max(this.#windowBytes, minBytes), this.#end - this.#next)
    const bytes = this.#source.read(this.#next, length, { signal: this.#signal })
    // Who peeks next gets the error.
    bytes.catch(() => undefined)
    return { length, bytes }
  }
}
