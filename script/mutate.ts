/**
 * Changes the code in small steps, and prints the changes that no test notices:
 *
 *     npm run mutate                                  all of the code below
 *     npm run mutate -- src/compare/rules [...]       these folders, without their folders, or files
 *
 * Only the tests in the same folder of test/ run. Settings are in stryker.config.json.
 */
import { statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
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

/** Runs the tests of one folder for each change of a folder or file of src/. */
async function mutate(path: string): Promise<void> {
  const isFile = statSync(join(root, path)).isFile()
  const folder = relative('src', isFile ? dirname(path) : path)
  console.log(`\n${path}`)
  await new Stryker({
    mutate: [isFile ? path : `${path}/*.ts`],
    vitest: { configFile: 'vitest.mutate.config.mts', dir: join('test', folder) },
  }).runMutationTest()
}

const paths = process.argv.slice(2)
for (const path of paths.length > 0 ? paths : defaults) await mutate(path)
