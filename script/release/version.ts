/** The part of a version that a release raises: https://semver.org */
export type BumpLevel = 'major' | 'minor' | 'patch'

type Numbers = readonly [major: number, minor: number, patch: number]

/** Whether a text is a version of this repository: three numbers, without `v` and without a suffix. */
export function isVersion(text: string): boolean {
  return /^(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}$/.test(text)
}

/** The number of the major version. @throws when `version` is not a version. */
export function getMajor(version: string): number {
  return parseVersion(version)[0]
}

/** Negative when `a` is lower than `b`, 0 when they are equal. @throws when one of them is not a version. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parseVersion(a), parseVersion(b)]
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2]
}

/** The next version of a level. @throws when `version` is not a version. */
export function bumpVersion(version: string, level: BumpLevel): string {
  const [major, minor, patch] = parseVersion(version)
  if (level === 'major') return `${major + 1}.0.0`
  return level === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
}

/** The highest of these levels. */
export function getHighestLevel(levels: readonly BumpLevel[]): BumpLevel {
  if (levels.includes('major')) return 'major'
  return levels.includes('minor') ? 'minor' : 'patch'
}

function parseVersion(text: string): Numbers {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number)
  if (!isVersion(text)) throw new Error(`"${text}" is not a version. Write three numbers, such as 1.2.3.`)
  return [major, minor, patch]
}
