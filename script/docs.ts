/** Writes the pages of docs/ that come from the manifests of the actions and of the packages: `npm run docs`. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readDependenciesPage } from './docs/dependencies.ts'
import { renderInputsPage, renderOutputsPage } from './docs/reference.ts'

const root = join(import.meta.dirname, '..')
const [action, report] = await Promise.all(
  ['action.yml', 'report/action.yml'].map((file) => readFile(join(root, file), 'utf8')),
)
if (action === undefined || report === undefined) throw new Error('a manifest is missing')

await writeFile(join(root, 'docs/inputs.md'), renderInputsPage(action, report))
await writeFile(join(root, 'docs/outputs.md'), renderOutputsPage(action, report))
await writeFile(join(root, 'docs/dependencies.md'), await readDependenciesPage(root))
