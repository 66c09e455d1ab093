import type { RowChanges } from '../../../src/compare/rows/row-changes.ts'
import { runCommand, venvBin } from '../../testbed/process.ts'

/** What the outer merge of pandas counts for pairs of tables, in the form of `summarizeRowChanges`. */
export async function mergeWithPandas(cases: readonly object[]): Promise<unknown> {
  // pandas has no -0 in integers, and JSON has neither -0 nor undefined.
  const input = JSON.stringify(cases, (_, value: unknown) =>
    Object.is(value, -0) ? 0 : value === undefined ? null : value,
  )
  const script = `${import.meta.dirname}/merge_tables.py`
  const merged = await runCommand(`${venvBin}/python`, [script], { env: {}, input, timeoutMs: 240_000 })
  if (merged.code !== 0 || merged.stderr !== '') throw new Error(`pandas did not merge: ${merged.stderr}`)
  return JSON.parse(merged.stdout)
}

/** The counts of a comparison in the form in which `merge_tables.py` prints its own. */
export function summarizeRowChanges({ added, removed, shared, changed, duplicates, columns }: RowChanges) {
  const describe = ({ name, differing, difference, kinds }: RowChanges['columns'][number]) => {
    const numbers = difference && [difference.mean, Math.abs(difference.greatest)].map(roundDigits)
    return [name, { differing: differing.count, ...(kinds.now === 'number' && { numbers: numbers ?? null }) }] as const
  }
  return {
    added: added.count,
    removed: removed.count,
    shared: shared.count,
    changed: changed.count,
    duplicates: [duplicates.base.count, duplicates.now.count, duplicates.keys.count],
    columns: Object.fromEntries(columns.map(describe)),
  }
}

/** Sums depend on the order of rows, and differences of decimals on how they are computed. */
const roundDigits = (value: number) => Number(value.toPrecision(12))
