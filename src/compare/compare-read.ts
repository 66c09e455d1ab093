import type { Cancellable } from '../lib/cancellable.ts'
import { Semaphore } from '../lib/semaphore.ts'
import type { BundlePart } from '../bundles/bundle-reader.ts'
import type { Proof } from '../remote/prove.ts'
import type { Remote } from '../remote/remote.ts'
import type { ComparisonNotes } from './comparison-notes.ts'

/** All that is read of two bundles is at most so many times what may be read of one frame or file. */
export const readFactor = 16
/** What is held in memory at once, all frames and files together, unless a single one is larger; in bytes. */
const maxHeldBytes = 128 * 1024 * 1024

/** A bundle that is compared, and where it is. */
export type ComparedBundle = { readonly remote: Remote; readonly proof: Proof }

/** An object of a bundle, and which of the two bundles that is. */
export type ComparedObject = {
  readonly bundle: ComparedBundle
  readonly side: 'base' | 'now'
  readonly path: string
  readonly size: number
}

/** How a comparison looks at what it compares. */
export type CompareContext = Cancellable & {
  readonly samples: boolean
  readonly reads: ReadLimit
  readonly notes: ComparisonNotes
}

/** What may still be read, and held, in bytes. */
export class ReadLimit {
  readonly maxBytes: number
  readonly memory = new Semaphore(maxHeldBytes)
  #left: number

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes
    this.#left = maxBytes * readFactor
  }

  /** Takes so much of it; or says, for a note, why that may not be read. */
  take(bytes: number): string | undefined {
    if (bytes > this.maxBytes) return `Larger than ${this.maxBytes} bytes (diff-max-bytes), so not read whole`
    if (bytes > this.#left) return `Not read whole, for ${readFactor} times diff-max-bytes were read before`
    this.#left -= bytes
    return undefined
  }
}

/** The bundle itself, without those nested in it. */
export function findOwnPart({ proof }: ComparedBundle): BundlePart | undefined {
  return proof.parts.at(-1)
}

/** The first or the last bytes of an object, no more than it has; undefined when it is gone. */
export async function readWhole(
  { bundle, path }: ComparedObject,
  part: { readonly firstBytes: number } | { readonly lastBytes: number },
  { signal }: Cancellable,
): Promise<Uint8Array | undefined> {
  const maxBytes = 'firstBytes' in part ? part.firstBytes : part.lastBytes
  // There is no range without bytes.
  if (maxBytes === 0) return new Uint8Array()
  const { remote, proof } = bundle
  return await remote.store.get(remote.key(proof.bundle.uuid, path), { ...part, maxBytes, signal })
}

/** A name as a note has it. */
export function unreadableNote(name: string, side: 'base' | 'now'): string {
  const quoted = JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name)
  return side === 'base' ? `${quoted} of the base` : quoted
}
