import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createStagingFolder, removeStagingFolders, useStagingFolder } from '../../src/local/staging.ts'

async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'staging-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

describe('createStagingFolder', () => {
  test('creates a new folder with the id of the run in its name', async () => {
    const folder = await createFolder()
    const [one, two] = [await createStagingFolder(folder, 'run'), await createStagingFolder(folder, 'run')]
    expect(dirname(one)).toBe(folder)
    expect(basename(one)).toMatch(/^\.pull-run-\w+$/)
    expect(two).not.toBe(one)
  })

  test('removes folders that are older than a day, once for each context', async () => {
    const folder = await createFolder()
    const [old, young] = [join(folder, '.pull-old-x'), join(folder, '.pull-young-x')]
    for (const each of [old, young, join(folder, 'objects')]) await mkdir(join(each, 'uuid'), { recursive: true })
    await utimes(old, 0, 0)
    await utimes(join(folder, 'objects'), 0, 0)
    const staging = await createStagingFolder(folder, 'run')
    expect((await readdir(folder)).toSorted()).toStrictEqual([basename(staging), '.pull-young-x', 'objects'].toSorted())
    await utimes(young, 0, 0)
    await createStagingFolder(folder, 'run')
    expect(await readdir(folder)).toContain('.pull-young-x')
  })
})

describe('useStagingFolder', () => {
  test('removes the folder after the work, and after a failure', async () => {
    const folder = await createFolder()
    const write = async (staging: string) => await writeFile(join(staging, 'file'), 'content')
    await useStagingFolder(folder, 'run', write)
    const failing = useStagingFolder(folder, 'run', async (staging) => {
      await write(staging)
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await readdir(folder)).toStrictEqual([])
  })
})

describe('removeStagingFolders', () => {
  test('removes the folders of one run', async () => {
    const folder = await createFolder()
    const staging = await createStagingFolder(folder, 'young')
    await writeFile(join(staging, 'file'), 'content')
    await createStagingFolder(folder, 'young')
    await removeStagingFolders(folder, 'you')
    expect(await readdir(folder)).toHaveLength(2)
    await removeStagingFolders(folder, 'young')
    expect(await readdir(folder)).toStrictEqual([])
  })

  test('removes the folders of all runs of a step', async () => {
    const folder = await createFolder()
    for (const runId of ['step', 'step-2', 'step-17', 'stepped']) await createStagingFolder(folder, runId)
    await removeStagingFolders(folder, 'step')
    expect(await readdir(folder)).toStrictEqual([expect.stringContaining('.pull-stepped-')])
  })

  test('does nothing when the context has no folder', async () => {
    await removeStagingFolders(join(await createFolder(), 'absent'), 'run')
  })
})
