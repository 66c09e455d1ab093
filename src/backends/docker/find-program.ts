import { posix } from 'node:path'
import type Docker from 'dockerode'
import type { Task } from '../backend.ts'
import { readTextFile } from './container-paths.ts'

/** The PATH of a container whose image sets none: https://github.com/moby/moby/blob/v28.0.0/oci/defaults.go */
const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
/** The most folders of a PATH that are searched. */
const maxFolders = 20

/**
 * The text of the program of a task in a created container, found as the container finds it; undefined for a program
 * that is missing, a link, or larger than 1 MiB. Throws the error of the engine.
 */
export async function readProgram(
  container: Docker.Container,
  { argv: [program = ''], image, env }: Pick<Task, 'argv' | 'image' | 'env'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const path = (env.has('PATH') ? env.get('PATH') : image.env.get('PATH')) ?? defaultPath
  const folders = program.includes('/') ? [''] : path.split(':').slice(0, maxFolders)
  for (const folder of folders) {
    const text = await readTextFile(container, posix.join(folder, program), signal)
    if (text !== undefined) return text
  }
  return undefined
}
