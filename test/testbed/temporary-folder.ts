import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder in memory, where the system has one: for many databases, because SQLite waits for the disk. */
export const memoryFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** Makes an empty folder that disposing removes. */
export async function makeTemporaryFolder(prefix: string, parent = tmpdir()) {
  const path = await mkdtemp(join(parent, prefix))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
