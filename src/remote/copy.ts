import { type BundleObject, createCorruptBundleFailure } from '../bundles/bundle-place.ts'
import type { BundlePart } from '../bundles/bundle-reader.ts'
import { formatHyperFrameName } from '../disdat/bundle.ts'
import { maxHyperFrameBytes } from '../disdat/format/hyperframe.ts'
import { addPromotionTag, isEqualExceptPromotion } from '../disdat/promotion-tag.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { TransferCounter } from '../lib/progress.ts'
import type { Proof } from './prove.ts'
import type { Remote } from './remote.ts'

/** The result of a copy. Objects that already existed are not counted. */
export type CopyResult = { readonly uri: string } & CopyCounts

export type CopyCounts = { readonly objects: number; readonly bytes: number }

type CopyOptions = Cancellable & {
  readonly counter?: TransferCounter | undefined
  /** Whether each HyperFrame that is written gets the tag of a promotion. A HyperFrame that exists stays as it is. */
  readonly isPromotion?: boolean
}

/**
 * Copies a proved bundle and the bundles nested in it to another context on the same remote, as `copyBundles` does.
 * Throws Failure as `copyBundles` does.
 */
export async function copyBundle(from: Remote, proof: Proof, to: Remote, options: CopyOptions): Promise<CopyResult> {
  return { uri: to.getUri(proof.bundle.uuid), ...(await copyBundles(from, [proof], to, options)) }
}

/**
 * Copies proved bundles and the bundles nested in them to another context on the same remote: the files and frames of
 * all of them, and then their HyperFrames in the given order, inner ones before outer ones, each object only if it does
 * not exist. So a bundle appears whole, and only after those that are before it. S3 copies files and frames, whose
 * bytes do not pass through this machine, and they are listed and compared before the first HyperFrame is written. A
 * copy that was interrupted is completed by the next one. A HyperFrame that exists may have the tag of another
 * promotion, or none. Throws Failure `bundle-corrupt` when the other context has an object of another size under the
 * same name or when an object is deleted meanwhile, and `invalid-input` for a context in another bucket.
 */
export async function copyBundles(
  from: Remote,
  proofs: readonly Proof[],
  to: Remote,
  options: CopyOptions,
): Promise<CopyCounts> {
  const parts = listParts(from, proofs, to)
  for (const proof of proofs) options.counter?.expect(proof)
  const result = { objects: 0, bytes: 0 }
  const invisible: BundlePart[] = []
  for (const part of parts) {
    const { isVisible, ...counts } = await copyObjects(from, part, to, options)
    if (!isVisible) invisible.push(part)
    result.objects += counts.objects
    result.bytes += counts.bytes
  }
  for (const { bundle, hyperFrame } of invisible) {
    // From the bytes that were proved. S3 and most other servers honour the condition of this request.
    const key = to.getKey(bundle.uuid, formatHyperFrameName(bundle.uuid))
    const bytes = options.isPromotion === true ? addPromotionTag(hyperFrame, from.context) : hyperFrame
    const outcome = await to.store.putIfAbsent(key, bytes, options)
    options.counter?.add(hyperFrame.length)
    if (outcome === 'exists') continue
    result.objects += 1
    result.bytes += bytes.length
  }
  return result
}

/** The bundles to copy, each once. Throws Failure `invalid-input` for a context in another bucket. */
function listParts(from: Remote, proofs: readonly Proof[], to: Remote): readonly BundlePart[] {
  const [first] = proofs
  if (first !== undefined && from.store.bucket !== to.store.bucket) {
    const evidence = `${to.getUri(first.bundle.uuid)} is in another bucket than ${first.uri}.`
    throw new Failure('invalid-input', evidence, 'Bundles are copied within one bucket: pull the bundle, and push it.')
  }
  const parts = new Map<string, BundlePart>()
  for (const part of proofs.flatMap((proof) => proof.parts))
    if (!parts.has(part.bundle.uuid)) parts.set(part.bundle.uuid, part)
  return [...parts.values()]
}

/** Copies all objects of a bundle but its HyperFrame, which may be there already. */
async function copyObjects(
  from: Remote,
  part: BundlePart,
  to: Remote,
  options: CopyOptions,
): Promise<CopyCounts & { readonly isVisible: boolean }> {
  const { uuid } = part.bundle
  const before = await to.listSizes(uuid, options)
  await assertSame(to, part, before, options)
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
  await assertSame(to, part, after, options)
  const lost = part.objects.find(({ path }) => !after.has(path))
  if (lost !== undefined) throw createCorruptBundleFailure(to, uuid, `${lost.path} was deleted after it was copied`)
  return { objects, bytes, isVisible: before.has(formatHyperFrameName(uuid)) }
}

async function assertSame(
  to: Remote,
  part: BundlePart,
  existing: ReadonlyMap<string, number>,
  options: Cancellable,
): Promise<void> {
  const { uuid } = part.bundle
  const head = { path: formatHyperFrameName(uuid), size: part.hyperFrame.length }
  const isOther = ({ path, size }: BundleObject) => (existing.get(path) ?? size) !== size
  const isOtherHead = isOther(head) && !(await hasSameHyperFrame(to, part, options))
  const different = part.objects.find(isOther) ?? (isOtherHead ? head : undefined)
  if (different === undefined) return
  const { path, size } = different
  const reason = `${path} has ${existing.get(path)} bytes in that context and ${size} in the original`
  throw createCorruptBundleFailure(to, uuid, reason)
}

/** Whether the HyperFrame in the other context differs by the tag of a promotion only. */
async function hasSameHyperFrame(to: Remote, { bundle, hyperFrame }: BundlePart, options: Cancellable) {
  const limits = { ...options, maxBytes: maxHyperFrameBytes }
  const bytes = await to.read(bundle.uuid, formatHyperFrameName(bundle.uuid), limits)
  return bytes !== undefined && isEqualExceptPromotion(bytes, hyperFrame)
}
