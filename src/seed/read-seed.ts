import { describeError } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { type ListedObject, matchesListing, type ObjectContent } from '../remote/listed-object.ts'

/** A place that may hold objects of a remote context: a local context, packs beside the index, the remote itself. */
export interface SeedSource {
  /** For messages, such as `the local context`. */
  readonly name: string
  /** Whether this is the remote itself: its bytes count as true, and only their number is checked. */
  readonly isRemote: boolean
  /**
   * Yields as many of the objects as the source holds, each at most once, in any order. The caller checks every member
   * against its object, and asks the next source for the rest. Throws the reason of the signal when it aborts; after
   * any other error, the source counts as not holding the rest.
   */
  read(objects: readonly ListedObject[], options: Cancellable): AsyncIterable<ObjectContent>
  /** The file of a large object that the source has on this disk, with the size that LIST reported. */
  readonly findFile?: (object: ListedObject) => string | undefined
}

type ReadOptions = Cancellable & {
  /** Called with a sentence about a source that failed, or that holds other bytes than LIST reported. */
  readonly debug: (text: string) => void
}

/**
 * Yields the members of a seed, in any order: asks each source for what the sources before it do not hold. Every member
 * has the size and the MD5 that LIST reported, or comes from the remote itself; other bytes count as not held. What no
 * source holds is left out. Throws only the reason of the signal.
 */
export async function* readSeed(
  sources: readonly SeedSource[],
  objects: readonly ListedObject[],
  options: ReadOptions,
): AsyncGenerator<ObjectContent> {
  let rest = objects
  for (const source of sources) {
    if (rest.length === 0) return
    const missing = new Map(rest.map((object) => [object.path, object]))
    yield* readFrom(source, missing, options)
    rest = [...missing.values()]
  }
}

/** Takes every object that the source holds out of `missing`. */
async function* readFrom(
  source: SeedSource,
  missing: Map<string, ListedObject>,
  { signal, debug }: ReadOptions,
): AsyncGenerator<ObjectContent> {
  let different = 0
  try {
    for await (const { object, bytes } of source.read([...missing.values()], { signal })) {
      const wanted = missing.get(object.path)
      if (wanted === undefined) continue
      const isEqual = source.isRemote ? bytes.length === wanted.bytes : matchesListing(wanted, bytes)
      if (!isEqual) {
        different += 1
        continue
      }
      missing.delete(object.path)
      yield { object: wanted, bytes }
    }
  } catch (error) {
    signal.throwIfAborted()
    debug(`The seed is not read from ${source.name}: ${describeError(error)}`)
  }
  if (different > 0) debug(`Objects in ${source.name} that differ from the remote: ${different}.`)
}
