import { type BundleObject, createCorruptBundleFailure } from '../bundles/bundle-place.ts'
import { type BundlePart, type CanSkip, readBundleParts } from '../bundles/bundle-reader.ts'
import type { Bundle } from '../disdat/bundle.ts'
import { findUrlProblem } from '../disdat/file-names.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { WarningCollector } from '../lib/warning-collector.ts'
import type { Remote } from './remote.ts'

/** The proof that a bundle is on a remote with everything it refers to. */
export type Proof = {
  readonly bundle: Bundle
  /** `s3://…/objects/<uuid>` */
  readonly uri: string
  /** The bundle and the bundles nested in it, inner before outer. */
  readonly parts: readonly BundlePart[]
  /** The number of objects of all parts, HyperFrames included. */
  readonly objects: number
  readonly bytes: number
  /** Oddities that do not disprove the bundle, one sentence each, and of each kind only the first ones. */
  readonly warnings: readonly string[]
}

/** The most missing objects that an error names. */
const maxNamed = 5

/**
 * Proves that a bundle is on the remote: reads its HyperFrame, lists its folder, and checks that every frame, linked
 * file and nested bundle exists. Undefined when there is no HyperFrame. Throws Failure `bundle-corrupt` that names the
 * missing objects, or says why the bundle cannot be read, and `unreadable-file-name` for a file that dsdt left out.
 *
 * @param options.canSkip Allows a proof without the frames and nested bundles that cannot be read: see BundlePart.
 */
export async function proveBundle(
  remote: Remote,
  uuid: string,
  { signal, canSkip }: Cancellable & { readonly canSkip?: CanSkip },
): Promise<Proof | undefined> {
  const warnings = new WarningCollector()
  const parts = await readBundleParts(remote, uuid, { signal, warnings, canSkip })
  const bundle = parts?.at(-1)?.bundle
  if (parts === undefined || bundle === undefined) return undefined
  for (const { bundle: inner, missing } of parts) {
    if (missing.length > 0) throw createMissingFailure(remote, inner.uuid, missing)
  }
  return {
    bundle,
    uri: remote.getUri(uuid),
    parts,
    objects: parts.reduce((sum, part) => sum + part.objects.length + 1, 0),
    bytes: parts.reduce((sum, part) => sum + part.hyperFrame.length + sumSizes(part.objects), 0),
    warnings: warnings.texts,
  }
}

/** dsdt pushes a bundle without the files whose names it cannot read. */
function createMissingFailure(remote: Remote, uuid: string, missing: readonly string[]): Failure {
  const unreadable = missing.find((path) => findUrlProblem(path) !== undefined)
  if (unreadable === undefined) return createCorruptBundleFailure(remote, uuid, describeMissing(missing))
  const evidence = `Disdat did not push the file ${unreadable} of the bundle ${remote.getUri(uuid)}.`
  return new Failure('unreadable-file-name', evidence, `Rename it in the pipe: ${findUrlProblem(unreadable)}.`)
}

/** A clause about missing objects: the names of the first `maxNamed`, and how many there are in all. */
export function describeMissing(missing: readonly string[]): string {
  const named = missing.slice(0, maxNamed).join(', ')
  const more = missing.length > maxNamed ? `, … (${missing.length} in all)` : ''
  return `it refers to objects that do not exist: ${named}${more}`
}

function sumSizes(objects: readonly BundleObject[]): number {
  return objects.reduce((sum, object) => sum + object.size, 0)
}
