import { hyperFrameName } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { type BundleObject, type BundlePart, corruptBundle } from './bundle-reader.ts'
import type { Proof } from './prove.ts'
import type { Remote } from './remote.ts'

/** What a copy came to. Objects that were there already are not counted; a copied byte never passes this machine. */
export type Copied = { readonly uri: string; readonly objects: number; readonly bytes: number }

/** What S3 copies with one request, in bytes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
const maxCopiedBytes = 5 * 1024 ** 3

/** An object of a bundle that is too large to be copied. */
export function tooLargeToCopy({ parts }: Pick<Proof, 'parts'>): BundleObject | undefined {
  return parts.flatMap(({ objects }) => objects).find(({ size }) => size > maxCopiedBytes)
}

/**
 * Copies a proved bundle, and before it those nested in it, to another context on the same remote: files and frames, then
 * the HyperFrame, each only if it is not there. S3 does the copying, and what came of it is listed and compared. Costs a
 * request an object. Throws Failure `bundle-corrupt` when the other context has something else under one of its names or
 * when an object vanished, and `invalid-input` for a context in another bucket or an object of more than 5 GiB.
 */
export async function copyBundle(from: Remote, proof: Proof, to: Remote, options: Cancellable): Promise<Copied> {
  if (from.store.bucket !== to.store.bucket) {
    const evidence = `${to.uri(proof.bundle.uuid)} is in another bucket than ${proof.uri}.`
    throw new Failure('invalid-input', evidence, 'Copies stay in one bucket: pull the bundle, and push it there.')
  }
  const large = tooLargeToCopy(proof)
  if (large !== undefined) {
    const evidence = `${large.path} of ${proof.uri} has ${large.size} bytes; S3 copies at most ${maxCopiedBytes} at once.`
    throw new Failure('invalid-input', evidence, 'Push the bundle to the other context with `dsdt push`.')
  }
  const copied = { uri: to.uri(proof.bundle.uuid), objects: 0, bytes: 0 }
  for (const part of proof.parts) {
    const { objects, bytes } = await copyPart(from, part, to, options)
    copied.objects += objects
    copied.bytes += bytes
  }
  return copied
}

async function copyPart(from: Remote, part: BundlePart, to: Remote, options: Cancellable) {
  const { uuid } = part.bundle
  const last = { path: hyperFrameName(uuid), size: part.hyperFrame.length }
  const before = await to.sizes(uuid, options)
  assertNoOther(to, part, before)
  let objects = 0
  let bytes = 0
  const copy = async ({ path, size }: BundleObject, signal: AbortSignal) => {
    const outcome = await from.store.copyIfAbsent(from.key(uuid, path), to.key(uuid, path), { signal })
    if (outcome === 'absent') throw corruptBundle(from, uuid, `${path} vanished while it was copied`, undefined)
    if (outcome === 'exists') return
    objects += 1
    bytes += size
  }
  const lacking = part.objects.filter(({ path }) => !before.has(path))
  await forEachBounded(lacking, copy, options)
  // What is there now is what the HyperFrame will speak for.
  const after = lacking.length === 0 ? before : await to.sizes(uuid, options)
  assertNoOther(to, part, after)
  const lost = part.objects.find(({ path }) => !after.has(path))
  if (lost !== undefined) throw corruptBundle(to, uuid, `${lost.path} vanished after it was copied`, undefined)
  if (!before.has(last.path)) await copy(last, options.signal)
  return { objects, bytes }
}

function assertNoOther(
  to: Remote,
  { bundle, objects, hyperFrame }: BundlePart,
  there: ReadonlyMap<string, number>,
): void {
  const all = [...objects, { path: hyperFrameName(bundle.uuid), size: hyperFrame.length }]
  const other = all.find(({ path, size }) => there.has(path) && there.get(path) !== size)
  if (other === undefined) return
  const reason = `${other.path} has ${there.get(other.path)} bytes there and ${other.size} here`
  throw corruptBundle(to, bundle.uuid, reason, undefined)
}
