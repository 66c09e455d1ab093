import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { listBreakingChanges } from '../../script/release/compare-contracts.ts'
import { readContract, readSnapshot } from '../../script/release/contract.ts'
import { readPackageVersion } from '../../script/release/prepare.ts'
import { getMajor } from '../../script/release/version.ts'
import { listVersionProblems } from '../../script/release/versions.ts'
import { getString } from '../../src/lib/json.ts'
import { root } from '../testbed/process.ts'

const version = await readPackageVersion(root)
const advice =
  'A breaking change needs a major version, and a note in CHANGELOG.md: `npm run release -- prepare` writes both, and docs/contract.json.'

test('the action keeps the contract of its major version', async () => {
  expect(listBreakingChanges(await readSnapshot(root), await readContract(root, version)), advice).toEqual([])
})

test('package.json, CHANGELOG.md, docs/contract.json, pages and examples have one version', async () => {
  expect(await listVersionProblems(root, version)).toEqual([])
})

test('README.md uses action.yml at the tag of the major version', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const name = getString(parse(await readFile(join(root, 'action.yml'), 'utf8')), 'name')
  expect(name).toBeTypeOf('string')
  expect(readme).toContain(`uses: disdat/run-action@v${getMajor(version)}\n`)
})
