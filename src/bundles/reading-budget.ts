import { BundleFormatError } from '../disdat/format/format-error.ts'
import { maxFrameBytes } from '../disdat/format/hyperframe.ts'
import { Semaphore } from '../lib/semaphore.ts'

/** The most links and nested bundles of a bundle, all levels together, each as often as it is named. */
export const maxReferences = 500_000
/** The most bytes of frames of links and nested bundles of a bundle, all levels together. */
export const maxReferenceBytes = 256 * 1024 * 1024
/** The most objects in the folder of a bundle, those that the bundle does not name included. */
export const maxFolderObjects = 500_000
/** Bytes of frames that are read at the same time. */
const maxBytesInFlight = maxFrameBytes
/** Bytes of frames that a bundle, with those nested in it, keeps in memory. */
const maxKeptBytes = 8 * 1024 * 1024

/** What the reading of one bundle, with the bundles nested in it, may still take. */
export class ReadingBudget {
  readonly #inFlight = new Semaphore(maxBytesInFlight)
  #references = maxReferences
  #referenceBytes = maxReferenceBytes
  #keptBytes = maxKeptBytes

  /** Waits until a frame of this size may be read, and reads it. */
  async hold<T>(bytes: number, signal: AbortSignal, read: () => Promise<T>): Promise<T> {
    return await this.#inFlight.hold(bytes, signal, read)
  }

  /** Counts a frame of links or nested bundles, before it is read. Throws BundleFormatError for too many bytes. */
  countReferenceBytes(bytes: number): void {
    this.#referenceBytes -= bytes
    if (this.#referenceBytes >= 0) return
    throw new BundleFormatError(`its frames of links and bundles have more than ${maxReferenceBytes} bytes`)
  }

  /** Counts links or nested bundles. Throws BundleFormatError for too many. */
  countReferences(references: number): void {
    this.#references -= references
    if (this.#references >= 0) return
    throw new BundleFormatError(`it refers to more than ${maxReferences} objects and bundles`)
  }

  /** Whether these bytes may stay in memory, and counts them if so. */
  mayKeep(bytes: number): boolean {
    if (bytes > this.#keptBytes) return false
    this.#keptBytes -= bytes
    return true
  }
}
