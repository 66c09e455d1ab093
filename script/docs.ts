/**
 * Writes the pages of docs/ that come from the manifests of the actions and of the packages, and from a build, and the
 * inputs of plan/: `npm run docs`.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planActionInputNames } from '../src/plan/plan-action-inputs.ts'
import { build } from './build.ts'
import { readDependenciesPage } from './docs/dependencies.ts'
import { measurePackages } from './docs/package-sizes.ts'
import { renderPlanInputs } from './docs/plan-manifest.ts'
import { renderInputsPage, renderOutputsPage } from './docs/reference.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFile(join(root, file), 'utf8')

for (const file of ['action.yml', 'action-types.yml'])
  await writeFile(
    join(root, 'plan', file),
    renderPlanInputs(await read(file), await read(`plan/${file}`), planActionInputNames),
  )
const manifests = {
  action: await read('action.yml'),
  report: await read('report/action.yml'),
  plan: await read('plan/action.yml'),
  freshness: await read('freshness/action.yml'),
}
await writeFile(join(root, 'docs/inputs.md'), renderInputsPage(manifests))
await writeFile(join(root, 'docs/outputs.md'), renderOutputsPage(manifests))

process.noDeprecation = true // the warnings come from ncc
const dist = await mkdtemp(join(tmpdir(), 'docs-'))
try {
  const sizes = await measurePackages(dist, await build(dist))
  await writeFile(join(root, 'docs/dependencies.md'), await readDependenciesPage(root, sizes))
} finally {
  await rm(dist, { recursive: true, force: true })
}
