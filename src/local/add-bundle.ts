import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Bundle, readBundle } from '../disdat/bundle.ts'
import { maxFrameBytes } from '../disdat/format/hyperframe.ts'
import { createProcessingName, type LinkBundle, writeLinkBundle } from '../disdat/format/link-bundle.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { LocalContext } from './context.ts'
import { registerBundle } from './ctxt-db.ts'
import { toDiskFailure } from './disk-failure.ts'
import { useStagingFolder } from './staging.ts'
import type { SourceFile } from './workspace-files.ts'

/** The description of a bundle that is created from files. */
export type NewBundle = {
  readonly name: string
  /** Without the tags that dsdt sets itself. */
  readonly tags: ReadonlyMap<string, string>
  readonly owner: string
  /** The `path` argument of `dsdt add`, as the user wrote it. */
  readonly path: string
  /** The checkout that the files come from; empty texts where it is unknown. */
  readonly checkout: { readonly repo: string; readonly hash: string; readonly branch: string }
}

/** The code method that `dsdt add` records. */
const addMethod = 'add'

/**
 * Creates a committed bundle of files in a local context, as `dsdt add` and `dsdt commit` do: one file as a scalar,
 * several as a list. The bundle appears whole or not at all, and dsdt sees it at once. Throws Failure `disk-full`,
 * `local-context-unwritable`, or `invalid-input` when the links take more than `maxFrameBytes`.
 */
export async function addBundle(
  context: LocalContext,
  files: readonly SourceFile[],
  newBundle: NewBundle,
  options: Cancellable & { readonly runId: string },
): Promise<Bundle> {
  const uuid = randomUUID()
  try {
    return await useStagingFolder(context.folder, options.runId, async (staging) => {
      // Fails before it copies: there may be many files.
      const { frame, hyperFrame } = encodeMessages(describeLinkBundle(uuid, files, newBundle))
      const source = path.join(staging, uuid)
      await copyFiles(files, source, options)
      for (const { name, bytes } of [frame, hyperFrame]) await writeFile(path.join(source, name), bytes)
      options.signal.throwIfAborted()

      const target = path.join(context.objects, uuid)
      await mkdir(context.objects, { recursive: true })
      await rename(source, target)
      await registerBundle(context, hyperFrame.bytes, options).catch(async (error: unknown) => {
        await rm(target, { recursive: true, force: true })
        throw error
      })
      return readBundle(hyperFrame.bytes, uuid)
    })
  } catch (error) {
    throw toDiskFailure(error, context.folder)
  }
}

async function copyFiles(files: readonly SourceFile[], target: string, options: Cancellable): Promise<void> {
  const folders = new Set([target, ...files.map((file) => path.dirname(path.join(target, file.path)))])
  for (const folder of folders) await mkdir(folder, { recursive: true })
  await forEachBounded(
    files,
    async (file) => await copyFile(file.source, path.join(target, file.path), constants.COPYFILE_FICLONE),
    options,
  )
}

function encodeMessages(bundle: LinkBundle): ReturnType<typeof writeLinkBundle> {
  const messages = writeLinkBundle(bundle)
  const { length } = messages.frame.bytes
  if (length > maxFrameBytes) {
    const evidence = `input-path: the paths of the files take ${length} bytes; the limit is ${maxFrameBytes}.`
    throw new Failure('invalid-input', evidence, 'List fewer files, or shorten their paths.')
  }
  return messages
}

function describeLinkBundle(uuid: string, files: readonly SourceFile[], newBundle: NewBundle): LinkBundle {
  const { name, owner, checkout } = newBundle
  return {
    uuid,
    frameUuid: randomUUID(),
    name,
    owner,
    processingName: createProcessingName(addMethod, new Map([['path', newBundle.path]]), new Map()),
    tags: new Map([['__param.path', newBundle.path], ...newBundle.tags, ['committed', 'True']]),
    createdSeconds: (performance.timeOrigin + performance.now()) / 1000,
    code: { method: addMethod, repo: checkout.repo, hash: checkout.hash, branch: checkout.branch },
    links: files.map((file) => `bundle://${file.path}`),
  }
}
