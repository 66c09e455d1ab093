import { lstat, mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isWindowsDeviceName } from '../disdat/file-names.ts'
import { isMissingFileError } from '../lib/file-errors.ts'

/** Windows drops these characters at the end of a name, so the name becomes that of another file. */
const droppedEnd = /[ .]$/
const forbiddenOnWindows = /[<>:"|?*\\]/

/** How a folder's file system compares names, and on which platform it is. */
export type NameRules = {
  /** Whether names that differ only in case, or in the form of a letter in Unicode, are different files. */
  readonly distinguishesCase: boolean
  readonly platform?: NodeJS.Platform
}

/**
 * Why these paths of one bundle, `/` between names, cannot all be files of one folder; undefined when they can. Where
 * the file system ignores case, one of two paths that differ only in case would overwrite the other.
 */
export function findPathConflict(
  paths: readonly string[],
  { distinguishesCase, platform = process.platform }: NameRules,
): string | undefined {
  const fold = (name: string) => (distinguishesCase ? name : foldCase(name))
  const files = new Map<string, string>()
  const folders = new Map<string, string>()
  for (const filePath of paths) {
    const names = filePath.split('/')
    const unusable = platform === 'win32' ? names.find(isUnusableOnWindows) : undefined
    if (unusable !== undefined) return `Windows does not allow a file named ${JSON.stringify(unusable)} (${filePath})`
    const twin = files.get(fold(filePath)) ?? filePath
    if (twin !== filePath) return `${twin} and ${filePath} are the same file on a file system that ignores case`
    files.set(fold(filePath), filePath)
    for (let depth = 1; depth < names.length; depth++) {
      folders.set(fold(names.slice(0, depth).join('/')), filePath)
    }
  }
  for (const [folder, inner] of folders) {
    const file = files.get(folder)
    if (file !== undefined) return `${file} is both a file and the folder of ${inner}`
  }
  return undefined
}

/**
 * Whether the file system of a folder keeps names apart that differ only in case, or in the form of a letter in
 * Unicode. Tries it with files of its own in a new subfolder.
 */
export async function distinguishesCase(folder: string): Promise<boolean> {
  const probe = await mkdtemp(path.join(folder, '.names-'))
  try {
    await writeFile(path.join(probe, 'a\u00e9'), '')
    const others = ['A\u00e9', 'ae\u0301'].map((name) =>
      lstat(path.join(probe, name)).then(() => false, isMissingFileError),
    )
    return (await Promise.all(others)).every(Boolean)
  } finally {
    await rm(probe, { recursive: true, force: true })
  }
}

/** A name as file systems that ignore case compare it. macOS also ignores whether é is one character or two. */
function foldCase(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
}

function isUnusableOnWindows(name: string): boolean {
  return isWindowsDeviceName(name) || droppedEnd.test(name) || forbiddenOnWindows.test(name)
}

/**
 * The first folder between `root` and one of these files, `root` included, that is a symbolic link: the file would be
 * written elsewhere. Undefined when there is none. Folders that do not exist are not links.
 */
export async function findSymlinkOnPath(root: string, paths: readonly string[]): Promise<string | undefined> {
  const folders = new Set([root])
  for (const filePath of paths) {
    const names = filePath.split('/')
    for (let depth = 1; depth < names.length; depth++) folders.add(path.join(root, ...names.slice(0, depth)))
  }
  for (const folder of folders) {
    const stats = await lstat(folder).catch((error: unknown) => {
      if (isMissingFileError(error)) return undefined
      throw error
    })
    if (stats?.isSymbolicLink()) return folder
  }
  return undefined
}
