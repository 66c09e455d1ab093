import type { Cancellable } from '../lib/cancellable.ts'
import type { ListedObject } from '../remote/listed-object.ts'
import { isPackable } from '../remote/packs/pack.ts'
import type { Remote } from '../remote/remote.ts'
import { listSeed } from './list-seed.ts'
import { createPackSource, createRemoteSource } from './seed-sources.ts'

/** The most objects that one step reads for the packs, of about 20,000 bundles. Later steps read the rest. */
const maxObjects = 50_000

/**
 * Adds what the packs of a context lack, in the background, for jobs that fill their local context from them. Never
 * throws. Costs a LIST for each 1,000 objects, a GET for each pack, and a GET for each missing object.
 */
export function updatePacks(remote: Remote): void {
  remote.packs.update(async (options) => await readMissing(remote, options))
}

async function readMissing(remote: Remote, options: Cancellable): Promise<ReadonlyMap<string, ListedObject>> {
  const { bundles } = await listSeed(remote, options)
  const listed = new Map([...bundles.values()].flat().map((object) => [object.path, object]))
  const missing = new Map([...listed].filter(([, object]) => isPackable(object)))
  for await (const { object } of createPackSource(remote).read([...missing.values()], options))
    missing.delete(object.path)
  const members = createRemoteSource(remote).read([...missing.values()].slice(0, maxObjects), options)
  for await (const _ of members) options.signal.throwIfAborted()
  return listed
}
