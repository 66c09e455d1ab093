import { createHash } from 'node:crypto'
import { formatFrameName, formatHyperFrameName } from '../disdat/bundle.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import {
  type CompareContext,
  type ComparedBundle,
  type ComparedObject,
  findOwnPart,
  getUnreadableReason,
  quoteForNote,
  readObject,
} from './compare-read.ts'
import { readTable } from './compare-tables.ts'
import type { ChangeStatus, FileChange, FileFacts, Side } from './comparison.ts'
import { settleUncertainTables } from './uncertain-tables.ts'

/** The most files whose tables are read. */
const maxTables = 1000

/** The files of one path in both bundles. */
type FilePair = {
  readonly path: string
  readonly base: ComparedObject | undefined
  readonly now: ComparedObject | undefined
  readonly isSameBundle: boolean
}

/** The ETags of a bundle's objects by path, and whether they are MD5s. */
type BundleEtags = { readonly etags: ReadonlyMap<string, string>; readonly areMd5: boolean }

type ListedEtags = { readonly base: BundleEtags; readonly now: BundleEtags }

const md5 = /^[0-9a-f]{32}$/

/** Compares the linked files of two bundles by path: see compareBundles. */
export async function compareFiles(
  now: ComparedBundle,
  base: ComparedBundle | undefined,
  context: CompareContext,
): Promise<readonly FileChange[]> {
  const isSameBundle = base?.proof.bundle.uuid === now.proof.bundle.uuid
  const files = { now: collectFiles('now', now), base: base === undefined ? new Map() : collectFiles('base', base) }
  const pairs = [...new Set([...files.base.keys(), ...files.now.keys()])]
    .toSorted()
    .map((path): FilePair => ({ path, base: files.base.get(path), now: files.now.get(path), isSameBundle }))
  const needsEtags = !isSameBundle && pairs.some((pair) => pair.base?.size === pair.now?.size)
  const etags =
    needsEtags && base ? { base: await listEtags(base, context), now: await listEtags(now, context) } : undefined
  const changes: FileChange[] = []
  await forEachBounded(
    pairs.entries(),
    async ([index, pair], signal) => {
      const inner = { ...context, signal }
      const status = await comparePair(pair, etags, inner)
      changes[index] = { path: pair.path, status, ...(await readFacts(pair, status, index < maxTables, inner)) }
    },
    context,
  )
  for (const { path } of pairs.slice(maxTables))
    context.notes.add(`beyond the ${maxTables} files that are read as tables`, quoteForNote(path, 'now'))
  return settleUncertainTables(changes, context)
}

function collectFiles(side: Side, bundle: ComparedBundle): ReadonlyMap<string, ComparedObject> {
  const part = findOwnPart(bundle)
  const frames = new Set(part?.bundle.frames.map(({ uuid }) => formatFrameName(uuid)))
  const files = part?.objects.filter(({ path }) => !frames.has(path)) ?? []
  return new Map(files.map(({ path, size }) => [path, { bundle, side, path, size }]))
}

async function listEtags({ remote, proof }: ComparedBundle, { signal }: Cancellable): Promise<BundleEtags> {
  const { uuid } = proof.bundle
  const folder = remote.getKey(uuid, '')
  const etags = new Map<string, string>()
  for await (const entry of remote.store.list(folder, { signal })) {
    if (entry.kind === 'object') etags.set(entry.key.slice(folder.length), entry.etag)
  }
  // Under KMS an ETag looks like an MD5 but is not. One tool writes a whole bundle, so its HyperFrame shows the kind.
  const hash = createHash('md5').update(proof.parts.at(-1)?.hyperFrame ?? '')
  return { etags, areMd5: etags.get(formatHyperFrameName(uuid)) === hash.digest('hex') }
}

async function comparePair(
  { path, base, now, isSameBundle }: FilePair,
  etags: ListedEtags | undefined,
  context: CompareContext,
): Promise<ChangeStatus> {
  if (base === undefined) return 'added'
  if (now === undefined) return 'removed'
  if (isSameBundle) return 'same'
  if (base.size !== now.size) return 'changed'
  return compareEtags(path, etags) ?? (await compareBytes(base, now, context))
}

/**
 * The status that ETags show; undefined where they show nothing. Equal ETags belong to equal bytes. Different ETags
 * belong to different bytes if both are MD5s, which the ETags of multipart uploads and of objects under KMS are not.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function compareEtags(path: string, listed: ListedEtags | undefined): ChangeStatus | undefined {
  const [base, now] = [listed?.base.etags.get(path), listed?.now.etags.get(path)]
  // A server may send no ETag.
  if (!listed || !base || !now) return undefined
  if (base === now) return 'same'
  return listed.base.areMd5 && listed.now.areMd5 && md5.test(base) && md5.test(now) ? 'changed' : undefined
}

/** The status that the bytes of two files of the same size show; `unknown` where they must not be read. */
async function compareBytes(base: ComparedObject, now: ComparedObject, context: CompareContext): Promise<ChangeStatus> {
  const { path } = now
  const { reads, notes, signal } = context
  if (reads.take(base.size) !== undefined || reads.take(now.size) !== undefined) {
    notes.add(
      'of equal size, with ETags that do not show whether the contents are the same',
      quoteForNote(path, now.side),
    )
    return 'unknown'
  }
  const read = async (file: ComparedObject) => {
    try {
      return await readObject(file, { firstBytes: file.size }, context)
    } catch (error) {
      notes.add(`not read (${getUnreadableReason(error)})`, quoteForNote(path, file.side))
      return undefined
    }
  }
  return await reads.memory.hold(base.size + now.size, signal, async () => {
    const [bytesBase, bytesNow] = await Promise.all([read(base), read(now)])
    if (bytesBase === undefined || bytesNow === undefined) return 'unknown'
    return Buffer.compare(bytesBase, bytesNow) === 0 ? 'same' : 'changed'
  })
}

async function readFacts(
  { base, now }: FilePair,
  status: ChangeStatus,
  shouldReadTable: boolean,
  context: CompareContext,
): Promise<{ readonly base: FileFacts | undefined; readonly now: FileFacts | undefined }> {
  const read = async (file: ComparedObject | undefined): Promise<FileFacts | undefined> =>
    file && { bytes: file.size, table: shouldReadTable ? await readTable(file, context) : undefined }
  const facts = await read(now)
  return { base: status === 'same' ? facts : await read(base), now: facts }
}
