import { constants } from 'node:fs'
import { open, stat } from 'node:fs/promises'

/** A folder that stays the same while it is open. */
export interface AnchoredFolder extends AsyncDisposable {
  /**
   * A path of the folder for this process. On Linux it leads to the folder itself, even when another process has moved
   * the folder and put a link or another folder in its place. Elsewhere it is the name of the folder.
   */
  readonly path: string
}

/**
 * Opens a folder. Throws the error of the file system, also for a symbolic link (`ENOTDIR`).
 * https://man7.org/linux/man-pages/man5/proc_pid_fd.5.html
 */
export async function openFolder(folder: string): Promise<AnchoredFolder> {
  if (process.platform !== 'linux') return { path: folder, async [Symbol.asyncDispose]() {} }
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  const path = `/proc/self/fd/${handle.fd}`
  // A container may have no /proc.
  const hasProc = (await stat(path).catch(() => undefined))?.isDirectory() === true
  return { path: hasProc ? path : folder, [Symbol.asyncDispose]: () => handle.close() }
}
