import type { Cancellable } from '../lib/cancellable.ts'
import { countRows } from './columns.ts'
import { compareFiles } from './compare-files.ts'
import { compareFrames } from './compare-frames.ts'
import { type ComparedBundle, ReadLimit } from './compare-read.ts'
import type { ChangeStatus, Comparison } from './comparison.ts'
import { ComparisonNotes } from './comparison-notes.ts'
import { compareTags } from './tag-changes.ts'

/**
 * What a proved bundle holds beside what another one, its base, held; without a base, what it holds. Costs for each frame
 * of both bundles a GET: of the whole of it up to `maxBytes` and up to `readFactor` times that of all frames and files
 * together, beyond that of its begin; and a LIST of each bundle with files. The same bundle twice is read once. What
 * cannot be read is a note and `unknown`. `samples`: whether values of frames that hold a single one are told. Throws
 * Failure as a store does.
 */
export async function compareBundles(
  now: ComparedBundle,
  base: ComparedBundle | undefined,
  options: Cancellable & { readonly maxBytes: number; readonly samples: boolean },
): Promise<Comparison> {
  const looking = { ...options, reads: new ReadLimit(options.maxBytes), notes: new ComparisonNotes() }
  const frames = await compareFrames(now, base, looking)
  const files = await compareFiles(now, base, looking)
  const before = base?.proof.bundle
  const after = now.proof.bundle
  const presentation = { base: before?.presentation, now: after.presentation }
  const rowsIn = (side: 'base' | 'now', bundle: { readonly presentation: string } | undefined) =>
    bundle &&
    countRows(
      bundle.presentation,
      frames.columns
        .filter((column) => column.status !== (side === 'now' ? 'removed' : 'added'))
        .map((column) => column[side]),
      files.filter((file) => file[side] !== undefined).map((file) => file[side]?.table?.rows),
    )
  const fates = [...frames.fates, ...files.map(({ status }) => status)]
  return {
    isSame: base === undefined ? undefined : isSame(fates, presentation.base === presentation.now),
    presentation,
    rows: { base: rowsIn('base', before), now: rowsIn('now', after) },
    bytes: { base: base?.proof.bytes, now: now.proof.bytes },
    columns: frames.columns,
    files,
    nested: frames.nested,
    tags: compareTags(before?.tags, after.tags),
    durationMs: { base: before?.tookMs, now: after.tookMs },
    notes: looking.notes.sentences(),
  }
}

function isSame(fates: readonly ChangeStatus[], isPresentedSo: boolean): boolean | undefined {
  if (!isPresentedSo || fates.some((status) => status !== 'same' && status !== 'unknown')) return false
  return fates.includes('unknown') ? undefined : true
}
