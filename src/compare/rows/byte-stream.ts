import type { Cancellable } from '../../lib/cancellable.ts'

/** Bytes that can be read at any place: an object of the store, or a part of memory. */
export type ByteSource = {
  readonly size: number
  /** Reads exactly these bytes, which the source has. Throws as the store does. */
  readonly read: (offset: number, length: number, options: Cancellable) => Promise<Uint8Array>
}

/** Reads a part of a source from its beginning to its end. The next window is on its way while one is in use. */
export class ByteStream {
  readonly #source: ByteSource
  readonly #end: number
  readonly #windowBytes: number
  readonly #signal: AbortSignal
  #buffer: Buffer = Buffer.alloc(0)
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
    return this.#buffer.length + this.#end - this.#next
  }

  /** The next bytes: at least `minBytes`, or all that are left; often more. They are not consumed. */
  async peek(minBytes: number): Promise<Buffer> {
    while (this.#buffer.length < minBytes && this.#next < this.#end) {
      const { length, bytes } = this.#ahead ?? this.#fetch(minBytes - this.#buffer.length)
      const window = await bytes
      const read = Buffer.from(window.buffer, window.byteOffset, window.length)
      this.#next += length
      this.#buffer = this.#buffer.length === 0 ? read : Buffer.concat([this.#buffer, read])
      this.#ahead = this.#next < this.#end ? this.#fetch(0) : undefined
    }
    return this.#buffer
  }

  /** Consumes bytes that `peek` returned. */
  skip(bytes: number): void {
    this.#buffer = this.#buffer.subarray(bytes)
  }

  #fetch(minBytes: number) {
    const length = Math.min(Math.max(this.#windowBytes, minBytes), this.#end - this.#next)
    const bytes = this.#source.read(this.#next, length, { signal: this.#signal })
    // Who peeks next gets the error.
    bytes.catch(() => undefined)
    return { length, bytes }
  }
}
