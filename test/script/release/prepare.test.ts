import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test as base, expect } from 'vitest'
import { readSnapshot } from '../../../script/release/contract.ts'
import { runGit } from '../../../script/release/git.ts'
import { prepareRelease } from '../../../script/release/prepare.ts'
import { listVersionProblems } from '../../../script/release/versions.ts'
import { createReleaseSource, type ReleaseSource } from '../../testbed/release-world.ts'

const date = '2026-02-03'

const test = base.extend('source', async ({ task: _task }, { onCleanup }) => {
  const source = await createReleaseSource()
  onCleanup(() => source[Symbol.asyncDispose]())
  await prepareRelease(source.path, undefined, date)
  return source
})

const edit = async ({ path }: ReleaseSource, file: string, from: string | RegExp, to: string) => {
  const text = await readFile(join(path, file), 'utf8')
  expect(text).toMatch(from)
  await writeFile(join(path, file), text.replace(from, to))
}

const addNote = (source: ReleaseSource, note: string) =>
  edit(source, 'CHANGELOG.md', '## [Unreleased]\n', `## [Unreleased]\n\n${note}\n`)

test('prepareRelease decides on the next version from the notes and the contract', async ({ source }) => {
  const { path, remote, sha, version } = source
  await runGit(remote, 'update-ref', `refs/tags/v${version}`, sha)
  await expect(prepareRelease(path, undefined, date)).rejects.toThrow('no notes under "Unreleased"')

  await addNote(source, '### Fixed\n\n- A fault.')
  await expect(prepareRelease(path, '1.0.0', date)).rejects.toThrow('The version must be at least 1.0.1, because')
  expect(await prepareRelease(path, undefined, date)).toBe('1.0.1')
  expect(await listVersionProblems(path, '1.0.1')).toEqual([])

  // The contract has an output that the notes do not mention: the version is raised, and the same section completed.
  await edit(source, 'action.yml', '\noutputs:\n', '\noutputs:\n  extra: { description: Extra. }\n')
  await addNote(source, '### Fixed\n\n- Another fault.')
  expect(await prepareRelease(path, undefined, date)).toBe('1.1.0')
  expect(await listVersionProblems(path, '1.1.0')).toEqual([])
  const sections = (await readFile(join(path, 'CHANGELOG.md'), 'utf8')).match(/^## .*$/gm)
  expect(sections).toEqual(['## [Unreleased]', `## [1.1.0] - ${date}`, `## [${version}] - ${date}`])
  expect((await readSnapshot(path)).actions['action.yml']?.outputs).toHaveProperty('extra')

  await edit(source, 'action.yml', '  extra: { description: Extra. }\n', '')
  await expect(prepareRelease(path, '1.2.0', date)).rejects.toThrow(
    'The version must be at least 2.0.0, because of CHANGELOG.md or the contract.',
  )
})

test('prepareRelease takes any version before the first release', async ({ source }) => {
  expect(await prepareRelease(source.path, '1.4.0', date)).toBe('1.4.0')
  await expect(prepareRelease(source.path, 'v1.4.0', date)).rejects.toThrow('"v1.4.0" is not a version')
})

test('prepareRelease needs the tags of the remote', async ({ source }) => {
  await runGit(source.path, 'remote', 'remove', 'origin')
  await expect(prepareRelease(source.path, undefined, date)).rejects.toThrow('The remote "origin" cannot be read.')
})
