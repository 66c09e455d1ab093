import { isUuid } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import type { ListEntry } from '../s3/store.ts'
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
const uuidLength = 36

/**
 * The uuids of a context's bundle folders; a bundle without a folder does not exist. Throws Failure `invalid-input` for
 * more than `maxBundles`.
 */
export async function listBundleUuids(remote: Remote, options: Cancellable): Promise<ReadonlySet<string>> {
  const uuids = new Set<string>()
  const add = (entry: ListEntry) => {
    if (entry.kind !== 'folder') return
    const uuid = entry.prefix.slice(remote.objects.length, -1)
    if (isUuid(uuid)) uuids.add(copyText(uuid))
    if (uuids.size > maxBundles) throw createTooManyFailure(remote)
  }
  await visitContext(remote, add, { ...options, delimiter: '/' })
  return uuids
}

/** A part of a text keeps the whole text in memory, which is a page of the listing. */
const copyText = (text: string) => Buffer.from(text).toString('latin1')

/**
 * Visits the objects of a context's bundles, or with a delimiter their folders; some of them twice. Small contexts are
 * listed page by page, large ones by 16 or 256 concurrent listings. Uuids are random, so the last one of the first page
 * shows how many pages follow. A large context is visited without what is in folders that no uuid can name.
 */
export async function visitContext(
  remote: Remote,
  visit: (entry: ListEntry) => void,
  options: Cancellable & { readonly delimiter?: '/' },
): Promise<void> {
  let prefixes: readonly string[] = ['']
  while (prefixes.length > 0) {
    const longer: string[] = []
    const list = async (prefix: string, signal: AbortSignal) => {
      longer.push(...(await listWithPrefix(remote, prefix, visit, { ...options, signal })))
    }
    await forEachBounded(prefixes, list, { ...options, limit: maxListings })
    prefixes = longer
  }
}

/** Visits the entries with this prefix. Returns longer prefixes that are still to be listed, or an empty list. */
async function listWithPrefix(
  remote: Remote,
  prefix: string,
  visit: (entry: ListEntry) => void,
  options: Cancellable & { readonly delimiter?: '/' },
): Promise<readonly string[]> {
  let entries = 0
  for await (const entry of remote.store.list(remote.objects + prefix, options)) {
    visit(entry)
    const path = (entry.kind === 'folder' ? entry.prefix : entry.key).slice(remote.objects.length)
    if (!isUuid(path.slice(0, uuidLength))) continue
    entries += 1
    if (entries % pageSize !== 0 || prefix.length >= maxDigits) continue
    const pages = entries / pageSize
    const pagesLeft = pages / estimateShare(path.slice(prefix.length)) - pages
    if (pagesLeft > splitPages) {
      return [...digits].filter((digit) => digit >= path.charAt(prefix.length)).map((digit) => prefix + digit)
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
