import { createReadStream } from 'node:fs'
import { posix } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type Docker from 'dockerode'
import { type Header, type Pack, pack } from 'tar-stream'
import type { ContextFile } from '../context-seed.ts'
import type { SeedLocation } from './seed-location.ts'

/** Puts the folder of a local context into a created container, and those above it that do not exist. */
export async function putFolders(
  container: Docker.Container,
  { context, missing, owner }: SeedLocation,
): Promise<void> {
  const [outermost = context] = missing
  const parent = posix.dirname(outermost)
  const folders = pack()
  for (const folder of missing) folders.entry({ ...createFolderHeader(owner), name: posix.relative(parent, folder) })
  folders.finalize()
  await container.putArchive(Readable.from(folders), { path: parent })
}

/**
 * Puts the files of a seed into a created container that has the folder of the context, as one archive. The signal ends
 * it between two files. Throws the error of the engine or of the seed; the container must then not start, because it
 * may hold half of a file.
 */
export async function putFiles(
  container: Docker.Container,
  { context, owner }: SeedLocation,
  files: AsyncIterable<ContextFile>,
  signal: AbortSignal,
): Promise<void> {
  const failed = new AbortController()
  const archive = pack()
  const filled = fillArchive(archive, owner, files, signal)
  // An error of the archive does not end the request that sends it.
  filled.catch((error: unknown) => failed.abort(error))
  const abortSignal = AbortSignal.any([signal, failed.signal])
  try {
    await container.putArchive(Readable.from(archive), { path: context, abortSignal })
  } catch (error) {
    archive.destroy()
    failed.signal.throwIfAborted()
    throw error
  }
  await filled
}

type Owner = { readonly uid: number; readonly gid: number }

const createFolderHeader = ({ uid, gid }: Owner) => ({ type: 'directory', mode: 0o755, uid, gid }) as const

async function fillArchive(
  archive: Pack,
  { uid, gid }: Owner,
  files: AsyncIterable<ContextFile>,
  signal: AbortSignal,
): Promise<void> {
  const folders = new Set(['.'])
  const addFolder = (folder: string) => {
    if (folders.has(folder)) return
    addFolder(posix.dirname(folder))
    folders.add(folder)
    archive.entry({ ...createFolderHeader({ uid, gid }), name: folder })
  }
  for await (const file of files) {
    signal.throwIfAborted()
    addFolder(posix.dirname(file.path))
    const header = { name: file.path, size: file.bytes, mode: 0o644, uid, gid }
    if ('content' in file) await addContent(archive, header, file.content)
    else await pipeline(createReadStream(file.file), archive.entry(header))
  }
  archive.finalize()
}

/** Waits until the archive has taken the content, so that memory stays flat. Throws for another size than stated. */
async function addContent(archive: Pack, header: Pick<Header, 'name' | 'size'>, content: Uint8Array): Promise<void> {
  const { name, size } = header
  if (content.length !== size) throw new Error(`${name} has ${content.length} bytes, not ${size}.`)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  archive.entry(header, Buffer.from(content.buffer, content.byteOffset, content.byteLength), (error) =>
    error ? reject(error) : resolve(),
  )
  await promise
}
