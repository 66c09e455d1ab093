import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { getField, getList, getString, parseJson } from '../src/lib/json.ts'
import { root } from './testbed/process.ts'

const platforms = [
  { os: 'linux', cpu: 'x64', libc: 'glibc' },
  { os: 'linux', cpu: 'arm64', libc: 'glibc' },
  { os: 'darwin', cpu: 'x64' },
  { os: 'darwin', cpu: 'arm64' },
  { os: 'win32', cpu: 'x64' },
]
type Lock = ReadonlyMap<string, unknown>

const lockText = await readFile(join(root, 'package-lock.json'), 'utf8')
const lock: Lock = new Map(Object.entries(Object(getField(parseJson(lockText), 'packages'))))

/** Looks a package up as Node.js does: in the folder of its parent, then in each folder above. */
function findEntry(packages: Lock, parent: string, name: string): unknown {
  const entry = packages.get(`${parent}${parent === '' ? '' : '/'}node_modules/${name}`)
  if (entry !== undefined || parent === '') return entry
  return findEntry(packages, parent.slice(0, Math.max(0, parent.lastIndexOf('/node_modules/'))), name)
}

/** The optional packages that the lock file lacks, or has without their hash or in another version. */
function findMissing(packages: Lock): readonly string[] {
  return [...packages].flatMap(([parent, manifest]) =>
    Object.entries(Object(getField(manifest, 'optionalDependencies') ?? {})).flatMap(([name, range]) => {
      const entry = findEntry(packages, parent, name)
      const isExact = /^\d/.test(String(range))
      const isRight = !isExact || getString(entry, 'version') === range
      return isRight && getString(entry, 'integrity')?.startsWith('sha512-') ? [] : [`${parent} ${name}@${range}`]
    }),
  )
}

const accepts = (entry: unknown, key: string, value: string | undefined) => {
  const allowed = getField(entry, key) === undefined ? [] : getList(entry, key)
  return value === undefined || allowed.length === 0 || allowed.includes(value)
}

test('the lock file has each optional package of each platform, with its hash', () => {
  expect(findMissing(lock)).toEqual([])
})

test('a lock file without an optional package, or without its hash, is refused', () => {
  const parent = 'node_modules/@biomejs/biome'
  const [gone, other] = ['@biomejs/cli-darwin-arm64', '@biomejs/cli-win32-x64']
  const broken = new Map([...lock].filter(([path]) => path !== `node_modules/${gone}`))
  broken.set(`node_modules/${other}`, { version: getString(lock.get(`node_modules/${other}`), 'version') })
  const version = getString(lock.get(parent), 'version')
  expect(findMissing(broken)).toEqual([`${parent} ${other}@${version}`, `${parent} ${gone}@${version}`].toSorted())
})

test.each(platforms)('each package with native parts has them for $os on $cpu', (platform) => {
  const lacking = [...lock].flatMap(([parent, manifest]) => {
    const names = Object.keys(Object(getField(manifest, 'optionalDependencies') ?? {}))
    const natives = names.map((name) => findEntry(lock, parent, name)).filter((entry) => getField(entry, 'os'))
    // A package with one optional part, such as fsevents, needs it on that platform only.
    if (natives.length < 2) return []
    const fits = (entry: unknown) => Object.entries(platform).every(([key, value]) => accepts(entry, key, value))
    return natives.some(fits) ? [] : [parent]
  })
  expect(lacking).toEqual([])
})

test('the lock file has no download addresses', () => {
  expect([...lock].filter(([, manifest]) => getField(manifest, 'resolved') !== undefined)).toEqual([])
})
