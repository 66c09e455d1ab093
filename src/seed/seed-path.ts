import { isUuid } from '../disdat/bundle.ts'

/** The limit of most file systems for one name, in bytes. */
const maxNameBytes = 255
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern detects them.
const unusual = /[\u0000-\u001f\u007f-\u009f/\\]/

/** The path of an object within the folder of its context. */
export function formatSeedPath(uuid: string, file: string): string {
  return `objects/${uuid}/${file}`
}

/**
 * The uuid and the file name of a path `objects/<uuid>/<file name>`; undefined for every other text. The path is text
 * from outside that becomes a path in a container: it has no other folder, no `..`, and no control character.
 */
export function parseSeedPath(path: string): { readonly uuid: string; readonly file: string } | undefined {
  const [folder, uuid = '', file = '', ...rest] = path.split('/')
  if (folder !== 'objects' || rest.length > 0 || !isUuid(uuid)) return undefined
  const isPlain = file !== '' && file !== '.' && file !== '..' && !unusual.test(file) && file.isWellFormed()
  return isPlain && Buffer.byteLength(file) <= maxNameBytes ? { uuid, file } : undefined
}

/** Whether the pull that starts a container fetches an object: Disdat looks for this text in the key. */
export function isPulledAtStart(pathInContext: string): boolean {
  return pathInContext.includes('frame.pb')
}
