import { glob, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test as base, expect } from 'vitest'
import { getNumber, getString } from '../../src/lib/json.ts'
import { inheritEnv, root, runCommand, venvBin } from '../testbed/process.ts'

const test = base.extend('folder', async ({ task: _task }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'zizmor-'))
  onCleanup(() => rm(folder, { recursive: true, force: true }))
  return folder
})

/** The findings of zizmor's strictest persona in files and folders, as `rule file:line`, sorted. */
async function runZizmor(paths: readonly string[]): Promise<readonly string[]> {
  const options = ['--persona', 'auditor', '--offline', '--no-progress', '--config', '.github/zizmor.yml']
  const args = [...options, '--strict-collection', '--format', 'json', '--', ...paths]
  const { stdout, stderr } = await runCommand(`${venvBin}/zizmor`, args, { env: inheritEnv('PATH', 'HOME'), cwd: root })
  expect(stdout, stderr).toMatch(/^\[/)
  const findings: unknown = JSON.parse(stdout)
  const lines = (Array.isArray(findings) ? findings : []).map((finding) => {
    const file = basename(getString(finding, 'locations', '0', 'symbolic', 'key', 'Local', 'verbatim_path') ?? '')
    const row = getNumber(finding, 'locations', '0', 'concrete', 'location', 'start_point', 'row') ?? Number.NaN
    return `${getString(finding, 'ident')} ${file}:${row + 1}`
  })
  return lines.toSorted()
}

test('zizmor finds nothing in the workflows and the actions of this repository, and in the examples', async () => {
  // It collects a folder of workflows only below .github, so the examples are named.
  const examples = await Array.fromAsync(glob('examples/workflows/*.yml', { cwd: root }))
  expect(examples).not.toEqual([])
  const manifests = ['action.yml', 'report/action.yml', 'plan/action.yml', 'freshness/action.yml']
  expect(await runZizmor(['.github', ...manifests, ...examples])).toEqual([])
})

test('zizmor reports an injection, and a tag of every action except those of this repository', async ({ folder }) => {
  const file = join(folder, 'a.yml')
  const workflow = `name: a
on: issues
permissions: {}
concurrency: { group: a, cancel-in-progress: true }
jobs:
  a:
    name: a
    runs-on: ubuntu-24.04
    steps:
      - run: echo "\${{ github.event.issue.title }}"
      - uses: disdat/run-action@v1
      - uses: disdat/run-action/report@v1
      - uses: disdat/other@v1
`
  await writeFile(file, workflow)
  expect(await runZizmor([file])).toEqual(['template-injection a.yml:10', 'unpinned-uses a.yml:13'])
})
