import { isUuid } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { Remote } from './remote.ts'

/** The entries of one response. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
const pageSize = 1000
/** A listing that needs more further pages than this is split by the next digit of the uuid. */
const splitPages = 3
/** The longest prefix that a listing is split by: 256 listings. */
const maxDigits = 2
/** The most bundles of a context: their uuids are in memory together. */
const maxBundles = 2_000_000
/** Concurrent listings. */
const maxListings = 32

const digits = '0123456789abcdef'

/**
 * The uuids of a context's bundle folders; a bundle without a folder does not exist. Small contexts are listed page by
 * page, large ones by 16 or 256 concurrent listings. Uuids are random, so the last one of the first page shows how many
 * pages follow. Throws Failure `invalid-input` for more than `maxBundles`.
 */
export async function listBundleUuids(remote: Remote, options: Cancellable): Promise<ReadonlySet<string>> {
  const uuids = new Set<string>()
  let prefixes: readonly string[] = ['']
  while (prefixes.length > 0) {
    const longer: string[] = []
    const list = async (prefix: string, signal: AbortSignal) => {
      longer.push(...(await listWithPrefix(remote, prefix, uuids, signal)))
    }
    await forEachBounded(prefixes, list, { ...options, limit: maxListings })
    prefixes = longer
  }
  return uuids
}

/**
 * Adds the uuids with this prefix to `uuids`. Returns longer prefixes that are still to be listed, or an empty list.
 */
async function listWithPrefix(
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
    if (uuids.size > maxBundles) throw createTooManyFailure(remote)
    folders += 1
    if (folders % pageSize !== 0 || prefix.length >= maxDigits) continue
    const pages = folders / pageSize
    const pagesLeft = pages / estimateShare(uuid.slice(prefix.length)) - pages
    if (pagesLeft > splitPages) {
      return [...digits].filter((digit) => digit >= uuid.charAt(prefix.length)).map((digit) => prefix + digit)
    }
  }
  return []
}

function createTooManyFailure({ objects }: Remote): Failure {
  const evidence = `The context has more than ${maxBundles} bundles below ${objects}.`
  return new Failure('invalid-input', evidence, 'Use another `context`, or delete old bundles.')
}

/** The share of all uuids that sort before this one, from its first digits. Never zero. */
function estimateShare(uuid: string): number {
  const known = uuid.slice(0, 4)
  return (Number.parseInt(known, 16) + 1) / 16 ** known.length
}
