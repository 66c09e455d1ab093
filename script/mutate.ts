/**
 * Changes the code in small steps, and prints the changes that no test notices:
 *
 *     npm run mutate                                  all of the code below
 *     npm run mutate -- src/compare/rules [...]       these folders, without their folders, or files
 *
 * The tests of a folder are those in the same folder of test/, and those of a file have its name. stryker.config.json
 * has the settings.
 */
import { globSync, statSync } from 'node:fs'
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
  'src/plan',
  'src/plan/runs',
]

/** Runs the tests of a folder or file of src/ for each change of its code. */
async function mutate(path: string): Promise<void> {
  const isFile = statSync(join(root, path)).isFile()
  const tests = path.replace(/^src/, 'test').replace(/\.ts$/, '')
  console.log(`\n${path}`)
  await new Stryker({
    mutate: [isFile ? path : `${path}/*.ts`],
    testFiles: globSync(isFile ? `${tests}*.test.ts` : `${tests}/*.test.ts`, { cwd: root }),
  }).runMutationTest()
}

const paths = process.argv.slice(2)
for (const path of paths.length > 0 ? paths : defaults) await mutate(path)
