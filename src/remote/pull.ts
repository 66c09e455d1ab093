import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type BundleObject, createCorruptBundleFailure } from '../bundles/bundle-place.ts'
import type { BundlePart } from '../bundles/bundle-reader.ts'
import { formatFrameName, formatHyperFrameName } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/format/format-error.ts'
import { assertFrameLoadable } from '../disdat/load-rules.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { getFileErrorCode } from '../lib/file-errors.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { TransferCounter } from '../lib/progress.ts'
import { WarningCollector } from '../lib/warning-collector.ts'
import { type AnchoredFolder, openFolder } from '../local/anchored-folder.ts'
import type { LocalContext } from '../local/context.ts'
import { registerBundle } from '../local/ctxt-db.ts'
import { toDiskFailure } from '../local/disk-failure.ts'
import { frameFileHashMatches, summarizeFrameFile } from '../local/frame-file.ts'
import { distinguishesCase, findPathConflict, findSymlinkOnPath } from '../local/paths.ts'
import { useStagingFolder } from '../local/staging.ts'
import { preferLocalHyperFrame } from './local-hyperframe.ts'
import type { Proof } from './prove.ts'
import type { Remote } from './remote.ts'

/** The result of a pull. Objects that already existed are not counted. */
export type PullResult = {
  readonly folder: string
  readonly objects: number
  readonly bytes: number
  /** Oddities that were not known before and do not make the bundle unusable, one sentence each. */
  readonly warnings: readonly string[]
}

type PartOptions = Cancellable & { readonly warnings: WarningCollector; readonly counter?: TransferCounter }

type PartResult = Pick<PullResult, 'objects' | 'bytes'>

/**
 * Pulls a proved bundle into the local context, after the bundles nested in it, and registers each so that dsdt sees it
 * at once. Each bundle is downloaded to a staging folder, checked (lengths, S3's checksums, the hashes of frames) and
 * renamed: it appears whole or not at all. Existing objects are kept. With `files: false`, linked files stay on the
 * remote, as with `dsdt pull` without `--localize`. Throws Failure `disk-full`, `local-context-unwritable`, or
 * `bundle-corrupt` when the local copy differs. No staging folder is left after a failure or when `signal` aborts.
 */
export async function pullBundle(
  remote: Remote,
  proof: Proof,
  context: LocalContext,
  options: Cancellable & { readonly runId: string; readonly files?: boolean; readonly counter?: TransferCounter },
): Promise<PullResult> {
  const folder = path.join(context.objects, proof.bundle.uuid)
  const warnings = new WarningCollector()
  const result = { folder, objects: 0, bytes: 0 }
  try {
    options.counter?.expect(measureSelected(proof.parts, options.files !== false))
    return await useStagingFolder(context.folder, options.runId, async (staging) => {
      for (const proved of proof.parts) {
        const part = await preferLocalHyperFrame(proved, context, options)
        const { objects, bytes } = await pullPart(remote, part, context, { ...options, staging, warnings })
        result.objects += objects
        result.bytes += bytes
        await registerBundle(context, part.hyperFrame, options)
      }
      return { ...result, warnings: warnings.texts }
    })
  } catch (error) {
    throw toDiskFailure(error, context.folder)
  }
}

async function pullPart(
  remote: Remote,
  part: BundlePart,
  context: LocalContext,
  options: PartOptions & { readonly staging: string; readonly files?: boolean },
): Promise<PartResult> {
  const { uuid } = part.bundle
  const target = path.join(context.objects, uuid)
  const source = path.join(options.staging, uuid)
  const all = selectObjects(part, options.files !== false)
  await assertFits(all, { uuid, staging: options.staging })
  await assertNoLinks(all, { uuid, target })
  const existing = await context.listSizes(uuid, options)
  assertSameSizes(all, existing, uuid, target)
  const absent = all.filter((object) => !existing.has(object.path))
  for (const { size } of all.filter((object) => existing.has(object.path))) options.counter?.add(size)
  if (absent.length === 0) return { objects: 0, bytes: 0 }

  await Promise.all(listFolders(absent, source).map((folder) => mkdir(folder, { recursive: true })))
  await downloadObjects(remote, part, absent, { ...options, folder: source })
  options.signal.throwIfAborted()
  // Others may have written to the context during the download.
  await assertNoLinks(all, { uuid, target })
  await mkdir(context.objects, { recursive: true })
  const isComplete = existing.size === 0 && (await renameWhole(source, target))
  if (!isComplete) await addObjects(absent, source, target)
  return { objects: absent.length, bytes: absent.reduce((sum, object) => sum + object.size, 0) }
}

