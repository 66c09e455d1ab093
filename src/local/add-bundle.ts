import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Bundle, readBundle } from '../disdat/bundle.ts'
import { type BundleDraft, defaultProcessingName, writeBundle } from '../disdat/format/bundle-write.ts'
import { maxFrameBytes } from '../disdat/format/hyperframe.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { makeTemporary } from '../remote/pull.ts'
import type { LocalContext } from './context.ts'
import { registerBundle } from './ctxt-db.ts'
import { diskFailure } from './disk.ts'
import type { SourceFile } from './workspace-files.ts'

/** What a bundle of files is to say of itself. */
export type Addition = {
  readonly name: string
  /** Without those that dsdt sets itself. */
  readonly tags: ReadonlyMap<string, string>
  readonly owner: string
  /** As it was asked for: the `path` of `dsdt add`. */
  readonly path: string
  /** Where the code stood that the files came with; empty where that is not known. */
  readonly checkout: { readonly repo: string; readonly hash: string; readonly branch: string }
}

/** What dsdt calls the code of `dsdt add`. */
const method = 'add'

/**
 * Makes a committed bundle of files in a local context: what `dsdt add` and `dsdt commit` make of them, one file as a scalar
 * and several as a list. It is there whole or not at all, and dsdt sees it at once. Throws Failure `disk-full`,
 * `local-context-unwritable`, or `invalid-input` for more links than anybody could read.
 */
export async function addBundle(
  context: LocalContext,
  files: readonly SourceFile[],
  addition: Addition,
  options: Cancellable & { readonly runId: string },
): Promise<Bundle> {
  let temporary: string | undefined
  try {
    temporary = await makeTemporary(context, options.runId)
    const uuid = randomUUID()
    const landing = path.join(temporary, uuid)
    await copyAll(files, landing, options)
    const hyperFrame = await writeMessages(landing, draftOf(uuid, files, addition))
    options.signal.throwIfAborted()

    const target = path.join(context.objects, uuid)
    await mkdir(context.objects, { recursive: true })
    await rename(landing, target)
    await registerBundle(context, hyperFrame, options).catch(async (error: unknown) => {
      await rm(target, { recursive: true, force: true })
      throw error
    })
    return readBundle(hyperFrame, uuid)
  } catch (error) {
    throw diskFailure(error, context.folder)
  } finally {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true })
  }
}

async function copyAll(files: readonly SourceFile[], landing: string, options: Cancellable): Promise<void> {
  const folders = new Set([landing, ...files.map((file) => path.dirname(path.join(landing, file.path)))])
  for (const folder of folders) await mkdir(folder, { recursive: true })
  await forEachBounded(
    files,
    async (file) => await copyFile(file.source, path.join(landing, file.path), constants.COPYFILE_FICLONE),
    options,
  )
}

/** Writes the frame, then the HyperFrame, whose bytes are given back. */
async function writeMessages(folder: string, draft: BundleDraft): Promise<Uint8Array> {
  const { hyperFrame, frames } = writeBundle(draft)
  for (const { name, bytes } of frames) {
    if (bytes.length > maxFrameBytes) {
      const evidence = `input-path: the paths of the files take ${bytes.length} bytes; ${maxFrameBytes} is the limit.`
      throw new Failure('invalid-input', evidence, 'Name fewer files, or shorten their paths.')
    }
    await writeFile(path.join(folder, name), bytes)
  }
  await writeFile(path.join(folder, hyperFrame.name), hyperFrame.bytes)
  return hyperFrame.bytes
}

function draftOf(uuid: string, files: readonly SourceFile[], addition: Addition): BundleDraft {
  const links = { kind: 'links', values: files.map((file) => `bundle://${file.path}`) } as const
  return {
    uuid,
    name: addition.name,
    owner: addition.owner,
    processingName: defaultProcessingName(method, new Map([['path', addition.path]]), new Map()),
    tags: new Map([['__param.path', addition.path], ...addition.tags, ['committed', 'True']]),
    createdSeconds: (performance.timeOrigin + performance.now()) / 1000,
    startSeconds: 0,
    stopSeconds: 0,
    code: { method, ...addition.checkout },
    dependsOn: [],
    content: {
      presentation: files.length === 1 ? 'SCALAR' : 'TENSOR',
      frame: { uuid: randomUUID(), content: links },
    },
  }
}
