import { randomUUID } from 'node:crypto'
import { runDocker } from './docker.ts'
import type { Moto } from './moto.ts'
import type { CommandResult } from './process.ts'

/**
 * The versions of Disdat whose images script/bootstrap builds: the last version of each command line that PyPI has. Of
 * 0.7.1, 0.7.2 and 0.8.0 it has the release candidates. All images contain the pipes of images/generations/pipeline.
 */
export const versions = ['0.7.1', '0.7.2', '0.8.0', '0.8.1', '0.8.25', '0.9.16', '0.10.1'] as const

export type Version = (typeof versions)[number]

/** All versions with an image: also two that only tests of the command line use. */
export const commandLineVersions = [...versions, '0.8.12', '0.9.14'] as const

/** Returns the name of the image with the pipes `pipelines.orders.*` of a version. */
export const nameImage = (version: (typeof commandLineVersions)[number]) => `disdat-${version}-orders:latest`

/** A running container of a version's image: the home of a user of this version. Its disposal removes it. */
export interface VersionHome extends AsyncDisposable {
  /** Runs a command in the home. */
  run(...argv: readonly string[]): Promise<CommandResult>
  /** Runs the version's own dsdt. */
  runDsdt(...args: readonly string[]): Promise<CommandResult>
  /** Runs code in the version's Python; the arguments are its `sys.argv[1:]`. */
  runPython(script: string, ...args: readonly string[]): Promise<CommandResult>
  /** Copies a file or folder of this machine to a path in the container. */
  copyIn(source: string, target: string): Promise<void>
  /** Copies a file or folder of the container to this machine. */
  copyOut(source: string, target: string): Promise<void>
}

/** Starts a home of a user of this version, with a connection to the account and with `dsdt init` done. */
export async function startVersionHome(version: Version, account: Pick<Moto, 'env'>): Promise<VersionHome> {
  const name = `disdat-run-action-test-${randomUUID()}`
  const env = Object.entries({ ...account.env, LANG: 'C.UTF-8' }).flatMap(([key, value]) => [
    '--env',
    `${key}=${value}`,
  ])
  const options = ['--detach', '--rm', '--init', '--network', 'host', '--name', name, ...env]
  await succeed(['run', ...options, '--entrypoint', 'sleep', nameImage(version), 'infinity'])
  const run = (...argv: readonly string[]) => runDocker(['exec', name, ...argv])
  return {
    run,
    runDsdt: (...args) => run('dsdt', ...args),
    runPython: (script, ...args) => run('python', '-c', script, ...args),
    copyIn: (source, target) => succeed(['cp', source, `${name}:${target}`]),
    copyOut: (source, target) => succeed(['cp', `${name}:${source}`, target]),
    [Symbol.asyncDispose]: () => succeed(['rm', '--force', name]),
  }
}

async function succeed(args: readonly string[]): Promise<void> {
  const ran = await runDocker(args)
  if (ran.code !== 0) throw new Error(`docker ${args[0]} failed: ${ran.stdout}${ran.stderr}`)
}
