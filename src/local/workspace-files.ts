import { constants } from 'node:fs'
import { access, glob, opendir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { findFilePathFault } from '../disdat/file-names.ts'
import { describeError, Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { fileErrorCode } from './disk.ts'
import { findPathFault } from './paths.ts'

/** A file that a bundle is to be made of. */
export type SourceFile = {
  /** Where its bytes are: absolute, links followed. */
  readonly source: string
  /** Its path in the bundle's folder, `/` between names. */
  readonly path: string
  readonly size: number
}

/** What was found, in the order in which a bundle links to it. */
export type CollectedFiles = {
  readonly files: readonly SourceFile[]
  /** What was not followed, or is nobody's data: links to folders, and what belongs to git. */
  readonly leftOut: readonly string[]
}

/** More files than this in one bundle make a frame of links that nobody wants to read. */
export const maxFiles = 100_000

/** One that lies where a user named it, relative to the workspace. */
type Named = { readonly named: string; readonly path: string }

const fix = 'Correct `input-path`.'

/**
 * The files that the lines of `input-path` name below a workspace, in the order of `dsdt add`: a file, a folder with all that
 * is in it, or what a pattern matches, sorted. A file is called by its name, one of a folder by its path in there, one of a
 * pattern by its path below the part that has no wildcard. Links to folders are left out, as dsdt does, and so is `.git`,
 * where credentials are. Throws Failure `invalid-input`.
 */
export async function collectFiles(
  workspace: string,
  lines: readonly string[],
  options: Cancellable & { readonly limit?: number },
): Promise<CollectedFiles> {
  const { signal, limit = maxFiles } = options
  const root = await realpath(workspace).catch((error: unknown) => {
    throw refusal(`the workspace ${workspace} cannot be read (${describeError(error)})`, error)
  })
  const files = new Map<string, SourceFile>()
  const leftOut: string[] = []
  for (const line of lines) {
    const before = files.size
    let found = false
    for await (const named of namedBy(root, line, leftOut)) {
      signal.throwIfAborted()
      found = true
      const file = await fileAt(root, named)
      const taken = files.get(file.path)
      if (taken?.source === file.source) continue
      if (taken !== undefined)
        throw refusal(
          `${shown(named.named)} and ${shown(taken.source)} would both be ${shown(file.path)} in the bundle`,
        )
      if (files.size === limit) throw refusal(`there are more than ${limit} files, up to ${shown(named.named)}`)
      files.set(file.path, file)
    }
    if (!found && files.size === before) throw refusal(`${shown(line)} names no file of the workspace`)
  }
  const fault = findPathFault([...files.keys()])
  if (fault !== undefined) throw refusal(`in the bundle, ${fault}`)
  return { files: [...files.values()], leftOut }
}

async function* namedBy(root: string, line: string, leftOut: string[]): AsyncGenerator<Named> {
  const from = path.resolve(root, line)
  const there = await stat(from).catch((error: unknown) => {
    // What is no name may be a pattern.
    if (fileErrorCode(error) === undefined || fileErrorCode(error) === 'EACCES')
      throw refusal(unreadable(line, error), error)
    return undefined
  })
  if (there?.isDirectory()) {
    await assertInside(root, from, line)
    yield* below(root, from, '', leftOut)
  } else if (there !== undefined) {
    yield { named: path.relative(root, from), path: path.basename(from) }
  } else {
    yield* matchedBy(root, line, leftOut)
  }
}

/** As Python's os.walk gives them: a folder's files in the folder's own order, then what is in its folders. */
async function* below(root: string, base: string, inner: string, leftOut: string[]): AsyncGenerator<Named> {
  const folders: string[] = []
  const folder = path.join(base, inner)
  const entries = await opendir(folder).catch((error: unknown) => {
    throw refusal(unreadable(path.relative(root, folder), error), error)
  })
  for await (const entry of entries) {
    const name = path.posix.join(inner, entry.name)
    const named = path.relative(root, path.join(folder, entry.name))
    if (entry.name === '.git') leftOut.push(named)
    else if (entry.isDirectory()) folders.push(name)
    else if (entry.isSymbolicLink() && (await leadsToFolder(path.join(folder, entry.name)))) leftOut.push(named)
    else yield { named, path: name }
  }
  for (const name of folders) yield* below(root, base, name, leftOut)
}

async function leadsToFolder(link: string): Promise<boolean> {
  // One that leads nowhere is told when it is to be read.
  return (await stat(link).catch(() => undefined))?.isDirectory() ?? false
}

async function* matchedBy(root: string, pattern: string, leftOut: string[]): AsyncGenerator<Named> {
  const base = fixedPart(pattern)
  const matches: string[] = []
  for await (const match of glob(pattern, { cwd: root })) matches.push(path.relative(root, path.resolve(root, match)))
  for (const match of matches.toSorted()) {
    if (match.split(path.sep).includes('.git')) leftOut.push(match)
    else if (!(await leadsToFolder(path.join(root, match))))
      yield {
        named: match,
        path: path.relative(path.resolve(root, base), path.join(root, match)).split(path.sep).join('/'),
      }
  }
}

/** The folders in front of a pattern's first part with a wildcard, and never its last part. */
function fixedPart(pattern: string): string {
  const parts = pattern.split('/')
  const first = parts.findIndex((part) => /[*?[{\\]|[!+@]\(/.test(part))
  return parts.slice(0, first < 0 ? -1 : first).join('/') || (pattern.startsWith('/') ? '/' : '.')
}

async function fileAt(root: string, { named, path: inBundle }: Named): Promise<SourceFile> {
  const file = path.join(root, named)
  const source = await assertInside(root, file, named)
  const found = await stat(source).catch((error: unknown) => {
    throw refusal(unreadable(named, error), error)
  })
  if (!found.isFile()) throw refusal(`${shown(named)} is no file`)
  await access(source, constants.R_OK).catch((error: unknown) => {
    throw refusal(unreadable(named, error), error)
  })
  const fault = findFilePathFault(inBundle)
  if (fault !== undefined) throw refusal(`${shown(named)} cannot be in a bundle: ${fault}`)
  return { source, path: inBundle, size: found.size }
}

/** Where it really is, which must be in the workspace and nothing of git's. */
async function assertInside(root: string, file: string, named: string): Promise<string> {
  const real = await realpath(file).catch((error: unknown) => {
    throw refusal(unreadable(named, error), error)
  })
  const relative = path.relative(root, real)
  const names = relative.split(path.sep)
  if (names[0] === '..' || path.isAbsolute(relative))
    throw refusal(`${shown(named)} leads out of the workspace, to ${real}`)
  if (names.includes('.git')) throw refusal(`${shown(named)} is git’s own, where credentials may be`)
  return real
}

const unreadable = (named: string, error: unknown) => `${shown(named)} cannot be read (${describeError(error)})`

const shown = (text: string) => JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text)

function refusal(evidence: string, cause?: unknown): Failure {
  return new Failure('invalid-input', `input-path: ${evidence}.`, fix, { cause })
}
