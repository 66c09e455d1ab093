import { findLinkPathProblem } from './bundle.ts'

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

/** What a name can contain once it is in the form NFKC, in which Python compares the host of a URL. */
const hostEnd = /[/?#@:]/

/**
 * Whether Python fails to parse `bundle://<path>`, so that dsdt cannot load a bundle with this link. The first name of
 * the path is in the place of the URL's host.
 * https://github.com/python/cpython/blob/3.11/Lib/urllib/parse.py
 */
export function isUnparsableUrlPath(path: string): boolean {
  const [host = ''] = path.split(/[/?#]/, 1)
  if (/[[\]]/.test(host)) return true
  return hostEnd.test(host.replace(/[@:]/g, '').normalize('NFKC'))
}

/**
 * Why Disdat cannot push or read a file at this path: it parses paths as URLs. Undefined where it can. Says what to
 * rename.
 */
export function findUrlProblem(path: string): string | undefined {
  const taken = /[#?]/.exec(path)?.[0]
  if (taken !== undefined) return `Disdat reads the path as a URL, which ends at \`${taken}\`: rename the file`
  if (!isUnparsableUrlPath(path)) return undefined
  const [first = ''] = path.split('/', 1)
  return `Disdat reads the path as a URL, and \`${first}\` has \`[\`, \`]\` or a form of \`/\`, \`?\`, \`#\`, \`@\` or \`:\`: rename it`
}

/** Why a file of a new bundle cannot have this path, with `/` between names; undefined where it can. */
export function findFilePathProblem(path: string): string | undefined {
  const names = path.split('/')
  const device = names.find(isWindowsDeviceName)
  if (device !== undefined) return `${device} is a device on Windows`
  if (messageName.test(path)) return 'Disdat reserves names that end in `_frame.pb`, `_hframe.pb` or `_auth.pb`'
  return findLinkPathProblem(path) ?? findUrlProblem(path)
}
