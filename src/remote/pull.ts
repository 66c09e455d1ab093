import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { frameName, hyperFrameName } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { LocalContext } from '../local/context.ts'
import { registerBundle } from '../local/ctxt-db.ts'
import { diskFailure, fileErrorCode, isMissing } from '../local/disk.ts'
import { frameFileMatches } from '../local/frame-file.ts'
import { findPathFault, findSymlinkOnPath } from '../local/paths.ts'
import { type BundleObject, type BundlePart, corruptBundle } from './bundle-reader.ts'
import type { Proof } from './prove.ts'
import type { Remote } from './remote.ts'

/** What a pull came to. Objects that were there already are not counted. */
export type Pulled = {
  readonly folder: string
  readonly objects: number
  readonly bytes: number
  /** What is odd but no reason to refuse it, and was not known before, a sentence each. */
  readonly warnings: readonly string[]
}

/** Beside `objects/`, for dsdt indexes whatever it finds in there. */
const temporaryPrefix = '.pull-'
/** What a killed pull left behind is swept by a later one after so long, in milliseconds. */
const abandonedAfterMs = 24 * 3600 * 1000

/**
 * Brings a proved bundle, and before it those nested in it, into the local context, where dsdt sees it at once. Each
 * lands in a temporary folder, is checked (lengths, S3's checksums, the frames' own hashes), and is renamed: it is there
 * whole or not at all. Objects that are there already are kept. With `files: false` linked files are left on the remote,
 * as `dsdt pull` does without `--localize`. Throws Failure `disk-full`,
 * `local-context-unwritable`, or `bundle-corrupt` when the local copy differs; then, and when `signal` aborts, no
 * temporary folder stays.
 */
export async function pullBundle(
  remote: Remote,
  proof: Proof,
  context: LocalContext,
  options: Cancellable & { readonly runId: string; readonly files?: boolean },
): Promise<Pulled> {
  const folder = path.join(context.objects, proof.bundle.uuid)
  const warnings: string[] = []
  const pulled = { folder, objects: 0, bytes: 0, warnings }
  let temporary: string | undefined
  try {
    temporary = await makeTemporary(context, options.runId)
    for (const part of proof.parts) {
      const { objects, bytes, odd } = await pullPart(remote, part, context, { ...options, temporary })
      pulled.objects += objects
      pulled.bytes += bytes
      warnings.push(...odd)
      await registerBundle(context, part.hyperFrame, options)
    }
    return pulled
  } catch (error) {
    throw diskFailure(error, context.folder)
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true })
  }
}

/** A folder for what is not yet whole, in the context and outside its `objects/`; `removeUnfinishedPulls` finds it by the run's id. */
export async function makeTemporary({ folder }: Pick<LocalContext, 'folder'>, runId: string): Promise<string> {
  await sweep(folder)
  return await mkdtemp(path.join(folder, `${temporaryPrefix}${runId}-`))
}

type Temporary = Cancellable & { readonly temporary: string; readonly files?: boolean }

