import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { ListedObject } from '../remote/listed-object.ts'
import { visitContext } from '../remote/listing.ts'
import type { Remote } from '../remote/remote.ts'
import type { ListEntry } from '../s3/store.ts'
import { isPulledAtStart, parseSeedPath } from './seed-path.ts'
import type { SeedListing } from './select-seed.ts'

/** The most objects of a seed: about 100 MiB of names while they are listed and read. */
export const maxSeedObjects = 300_000
/** Up to this number of bundles, each folder is listed alone. */
const maxFolderListings = 256

/** A context with more objects than a seed may have. */
export class SeedTooLargeError extends Error {
  constructor() {
    super(`the context has more than ${maxSeedObjects} objects that a container pulls; use \`seed-context: newest\``)
  }
}

/**
 * Lists the objects of a context that a container pulls at its start, or those of some bundles. Throws
 * SeedTooLargeError, and Failure as a store does.
 */
export async function listSeed(
  remote: Remote,
  { signal, only }: Cancellable & { readonly only?: ReadonlySet<string> | undefined },
): Promise<SeedListing> {
  // By path: a large context is listed with overlaps.
  const objects = new Map<string, ListedObject>()
  let hasOthers = false
  const folder = remote.objects.slice(0, -'objects/'.length)
  const visit = (entry: ListEntry) => {
    if (entry.kind !== 'object' || !isPulledAtStart(entry.key)) return
    const path = copyText(entry.key.slice(folder.length))
    const parsed = parseSeedPath(path)
    if (parsed === undefined) hasOthers = true
    else if (only?.has(parsed.uuid) ?? true) objects.set(path, { path, bytes: entry.size, etag: entry.etag })
    if (objects.size > maxSeedObjects) throw new SeedTooLargeError()
  }
  if (only !== undefined && only.size <= maxFolderListings) await visitFolders(remote, only, visit, signal)
  else await visitContext(remote, visit, { signal })
  return { bundles: Map.groupBy(objects.values(), ({ path }) => parseSeedPath(path)?.uuid ?? ''), hasOthers }
}

/** A part of a key would keep the whole key in memory. */
const copyText = (text: string) => Buffer.from(text).toString()

async function visitFolders(
  remote: Remote,
  uuids: Iterable<string>,
  visit: (entry: ListEntry) => void,
  signal: AbortSignal,
): Promise<void> {
  const list = async (uuid: string, listSignal: AbortSignal) => {
    for await (const entry of remote.store.list(remote.getKey(uuid, ''), { signal: listSignal })) visit(entry)
  }
  await forEachBounded(uuids, list, { signal })
}
