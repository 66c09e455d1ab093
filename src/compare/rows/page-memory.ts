import { freeBytes } from '../../lib/page-buffer.ts'
import { sliceRows } from './row-table.ts'

/**
 * Memory for the pages of one column, one after the other: the collector waits for far more garbage than they take. The
 * content is valid until the next page.
 */
export class PageMemory implements Disposable {
  #bytes = new Uint8Array()
  /** For each row of a slice, whether it has a value, and the place of its value in the dictionary. */
  readonly present = new Uint8Array(sliceRows)
  readonly places = new Int32Array(sliceRows)

  /** So many bytes of any content. */
  take(size: number): Uint8Array {
    if (size > this.#bytes.length) {
      freeBytes(this.#bytes)
      this.#bytes = new Uint8Array(size)
    }
    return this.#bytes.subarray(0, size)
  }

  [Symbol.dispose](): void {
    freeBytes(this.#bytes)
  }
}
