/** One thing that both have, or one of them, by its place in each; `isMoved`: it stands elsewhere among those that both have. */
export type ColumnPair = {
  readonly name: string
  readonly base: number | undefined
  readonly now: number | undefined
  readonly isMoved: boolean
}

/**
 * Things of the same name, the first of a name with the first of that name and so on; in the new order, with those that
 * were removed where they stood. As few as can be are moved.
 */
export function pairColumns(base: readonly string[], now: readonly string[]): readonly ColumnPair[] {
  const places = placesOf(base)
  const matches = occurrencesOf(now).map((key) => places.get(key))
  const kept = new Set(matches.filter((place) => place !== undefined))
  const steady = longestRising(matches.filter((place) => place !== undefined))

  const removed = new Map<number | undefined, ColumnPair[]>()
  let before: number | undefined
  for (const [place, name] of base.entries()) {
    if (kept.has(place)) {
      before = place
      continue
    }
    const followers = removed.get(before) ?? []
    followers.push({ name, base: place, now: undefined, isMoved: false })
    removed.set(before, followers)
  }
  const pairs = now.flatMap((name, place) => {
    const match = matches[place]
    const pair = { name, base: match, now: place, isMoved: match !== undefined && !steady.has(match) }
    return [pair, ...((match !== undefined && removed.get(match)) || [])]
  })
  return [...(removed.get(undefined) ?? []), ...pairs]
}

function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(occurrencesOf(names).map((key, place) => [key, place]))
}

/** Each name with how often it came before: `0 a`, `1 a`. */
function occurrencesOf(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    return `${count} ${name}`
  })
}

/** The longest part of different numbers that rises. https://en.wikipedia.org/wiki/Longest_increasing_subsequence */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  /** The least number that a rising part of each length can end with, and what came before each number. */
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
  const part = new Set<number>()
  for (let number = ends.at(-1); number !== undefined; number = previous.get(number)) part.add(number)
  return part
}
