import { posix } from 'node:path'
import type Docker from 'dockerode'
import { PythonConfigError, parsePythonConfig } from '../../disdat/python-config.ts'
import type { Task } from '../backend.ts'
import { inspectPath, readTextFile } from './container-paths.ts'
import { type ContainerUser, findContainerUser } from './container-user.ts'

/** Where a container's Disdat looks for a local context that does not exist yet. */
export type SeedLocation = {
  /** The folder of the context. */
  readonly context: string
  /** The folders above it and itself that do not exist, the outermost first. */
  readonly missing: readonly string[]
  readonly owner: ContainerUser
}

/** A location, or the reason why the container cannot get a seed, as a clause that follows "because". */
export type LocationResult = SeedLocation | { readonly problem: string }

/**
 * Finds the folder of a local context in a created container: `.disdat/context/<name>` in the home of the image's user,
 * or where `meta_dir_root` of its disdat.cfg says. A context that the image has already is never touched: it is the
 * user's own. Throws the error of the engine.
 */
export async function findSeedLocation(
  container: Docker.Container,
  { image, env }: Task,
  name: string,
  signal: AbortSignal,
): Promise<LocationResult> {
  const read = (path: string) => readTextFile(container, path, signal)
  const [passwd, group] = await Promise.all([read('/etc/passwd'), read('/etc/group')])
  const home = env.has('HOME') ? env.get('HOME') : image.env.get('HOME')
  const owner = findContainerUser(image.user, home, { passwd, group })
  if (owner === undefined) return { problem: `the home of the image's user ${image.user || 'root'} is not known` }
  const root = findMetaRoot(await read(`${owner.home}/.config/disdat/disdat.cfg`), owner.home)
  if (root === undefined) return { problem: '`meta_dir_root` in the disdat.cfg of the image is not an absolute path' }
  if ((await inspectPath(container, root)) !== 'folder') return { problem: `${root} in the image is not a folder` }
  const folders = ['.disdat', '.disdat/context', `.disdat/context/${name}`].map((folder) => posix.join(root, folder))
  const missing: string[] = []
  for (const folder of folders) {
    const kind = missing.length > 0 ? 'missing' : await inspectPath(container, folder)
    if (kind === 'missing') missing.push(folder)
    else if (kind !== 'folder') return { problem: `${folder} in the image is not a folder` }
  }
  if (missing.length === 0) return { problem: `the image has a local context ${name} of its own` }
  return { context: posix.join(root, '.disdat/context', name), missing, owner }
}

/** Disdat's `meta_dir_root`, by default the home; undefined for what only Python would find. */
function findMetaRoot(configuration: string | undefined, home: string): string | undefined {
  if (configuration === undefined) return home
  try {
    const value = parsePythonConfig(configuration).get('core', 'meta_dir_root') ?? '~'
    const root = value.replace(/^~(?=\/|$)/, home)
    return root.startsWith('/') ? posix.normalize(root) : undefined
  } catch (error) {
    if (error instanceof PythonConfigError) return undefined
    throw error
  }
}
