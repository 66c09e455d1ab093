import { isUuid } from '../disdat/bundle.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { Remote } from './remote.ts'

/** What S3 gives with one answer: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const pageSize = 1000
/** A listing with more answers to come than this goes on by the next digit of the uuid, side by side. */
const splitPages = 3
/** So many digits at most: 256 listings. */
const maxDigits = 2
/** Listings at a time. */
const maxListings = 32

const digits = '0123456789abcdef'

/**
 * The uuids of a context's bundle folders: whoever has none of these is not there. One request after the other for
 * small contexts; 16 or 256 side by side for large ones, which the first answer tells: uuids are random, so the last
 * of the first thousand tells how many more there are.
 */
export async function listUuids(remote: Remote, options: Cancellable): Promise<ReadonlySet<string>> {
  const uuids = new Set<string>()
  let prefixes: readonly string[] = ['']
  while (prefixes.length > 0) {
    const longer: string[] = []
    const list = async (prefix: string, signal: AbortSignal) => {
      longer.push(...(await listBelow(remote, prefix, uuids, signal)))
    }
    await forEachBounded(prefixes, list, { ...options, limit: maxListings })
    prefixes = longer
  }
  return uuids
}

/** Lists the bundles whose uuid begins so, to the end, or else tells the prefixes that are left. */
async function listBelow(
  remote: Remote,
  prefix: string,
  uuids: Set<string>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  let folders = 0
  for await (const entry of remote.store.list(remote.objects + prefix, { signal, delimiter: '/' })) {
    if (entry.kind !== 'folder') continue
    const uuid = entry.prefix.slice(remote.objects.length, -1)
    if (!isUuid(uuid)) continue
    uuids.add(uuid)
    folders += 1
    if (folders % pageSize !== 0 || prefix.length >= maxDigits) continue
    const pages = folders / pageSize
    const pagesLeft = pages / shareBefore(uuid.slice(prefix.length)) - pages
    if (pagesLeft > splitPages) {
      return [...digits].filter((digit) => digit >= uuid.charAt(prefix.length)).map((digit) => prefix + digit)
    }
  }
  return []
}

/** Which share of all uuids comes before one, by its first digits; never zero. */
function shareBefore(uuid: string): number {
  const known = uuid.slice(0, 4)
  return (Number.parseInt(known, 16) + 1) / 16 ** known.length
}
