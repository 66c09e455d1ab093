/**
 * Changes the code in small steps, and prints the changes that no test notices:
 *
 *     npm run mutate                              all of the code below
 *     npm run mutate -- src/compare/rules [...]   these folders, without their folders, or files
 *
 * The tests of a folder are those in the same folder of test/, and those of a file begin with its name.
 * stryker.config.json has the settings, and docs/design/mutation.md the results.
 */
import { statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Stryker } from '@stryker-mutator/core'

const root = dirname(import.meta.dirname)
const defaults = [
  'src/action/untrusted.ts',
  'src/report/markdown.ts',
  'src/lib/control-sequences.ts',
  'src/disdat',
  'src/disdat/format',
  'src/compare',
  'src/compare/rules',
  'src/compare/history',
  'src/plan',
  'src/plan/runs',
  'src/plan/freshness',
]

/** Runs the tests of a folder or file of src/ once for each change. */
async function mutate(path: string): Promise<void> {
  const isFile = statSync(join(root, path)).isFile()
  const tests = path.replace(/^src/, 'test').replace(/\.ts$/, '')
  // The option `testFiles` of Stryker would leave changes of module constants without effect.
  const include = [isFile ? `${tests}*.test.ts` : `${tests}/*.test.ts`]
  const configFile = join(root, 'lib', 'mutate.config.mjs')
  await mkdir(dirname(configFile), { recursive: true })
  await writeFile(configFile, `export default ${JSON.stringify({ test: { include, testTimeout: 30_000 } })}\n`)
  console.log(`\n${path}`)
  await new Stryker({ mutate: [isFile ? path : `${path}/*.ts`], vitest: { configFile } }).runMutationTest()
}

const paths = process.argv.slice(2)
for (const path of paths.length > 0 ? paths : defaults) await mutate(path)
