import { mkdtemp, readdir, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { isMissingFileError } from '../lib/file-errors.ts'
import { openFolder } from './anchored-folder.ts'

/** Staging folders stand beside `objects/`: dsdt indexes everything inside `objects/`. */
const stagingPrefix = '.pull-'
/** The age in milliseconds after which a staging folder counts as left behind by a killed run. */
const abandonedAfterMs = 24 * 3600 * 1000

/**
 * Creates a folder for a bundle that is not yet complete, in the folder of a local context and outside its `objects/`.
 * `removeStagingFolders` finds it by the id of the run. Removes abandoned staging folders of earlier runs.
 */
export async function createStagingFolder(contextFolder: string, runId: string): Promise<string> {
  await removeAbandonedFolders(contextFolder)
  return await mkdtemp(path.join(contextFolder, `${stagingPrefix}${runId}-`))
}

/**
 * Calls `work` with a new staging folder, and removes the folder. In a context that others can write, they may put a
 * link in its place meanwhile: the path that `work` gets still leads to the folder itself.
 */
export async function useStagingFolder<T>(
  contextFolder: string,
  runId: string,
  work: (staging: string) => Promise<T>,
): Promise<T> {
  const name = await createStagingFolder(contextFolder, runId)
  try {
    await using folder = await openFolder(name)
    try {
      return await work(folder.path)
    } finally {
      const entries = await readdir(folder.path)
      await Promise.all(entries.map((entry) => rm(path.join(folder.path, entry), { recursive: true, force: true })))
    }
  } finally {
    // Fails for a link that another process put there.
    await rmdir(name).catch(() => undefined)
  }
}

/**
 * Removes the staging folders that the runs of a killed step left in the folder of a local context, if that folder
 * exists. The ids of the runs are that of the step, or begin with it and `-`.
 */
export async function removeStagingFolders(contextFolder: string, stepId: string): Promise<void> {
  const names = await readdir(contextFolder).catch((error: unknown) => {
    if (isMissingFileError(error)) return []
    throw error
  })
  const own = names.filter((name) => name.startsWith(`${stagingPrefix}${stepId}-`))
  await Promise.all(own.map((name) => rm(path.join(contextFolder, name), { recursive: true, force: true })))
}

/** The folders that this process has cleaned: once is enough, however many bundles it pulls. */
const cleaned = new Set<string>()

async function removeAbandonedFolders(contextFolder: string): Promise<void> {
  if (cleaned.has(contextFolder)) return
  cleaned.add(contextFolder)
  const names = await readdir(contextFolder)
  for (const name of names.filter((each) => each.startsWith(stagingPrefix))) {
    const folder = path.join(contextFolder, name)
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > abandonedAfterMs) await rm(folder, { recursive: true, force: true })
  }
}
