import { constants } from 'node:fs'
import { access, glob, opendir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { findFilePathProblem } from '../disdat/file-names.ts'
import { describeError, Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { getFileErrorCode } from '../lib/file-errors.ts'
import { findPathConflict } from './paths.ts'

/** A file of the workspace that becomes part of a bundle. */
export type SourceFile = {
  /** The absolute path of its bytes, with symbolic links resolved. */
  readonly source: string
  /** Its path in the bundle's folder, `/` between names. */
  readonly path: string
  /** In bytes. */
  readonly size: number
}

/** The files of `input-path`, in the order in which the bundle links to them. */
export type CollectedFiles = {
  readonly files: readonly SourceFile[]
  /** Links to folders, and files of git, which are not collected. */
  readonly leftOut: readonly string[]
}

/** The most files of one bundle: the frame of links has to stay readable. */
export const maxFiles = 100_000

/** A path relative to the workspace, and the path of the file in the bundle. */
type Candidate = { readonly name: string; readonly path: string }

const fix = 'Correct `input-path`.'

/**
 * The files that the lines of `input-path` name in a workspace, in the order of `dsdt add`: a file, all files of a
 * folder, or the sorted matches of a pattern. In the bundle, a single file has its own name, a file of a folder its
 * path within that folder, and a match its path below the part of the pattern without wildcards. Links to folders are
 * left out, as dsdt does, and so is `.git`, which may hold credentials. Throws Failure `invalid-input`.
 */
export async function collectFiles(
  workspace: string,
  lines: readonly string[],
  options: Cancellable & { readonly limit?: number },
): Promise<CollectedFiles> {
  const { signal, limit = maxFiles } = options
  const root = await realpath(workspace).catch((error: unknown) => {
    throw createFailure(`the workspace ${workspace} cannot be read (${describeError(error)})`, error)
  })
  const files = new Map<string, SourceFile>()
  const leftOut: string[] = []
  for (const line of lines) {
    let isEmpty = true
    for await (const candidate of findCandidates(root, line, leftOut)) {
      signal.throwIfAborted()
      isEmpty = false
      const file = await readSourceFile(root, candidate)
      const other = files.get(file.path)
      if (other?.source === file.source) continue
      if (other !== undefined) {
        const names = `${quote(candidate.name)} and ${quote(other.source)}`
        throw createFailure(`${names} would both be ${quote(file.path)} in the bundle`)
      }
      if (files.size === limit)
        throw createFailure(`there are more than ${limit} files, up to ${quote(candidate.name)}`)
      files.set(file.path, file)
    }
    if (isEmpty) throw createFailure(`${quote(line)} matches no file of the workspace`)
  }
  // The workspace holds all of them. A pull elsewhere checks its own file system.
  const conflict = findPathConflict([...files.keys()], { distinguishesCase: true })
  if (conflict !== undefined) throw createFailure(`in the bundle, ${conflict}`)
  return { files: [...files.values()], leftOut }
}

async function* findCandidates(root: string, line: string, leftOut: string[]): AsyncGenerator<Candidate> {
  const target = path.resolve(root, line)
  const stats = await stat(target).catch((error: unknown) => {
    // A path that does not exist may be a pattern.
    const code = getFileErrorCode(error)
    if (code === undefined || code === 'EACCES') throw createUnreadableFailure(line, error)
    return undefined
  })
  if (stats?.isDirectory()) {
    await resolveInside(root, target, line)
    yield* walkFolder(root, target, '', leftOut)
  } else if (stats !== undefined) {
    yield { name: path.relative(root, target), path: path.basename(target) }
  } else {
    yield* matchPattern(root, line, leftOut)
  }
}

/** In the order of Python's os.walk: the files of a folder in directory order, then its subfolders. */
async function* walkFolder(root: string, base: string, inner: string, leftOut: string[]): AsyncGenerator<Candidate> {
  const subfolders: string[] = []
  const folder = path.join(base, inner)
  const entries = await opendir(folder).catch((error: unknown) => {
    throw createUnreadableFailure(path.relative(root, folder), error)
  })
  for await (const entry of entries) {
    const inBundle = path.posix.join(inner, entry.name)
    const name = path.relative(root, path.join(folder, entry.name))
    if (entry.name === '.git') leftOut.push(name)
    else if (entry.isDirectory()) subfolders.push(inBundle)
    else if (entry.isSymbolicLink() && (await isFolder(path.join(folder, entry.name)))) leftOut.push(name)
    else yield { name, path: inBundle }
  }
  for (const subfolder of subfolders) yield* walkFolder(root, base, subfolder, leftOut)
}

async function isFolder(link: string): Promise<boolean> {
  // A broken link is reported when the file is read.
  return (await stat(link).catch(() => undefined))?.isDirectory() ?? false
}

async function* matchPattern(root: string, pattern: string, leftOut: string[]): AsyncGenerator<Candidate> {
  const base = path.resolve(root, getFixedFolder(pattern))
  const matches: string[] = []
  for await (const match of glob(pattern, { cwd: root })) matches.push(path.relative(root, path.resolve(root, match)))
  for (const match of matches.toSorted()) {
    const file = path.join(root, match)
    if (match.split(path.sep).includes('.git')) leftOut.push(match)
    else if (!(await isFolder(file))) {
      yield { name: match, path: path.relative(base, file).split(path.sep).join('/') }
    }
  }
}

/** The folders before the first part of a pattern that has a wildcard. The last part is never included. */
function getFixedFolder(pattern: string): string {
  const parts = pattern.split('/')
  const first = parts.findIndex((part) => /[*?[{\\]|[!+@]\(/.test(part))
  return parts.slice(0, first < 0 ? -1 : first).join('/') || (pattern.startsWith('/') ? '/' : '.')
}

async function readSourceFile(root: string, { name, path: inBundle }: Candidate): Promise<SourceFile> {
  const source = await resolveInside(root, path.join(root, name), name)
  const stats = await stat(source).catch((error: unknown) => {
    throw createUnreadableFailure(name, error)
  })
  if (!stats.isFile()) throw createFailure(`${quote(name)} is not a file`)
  await access(source, constants.R_OK).catch((error: unknown) => {
    throw createUnreadableFailure(name, error)
  })
  const problem = findFilePathProblem(inBundle)
  if (problem !== undefined) throw createFailure(`${quote(name)} cannot be in a bundle: ${problem}`)
  return { source, path: inBundle, size: stats.size }
}

/** The path with symbolic links resolved, which must be in the workspace and must not belong to git. */
async function resolveInside(root: string, file: string, name: string): Promise<string> {
  const real = await realpath(file).catch((error: unknown) => {
    throw createUnreadableFailure(name, error)
  })
  const relative = path.relative(root, real)
  const folders = relative.split(path.sep)
  if (folders[0] === '..' || path.isAbsolute(relative)) {
    throw createFailure(`${quote(name)} leads out of the workspace, to ${real}`)
  }
  if (folders.includes('.git')) throw createFailure(`${quote(name)} belongs to git, which may keep credentials there`)
  return real
}

/** A path for a message, cut to 200 characters. */
function quote(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text)
}

function createUnreadableFailure(name: string, error: unknown): Failure {
  return createFailure(`${quote(name)} cannot be read (${describeError(error)})`, error)
}

function createFailure(evidence: string, cause?: unknown): Failure {
  return new Failure('invalid-input', `input-path: ${evidence}.`, fix, { cause })
}
