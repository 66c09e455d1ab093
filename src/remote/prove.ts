import type { Bundle } from '../disdat/bundle.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { type BundleObject, type BundlePart, corruptBundle, readParts } from './bundle-reader.ts'
import type { Remote } from './remote.ts'

/** A bundle that is there with everything it names. */
export type Proof = {
  readonly bundle: Bundle
  /** `s3://…/objects/<uuid>` */
  readonly uri: string
  /** It and the bundles nested in it, inner before outer. */
  readonly parts: readonly BundlePart[]
  /** Of all parts, HyperFrames included. */
  readonly objects: number
  readonly bytes: number
  /** What is odd but proves nothing wrong, a sentence each. */
  readonly warnings: readonly string[]
}

/** How many missing objects an error names before it only counts them. */
const maxNamed = 5

/**
 * Proof that a bundle is on the remote: its HyperFrame was read, its folder listed, and every frame, linked file and
 * nested bundle is there. Undefined when there is no HyperFrame. Throws Failure `bundle-corrupt` that names what is
 * missing, or says why the bundle cannot be read.
 */
export async function proveBundle(remote: Remote, uuid: string, options: Cancellable): Promise<Proof | undefined> {
  const parts = await readParts(remote, uuid, options)
  const bundle = parts?.at(-1)?.bundle
  if (parts === undefined || bundle === undefined) return undefined
  for (const { bundle: inner, missing } of parts) {
    if (missing.length > 0) throw corruptBundle(remote, inner.uuid, describeMissing(missing), undefined)
  }
  return {
    bundle,
    uri: remote.uri(uuid),
    parts,
    objects: parts.reduce((sum, part) => sum + part.objects.length + 1, 0),
    bytes: parts.reduce((sum, part) => sum + part.hyperFrame.length + bytesOf(part.objects), 0),
    warnings: parts.flatMap((part) => part.warnings),
  }
}

/** What a sentence says of objects that are not there: the names of the first of them, and their number. */
export function describeMissing(missing: readonly string[]): string {
  const named = missing.slice(0, maxNamed).join(', ')
  const more = missing.length > maxNamed ? `, … (${missing.length} in all)` : ''
  return `it names what is not there: ${named}${more}`
}

function bytesOf(objects: readonly BundleObject[]): number {
  return objects.reduce((sum, object) => sum + object.size, 0)
}
