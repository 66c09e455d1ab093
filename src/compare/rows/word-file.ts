import { closeSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A temporary file of words, which is written from its beginning to its end, then read, and deleted. */
export class WordFile implements Disposable {
  readonly #path: string
  readonly #file: number

  /** Creates the file in a folder. Throws as the file system does. */
  constructor(folder: string) {
    this.#path = join(folder, crypto.randomUUID())
    this.#file = openSync(this.#path, 'wx+', 0o600)
  }

  /** Adds words. Throws as the file system does. */
  write(words: Uint32Array): void {
    // Behind the words before: a file descriptor keeps its position.
    writeFileSync(this.#file, new Uint8Array(words.buffer, words.byteOffset, words.byteLength))
  }

  /** Returns a function that reads the next words, from the first ones on. They are valid until its next call. */
  createReader(): (count: number) => Uint32Array {
    let memory = new Uint32Array()
    let position = 0
    return (count) => {
      if (memory.length < count) memory = new Uint32Array(count)
      const bytes = new Uint8Array(memory.buffer, 0, count * 4)
      if (readSync(this.#file, bytes, 0, bytes.length, position) !== bytes.length)
        throw new Error(`${this.#path} is cut off`)
      position += bytes.length
      return memory.subarray(0, count)
    }
  }

  [Symbol.dispose](): void {
    closeSync(this.#file)
    rmSync(this.#path, { force: true })
  }
}
