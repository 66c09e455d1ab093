import { randomUUID } from 'node:crypto'
import { open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BundleFormatError } from '../disdat/format/hyperframe.ts'
import { describeError, Failure } from '../errors.ts'
import { diskFailure, isMissing } from './disk.ts'

/** ctxt.json and fs.json are a line each: more than so many bytes is something else. */
const maxJsonBytes = 64 * 1024

/** Every file below a folder with its size in bytes, `/` between names; empty when there is no folder. */
export async function listFileSizes(folder: string): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return []
    throw diskFailure(error, folder)
  })
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name)
    const found = await stat(file).catch(() => undefined)
    if (found?.isFile()) sizes.set(path.relative(folder, file).split(path.sep).join('/'), found.size)
  }
  return sizes
}

/** The bytes of a file, or the first so many; undefined when it is not there. Throws BundleFormatError beyond `maxBytes`. */
export async function readBounded(
  file: string,
  { maxBytes, firstBytes }: { readonly maxBytes: number; readonly firstBytes?: number },
): Promise<Uint8Array | undefined> {
  try {
    await using handle = await open(file)
    const { size } = await handle.stat()
    const wanted = Math.min(size, firstBytes ?? size)
    if (wanted > maxBytes) throw new BundleFormatError(`${path.basename(file)} has more than ${maxBytes} bytes`)
    const bytes = new Uint8Array(wanted)
    let length = 0
    while (length < wanted) {
      const { bytesRead } = await handle.read(bytes, length, wanted - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return bytes.subarray(0, length)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/**
 * The JSON object in a file's first line, which is all that dsdt reads; undefined when there is no file. Throws Failure
 * `context-conflict` when it is something else.
 */
export async function readJson(file: string): Promise<object | undefined> {
  const bytes = await readBounded(file, { firstBytes: maxJsonBytes, maxBytes: maxJsonBytes }).catch(
    (error: unknown) => {
      throw corruptFile(file, describeError(error), error)
    },
  )
  if (bytes === undefined) return undefined
  const json = parsed(file, new TextDecoder().decode(bytes).split('\n')[0] ?? '')
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw corruptFile(file, 'no JSON object', undefined)
  return json
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw corruptFile(file, describeError(error), error)
  }
}

/** The text under a name of a JSON object; undefined when it is not there, null, or empty. */
export function getText(json: object, name: string): string | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(json, name)?.value
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The failure for a file of dsdt's that says something else than dsdt would. */
export function corruptFile(file: string, reason: string, cause: unknown): Failure {
  // dsdt itself dies of either file, whatever it is told to do.
  const advice = file.endsWith('fs.json')
    ? 'Remove it, and `dsdt switch` to a context.'
    : 'Mend it, or remove its folder and make the context anew with `dsdt context`.'
  return new Failure('context-conflict', `${file} is not what dsdt writes: ${reason}.`, advice, { cause })
}

/** Writes a file of dsdt's, whole, unless there is one. */
export async function writeOnce(file: string, json: unknown): Promise<void> {
  if ((await stat(file).catch(() => undefined)) !== undefined) return
  const temporary = `${file}.${randomUUID()}`
  try {
    await writeFile(temporary, JSON.stringify(json))
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
