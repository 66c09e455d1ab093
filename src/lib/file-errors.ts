/** Codes of errors about a file. https://nodejs.org/api/errors.html#common-system-errors */
export const diskFullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const codes: ReadonlySet<string> = new Set([
  ...diskFullCodes,
  'EACCES',
  'EROFS',
  'EPERM',
  'ENOTDIR',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'EXDEV',
  'ENOENT',
  'EIO',
  'EMFILE',
  'ENFILE',
  'EEXIST',
  'ENOTEMPTY',
  'EBUSY',
])

/** The code of an error about a file, such as `ENOSPC`; undefined for any other error. */
export function getFileErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  return codes.has(error.code) ? error.code : undefined
}

/** Whether an error says that a file or folder does not exist. */
export function isMissingFileError(error: unknown): boolean {
  const code = getFileErrorCode(error)
  return code === 'ENOENT' || code === 'ENOTDIR'
}
