/** The page docs/dependencies.md, from package.json and the packages that are installed. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getField, getString } from '../../src/lib/json.ts'
import { dependencyReasons, overrideReasons } from './dependency-reasons.ts'

export interface Reasons {
  readonly dependencies: ReadonlyMap<string, string>
  readonly overrides: ReadonlyMap<string, string>
}

type Sizes = ReadonlyMap<string, number>

const handWritten: Reasons = { dependencies: dependencyReasons, overrides: overrideReasons }

/**
 * Renders docs/dependencies.md for the checkout at `root`, whose packages must be installed.
 *
 * @param sizes - the bytes that each package has in dist/, as `measurePackages` counts them
 */
export async function readDependenciesPage(root: string, sizes: Sizes): Promise<string> {
  const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(root, file), 'utf8'))
  const manifest = await read('package.json')
  const entries = Object.entries(Object(getField(await read('package-lock.json'), 'packages')))
  const direct = ['dependencies', 'devDependencies'].flatMap((part) => listNames(manifest, part))
  const packages = [...new Set([...direct, ...sizes.keys()])].map(async (name) => {
    // Several versions of a package can be installed, and each has dependencies of its own.
    const own = entries.filter(([path]) => `/${path}`.endsWith(`/node_modules/${name}`))
    const [folder = ''] = own.find(([path]) => path === `node_modules/${name}`) ?? own[0] ?? []
    const dependencies = Object.assign({}, ...own.map(([, entry]) => getField(entry, 'dependencies')))
    return [name, { ...Object(await read(`${folder}/package.json`)), dependencies }] as const
  })
  return renderDependenciesPage(manifest, new Map(await Promise.all(packages)), sizes)
}

/**
 * Renders the page. `packages` are the package.json files of the dependencies and of all packages in dist/, by name.
 *
 * @throws when a dependency or an override has no reason, or a reason has no dependency.
 */
export function renderDependenciesPage(
  manifest: unknown,
  packages: ReadonlyMap<string, unknown>,
  sizes: Sizes,
  reasons: Reasons = handWritten,
): string {
  const [runtime, development] = [listNames(manifest, 'dependencies'), listNames(manifest, 'devDependencies')]
  const overrides = Object.entries(Object(getField(manifest, 'overrides')))
  const overridden = overrides.map(([name]) => name)
  checkReasons('dependency', [...runtime, ...development], reasons.dependencies)
  checkReasons('override', overridden, reasons.overrides)
  const describe = (name: string) => [
    describeKeeper(packages.get(name)),
    getString(packages.get(name), 'license') ?? 'not given',
  ]
  const explain = (name: string) => [`\`${name}\``, reasons.dependencies.get(name) ?? '', ...describe(name)]
  const header = ['package', 'why it is there', 'who keeps it', 'licence']
  const needed = [...sizes.keys()].filter((name) => ![...runtime, ...development, ...overridden].includes(name)).sort()
  return `# Dependencies

<!-- Created by \`npm run docs\` from package.json, the installed packages, a build and script/docs/dependency-reasons.ts. -->

After this page, you can judge the packages of other authors that the action contains, and that build and test it.

package.json has exact versions, and package-lock.json pins the contents of all packages with their dependencies. Their install scripts do not run, except
that of \`node\`. A release has a bill of materials of all packages ([versioning.md](versioning.md)), and \`dist/licenses.txt\` has the licences of those in \`dist/\`.

## In \`dist/\`

The size is the code of the package itself, rounded to two digits. Code that several files of \`dist/\` contain counts several times. A step loads only the files
that it needs.

${renderTable([[...header, 'size'], ...runtime.map((name) => [...explain(name), formatSize(sizes.get(name) ?? 0)])])}

## In \`dist/\` because these packages need them

${renderTable([
  ['package', 'which package needs it', 'who keeps it', 'licence', 'size'],
  ...needed.map((name) => [
    `\`${name}\``,
    listParents(name, [...runtime, ...needed], packages),
    ...describe(name),
    formatSize(sizes.get(name) ?? 0),
  ]),
])}

## Only to build and test

${renderTable([header, ...development.map(explain)])}

## Overrides

These dependencies of dependencies are replaced, because the action never runs their code.

${renderTable([
  ['package', 'replaced by', 'why'],
  ...overrides.map(([name, by]) => [
    `\`${name}\``,
    `\`${String(by).replace(/^npm:/, '')}\``,
    reasons.overrides.get(name) ?? '',
  ]),
])}
`
}

/** Rounds to two digits, so that a small change of the action's own code rarely changes the page. */
function formatSize(bytes: number): string {
  return `${Math.max(1, Math.round(Number((bytes / 1024).toPrecision(2)))).toLocaleString('en')} KiB`
}

/** The packages of `dist/` that depend on a package: at most two, and how many more. */
function listParents(name: string, shipped: readonly string[], packages: ReadonlyMap<string, unknown>): string {
  const parents = shipped.filter((other) => getField(packages.get(other), 'dependencies', name) !== undefined)
  if (parents.length === 0) return 'not given'
  const [shown, more] = [parents.slice(0, 2).map((other) => `\`${other}\``), parents.length - 2]
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function listNames(manifest: unknown, part: string): readonly string[] {
  return Object.keys(Object(getField(manifest, part))).sort()
}

function checkReasons(kind: string, names: readonly string[], reasons: ReadonlyMap<string, string>): void {
  const missing = names.filter((name) => !reasons.has(name))
  const unneeded = [...reasons.keys()].filter((name) => !names.includes(name))
  if (missing.length + unneeded.length === 0) return
  const lines = [
    ...missing.map((name) => `The ${kind} ${name} has no reason. Add it.`),
    ...unneeded.map((name) => `package.json has no ${kind} ${name}. Remove its reason.`),
  ]
  throw new Error(`script/docs/dependency-reasons.ts:\n${lines.join('\n')}`)
}

/** The author, and the repository; for packages without an author, the owner of the repository. */
function describeKeeper(manifest: unknown): string {
  const author = getString(manifest, 'author') ?? getString(manifest, 'author', 'name') ?? ''
  const name = /^[^<(]*/.exec(author)?.[0].trim() ?? ''
  const address = getString(manifest, 'repository') ?? getString(manifest, 'repository', 'url') ?? ''
  const [, owner, repository] = /^(?:.*github(?:\.com)?[/:])?([\w.-]+)\/([\w.-]+?)(?:\.git)?$/.exec(address) ?? []
  if (owner === undefined || repository === undefined) return name === '' ? 'not given' : name
  return `${name === '' ? owner : name}, [${owner}/${repository}](https://github.com/${owner}/${repository})`
}

function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}
