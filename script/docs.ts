/**
 * Writes the pages of docs/ that come from the manifests of the actions and of the packages, and from a build:
 * `npm run docs`.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './build.ts'
import { readDependenciesPage } from './docs/dependencies.ts'
import { measurePackages } from './docs/package-sizes.ts'
import { renderInputsPage, renderOutputsPage } from './docs/reference.ts'

const root = join(import.meta.dirname, '..')
const [action, report] = await Promise.all(
  ['action.yml', 'report/action.yml'].map((file) => readFile(join(root, file), 'utf8')),
)
if (action === undefined || report === undefined) throw new Error('a manifest is missing')

await writeFile(join(root, 'docs/inputs.md'), renderInputsPage(action, report))
await writeFile(join(root, 'docs/outputs.md'), renderOutputsPage(action, report))

process.noDeprecation = true // the warnings come from ncc
const dist = await mkdtemp(join(tmpdir(), 'docs-'))
try {
  const sizes = await measurePackages(dist, await build(dist))
  await writeFile(join(root, 'docs/dependencies.md'), await readDependenciesPage(root, sizes))
} finally {
  await rm(dist, { recursive: true, force: true })
}
