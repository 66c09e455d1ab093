import { mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openFolder } from '../../src/local/anchored-folder.ts'

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anchored-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

test('openFolder leads to the same folder after a link has taken its name', async () => {
  const root = await createFolder()
  for (const name of ['own', 'other']) await mkdir(join(root, name))
  await using folder = await openFolder(join(root, 'own'))
  await rename(join(root, 'own'), join(root, 'moved'))
  await symlink('other', join(root, 'own'))
  await writeFile(join(folder.path, 'file'), '')
  expect([await readdir(join(root, 'moved')), await readdir(join(root, 'other'))]).toStrictEqual([['file'], []])
})

test('openFolder does not follow a link', async () => {
  const root = await createFolder()
  await mkdir(join(root, 'own'))
  await symlink('own', join(root, 'link'))
  await expect(openFolder(join(root, 'link'))).rejects.toMatchObject({ code: 'ENOTDIR' })
})
