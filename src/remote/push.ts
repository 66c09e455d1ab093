import path from 'node:path'
import { createCorruptBundleFailure } from '../bundles/bundle-place.ts'
import { type BundlePart, readBundleParts } from '../bundles/bundle-reader.ts'
import { formatHyperFrameName } from '../disdat/bundle.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { TransferCounter } from '../lib/progress.ts'
import type { LocalContext } from '../local/context.ts'
import { describeMissing } from './prove.ts'
import type { Remote } from './remote.ts'

/** The result of a push. Objects that already existed are not counted. */
export type PushResult = { readonly uri: string; readonly objects: number; readonly bytes: number }

type Counts = { readonly objects: number; readonly bytes: number }

/**
 * Pushes a bundle of the local context to the remote, after the bundles nested in it: files and frames first, then the
 * HyperFrame, each only if it does not exist, so that a bundle appears whole and nothing is overwritten. Files that are
 * only on the remote (`dsdt push --delocalize`) stay there. Undefined when the bundle is not in the context. Throws
 * Failure `bundle-corrupt` when an object exists in neither place, or has another size on the remote.
 */
export async function pushBundle(
  context: LocalContext,
  uuid: string,
  remote: Remote,
  options: Cancellable & { readonly counter?: TransferCounter },
): Promise<PushResult | undefined> {
  const parts = await readBundleParts(context, uuid, options)
  if (parts === undefined) return undefined
  options.counter?.expect(measureParts(parts))
  const result = { uri: remote.getUri(uuid), objects: 0, bytes: 0 }
  for (const part of parts) {
    const { objects, bytes } = await pushPart(context, part, remote, options)
    result.objects += objects
    result.bytes += bytes
  }
  return result
}

/** Returns the number of objects of a bundle's parts and their bytes, HyperFrames included. */
export function measureParts(parts: readonly BundlePart[]): Counts {
  return {
    objects: parts.reduce((sum, part) => sum + part.objects.length + 1, 0),
    bytes: parts.reduce((sum, part) => sum + part.hyperFrame.length + sumSizes(part.objects), 0),
  }
}

const sumSizes = (objects: readonly { readonly size: number }[]) => objects.reduce((sum, { size }) => sum + size, 0)

async function pushPart(
  context: LocalContext,
  part: BundlePart,
  remote: Remote,
  options: Cancellable & { readonly counter?: TransferCounter },
): Promise<Counts> {
  const { uuid } = part.bundle
  const existing = await remote.listSizes(uuid, options)
  assertPushable(context, part, existing)
  let objects = 0
  let bytes = 0
  for (const { size } of part.objects.filter((object) => existing.has(object.path))) options.counter?.add(size)
  await forEachBounded(
    part.objects.filter((object) => !existing.has(object.path)),
    async ({ path: name, size }, signal) => {
      const frame = part.frameBytes.get(name)
      const body = frame?.length === size ? frame : { file: path.join(context.objects, uuid, name), size }
      const progress = options.counter?.begin()
      const outcome = await remote.store.putIfAbsent(remote.getKey(uuid, name), body, {
        signal,
        onBytes: progress?.update,
      })
      progress?.end(size)
      if (outcome === 'exists') return
      objects += 1
      bytes += size
    },
    options,
  )
  // The HyperFrame comes last: once it exists, readers rely on all other objects.
  const outcome = await remote.store.putIfAbsent(
    remote.getKey(uuid, formatHyperFrameName(uuid)),
    part.hyperFrame,
    options,
  )
  options.counter?.add(part.hyperFrame.length)
  return outcome === 'exists' ? { objects, bytes } : { objects: objects + 1, bytes: bytes + part.hyperFrame.length }
}

function assertPushable(context: LocalContext, part: BundlePart, existing: ReadonlyMap<string, number>): void {
  const { uuid } = part.bundle
  const missing = part.missing.filter((name) => !existing.has(name))
  if (missing.length > 0) throw createCorruptBundleFailure(context, uuid, describeMissing(missing))
  const different = part.objects.find((object) => (existing.get(object.path) ?? object.size) !== object.size)
  if (different === undefined) return
  const { path: name, size } = different
  const reason = `${name} has ${size} bytes in the local context and ${existing.get(name)} on the remote`
  throw createCorruptBundleFailure(context, uuid, reason)
}
