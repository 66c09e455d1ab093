import { parseLinkPath } from './bundle.ts'
import { BundleFormatError } from './format/hyperframe.ts'

/** Windows opens a device by these names, whatever their extension (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i
/** dsdt takes a file of such a name for a message of its own. */
const messageName = /_(?:h?frame|auth)\.pb$/

/** Why a file must not have this path in a bundle that we make, `/` between names; undefined where it may. */
export function findFilePathFault(path: string): string | undefined {
  const names = path.split('/')
  const device = names.find((name) => deviceName.test(name))
  if (device !== undefined) return `${device} is a device on Windows`
  if (messageName.test(path)) return 'Disdat keeps such names for itself'
  try {
    parseLinkPath(`bundle://${path}`)
    return undefined
  } catch (error) {
    if (error instanceof BundleFormatError) return error.message
    throw error
  }
}
