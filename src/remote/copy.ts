import { type BundleObject, createCorruptBundleFailure } from '../bundles/bundle-place.ts'
import type { BundlePart } from '../bundles/bundle-reader.ts'
import { formatHyperFrameName } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { TransferCounter } from '../lib/progress.ts'
import type { Proof } from './prove.ts'
import type { Remote } from './remote.ts'

/** The result of a copy. Objects that already existed are not counted. The bytes do not pass through this machine. */
export type CopyResult = { readonly uri: string; readonly objects: number; readonly bytes: number }

/**
 * The largest object that one CopyObject request copies, in bytes.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
const maxCopiedBytes = 5 * 1024 ** 3

/** The first object of a bundle that is too large for one CopyObject request. */
export function findUncopyableObject({ parts }: Pick<Proof, 'parts'>): BundleObject | undefined {
  return parts.flatMap(({ objects }) => objects).find(({ size }) => size > maxCopiedBytes)
}

/**
 * Copies a proved bundle, after the bundles nested in it, to another context on the same remote: files and frames, then
 * the HyperFrame, each only if it does not exist. S3 copies the bytes, one request an object, and the result is listed
 * and compared before the HyperFrame is copied. Throws Failure `bundle-corrupt` when the other context has an object of
 * another size under the same name or when an object is deleted meanwhile, and `invalid-input` for a context in another
 * bucket or an object of more than 5 GiB.
 */
export async function copyBundle(
  from: Remote,
  proof: Proof,
  to: Remote,
  options: Cancellable & { readonly counter?: TransferCounter },
): Promise<CopyResult> {
  if (from.store.bucket !== to.store.bucket) {
    const evidence = `${to.getUri(proof.bundle.uuid)} is in another bucket than ${proof.uri}.`
    throw new Failure('invalid-input', evidence, 'Bundles are copied within one bucket: pull the bundle, and push it.')
  }
  const large = findUncopyableObject(proof)
  if (large !== undefined) {
    const evidence = `${large.path} of ${proof.uri} has ${large.size} bytes; S3 copies at most ${maxCopiedBytes} at once.`
    throw new Failure('invalid-input', evidence, 'Push the bundle to the other context with `dsdt push`.')
  }
  options.counter?.expect(proof)
  const result = { uri: to.getUri(proof.bundle.uuid), objects: 0, bytes: 0 }
  for (const part of proof.parts) {
    const { objects, bytes } = await copyPart(from, part, to, options)
    result.objects += objects
    result.bytes += bytes
  }
  return result
}

async function copyPart(
  from: Remote,
  part: BundlePart,
  to: Remote,
  options: Cancellable & { readonly counter?: TransferCounter },
): Promise<{ readonly objects: number; readonly bytes: number }> {
  const { uuid } = part.bundle
  const head = { path: formatHyperFrameName(uuid), size: part.hyperFrame.length }
  const before = await to.listSizes(uuid, options)
  assertSameSizes(to, part, before)
  let objects = 0
  let bytes = 0
  const copy = async ({ path, size }: BundleObject, signal: AbortSignal) => {
    const outcome = await from.store.copyIfAbsent(from.getKey(uuid, path), to.getKey(uuid, path), { signal, size })
    if (outcome === 'absent') throw createCorruptBundleFailure(from, uuid, `${path} was deleted while it was copied`)
    options.counter?.add(size)
    if (outcome === 'exists') return
    objects += 1
    bytes += size
  }
  const absent = part.objects.filter(({ path }) => !before.has(path))
  for (const { size } of part.objects.filter(({ path }) => before.has(path))) options.counter?.add(size)
  await forEachBounded(absent, copy, options)
  // The HyperFrame makes the copy visible, so the other objects are checked first.
  const after = absent.length === 0 ? before : await to.listSizes(uuid, options)
  assertSameSizes(to, part, after)
  const lost = part.objects.find(({ path }) => !after.has(path))
  if (lost !== undefined) throw createCorruptBundleFailure(to, uuid, `${lost.path} was deleted after it was copied`)
  if (!before.has(head.path)) await copy(head, options.signal)
  return { objects, bytes }
}

function assertSameSizes(to: Remote, part: BundlePart, existing: ReadonlyMap<string, number>): void {
  const { uuid } = part.bundle
  const all = [...part.objects, { path: formatHyperFrameName(uuid), size: part.hyperFrame.length }]
  const different = all.find(({ path, size }) => (existing.get(path) ?? size) !== size)
  if (different === undefined) return
  const { path, size } = different
  const reason = `${path} has ${existing.get(path)} bytes in that context and ${size} in the original`
  throw createCorruptBundleFailure(to, uuid, reason)
}
