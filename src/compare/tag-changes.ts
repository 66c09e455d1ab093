import type { ChangeStatus, TagChange } from './comparison.ts'

/** Disdat's own tags, beside those that begin with `__`. */
const ownTags: ReadonlySet<string> = new Set(['committed', 'root_task'])

/** What became of the tags that users gave, by key; without a base all of them are `added`. */
export function compareTags(
  base: ReadonlyMap<string, string> | undefined,
  now: ReadonlyMap<string, string>,
): readonly TagChange[] {
  const keys = new Set([...now.keys(), ...(base?.keys() ?? [])])
  return [...keys]
    .filter((key) => !key.startsWith('__') && !ownTags.has(key))
    .toSorted()
    .map((key) => {
      const values = { base: base?.get(key), now: now.get(key) }
      return { key, status: compareValues(values.base, values.now), values }
    })
}

/** What became of something that stands for itself. */
export function compareValues(base: string | undefined, now: string | undefined): ChangeStatus {
  if (base === undefined) return 'added'
  if (now === undefined) return 'removed'
  return base === now ? 'same' : 'changed'
}
