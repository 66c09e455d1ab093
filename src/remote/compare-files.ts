import { createHash } from 'node:crypto'
import { frameName, hyperFrameName } from '../disdat/bundle.ts'
import type { Change, Fate, FileChange, FileFacts } from '../disdat/comparison.ts'
import { type Compared, type Looking, ownPart } from './compare-read.ts'
import type { Heard } from './store.ts'

/** The ETags of a bundle's objects by path, and whether they are MD5s. */
type Tags = { readonly etags: ReadonlyMap<string, string>; readonly areMd5: boolean }

const md5 = /^[0-9a-f]{32}$/

/** Compares the linked files of two bundles, of one path with each other; see compareBundles. */
export async function compareFiles(
  now: Compared,
  base: Compared | undefined,
  looking: Looking,
): Promise<readonly FileChange[]> {
  const isItself = base?.proof.bundle.uuid === now.proof.bundle.uuid
  const after = filesOf(now)
  const before = base === undefined ? new Map<string, number>() : filesOf(base)
  const hasBoth = !isItself && [...after].some(([path, size]) => before.get(path) === size)
  const tags = {
    base: hasBoth && base !== undefined ? await tagsOf(base, looking) : undefined,
    now: hasBoth ? await tagsOf(now, looking) : undefined,
  }
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().map((path) => {
    const sizes = { base: before.get(path), now: after.get(path) }
    const fate = isItself ? 'same' : fateOfFile(path, sizes, tags)
    return { path, fate, base: factsOf(sizes.base), now: factsOf(sizes.now) }
  })
}

function filesOf(bundle: Compared): ReadonlyMap<string, number> {
  const part = ownPart(bundle)
  const frames = new Set(part?.bundle.frames.map(({ uuid }) => frameName(uuid)))
  const files = part?.objects.filter(({ path }) => !frames.has(path)) ?? []
  return new Map(files.map(({ path, size }) => [path, size]))
}

async function tagsOf({ remote, proof }: Compared, { signal }: Heard): Promise<Tags> {
  const { uuid } = proof.bundle
  const folder = remote.key(uuid, '')
  const etags = new Map<string, string>()
  for await (const entry of remote.store.list(folder, { signal })) {
    if (entry.kind === 'object') etags.set(entry.key.slice(folder.length), entry.etag)
  }
  // With KMS an ETag looks like an MD5 and is none. A bundle is written by one tool, so its HyperFrame tells for all.
  const hash = createHash('md5').update(proof.parts.at(-1)?.hyperFrame ?? '')
  return { etags, areMd5: etags.get(hyperFrameName(uuid)) === hash.digest('hex') }
}

/** Equal ETags are of equal bytes; different ones of different bytes where both are MD5s, which those of uploads in parts are not. */
function fateOfFile(
  path: string,
  sizes: Change<number>,
  tags: { readonly base: Tags | undefined; readonly now: Tags | undefined },
): Fate {
  if (sizes.base === undefined) return 'added'
  if (sizes.now === undefined) return 'removed'
  if (sizes.base !== sizes.now) return 'changed'
  const base = tags.base?.etags.get(path) ?? ''
  const now = tags.now?.etags.get(path) ?? ''
  if (base !== '' && base === now) return 'same'
  return tags.base?.areMd5 && tags.now?.areMd5 && md5.test(base) && md5.test(now) ? 'changed' : 'unknown'
}

function factsOf(bytes: number | undefined): FileFacts | undefined {
  return bytes === undefined ? undefined : { bytes, table: undefined }
}
