import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { World } from './world.ts'

/**
 * Lists the objects of a world's bucket with their ETags, and the files of a home with their hashes, to compare them
 * later. Omits the index and the packs of the remote, caches that any step may write.
 */
export async function listTraces(world: World, home: string) {
  const [remote, local] = await Promise.all([listObjects(world), hashFiles(home)])
  return { remote, local }
}

async function listObjects({ account, remote }: World): Promise<Record<string, string>> {
  const bucket = remote.split('/')[2]
  const answer = await fetch(`${account.endpoint}/${bucket}?list-type=2`)
  const xml = await answer.text()
  if (!answer.ok || xml.includes('<IsTruncated>true')) throw new Error(`no whole listing of ${bucket}: ${xml}`)
  const objects = xml.matchAll(/<Key>(.*?)<\/Key>.*?<ETag>(.*?)<\/ETag>/gs)
  const named = [...objects].map(([, key = '', etag = '']) => [key, etag])
  return Object.fromEntries(named.filter(([key]) => !key?.includes('/run-action/')))
}

/** Returns the hash of each file by its path. Folders end in a slash. */
async function hashFiles(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const named = entries.map(async (entry) => {
    const file = join(entry.parentPath, entry.name)
    const name = relative(folder, file)
    return entry.isDirectory()
      ? [`${name}/`, '']
      : [
          name,
          createHash('md5')
            .update(await readFile(file))
            .digest('hex'),
        ]
  })
  return Object.fromEntries(await Promise.all(named))
}
