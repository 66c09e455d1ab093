import { mkdtemp, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inheritEnv, runCommand } from './process.ts'

/** The file system of one test. */
export interface Tmpfs extends AsyncDisposable {
  readonly path: string
  /** Makes the file system read-only, even for root. */
  makeReadOnly(): Promise<void>
}

/** Mounts a small file system in memory. Each file takes at least 4 KiB. Needs root or sudo. */
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
  const ran = await runCommand(file, args, { env: inheritEnv('PATH') })
  if (ran.code !== 0) throw new Error(`${command.join(' ')} failed: ${ran.stderr}`)
}
