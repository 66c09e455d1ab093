import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pack } from 'tar-stream'
import { runDocker } from './docker.ts'
import { inheritEnv, runCommand } from './process.ts'

/** An image whose `dsdt_docker`, or whose entry point, is a shell script. */
export interface ShellImage extends AsyncDisposable {
  readonly name: string
  /** `sha256:…` */
  readonly id: string
}

/** Where the script is in the image, and how the configuration starts it. */
interface ShellProgram {
  readonly path: string
  /** Lines of a Dockerfile. */
  readonly configuration: string
  /** Further files by their paths, without a leading slash. A path that ends with a slash is a folder. */
  readonly files?: Readonly<Record<string, string>>
  /** Symbolic links and their targets, by their paths. */
  readonly links?: Readonly<Record<string, string>>
}

export const dsdtDocker: ShellProgram = { path: 'bin/dsdt_docker', configuration: 'CMD ["dsdt_docker", "--help"]' }
/** An image like those of Disdat 0.8. */
export const entrypointProgram: ShellProgram = {
  path: 'opt/bin/entrypoint.py',
  configuration: 'ENTRYPOINT ["/opt/bin/entrypoint.py"]',
}

/**
 * Creates the image on the engine of `host`, by default the engine of this machine. It holds only the shell of this
 * machine and `sleep`, a few megabytes, so that an engine loads it at once. For tests of what Docker does with a
 * container.
 */
export async function makeShellImage(
  script: string,
  host?: string,
  { path, configuration, files = {}, links = {} }: ShellProgram = dsdtDocker,
): Promise<ShellImage> {
  const name = `disdat-run-action-test/shell:${crypto.randomUUID()}`
  const folder = await mkdtemp(join(tmpdir(), 'image-'))
  let id = ''
  try {
    const archive = pack()
    const written = pipeline(archive, createWriteStream(join(folder, 'image.tar')))
    for (const [path, content] of await shell()) archive.entry({ name: path, mode: 0o755 }, content)
    archive.entry({ name: path, mode: 0o755 }, `#!/bin/sh\n${script}\n`)
    for (const [name, linkname] of Object.entries(links)) archive.entry({ name, type: 'symlink', linkname })
    for (const [name, content] of Object.entries(files))
      if (name.endsWith('/')) archive.entry({ name, type: 'directory', mode: 0o777 })
      else archive.entry({ name, mode: 0o644 }, content)
    archive.finalize()
    await written
    const made = await runDocker(['import', '--change', configuration, join(folder, 'image.tar'), name], host)
    if (made.code !== 0) throw new Error(`docker import failed: ${made.stderr}`)
    id = made.stdout.trim()
  } finally {
    await rm(folder, { recursive: true })
  }
  return {
    name,
    id,
    async [Symbol.asyncDispose]() {
      await runDocker(['rmi', name], host)
    },
  }
}

/** The shell and `sleep` with their libraries, by their paths. */
async function shell(): Promise<ReadonlyMap<string, Buffer>> {
  const programs = ['/bin/sh', '/bin/sleep']
  const { stdout } = await runCommand('ldd', programs, { env: inheritEnv('PATH') })
  const libraries = [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path)
  const files = [...new Set([...programs, ...libraries])]
  return new Map(await Promise.all(files.map(async (path) => [path.slice(1), await readFile(path)] as const)))
}
