import { createPageBuffer, freeBytes } from '../lib/page-buffer.ts'
import type { Semaphore } from '../lib/semaphore.ts'

/**
 * Buffers of the size of a part, one after the other for many parts: the collector waits for more garbage than several
 * parts. There are as many as the memory has room for.
 */
export class PartBuffers {
  readonly #partBytes: number
  readonly #memory: Semaphore
  readonly #spare: Buffer[] = []
  #transfers = 0

  /** @param memory Limits the bytes, which others may hold too. */
  constructor(partBytes: number, memory: Semaphore) {
    this.#partBytes = partBytes
    this.#memory = memory
  }

  /** Runs a transfer of many parts. Frees the buffers after the last one. */
  async keepDuring<T>(transfer: () => Promise<T>): Promise<T> {
    this.#transfers += 1
    try {
      return await transfer()
    } finally {
      this.#transfers -= 1
      if (this.#transfers === 0) for (const buffer of this.#spare.splice(0)) freeBytes(buffer)
    }
  }

  /** Waits for the memory of a buffer, and passes one of any content on. Throws the reason of the signal. */
  async use<T>(signal: AbortSignal, action: (buffer: Buffer) => Promise<T>): Promise<T> {
    return await this.#memory.hold(this.#partBytes, signal, async () => {
      const buffer = this.#spare.pop() ?? createPageBuffer(this.#partBytes)
      const result = await action(buffer)
      // Not after an error: a broken connection, or a write, may still use the buffer.
      this.#spare.push(buffer)
      return result
    })
  }
}
