import { mkdtemp, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inherited, run } from './process.ts'

/** A file system of a test's own. */
export interface Tmpfs extends AsyncDisposable {
  readonly path: string
  /** Nothing can be written any more, not even by root. */
  makeReadOnly(): Promise<void>
}

/** Mounts a small file system in memory; a page of 4 KiB is the least that a file takes. Needs root or sudo. */
export async function mountTmpfs(sizeKib: number): Promise<Tmpfs> {
  const path = await mkdtemp(join(tmpdir(), 'tmpfs-'))
  const owner = `uid=${process.getuid?.() ?? 0},gid=${process.getgid?.() ?? 0}`
  await asRoot('mount', '-t', 'tmpfs', '-o', `size=${sizeKib}k,${owner}`, 'tmpfs', path)
  return {
    path,
    makeReadOnly: () => asRoot('mount', '-o', 'remount,ro', path),
    async [Symbol.asyncDispose]() {
      await asRoot('umount', path)
      await rmdir(path)
    },
  }
}

async function asRoot(...command: readonly string[]): Promise<void> {
  const [file = '', ...args] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
  const ran = await run(file, args, { env: inherited('PATH') })
  if (ran.code !== 0) throw new Error(`${command.join(' ')} failed: ${ran.stderr}`)
}
