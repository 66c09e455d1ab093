import type { ListedObject } from '../remote/listed-object.ts'
import type { Remote } from '../remote/remote.ts'
import type { SeedSource } from './read-seed.ts'
import type { SeedSpool } from './seed-spool.ts'

/**
 * The spools of seeds that are complete, one for each remote context: the runs of a step read from the disk what an
 * earlier one has read from the remote. Disposal removes them.
 */
export class EarlierSeeds implements AsyncDisposable {
  readonly #spools = new Map<string, SeedSpool>()

  /** The small objects of an earlier seed of the context; undefined before there is one. */
  getSource(remote: Remote): SeedSource | undefined {
    const spool = this.#spools.get(getKey(remote))
    return spool && { name: 'an earlier seed', isRemote: false, read: (objects) => readObjects(spool, objects) }
  }

  /** Takes a spool to which nothing is added any more. Returns false if the context has one already. */
  keep(remote: Remote, spool: SeedSpool): boolean {
    if (this.#spools.has(getKey(remote))) return false
    this.#spools.set(getKey(remote), spool)
    return true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const spool of this.#spools.values()) await spool[Symbol.asyncDispose]()
    this.#spools.clear()
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
