import { mkdir, mkdtemp, readdir, rename, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Bundle, matches } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import type { BundlePlace } from '../remote/bundle-reader.ts'
import { bundleAt, type FindOptions, type FindQuery, findNewest } from '../remote/find.ts'
import { indexedUuids } from './ctxt-db.ts'
import { diskFailure, isMissing } from './disk.ts'
import { corruptFile, getText, listFileSizes, readBounded, readJson, writeOnce } from './files.ts'

/** A local context in dsdt's own layout: `<home>/.disdat/context/<name>`. */
export interface LocalContext extends BundlePlace {
  readonly name: string
  readonly folder: string
  /** Where its bundles are, a folder each. */
  readonly objects: string
  /** What it is bound to; undefined for a context that has no remote. */
  readonly remote: RemoteName | undefined
}

/** A remote context by name: the URL without `/context`, no slash at the end. */
export type RemoteName = { readonly url: string; readonly context: string }

/** `home` holds `.disdat`: `meta_dir_root` in disdat.cfg, or else the user's home. */
export type LocalContextName = { readonly home: string; readonly name: string }

/** The current local context, as `dsdt switch` set it; undefined when there is none. Throws Failure `context-conflict`. */
export async function readCurrentContext(home: string): Promise<string | undefined> {
  const json = await readJson(path.join(home, '.disdat', 'fs.json'))
  return json === undefined ? undefined : getText(json, '_mangled_curr_context_name')
}

/**
 * The context of this name; undefined when there is none. Throws Failure `context-conflict` when its ctxt.json is
 * garbage, and `invalid-input` for a name that is no folder's.
 */
export async function openContext({ home, name }: LocalContextName): Promise<LocalContext | undefined> {
  const folder = localContextFolder({ home, name })
  const file = path.join(folder, 'ctxt.json')
  const json = await readJson(file)
  if (json === undefined) return undefined
  const url = getText(json, 'remote_ctxt_url')
  const context = getText(json, 'remote_ctxt')
  if (url === undefined || context === undefined) return contextAt(name, folder, undefined)
  if (!url.endsWith('/context')) throw corruptFile(file, `its remote_ctxt_url is ${JSON.stringify(url)}`, undefined)
  return contextAt(name, folder, { url: trimmed(url.slice(0, -'/context'.length)), context })
}

/**
 * The context of this name, bound to this remote, made if need be; it becomes the current one only where there is none.
 * Throws Failure `context-conflict` when it is bound to another remote, and `local-context-unwritable` or `disk-full`.
 */
export async function ensureContext({ home, name }: LocalContextName, remote: RemoteName): Promise<LocalContext> {
  const existing = await openContext({ home, name })
  if (existing !== undefined) {
    assertSameRemote(existing, remote)
    return existing
  }
  const folder = localContextFolder({ home, name })
  try {
    // dsdt lists `objects` as soon as it finds ctxt.json.
    await mkdir(path.join(folder, 'objects'), { recursive: true })
    const url = `${trimmed(remote.url)}/context`
    await writeOnce(path.join(folder, 'ctxt.json'), {
      remote_ctxt: remote.context,
      local_ctxt: name,
      remote_ctxt_url: url,
    })
    await writeOnce(path.join(home, '.disdat', 'fs.json'), { _mangled_curr_context_name: name })
  } catch (error) {
    throw diskFailure(error, folder)
  }
  const made = await openContext({ home, name })
  if (made === undefined) throw corruptFile(path.join(folder, 'ctxt.json'), 'it vanished', undefined)
  assertSameRemote(made, remote)
  return made
}

/** Throws Failure `context-conflict` when the context is bound to another remote; one without a remote fits any. */
export function assertSameRemote(context: LocalContext, remote: RemoteName): void {
  const bound = context.remote
  if (bound === undefined || (bound.url === trimmed(remote.url) && bound.context === remote.context)) return
  const evidence = `The local context ${context.name} is bound to ${bound.context} on ${bound.url}, not to ${remote.context} on ${trimmed(remote.url)}.`
  throw new Failure('context-conflict', evidence, 'Leave out `remote`, or name another local context in `context`.')
}

/** Throws Failure `local-context-unwritable` or `disk-full` unless a context of this name can be made. */
export async function assertCreatable(name: LocalContextName): Promise<void> {
  const folder = localContextFolder(name)
  let nearest = folder
  while ((await stat(nearest).catch(() => undefined)) === undefined) nearest = path.dirname(nearest)
  try {
    await rmdir(await mkdtemp(path.join(nearest, '.probe-')))
  } catch (error) {
    throw diskFailure(error, folder)
  }
}

/** Throws Failure `local-context-unwritable` or `disk-full` unless a bundle can be made and moved to its place. */
export async function assertWritable(context: LocalContext): Promise<void> {
  try {
    await mkdir(context.objects, { recursive: true })
    const probe = await mkdtemp(path.join(context.folder, '.probe-'))
    const moved = path.join(context.objects, path.basename(probe))
    // As a pull does, whose download would be in vain otherwise.
    await rename(probe, moved).catch(async (error: unknown) => {
      await rmdir(probe)
      throw error
    })
    await rmdir(moved)
  } catch (error) {
    throw diskFailure(error, context.folder)
  }
}

/**
 * The bundle asked for; for `newest`, the newest committed one, or when there is none the newest that is not committed,
 * which the caller must refuse. Undefined when there is none. `newest` sees what dsdt sees: when there is a ctxt.db, a
 * bundle that is not in it is not there. Throws Failure `bundle-corrupt` for a uuid whose HyperFrame cannot be read.
 */
export async function findLocalBundle(
  context: LocalContext,
  query: FindQuery,
  options: FindOptions,
): Promise<Bundle | undefined> {
  if (query.kind === 'uuid') return await bundleAt(context, query.uuid, options)
  const uuids = (await indexedUuids(context, query.name, options)) ?? (await objectUuids(context))
  const committed = await findNewest(context, uuids, options, (bundle) => bundle.committed && matches(bundle, query))
  if (committed !== undefined) return committed
  return await findNewest(context, uuids, { signal: options.signal }, (bundle) => matches(bundle, query))
}

async function objectUuids(context: LocalContext): Promise<readonly string[]> {
  return await readdir(context.objects).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw diskFailure(error, context.objects)
  })
}

function contextAt(name: string, folder: string, remote: RemoteName | undefined): LocalContext {
  const objects = path.join(folder, 'objects')
  return {
    name,
    folder,
    objects,
    remote,
    uri: (uuid) => path.join(objects, uuid),
    sizes: (uuid) => listFileSizes(path.join(objects, uuid)),
    read: (uuid, name, options) => readBounded(path.join(objects, uuid, name), options),
  }
}

/** Where the context of this name is, or would be. Throws Failure `invalid-input` for a name that is no folder's. */
export function localContextFolder({ home, name }: LocalContextName): string {
  if (name === '' || name === '.' || name === '..' || /[\p{Cc}/\\]/u.test(name) || Buffer.byteLength(name) > 255) {
    throw new Failure('invalid-input', `${JSON.stringify(name)} is no name for a context.`, 'Use a plain name.')
  }
  return path.join(home, '.disdat', 'context', name)
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '')
}
