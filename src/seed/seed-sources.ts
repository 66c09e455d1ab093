import { BundleFormatError } from '../disdat/format/format-error.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { maxInFlight } from '../lib/for-each-bounded.ts'
import { mapBounded } from '../lib/map-bounded.ts'
import type { LocalContext } from '../local/context.ts'
import type { ListedObject } from '../remote/listed-object.ts'
import type { Remote } from '../remote/remote.ts'
import type { SeedSource } from './read-seed.ts'
import { parseSeedPath } from './seed-path.ts'

type ReadBytes = (
  uuid: string,
  file: string,
  options: Cancellable & { readonly maxBytes: number },
) => Promise<Uint8Array | undefined>

/** The bundles that a local context of the runner holds. */
export function createLocalSource(context: LocalContext): SeedSource {
  return { name: 'the local context', isRemote: false, read: createRead(context.read.bind(context)) }
}

/** The packs beside the index of a remote context. */
export function createPackSource({ packs }: Remote): SeedSource {
  return { name: 'the packs', isRemote: false, read: (objects, options) => packs.read(objects, options) }
}

/** The remote itself: one GET for each object. What it reads is added to the packs with their next `save`. */
export function createRemoteSource(remote: Remote): SeedSource {
  const read = createRead((uuid, file, options) =>
    remote.store.get(remote.getKey(uuid, file), { ...options, size: options.maxBytes }),
  )
  return {
    ...{ name: 'the remote', isRemote: true },
    async *read(objects, options) {
      for await (const member of read(objects, options)) {
        remote.packs.add(member.object, member.bytes)
        yield member
      }
    },
  }
}

function createRead(readBytes: ReadBytes): SeedSource['read'] {
  const read = async (object: ListedObject, signal: AbortSignal) => {
    const { uuid, file } = parseSeedPath(object.path) ?? { uuid: '', file: '' }
    try {
      return { object, bytes: await readBytes(uuid, file, { signal, maxBytes: object.bytes }) }
    } catch (error) {
      if (!concernsObjectOnly(error)) throw error
      return { object, bytes: undefined }
    }
  }
  return async function* (objects, { signal }) {
    for await (const { object, bytes } of mapBounded(objects, read, { limit: maxInFlight, signal }))
      if (bytes !== undefined) yield { object, bytes }
  }
}

/** Whether other objects can be read: this one is larger than LIST reported, or archived. */
function concernsObjectOnly(error: unknown): boolean {
  if (error instanceof Failure) return error.verdict === 'object-archived' || error.verdict === 'bundle-corrupt'
  return error instanceof BundleFormatError
}
