import { randomUUID } from 'node:crypto'
import { lstat, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BundleFormatError } from '../disdat/format/format-error.ts'
import { describeError, Failure } from '../errors.ts'
import { isMissingFileError } from '../lib/file-errors.ts'
import { getString, isObject } from '../lib/json.ts'
import { readRegularFile, UnreadableFileError } from '../lib/regular-file.ts'
import { toDiskFailure } from './disk-failure.ts'

/** The limit for ctxt.json and fs.json, in bytes: dsdt writes one line to each. */
const maxJsonBytes = 64 * 1024

/**
 * Every file below a folder with its size in bytes, `/` between names; empty when there is no folder. Links are left
 * out: in a context that others can write, a link could name any file of this user.
 */
export async function listFileSizes(folder: string): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isMissingFileError(error)) return []
    throw toDiskFailure(error, folder)
  })
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name)
    const stats = await lstat(file).catch(() => undefined)
    if (stats?.isFile()) sizes.set(path.relative(folder, file).split(path.sep).join('/'), stats.size)
  }
  return sizes
}

/**
 * The bytes of a file, or the first `firstBytes`; undefined when there is no file. Throws BundleFormatError for more
 * than `maxBytes`, and for what is not a regular file, such as a folder or a named pipe; `/dev/null` is empty.
 */
export async function readBounded(
  file: string,
  limits: { readonly maxBytes: number; readonly firstBytes?: number },
): Promise<Uint8Array | undefined> {
  try {
    return await readRegularFile(file, limits)
  } catch (error) {
    if (isMissingFileError(error)) return undefined
    if (error instanceof UnreadableFileError) throw new BundleFormatError(error.message, { cause: error })
    throw error
  }
}

/**
 * The JSON object in the first line of a file, which is all that dsdt reads; undefined when there is no file. Throws
 * Failure `context-conflict` when the line is not a JSON object.
 */
export async function readFirstLineJson(file: string): Promise<object | undefined> {
  const limits = { firstBytes: maxJsonBytes, maxBytes: maxJsonBytes }
  const bytes = await readBounded(file, limits).catch((error: unknown) => {
    throw createContextFileFailure(file, describeError(error), error)
  })
  if (bytes === undefined) return undefined
  const json = parseOrThrow(file, new TextDecoder().decode(bytes).replace(/\n.*$/s, ''))
  if (!isObject(json)) throw createContextFileFailure(file, 'it is not a JSON object')
  return json
}

function parseOrThrow(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw createContextFileFailure(file, describeError(error), error)
  }
}

/** The text of a field; undefined when the field is absent, null or empty. */
export function getNonEmptyText(json: object, name: string): string | undefined {
  return getString(json, name) || undefined
}

/** The failure for a file of a local context that dsdt did not write. `reason` is a clause without a full stop. */
export function createContextFileFailure(file: string, reason: string, cause?: unknown): Failure {
  // dsdt fails on either file, whichever command is run.
  const advice = file.endsWith('fs.json')
    ? 'Remove it, and select a context with `dsdt switch`.'
    : 'Fix it, or remove its folder and create the context again with `dsdt context`.'
  return new Failure('context-conflict', `${file} is not what dsdt writes: ${reason}.`, advice, { cause })
}

/** Writes a JSON file in one step. An existing file stays as it is. */
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
