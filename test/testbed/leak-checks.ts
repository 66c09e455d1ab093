import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { World } from './world.ts'

/**
 * Everything in a world's bucket with its ETag, and everything below a home with its hash: for a comparison with a later time. Without the
 * remote's index, which is no truth but only a shorter way to it: any step may write that.
 */
export async function tracesIn(world: World, home: string) {
  const [remote, local] = await Promise.all([objectsIn(world), filesBelow(home)])
  return { remote, local }
}

async function objectsIn({ account, remote }: World): Promise<Record<string, string>> {
  const bucket = remote.split('/')[2]
  const answer = await fetch(`${account.endpoint}/${bucket}?list-type=2`)
  const xml = await answer.text()
  if (!answer.ok || xml.includes('<IsTruncated>true')) throw new Error(`no whole listing of ${bucket}: ${xml}`)
  const objects = xml.matchAll(/<Key>(.*?)<\/Key>.*?<ETag>(.*?)<\/ETag>/gs)
  const named = [...objects].map(([, key = '', etag = '']) => [key, etag])
  return Object.fromEntries(named.filter(([key]) => !key?.includes('/run-action/index')))
}

/** Folders end in a slash. */
async function filesBelow(folder: string): Promise<Record<string, string>> {
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
