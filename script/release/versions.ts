import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getString, parseJson } from '../../src/lib/json.ts'
import { getNotes } from './changelog.ts'
import { getMajor } from './version.ts'

/** Where users read how to refer to the action. */
const places = ['README.md', 'docs/**/*.md', 'examples/**/*.{yml,md}']

/**
 * The places of a checkout that do not belong to `version`, one sentence each: package.json, package-lock.json,
 * CHANGELOG.md, docs/contract.json, and each `uses: disdat/run-action` of the pages and examples. Empty when all agree.
 *
 * @throws when `version` is not a version.
 */
export async function listVersionProblems(root: string, version: string): Promise<readonly string[]> {
  const read = (file: string) => readFile(join(root, file), 'utf8')
  const lock = parseJson(await read('package-lock.json'))
  const found: readonly (readonly [file: string, version: string | undefined])[] = [
    ['package.json', getString(parseJson(await read('package.json')), 'version')],
    ['package-lock.json', getString(lock, 'version')],
    ['package-lock.json, its root package', getString(lock, 'packages', '', 'version')],
    ['docs/contract.json', getString(parseJson(await read('docs/contract.json')), 'version')],
  ]
  const wrong = found.filter(([, other]) => other !== version)
  const hasNotes = getNotes(await read('CHANGELOG.md'), version) !== undefined
  return [
    ...wrong.map(([file, other]) => `${file} has the version ${other} instead of ${version}.`),
    ...(hasNotes ? [] : [`CHANGELOG.md has no dated section with notes for ${version}.`]),
    ...(await listReferenceProblems(root, `v${getMajor(version)}`)),
  ]
}

async function listReferenceProblems(root: string, tag: string): Promise<readonly string[]> {
  const files = (await Array.fromAsync(glob(places, { cwd: root }))).sort()
  const problems = files.map(async (file) => {
    const text = await readFile(join(root, file), 'utf8')
    const references = text.matchAll(/disdat\/run-action(?:\/[\w-]+)*@([\w.-]+)|disdat\/run-action\/(main)\//g)
    const names = [...references].map(([, uses, raw]) => uses ?? raw ?? '')
    const others = names.filter((name) => name !== tag && !name.startsWith(`${tag}.`))
    return [...new Set(others)].map((other) => `${file} refers to disdat/run-action at ${other} instead of ${tag}.`)
  })
  return (await Promise.all(problems)).flat()
}
