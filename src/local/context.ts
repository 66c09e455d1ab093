import { mkdir, mkdtemp, readdir, rename, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { BundlePlace } from '../bundles/bundle-place.ts'
import { type FindOptions, type FindQuery, findNewestBundle, readBundleAt } from '../bundles/find-in-place.ts'
import type { Bundle } from '../disdat/bundle.ts'
import { matchesQuery } from '../disdat/bundle-query.ts'
import { isContextName, parseRemoteUrl } from '../disdat/names.ts'
import { Failure } from '../errors.ts'
import { isMissingFileError } from '../lib/file-errors.ts'
import { redactUserInfo } from '../lib/user-info.ts'
import { listIndexedUuids } from './ctxt-db.ts'
import { toDiskFailure } from './disk-failure.ts'
import {
  createContextFileFailure,
  getNonEmptyText,
  listFileSizes,
  readBounded,
  readFirstLineJson,
  writeOnce,
} from './files.ts'

/** A local context in the layout of dsdt: `<home>/.disdat/context/<name>`. */
export interface LocalContext extends BundlePlace {
  readonly name: string
  readonly folder: string
  /** The folder that holds one folder for each bundle. */
  readonly objects: string
  /** The remote context that it is bound to; undefined when it has no remote. */
  readonly remote: RemoteContextName | undefined
}

/** A remote context by name. The URL is without `/context` and without a trailing slash. */
export type RemoteContextName = { readonly url: string; readonly context: string }

/** A local context by name. `home` holds `.disdat`: `meta_dir_root` of disdat.cfg, or the home of the user. */
export type LocalContextName = { readonly home: string; readonly name: string }

/**
 * The name of the current local context, as `dsdt switch` set it; undefined when there is none. Throws Failure
 * `context-conflict` when fs.json is not what dsdt writes, or names what the input `context` may not name.
 */
export async function readCurrentContext(home: string): Promise<string | undefined> {
  const file = path.join(home, '.disdat', 'fs.json')
  const json = await readFirstLineJson(file)
  const name = json && getNonEmptyText(json, '_mangled_curr_context_name')
  if (name !== undefined && !isContextName(name)) throw createNameFailure(file, '_mangled_curr_context_name', name)
  return name
}

/**
 * The context of this name; undefined when there is none. Throws Failure `context-conflict` when its ctxt.json is not
 * what dsdt writes, or names what the inputs `remote` and `context` may not name, and `invalid-input` for a name that
 * is not a context's.
 */
export async function openContext({ home, name }: LocalContextName): Promise<LocalContext | undefined> {
  const folder = getContextFolder({ home, name })
  const file = path.join(folder, 'ctxt.json')
  const json = await readFirstLineJson(file)
  if (json === undefined) return undefined
  const url = getNonEmptyText(json, 'remote_ctxt_url')
  const context = getNonEmptyText(json, 'remote_ctxt')
  if (url === undefined || context === undefined) return toLocalContext(name, folder, undefined)
  const remote = url.endsWith('/context') ? parseRemoteUrl(trimSlashes(url.slice(0, -'/context'.length))) : undefined
  if (remote === undefined) throw createContextFileFailure(file, `its remote_ctxt_url is ${quote(url)}`)
  if (!isContextName(context)) throw createNameFailure(file, 'remote_ctxt', context)
  return toLocalContext(name, folder, { url: remote.url, context })
}

function createNameFailure(file: string, field: string, name: string): Failure {
  const allowed = 'letters, digits, `_`, `-` and `.`'
  const reason = `its ${field} ${quote(name)} is not the name of a context that this action accepts (${allowed})`
  return createContextFileFailure(file, reason)
}

/** A text for a message: cut to 200 characters, and without a password. */
const quote = (text: string) => JSON.stringify(redactUserInfo(text).slice(0, 200))

/**
 * The context of this name, bound to this remote. Creates it when it does not exist; a new context becomes the current
 * one when there is no current context. Throws Failure `context-conflict` when the context is bound to another remote,
 * and `local-context-unwritable` or `disk-full`.
 */
export async function ensureContext(
  { home, name }: LocalContextName,
  remote: RemoteContextName,
): Promise<LocalContext> {
  const existing = await openContext({ home, name })
  if (existing !== undefined) {
    assertSameRemote(existing, remote)
    return existing
  }
  const folder = getContextFolder({ home, name })
  try {
    // dsdt lists `objects` as soon as it finds ctxt.json.
    await mkdir(path.join(folder, 'objects'), { recursive: true })
    const url = `${trimSlashes(remote.url)}/context`
    await writeOnce(path.join(folder, 'ctxt.json'), {
      remote_ctxt: remote.context,
      local_ctxt: name,
      remote_ctxt_url: url,
    })
    await writeOnce(path.join(home, '.disdat', 'fs.json'), { _mangled_curr_context_name: name })
  } catch (error) {
    throw toDiskFailure(error, folder)
  }
  const created = await openContext({ home, name })
  if (created === undefined) throw createContextFileFailure(path.join(folder, 'ctxt.json'), 'it was deleted')
  assertSameRemote(created, remote)
  return created
}

/**
 * Throws Failure `context-conflict` when the context is bound to another remote. A context without a remote fits any.
 */
export function assertSameRemote(context: LocalContext, remote: RemoteContextName): void {
  const bound = context.remote
  if (bound === undefined || (bound.url === trimSlashes(remote.url) && bound.context === remote.context)) return
  const other = `${remote.context} on ${trimSlashes(remote.url)}`
  const evidence = `The local context ${context.name} is bound to ${bound.context} on ${bound.url}, not to ${other}.`
  throw new Failure('context-conflict', evidence, 'Remove `remote`, or set another local context in `context`.')
}

/** Throws Failure `local-context-unwritable` or `disk-full` unless a context of this name can be created. */
export async function assertCreatable(name: LocalContextName): Promise<void> {
  const folder = getContextFolder(name)
  let nearest = folder
  while ((await stat(nearest).catch(() => undefined)) === undefined) nearest = path.dirname(nearest)
  try {
    await rmdir(await mkdtemp(path.join(nearest, '.probe-')))
  } catch (error) {
    throw toDiskFailure(error, folder)
  }
}

/**
 * Throws Failure `local-context-unwritable` or `disk-full` unless a bundle can be written and moved into `objects/`.
 */
export async function assertWritable(context: LocalContext): Promise<void> {
  try {
    await mkdir(context.objects, { recursive: true })
    const probe = await mkdtemp(path.join(context.folder, '.probe-'))
    const moved = path.join(context.objects, path.basename(probe))
    // A pull ends with this rename. A failure now saves the download.
    await rename(probe, moved).catch(async (error: unknown) => {
      await rmdir(probe)
      throw error
    })
    await rmdir(moved)
  } catch (error) {
    throw toDiskFailure(error, context.folder)
  }
}

/**
 * The bundle of a query; undefined when there is none. A `newest` query returns the newest committed bundle, or, when
 * none is committed, the newest uncommitted one, which the caller must refuse. `newest` sees what dsdt sees: with a
 * ctxt.db, only bundles that are registered there. Throws Failure `bundle-corrupt` for a uuid whose HyperFrame cannot
 * be read.
 */
export async function findLocalBundle(
  context: LocalContext,
  query: FindQuery,
  options: FindOptions,
): Promise<Bundle | undefined> {
  if (query.kind === 'uuid') return await readBundleAt(context, query.uuid, options)
  const uuids = (await listIndexedUuids(context, query.name, options)) ?? (await listFolderNames(context))
  const committed = await findNewestBundle(
    context,
    uuids,
    options,
    (bundle) => bundle.committed && matchesQuery(bundle, query),
  )
  if (committed !== undefined) return committed
  return await findNewestBundle(context, uuids, { signal: options.signal }, (bundle) => matchesQuery(bundle, query))
}

async function listFolderNames(context: LocalContext): Promise<readonly string[]> {
  return await readdir(context.objects).catch((error: unknown) => {
    if (isMissingFileError(error)) return []
    throw toDiskFailure(error, context.objects)
  })
}

function toLocalContext(name: string, folder: string, remote: RemoteContextName | undefined): LocalContext {
  const objects = path.join(folder, 'objects')
  return {
    name,
    folder,
    objects,
    remote,
    getUri: (uuid) => path.join(objects, uuid),
    listSizes: (uuid) => listFileSizes(path.join(objects, uuid)),
    read: (uuid, name, options) => readBounded(path.join(objects, uuid, name), options),
  }
}

/**
 * The folder of the context of this name, whether it exists or not. Throws Failure `invalid-input` for a name that is
 * not a context's.
 */
export function getContextFolder({ home, name }: LocalContextName): string {
  if (!isContextName(name)) {
    const evidence = `${quote(name)} cannot be the name of a local context.`
    throw new Failure('invalid-input', evidence, 'Use letters, digits, `_`, `-` and `.`.')
  }
  return path.join(home, '.disdat', 'context', name)
}

function trimSlashes(url: string): string {
  return url.replace(/\/+$/, '')
}