async function pullPart(remote: Remote, part: BundlePart, context: LocalContext, options: Temporary) {
  const { uuid } = part.bundle
  const target = path.join(context.objects, uuid)
  const landing = path.join(options.temporary, uuid)
  const own = new Set(part.bundle.frames.map((frame) => frameName(frame.uuid)))
  const wanted = options.files === false ? part.objects.filter((object) => own.has(object.path)) : part.objects
  const all = [...wanted, { path: hyperFrameName(uuid), size: part.hyperFrame.length }]
  await assertFits(all, uuid, target)
  const have = await context.sizes(uuid, options)
  const different = all.find((object) => have.has(object.path) && have.get(object.path) !== object.size)
  if (different !== undefined) {
    const sizes = `${different.path} has ${have.get(different.path)} bytes there and ${different.size} on the remote`
    const evidence = `The local copy of the bundle ${uuid} in ${target} is not that of the remote: ${sizes}.`
    throw new Failure('bundle-corrupt', evidence, `Remove it with \`dsdt rm --uuid ${uuid}\`, and run again.`)
  }
  const lacking = all.filter((object) => !have.has(object.path))
  if (lacking.length === 0) return { objects: 0, bytes: 0, odd: [] }

  await Promise.all(foldersOf(lacking, landing).map((folder) => mkdir(folder, { recursive: true })))
  const odd: string[] = []
  await forEachBounded(
    lacking,
    async ({ path: name, size }, signal) => {
      const file = path.join(landing, name)
      const kept = name === hyperFrameName(uuid) ? part.hyperFrame : part.kept.get(name)
      if (kept?.length === size) await writeFile(file, kept, { signal })
      else if (!(await remote.store.getToFile(remote.key(uuid, name), file, { size, signal }))) {
        throw corruptBundle(remote, uuid, `${name} vanished while it was pulled`, undefined)
      } else if (own.has(name) && (await frameFileMatches(file)) === false) {
        const was = part.sound.get(name)
        if (was === true)
          throw corruptBundle(remote, uuid, `${name} came with other bytes than it was proved with`, undefined)
        if (was === undefined) odd.push(`${name} of ${uuid} does not match its own hash.`)
      }
    },
    options,
  )
  options.signal.throwIfAborted()
  await mkdir(context.objects, { recursive: true })
  const isNew = have.size === 0 && (await renamedWhole(landing, target))
  if (!isNew) await complete(lacking, landing, target)
  return { objects: lacking.length, bytes: lacking.reduce((sum, object) => sum + object.size, 0), odd }
}

/** Throws Failure `bundle-corrupt` when a folder cannot hold these, or would not be where they land. */
async function assertFits(objects: readonly BundleObject[], uuid: string, target: string): Promise<void> {
  const paths = objects.map((object) => object.path)
  const fault = findPathFault(paths)
  if (fault !== undefined) {
    const evidence = `The bundle ${uuid} cannot be pulled: ${fault}.`
    throw new Failure('bundle-corrupt', evidence, 'Make it again with other names, or set `pull-output: metadata`.')
  }
  const link = await findSymlinkOnPath(target, paths)
  if (link === undefined) return
  const evidence = `The bundle ${uuid} cannot be pulled: ${link} is a symbolic link, and its files would land elsewhere.`
  throw new Failure('bundle-corrupt', evidence, 'Remove the link, and run again.')
}

/** False when somebody else put the bundle there first. */
async function renamedWhole(landing: string, target: string): Promise<boolean> {
  try {
    await rename(landing, target)
    return true
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false
    throw error
  }
}

/** Puts what lacks into a folder that is there already; in order, so the HyperFrame comes last. */
async function complete(lacking: readonly BundleObject[], landing: string, target: string): Promise<void> {
  for (const folder of foldersOf(lacking, target)) await mkdir(folder, { recursive: true })
  for (const { path: name } of lacking) await rename(path.join(landing, name), path.join(target, name))
}

function foldersOf(objects: readonly BundleObject[], root: string): readonly string[] {
  return [...new Set(objects.map((object) => path.dirname(path.join(root, object.path))))]
}

/** Removes what a killed run of this id left in a local context's folder, if that is there. */
export async function removeUnfinishedPulls(folder: string, runId: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw error
  })
  const own = names.filter((name) => name.startsWith(`${temporaryPrefix}${runId}-`))
  await Promise.all(own.map((name) => rm(path.join(folder, name), { recursive: true, force: true })))
}

/** Folders that this process has swept: once is enough for all that it pulls into one. */
const swept = new Set<string>()

async function sweep(folder: string): Promise<void> {
  if (swept.has(folder)) return
  swept.add(folder)
  const names = await readdir(folder)
  for (const name of names.filter((each) => each.startsWith(temporaryPrefix))) {
    const old = path.join(folder, name)
    const age = Date.now() - (await stat(old).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs
    if (age > abandonedAfterMs) await rm(old, { recursive: true, force: true })
  }
}
