import { type Bundle, formatHyperFrameName, isUuid, readBundle } from '../disdat/bundle.ts'
import { maxHyperFrameBytes } from '../disdat/format/hyperframe.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'

/** Where bundles are: a remote context or a local one. Paths are relative to the folder of a bundle. */
export interface BundlePlace {
  /** The URI or path of a bundle's folder, for messages. */
  getUri(uuid: string): string
  /**
   * Every object of a bundle's folder with its size in bytes; empty when there is no folder. Throws BundleFormatError
   * for more objects than `limit`.
   */
  listSizes(uuid: string, options: Cancellable & { readonly limit?: number }): Promise<ReadonlyMap<string, number>>
  /**
   * The bytes of an object, or the first `firstBytes`; undefined when there is no object. Throws BundleFormatError for
   * more than `maxBytes`.
   */
  read(
    uuid: string,
    path: string,
    options: Cancellable & { readonly maxBytes: number; readonly firstBytes?: number },
  ): Promise<Uint8Array | undefined>
}

/** One object of a bundle: its path within the bundle's folder, `/` between names, and its size in bytes. */
export type BundleObject = { readonly path: string; readonly size: number }

/**
 * The bundle of this uuid, read from its HyperFrame alone; undefined when there is no HyperFrame. Throws
 * BundleFormatError when the object is not a HyperFrame.
 */
export async function readHyperFrameObject(
  place: BundlePlace,
  uuid: string,
  options: Cancellable,
): Promise<{ readonly bundle: Bundle; readonly bytes: Uint8Array } | undefined> {
  // The uuid becomes part of a key or a path.
  if (!isUuid(uuid)) return undefined
  const bytes = await place.read(uuid, formatHyperFrameName(uuid), { ...options, maxBytes: maxHyperFrameBytes })
  return bytes === undefined ? undefined : { bundle: readBundle(bytes, uuid), bytes }
}

/** The failure for a bundle that exists and cannot be used. `reason` is a clause without a full stop. */
export function createCorruptBundleFailure(place: BundlePlace, uuid: string, reason: string, cause?: unknown): Failure {
  const evidence = `The bundle ${place.getUri(uuid)} cannot be used: ${reason}.`
  return new Failure('bundle-corrupt', evidence, 'Create it again, or use an older version.', { cause })
}
