import { raceSignal } from '../lib/abort.ts'
import type { ListedObject } from '../remote/listed-object.ts'
import type { Remote } from '../remote/remote.ts'
import type { SeedSource } from './read-seed.ts'
import type { SeedSpool } from './seed-spool.ts'

/**
 * The spools of the first seeds of a step, one for each remote context: the other runs read from the disk what the
 * first one has read from the remote. Disposal removes them.
 */
export class EarlierSeeds implements AsyncDisposable {
  readonly #spools = new Map<string, SeedSpool>()
  /** Removes each of them, also when another one cannot be removed. */
  readonly #owned = new AsyncDisposableStack()
  readonly #firsts = new Map<string, Promise<void>>()

  /** Collects the first seed of a context at once, and the others when the first has been collected or has failed. */
  async collectInTurn<T>(remote: Remote, signal: AbortSignal, collect: () => Promise<T>): Promise<T> {
    const key = getKey(remote)
    const first = this.#firsts.get(key)
    if (first !== undefined) {
      await raceSignal(first, signal)
      return await collect()
    }
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#firsts.set(key, promise)
    try {
      return await collect()
    } finally {
      resolve()
    }
  }

  /** The objects of the first seed of the context; undefined before it has been collected. */
  getSource(remote: Remote): SeedSource | undefined {
    const spool = this.#spools.get(getKey(remote))
    return (
      spool && {
        ...{ name: 'the seed of another run', isRemote: false },
        read: (objects) => readObjects(spool, objects),
        findFile: (object) => spool.findFile(object),
      }
    )
  }

  /** Takes the spool of a seed that has been collected. Returns false if the context has one already. */
  keep(remote: Remote, spool: SeedSpool): boolean {
    if (this.#spools.has(getKey(remote))) return false
    this.#spools.set(getKey(remote), this.#owned.use(spool))
    return true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#spools.clear()
    await this.#owned[Symbol.asyncDispose]()
  }
}

const getKey = ({ url, context }: Remote) => `${url} ${context}`

async function* readObjects(spool: SeedSpool, objects: readonly ListedObject[]): ReturnType<SeedSource['read']> {
  const wanted = new Map(objects.map((object) => [object.path, object]))
  for await (const found of spool.read(new Set(wanted.keys()))) {
    const object = wanted.get(found.path)
    if (object !== undefined && 'content' in found) yield { object, bytes: found.content }
  }
}
