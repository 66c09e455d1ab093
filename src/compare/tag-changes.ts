import { reservedTags } from '../disdat/reserved-tags.ts'
import type { ChangeStatus, TagChange } from './comparison.ts'

/** The changes of the tags that users set, sorted by key; without a base all tags are `added`. */
export function compareTags(
  base: ReadonlyMap<string, string> | undefined,
  now: ReadonlyMap<string, string>,
): readonly TagChange[] {
  const keys = new Set([...now.keys(), ...(base?.keys() ?? [])])
  return [...keys]
    .filter((key) => !reservedTags.test(key))
    .toSorted()
    .map((key) => {
      const values = { base: base?.get(key), now: now.get(key) }
      return { key, status: compareValues(values.base, values.now), values }
    })
}

/** The change of a single value. */
export function compareValues(base: string | undefined, now: string | undefined): ChangeStatus {
  if (base === undefined) return 'added'
  if (now === undefined) return 'removed'
  return base === now ? 'same' : 'changed'
}
