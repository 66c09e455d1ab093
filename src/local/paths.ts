import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { isMissing } from './disk.ts'

/** Names that lead to a device whatever folder they are in: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?$/i
/** A name that ends like this loses its end there, and so becomes another file's. */
const lostEnd = /[ .]$/
const forbiddenOnWindows = /[<>:"|?*\\]/

/**
 * Why these paths of one bundle, `/` between names, cannot all be files of a folder, or undefined when they can. Two that
 * differ in case only are refused everywhere: on some machines the one would overwrite the other.
 */
export function findPathFault(
  paths: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const files = new Map<string, string>()
  const folders = new Map<string, string>()
  for (const each of paths) {
    const names = each.split('/')
    const unusable = platform === 'win32' ? names.find(isUnusableOnWindows) : undefined
    if (unusable !== undefined) return `Windows has no file named ${JSON.stringify(unusable)} (${each})`
    const twin = files.get(folded(each)) ?? each
    if (twin !== each) return `${twin} and ${each} are the same file where case does not count`
    files.set(folded(each), each)
    for (let depth = 1; depth < names.length; depth++) folders.set(folded(names.slice(0, depth).join('/')), each)
  }
  for (const [name, inner] of folders) {
    const file = files.get(name)
    if (file !== undefined) return `${file} is a file, and the folder of ${inner}`
  }
  return undefined
}

/** As file systems that do not count case compare names; those of macOS do not tell é from e´ either. */
function folded(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
}

function isUnusableOnWindows(name: string): boolean {
  return deviceName.test(name) || lostEnd.test(name) || forbiddenOnWindows.test(name)
}

/**
 * The folder on the way from `root` to one of these files that is a symbolic link, so that the file would land elsewhere;
 * `root` itself counts. Undefined when there is none. What is not there yet is none.
 */
export async function findSymlinkOnPath(root: string, paths: readonly string[]): Promise<string | undefined> {
  const folders = new Set([root])
  for (const each of paths) {
    const names = each.split('/')
    for (let depth = 1; depth < names.length; depth++) folders.add(path.join(root, ...names.slice(0, depth)))
  }
  for (const folder of folders) {
    const found = await lstat(folder).catch((error: unknown) => {
      if (isMissing(error)) return undefined
      throw error
    })
    if (found?.isSymbolicLink()) return folder
  }
  return undefined
}