function measureSelected(parts: readonly BundlePart[], hasFiles: boolean): PartResult {
  const sizes = parts.flatMap((part) => selectObjects(part, hasFiles).map(({ size }) => size))
  return { objects: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/** The objects to pull, the HyperFrame last. */
function selectObjects(part: BundlePart, hasFiles: boolean): readonly BundleObject[] {
  const { uuid, frames } = part.bundle
  const names = new Set(frames.map((frame) => formatFrameName(frame.uuid)))
  const selected = hasFiles ? part.objects : part.objects.filter((object) => names.has(object.path))
  return [...selected, { path: formatHyperFrameName(uuid), size: part.hyperFrame.length }]
}

function assertSameSizes(
  objects: readonly BundleObject[],
  existing: ReadonlyMap<string, number>,
  uuid: string,
  target: string,
): void {
  const different = objects.find((object) => (existing.get(object.path) ?? object.size) !== object.size)
  if (different === undefined) return
  const { path: name, size } = different
  const sizes = `${name} has ${existing.get(name)} bytes in the local context and ${size} on the remote`
  const evidence = `The local copy of the bundle ${uuid} in ${target} differs from the remote: ${sizes}.`
  throw new Failure('bundle-corrupt', evidence, `Remove it with \`dsdt rm --uuid ${uuid}\`, and run again.`)
}

/** Writes objects to the staging folder and checks them. Warns of large frames that do not match their hash. */
async function downloadObjects(
  remote: Remote,
  part: BundlePart,
  objects: readonly BundleObject[],
  options: PartOptions & { readonly folder: string },
): Promise<void> {
  const { uuid, frames } = part.bundle
  const frameNames = new Set(frames.map((frame) => formatFrameName(frame.uuid)))
  const inMemory = new Map([...part.frameBytes, [formatHyperFrameName(uuid), part.hyperFrame]])
  await forEachBounded(
    objects,
    async ({ path: name, size }, signal) => {
      const file = path.join(options.folder, name)
      const bytes = inMemory.get(name)
      if (bytes?.length === size) {
        await writeFile(file, bytes, { signal })
        options.counter?.add(size)
        return
      }
      const progress = options.counter?.begin()
      const download = { size, signal, onBytes: progress?.update }
      if (!(await remote.store.getToFile(remote.getKey(uuid, name), file, download)))
        throw createCorruptBundleFailure(remote, uuid, `${name} was deleted while it was pulled`)
      progress?.end(size)
      if (frameNames.has(name)) await checkFrameFile(remote, part, { name, file, warnings: options.warnings })
    },
    options,
  )
}

/** Throws Failure `bundle-corrupt` for a frame that Disdat cannot load, or that has changed since the proof. */
async function checkFrameFile(
  remote: Remote,
  part: BundlePart,
  { name, file, warnings }: { readonly name: string; readonly file: string; readonly warnings: WarningCollector },
): Promise<void> {
  const { uuid } = part.bundle
  if ((await frameFileHashMatches(file)) === false) {
    const matchedBefore = part.hashChecks.get(name)
    if (matchedBefore === true)
      throw createCorruptBundleFailure(remote, uuid, `${name} has other bytes than when the bundle was proved`)
    if (matchedBefore === undefined)
      warnings.add('frames with another hash', `${name} of ${uuid} does not match its own hash.`)
  }
  try {
    assertFrameLoadable(part.bundle, await summarizeFrameFile(file))
  } catch (error) {
    if (error instanceof BundleFormatError) throw createCorruptBundleFailure(remote, uuid, error.message, error)
    throw error
  }
}

/** Throws Failure `bundle-corrupt` when a folder cannot hold these objects. */
async function assertFits(
  objects: readonly BundleObject[],
  { uuid, staging }: { readonly uuid: string; readonly staging: string },
): Promise<void> {
  const paths = objects.map((object) => object.path)
  const mayConflict = findPathConflict(paths, { distinguishesCase: false }) !== undefined
  const conflict = mayConflict
    ? findPathConflict(paths, { distinguishesCase: await distinguishesCase(staging) })
    : undefined
  if (conflict === undefined) return
  const evidence = `The bundle ${uuid} cannot be pulled: ${conflict}.`
  throw new Failure('bundle-corrupt', evidence, 'Create it with other file names, or set `pull-output: metadata`.')
}

/** Throws Failure `bundle-corrupt` when a symbolic link would redirect objects. */
async function assertNoLinks(
  objects: readonly BundleObject[],
  { uuid, target }: { readonly uuid: string; readonly target: string },
): Promise<void> {
  const link = await findSymlinkOnPath(
    target,
    objects.map((object) => object.path),
  )
  if (link === undefined) return
  const evidence = `The bundle ${uuid} cannot be pulled: ${link} is a symbolic link that leads elsewhere.`
  throw new Failure('bundle-corrupt', evidence, 'Remove the link, and run again.')
}

/** Moves the folder of a bundle into place. Returns false when another process has already put the bundle there. */
async function renameWhole(source: string, target: string): Promise<boolean> {
  try {
    await rename(source, target)
    return true
  } catch (error) {
    const code = getFileErrorCode(error)
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false
    throw error
  }
}

/**
 * Moves objects into the existing folder of a bundle, in order, so that the HyperFrame comes last. Follows no link:
 * each folder is opened in the one above.
 */
async function addObjects(objects: readonly BundleObject[], source: string, target: string): Promise<void> {
  const byFolder = Map.groupBy(objects, (object) => path.posix.dirname(object.path))
  const root = byFolder.get('.') ?? []
  byFolder.delete('.')
  for (const [name, inside] of [...byFolder, ['.', root] as const]) {
    await using folder = await openBelow(target, name === '.' ? [] : name.split('/'))
    for (const { path: file } of inside)
      await rename(path.join(source, file), path.join(folder.path, path.basename(file)))
  }
}

/** Opens a folder below another one; creates folders that do not exist. */
async function openBelow(parent: string, names: readonly string[]): Promise<AnchoredFolder> {
  await mkdir(parent).catch(ignoreExisting)
  const folder = await openFolder(parent)
  const [next, ...others] = names
  if (next === undefined) return folder
  await using _ = folder
  return await openBelow(path.join(folder.path, next), others)
}

function ignoreExisting(error: unknown): void {
  if (getFileErrorCode(error) !== 'EEXIST') throw error
}

function listFolders(objects: readonly BundleObject[], root: string): readonly string[] {
  return [...new Set(objects.map((object) => path.dirname(path.join(root, object.path))))]
}
