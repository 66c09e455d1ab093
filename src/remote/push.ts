import path from 'node:path'
import { hyperFrameName } from '../disdat/bundle.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { LocalContext } from '../local/context.ts'
import { type BundlePart, corruptBundle, readParts } from './bundle-reader.ts'
import { describeMissing } from './prove.ts'
import type { Remote } from './remote.ts'

/** What a push came to. Objects that were there already are not counted. */
export type Pushed = { readonly uri: string; readonly objects: number; readonly bytes: number }

/**
 * Brings a bundle of the local context to the remote, and before it those nested in it: its files and frames, then the
 * HyperFrame, each only if it is not there, so that nobody sees half a bundle and nothing is overwritten. Files that
 * are only on the remote (`dsdt push --delocalize`) are left there. Undefined when the bundle is not in the context.
 * Throws Failure `bundle-corrupt` when something it names is nowhere, or is on the remote with another size.
 */
export async function pushBundle(
  context: LocalContext,
  uuid: string,
  remote: Remote,
  options: Cancellable,
): Promise<Pushed | undefined> {
  const parts = await readParts(context, uuid, options)
  if (parts === undefined) return undefined
  const pushed = { uri: remote.uri(uuid), objects: 0, bytes: 0 }
  for (const part of parts) {
    const { objects, bytes } = await pushPart(context, part, remote, options)
    pushed.objects += objects
    pushed.bytes += bytes
  }
  return pushed
}

async function pushPart(context: LocalContext, part: BundlePart, remote: Remote, options: Cancellable) {
  const { uuid } = part.bundle
  const there = await remote.sizes(uuid, options)
  const nowhere = part.missing.filter((name) => !there.has(name))
  if (nowhere.length > 0) throw corruptBundle(context, uuid, describeMissing(nowhere), undefined)
  const different = part.objects.find(({ path: name, size }) => there.has(name) && there.get(name) !== size)
  if (different !== undefined) {
    const reason = `${different.path} has ${different.size} bytes here and ${there.get(different.path)} on the remote`
    throw corruptBundle(context, uuid, reason, undefined)
  }

  let objects = 0
  let bytes = 0
  await forEachBounded(
    part.objects.filter((object) => !there.has(object.path)),
    async ({ path: name, size }, signal) => {
      const kept = part.kept.get(name)
      const body = kept?.length === size ? kept : { file: path.join(context.objects, uuid, name), size }
      const outcome = await remote.store.putIfAbsent(remote.key(uuid, name), body, { signal })
      if (outcome === 'exists') return
      objects += 1
      bytes += size
    },
    options,
  )
  // Last: whoever sees it may rely on the rest.
  const last = await remote.store.putIfAbsent(remote.key(uuid, hyperFrameName(uuid)), part.hyperFrame, options)
  return last === 'exists' ? { objects, bytes } : { objects: objects + 1, bytes: bytes + part.hyperFrame.length }
}
