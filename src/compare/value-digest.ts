import { createHash } from 'node:crypto'
import { type FrameByteOrder, getWordLayout, swapWords, type WordLayout } from '../disdat/format/frame.ts'
import type { FrameHead, FrameVisitor } from '../disdat/format/frame-parts.ts'
import { readHyperFrame } from '../disdat/format/hyperframe.ts'

/** No UTF-8 has this byte, so it ends a text. */
const textEnd = Buffer.of(0xff)
const nothing = new Uint8Array(0)

/**
 * Hears what a frame holds, and makes a SHA-256 of it: of its type, and of its numbers in this machine's byte order, its
 * texts, its links, or the uuids of its bundles. Frame.hash cannot stand for that: the frame's own uuid is in it.
 */
export class ValueDigest implements FrameVisitor {
  readonly #hash = createHash('sha256')
  #wordBytes: WordLayout['wordBytes'] = 1
  #byteOrder: FrameByteOrder = 'none'
  /** The begin of a word that has not come whole. */
  #rest: Uint8Array = nothing

  head({ type, byteOrder }: FrameHead): void {
    this.#hash.update(type).update(textEnd)
    this.#wordBytes = getWordLayout(type)?.wordBytes ?? 1
    this.#byteOrder = byteOrder
  }

  data(piece: Uint8Array): void {
    if (this.#wordBytes === 1) {
      this.#hash.update(piece)
      return
    }
    const length = this.#rest.length + piece.length
    const whole = length - (length % this.#wordBytes)
    const words = new Uint8Array(length)
    words.set(this.#rest)
    words.set(piece, this.#rest.length)
    this.#rest = words.subarray(whole)
    const buffer = words.buffer.slice(0, whole)
    swapWords(buffer, this.#wordBytes, this.#byteOrder)
    this.#hash.update(new Uint8Array(buffer))
  }

  text(piece: Uint8Array, isLast: boolean): void {
    this.#hash.update(piece)
    if (isLast) this.#hash.update(textEnd)
  }

  link(url: string): void {
    this.#hash.update(url).update(textEnd)
  }

  bundle(hyperFrame: Uint8Array): void {
    this.#hash.update(readHyperFrame(hyperFrame).uuid)
  }

  end(): string {
    return this.#hash.digest('hex')
  }
}
