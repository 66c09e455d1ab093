import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getString, parseJson } from '../../src/lib/json.ts'
import { getRequiredLevel, promoteUnreleased } from './changelog.ts'
import { hasAdditions, listBreakingChanges } from './compare-contracts.ts'
import { readContract, readSnapshot, renderContract } from './contract.ts'
import { runGit } from './git.ts'
import { bumpVersion, compareVersions, getHighestLevel, isVersion } from './version.ts'

/**
 * Writes a version into the checkout: the section of CHANGELOG.md, package.json, package-lock.json and
 * docs/contract.json. It commits nothing. It can run again until the version is released: it then adds what came since.
 *
 * @param given the version; by default the lowest that the notes and the contract permit.
 * @param date today, `YYYY-MM-DD`.
 * @returns the version.
 * @throws when there are no notes, when `given` is too low, or when it is released.
 */
export async function prepareRelease(root: string, given: string | undefined, date: string): Promise<string> {
  const [changelog, current, released] = await Promise.all([
    read(root, 'CHANGELOG.md'),
    readPackageVersion(root),
    listReleased(root),
  ])
  const highest = released.toSorted(compareVersions).at(-1)
  const least = highest === undefined ? undefined : await chooseVersion(root, { changelog, current, highest })
  const version = given ?? least ?? current
  if (!isVersion(version)) throw new Error(`"${version}" is not a version. Write three numbers, such as 1.2.3.`)
  if (least !== undefined && compareVersions(version, least) < 0)
    throw new Error(`The version must be at least ${least}, because of CHANGELOG.md or the contract.`)
  const pending = released.includes(current) ? undefined : current
  const promoted = promoteUnreleased(changelog, version, date, pending)
  const contract = await readContract(root, version)
  await writeFile(join(root, 'CHANGELOG.md'), promoted)
  await writeFile(join(root, 'docs/contract.json'), renderContract(contract))
  await setPackageVersion(root, version)
  return version
}

interface Known {
  readonly changelog: string
  /** The version in package.json, which is the highest released one or was prepared after it. */
  readonly current: string
  /** The highest released version. */
  readonly highest: string
}

/** The lowest version that the notes and the contract permit. */
async function chooseVersion(root: string, { changelog, current, highest }: Known): Promise<string> {
  const [before, after] = await Promise.all([readSnapshot(root), readContract(root, current)])
  const isBreaking = listBreakingChanges(before, after).length > 0
  const ofContract = isBreaking ? 'major' : hasAdditions(before, after) ? 'minor' : 'patch'
  const next = bumpVersion(highest, getHighestLevel([ofContract, getRequiredLevel(changelog) ?? 'patch']))
  return compareVersions(next, current) > 0 ? next : current
}

/** The versions whose tags exist in the remote `origin`. @throws when it cannot be read. */
async function listReleased(root: string): Promise<readonly string[]> {
  const lines = await runGit(root, 'ls-remote', '--tags', '--refs', 'origin', 'v*').catch((error: unknown) => {
    throw new Error('The remote "origin" cannot be read. Its tags are the released versions.', { cause: error })
  })
  return [...lines.matchAll(/refs\/tags\/v(.+)$/gm)].map(([, tag = '']) => tag).filter(isVersion)
}

/** The version in package.json. @throws when it has none. */
export async function readPackageVersion(root: string): Promise<string> {
  const version = getString(parseJson(await read(root, 'package.json')), 'version')
  if (version === undefined) throw new Error('package.json has no version.')
  return version
}

/** Replaces only the version, so that the rest of both files keeps its form. */
async function setPackageVersion(root: string, version: string): Promise<void> {
  const files = [
    ['package.json', 1],
    ['package-lock.json', 2],
  ] as const
  for (const [file, count] of files) {
    let seen = 0
    const text = (await read(root, file)).replaceAll(/^( +"version": )"[^"]*"/gm, (line, key) => {
      seen += 1
      return seen <= count ? `${key}"${version}"` : line
    })
    await writeFile(join(root, file), text)
  }
}

const read = (root: string, file: string): Promise<string> => readFile(join(root, file), 'utf8')
