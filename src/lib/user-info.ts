/** Stands for a user and a password in a message. */
const redacted = '***'

/** The digest of an image follows an `@`, too. */
const digest = /^sha\d+:/

/**
 * Replaces the user information of each address in a text by `***`: a password, and also a user, which may be a token.
 * An address may lack its scheme, and need not be a valid URL. Takes time in proportion to the text.
 */
export function redactUserInfo(text: string): string {
  if (!text.includes('@')) return text
  const words = text.split(/([\s"'()]+)/)
  return words.map((word) => redactWord(word, words.length === 1)).join('')
}

function redactWord(word: string, isWholeText: boolean): string {
  const last = word.lastIndexOf('@')
  const end = digest.test(word.slice(last + 1)) ? word.slice(0, Math.max(0, last)).lastIndexOf('@') : last
  if (end < 0) return word
  // After a first `:`, another `://` is part of a password.
  const start = (/^[^:@]*:\/\//.exec(word) ?? /^\w*=/.exec(word))?.[0].length ?? 0
  const userInfo = word.slice(start, end)
  // A `/` may be part of a password that is not encoded, or of a path without any user information.
  const isAuthority = !userInfo.includes('/') && (start > 0 || isWholeText)
  return isAuthority || /[:@]/.test(userInfo) ? `${word.slice(0, start)}${redacted}@${word.slice(end + 1)}` : word
}

/**
 * The secrets in the user information of one address, in every spelling that a program may print: as written, decoded
 * and encoded. They are the password, `user:password`, and the user when there is no password. Empty without user
 * information.
 */
export function findUserInfoSecrets(address: string): readonly string[] {
  const rest = address.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
  const end = rest.lastIndexOf('@')
  if (end < 0) return []
  const userInfo = rest.slice(0, end)
  const colon = userInfo.indexOf(':')
  const [user, password] = colon < 0 ? [userInfo, ''] : [userInfo.slice(0, colon), userInfo.slice(colon + 1)]
  const parts = password === '' ? [user] : [password, userInfo]
  const spellings = parts.flatMap((part) => [
    part,
    decodePercent(part),
    encodeURIComponent(decodePercent(part).toWellFormed()),
  ])
  return [...new Set(spellings)].filter((spelling) => spelling !== '')
}

/** Decodes what is encoded, and keeps every other `%`, as curl and Python do. */
function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString())
}
