/** A column of one or both bundles, with its index in each. */
export type ColumnPair = {
  readonly name: string
  readonly base: number | undefined
  readonly now: number | undefined
  /** Whether its order among the columns of both bundles differs. */
  readonly isMoved: boolean
}

/**
 * Pairs columns of the same name: the first of a name with the first of that name, and so on. The pairs have the new
 * order, with removed columns at their old place. As few columns as possible are moved.
 */
export function pairColumns(base: readonly string[], now: readonly string[]): readonly ColumnPair[] {
  const baseIndexes = new Map(numberOccurrences(base).map((key, index) => [key, index]))
  const matches = numberOccurrences(now).map((key) => baseIndexes.get(key))
  const kept = matches.filter((index) => index !== undefined)
  const unmoved = findLongestIncreasing(kept)
  const removed = groupRemoved(base, new Set(kept))
  const pairs = now.flatMap((name, index) => {
    const match = matches[index]
    const pair = { name, base: match, now: index, isMoved: match !== undefined && !unmoved.has(match) }
    return [pair, ...((match !== undefined && removed.get(match)) || [])]
  })
  return [...(removed.get(undefined) ?? []), ...pairs]
}

/** The removed columns by the index of the last kept column before them; undefined where there is none. */
function groupRemoved(
  base: readonly string[],
  kept: ReadonlySet<number>,
): ReadonlyMap<number | undefined, readonly ColumnPair[]> {
  const removed = new Map<number | undefined, ColumnPair[]>()
  let lastKept: number | undefined
  for (const [index, name] of base.entries()) {
    if (kept.has(index)) {
      lastKept = index
      continue
    }
    const group = removed.get(lastKept) ?? []
    group.push({ name, base: index, now: undefined, isMoved: false })
    removed.set(lastKept, group)
  }
  return removed
}

/** Each name after the number of its earlier occurrences: `0 a`, `1 a`. */
function numberOccurrences(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    return `${count} ${name}`
  })
}

/** https://en.wikipedia.org/wiki/Longest_increasing_subsequence of different numbers. */
function findLongestIncreasing(numbers: readonly number[]): ReadonlySet<number> {
  // The smallest last number of a subsequence of each length, and the predecessor of each number.
  const ends: number[] = []
  const previous = new Map<number, number | undefined>()
  for (const number of numbers) {
    let low = 0
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >>> 1
      if ((ends[middle] ?? 0) < number) low = middle + 1
      else high = middle
    }
    previous.set(number, ends[low - 1])
    ends[low] = number
  }
  const longest = new Set<number>()
  for (let number = ends.at(-1); number !== undefined; number = previous.get(number)) longest.add(number)
  return longest
}
