import { createHash } from 'node:crypto'
import { frameName, hyperFrameName } from '../disdat/bundle.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import {
  type CompareContext,
  type ComparedBundle,
  type ComparedObject,
  findOwnPart,
  readWhole,
  unreadableNote,
} from './compare-read.ts'
import { readTable } from './compare-tables.ts'
import type { ChangeStatus, FileChange, FileFacts } from './comparison.ts'

/** Tables in files are read of so many files; a bundle of more is compared by sizes and ETags. */
const maxTables = 1000

/** A file in each bundle that has it, and whether both are the same bundle. */
type FilePair = {
  readonly path: string
  readonly base: ComparedObject | undefined
  readonly now: ComparedObject | undefined
  readonly isItself: boolean
}

/** The ETags of a bundle's objects by path, and whether they are MD5s. */
type Tags = { readonly etags: ReadonlyMap<string, string>; readonly areMd5: boolean }

const md5 = /^[0-9a-f]{32}$/

/** Compares the linked files of two bundles, of one path with each other; see compareBundles. */
export async function compareFiles(
  now: ComparedBundle,
  base: ComparedBundle | undefined,
  looking: CompareContext,
): Promise<readonly FileChange[]> {
  const isItself = base?.proof.bundle.uuid === now.proof.bundle.uuid
  const after = filesOf('now', now)
  const before: ReadonlyMap<string, ComparedObject> = base === undefined ? new Map() : filesOf('base', base)
  const pairs = [...new Set([...before.keys(), ...after.keys()])]
    .toSorted()
    .map((path): FilePair => ({ path, base: before.get(path), now: after.get(path), isItself }))
  const needsTags = !isItself && pairs.some((pair) => pair.base?.size === pair.now?.size)
  const tags = {
    base: needsTags && base !== undefined ? await tagsOf(base, looking) : undefined,
    now: needsTags ? await tagsOf(now, looking) : undefined,
  }
  const changes: FileChange[] = []
  await forEachBounded(
    pairs.entries(),
    async ([place, pair], signal) => {
      const heard = { ...looking, signal }
      const told = fateOfFile(pair, tags)
      const status = told === 'unknown' ? await fateOfBytes(pair, heard) : told
      changes[place] = { path: pair.path, status, ...(await factsOf(pair, status, place < maxTables, heard)) }
    },
    looking,
  )
  for (const { path } of pairs.slice(maxTables))
    looking.notes.add(`No tables read beyond ${maxTables} files`, unreadableNote(path, 'now'))
  return changes
}

function filesOf(side: ComparedObject['side'], bundle: ComparedBundle): ReadonlyMap<string, ComparedObject> {
  const part = findOwnPart(bundle)
  const frames = new Set(part?.bundle.frames.map(({ uuid }) => frameName(uuid)))
  const files = part?.objects.filter(({ path }) => !frames.has(path)) ?? []
  return new Map(files.map(({ path, size }) => [path, { bundle, side, path, size }]))
}

async function tagsOf({ remote, proof }: ComparedBundle, { signal }: Cancellable): Promise<Tags> {
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

/**
 * What sizes and ETags tell. Equal ETags are of equal bytes; different ones of different bytes where both are MD5s, which
 * those of uploads in parts and of objects under KMS are not.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function fateOfFile(
  { path, base, now, isItself }: FilePair,
  tags: { readonly base: Tags | undefined; readonly now: Tags | undefined },
): ChangeStatus {
  if (base === undefined) return 'added'
  if (now === undefined) return 'removed'
  if (isItself) return 'same'
  if (base.size !== now.size) return 'changed'
  const etags = { base: tags.base?.etags.get(path) ?? '', now: tags.now?.etags.get(path) ?? '' }
  if (etags.base !== '' && etags.base === etags.now) return 'same'
  const areMd5 = tags.base?.areMd5 && tags.now?.areMd5 && md5.test(etags.base) && md5.test(etags.now)
  return areMd5 ? 'changed' : 'unknown'
}

/** What the bytes of two files of the same size tell, where they may be read. */
async function fateOfBytes({ path, base, now }: FilePair, looking: CompareContext): Promise<ChangeStatus> {
  if (base === undefined || now === undefined) return 'unknown'
  const { reads, notes, signal } = looking
  if (reads.take(base.size) !== undefined || reads.take(now.size) !== undefined) {
    notes.add('Of the same size, and their ETags do not tell whether they are the same', unreadableNote(path, 'now'))
    return 'unknown'
  }
  return await reads.memory.hold(base.size + now.size, signal, async () => {
    const [before, after] = await Promise.all(
      [base, now].map((file) => readWhole(file, { firstBytes: file.size }, looking)),
    )
    if (before === undefined || after === undefined) return 'unknown'
    return Buffer.compare(before, after) === 0 ? 'same' : 'changed'
  })
}

async function factsOf(
  { base, now }: FilePair,
  status: ChangeStatus,
  withTable: boolean,
  looking: CompareContext,
): Promise<{ readonly base: FileFacts | undefined; readonly now: FileFacts | undefined }> {
  const facts = async (file: ComparedObject | undefined): Promise<FileFacts | undefined> =>
    file && { bytes: file.size, table: withTable ? await readTable(file, looking) : undefined }
  const after = await facts(now)
  return { base: status === 'same' ? after : await facts(base), now: after }
}
