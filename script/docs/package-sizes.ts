/** How much of dist/ each package has. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Begins a module of webpack, with its number. */
const moduleStart = /^\/\*\*\*\/ "?([^"]+?)"?:$/
/** Begins a file within a module: webpack joins the files that only one other file imports. */
const partStart = /^;\/\/ CONCATENATED MODULE: (.+)$/
/** Begins webpack's own code. */
const runtimeStart = '/******/'

/**
 * Measures the code of each package in a built `dist`, in bytes. A package that several bundles contain counts several
 * times. The code of the action itself, and of webpack, is not in the result.
 *
 * @param modules - the source file of each module by its number, as `build` returns them
 */
export async function measurePackages(
  dist: string,
  modules: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, number>> {
  const names = (await readdir(dist)).filter((name) => name.endsWith('bundle.js'))
  const texts = await Promise.all(names.map((name) => readFile(join(dist, name), 'utf8')))
  const sizes = new Map<string, number>()
  for (const text of texts) {
    let owner: string | undefined
    for (const line of text.split('\n')) {
      const [, number] = moduleStart.exec(line) ?? []
      const [, file = number && (modules.get(number) ?? '')] = partStart.exec(line) ?? []
      if (file !== undefined) owner = findPackage(file)
      if (line.startsWith(runtimeStart)) owner = undefined
      if (owner !== undefined) sizes.set(owner, (sizes.get(owner) ?? 0) + Buffer.byteLength(line) + 1)
    }
  }
  return sizes
}

/** The package that a file belongs to: the last one in its path, because packages contain packages. */
function findPackage(file: string): string | undefined {
  return /.*(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]
}
