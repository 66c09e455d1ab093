import type { Cancellable } from '../lib/cancellable.ts'
import { countRows } from './columns.ts'
import { compareFiles } from './compare-files.ts'
import { compareFrames } from './compare-frames.ts'
import { type ComparedBundle, ReadLimit } from './compare-read.ts'
import type { ChangeStatus, Comparison, Side } from './comparison.ts'
import { ComparisonNotes } from './comparison-notes.ts'
import { compareTags } from './tag-changes.ts'

/**
 * Compares a proved bundle with its base; without a base, describes the bundle alone. Sends one GET for each frame of
 * both bundles and one LIST for each bundle with files. A frame or file is read whole up to `maxBytes`, and while all
 * of them together take at most `readFactor` times that; otherwise only its beginning is read. The same bundle twice is
 * read once. A frame or file that cannot be read is `unknown`, with a note. Throws Failure as the store does.
 *
 * @param options.samples Whether to report the values of frames that hold a single one.
 */
export async function compareBundles(
  now: ComparedBundle,
  base: ComparedBundle | undefined,
  options: Cancellable & { readonly maxBytes: number; readonly samples: boolean },
): Promise<Comparison> {
  const shared = { reads: new ReadLimit(options.maxBytes), notes: new ComparisonNotes(), uncertainTables: [] }
  const context = { ...options, ...shared }
  const frames = await compareFrames(now, base, context)
  const files = await compareFiles(now, base, context)
  const bundles = { base: base?.proof.bundle, now: now.proof.bundle }
  const presentation = { base: bundles.base?.presentation, now: bundles.now.presentation }
  const countRowsIn = (side: Side) => {
    const absent = side === 'now' ? 'removed' : 'added'
    const columns = frames.columns.filter(({ status }) => status !== absent).map((column) => column[side])
    const tables = files.flatMap((file) => file[side] ?? []).map(({ table }) => table?.rows)
    const bundle = bundles[side]
    return bundle && countRows(bundle.presentation, columns, tables)
  }
  const statuses = [...frames.statuses, ...files.map(({ status }) => status)]
  return {
    isSame: base === undefined ? undefined : isSame(statuses, presentation.base === presentation.now),
    presentation,
    rows: { base: countRowsIn('base'), now: countRowsIn('now') },
    bytes: { base: getBytes(base), now: getBytes(now) },
    columns: frames.columns,
    files,
    nested: frames.nested,
    tags: compareTags(bundles.base?.tags, bundles.now.tags),
    durationMs: { base: bundles.base?.tookMs, now: bundles.now.tookMs },
    notes: context.notes.toSentences(),
  }
}

/** The size of a bundle; undefined where a part is unread, which may refer to more. */
function getBytes(bundle: ComparedBundle | undefined): number | undefined {
  const hasUnread = bundle?.proof.parts.some(({ skipped }) => skipped.length > 0)
  return hasUnread ? undefined : bundle?.proof.bytes
}

function isSame(statuses: readonly ChangeStatus[], hasSamePresentation: boolean): boolean | undefined {
  if (!hasSamePresentation) return false
  if (statuses.some((status) => status !== 'same' && status !== 'unknown')) return false
  return statuses.includes('unknown') ? undefined : true
}
