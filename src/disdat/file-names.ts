import { parseLinkPath } from './bundle.ts'
import { BundleFormatError } from './format/format-error.ts'

const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i
/** dsdt reads a file with such a name as its own protobuf message. */
const messageName = /_(?:h?frame|auth)\.pb$/

/**
 * Whether Windows opens a device for a file of this name, in any folder and with any extension.
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file
 */
export function isWindowsDeviceName(name: string): boolean {
  return deviceName.test(name)
}

/** Why a file of a new bundle cannot have this path, with `/` between names; undefined where it can. */
export function findFilePathProblem(path: string): string | undefined {
  const names = path.split('/')
  const device = names.find(isWindowsDeviceName)
  if (device !== undefined) return `${device} is a device on Windows`
  if (messageName.test(path)) return 'Disdat reserves names that end in `_frame.pb`, `_hframe.pb` or `_auth.pb`'
  try {
    parseLinkPath(`bundle://${path}`)
    return undefined
  } catch (error) {
    if (error instanceof BundleFormatError) return error.message
    throw error
  }
}
