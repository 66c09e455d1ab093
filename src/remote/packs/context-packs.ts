import { describeError } from '../../errors.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { type ListedObject, matchesListing, type ObjectContent } from '../listed-object.ts'
import { getMemberBytes, isPackable, type PackMembers } from './pack.ts'
import { addToPacks, listChildren, type PackChange, type PackLocation, packCapacities, readPack } from './pack-tree.ts'

/** The longest wait for one pack, in milliseconds. Reading then goes on without it. */
const readLimitMs = 15_000
/** The longest update, in milliseconds. */
const saveLimitMs = 120_000
/** The fewest missing objects for which a pack below the root is read: with fewer, the objects themselves are. */
const minMissing = 4
/** Packs that are read at the same time. */
const maxReads = 4
/**
 * The content that is stored together, in bytes. While it is stored, as much again is held; what comes meanwhile beyond
 * that is left to later steps.
 */
const maxAddedBytes = 16 * 1024 * 1024

type ReadPack = { readonly prefix: string; readonly members: PackMembers | undefined }

type StoredLocation = PackLocation & Cancellable & { readonly isReadOnly?: boolean }

/**
 * HyperFrames and small frames of a remote context in packs, kept beside its `objects/`, so that the objects of 10,000
 * bundles are read with 17 requests, and a context without packs costs one. Packs are a cache: the listing says which
 * objects exist, and a member whose size or MD5 differs from it does not count. A pack that is absent, corrupt, of
 * another version or context, too large or forbidden counts as empty and is reported with `debug`. Updates run in the
 * background, never fail, and end when the signal of the location aborts.
 */
export class ContextPacks {
  readonly #location: StoredLocation | undefined
  #added = new Map<string, Uint8Array>()
  #addedBytes = 0
  #isSaving = false
  #updating: Promise<void> = Promise.resolve()
  #saving: Promise<void> = Promise.resolve()

  /** Sends no request. Without a location, there are no packs. */
  constructor(location: StoredLocation | undefined) {
    this.#location = location
  }

  /**
   * The content of those objects that packs have, in any order, once each. Throws only the reason of the signal. In
   * memory are at most `maxReads` packs at a time.
   */
  async *read<T extends ListedObject>(objects: Iterable<T>, { signal }: Cancellable): AsyncGenerator<ObjectContent<T>> {
    const location = this.#location
    if (location === undefined) return
    const missing = new Map<string, T>()
    for (const object of objects) if (isPackable(object)) missing.set(object.path, object)
    let prefixes: readonly string[] = ['']
    for (const _ of packCapacities) {
      const needed = selectPrefixes(prefixes, missing)
      const existing: string[] = []
      for (let start = 0; start < needed.length; start += maxReads) {
        const reads = needed.slice(start, start + maxReads).map((prefix) => this.#read(location, prefix, signal))
        for (const { prefix, members } of await Promise.all(reads)) {
          if (members === undefined) continue
          existing.push(prefix)
          yield* this.#take(members, missing)
        }
      }
      // An update that fills the packs below one writes it, too: without it, there are none, or few.
      prefixes = existing.flatMap(listChildren)
    }
  }

  /**
   * Keeps an object that packs do not have for the next `save`, if it is small enough and its content is right. A
   * collection of many objects is stored while it goes on.
   */
  add(object: ListedObject, bytes: Uint8Array): void {
    if (this.#location === undefined || this.#location.isReadOnly || !isPackable(object)) return
    const size = getMemberBytes(object.path, bytes)
    if (!matchesListing(object, bytes)) return
    if (this.#addedBytes + size > maxAddedBytes) {
      if (this.#isSaving) return
      this.save()
    }
    this.#addedBytes += size
    this.#added.set(object.path, new Uint8Array(bytes))
  }

  /**
   * Stores the added objects in the background. With all `listed` objects of the context by their paths, objects that
   * are gone or that differ leave the packs that are written.
   */
  save(listed?: ReadonlyMap<string, ListedObject>): void {
    const location = this.#location
    if (location === undefined || this.#added.size === 0) return
    const members = this.#added
    this.#added = new Map()
    this.#addedBytes = 0
    const isCurrent = (path: string, bytes: Uint8Array) => {
      const object = listed?.get(path)
      return listed === undefined || (object !== undefined && matchesListing(object, bytes))
    }
    this.#isSaving = true
    const saving = this.#saving.then(() => this.#save(location, { members, isCurrent }))
    this.#saving = saving
    void saving.then(() => {
      if (this.#saving === saving) this.#isSaving = false
    })
  }

  /**
   * Adds objects in the background: `read` resolves with all listed objects of the context, and calls `add` before. It
   * ends with its signal.
   */
  update(read: (options: Cancellable) => Promise<ReadonlyMap<string, ListedObject>>): void {
    const location = this.#location
    if (location === undefined || location.isReadOnly) return
    const work = async () => {
      const signal = AbortSignal.any([location.signal, AbortSignal.timeout(saveLimitMs)])
      this.save(await read({ signal }))
    }
    this.#updating = work().catch((error: unknown) => {
      if (!location.signal.aborted) location.debug(`The packs were not updated: ${describeError(error)}`)
    })
  }

  /** Resolves when all updates and saved objects are stored or have failed to be stored. */
  async waitForSave(): Promise<void> {
    await this.#updating
    await this.#saving
  }

  /** Without members when the pack does not exist, or cannot be read. */
  async #read(location: StoredLocation, prefix: string, signal: AbortSignal): Promise<ReadPack> {
    signal.throwIfAborted()
    try {
      const limit = AbortSignal.timeout(readLimitMs)
      const options = { signal: AbortSignal.any([signal, location.signal, limit]) }
      const { etag, members } = await readPack(location, prefix, options)
      return { prefix, members: etag === undefined ? undefined : members }
    } catch (error) {
      signal.throwIfAborted()
      location.debug(`A pack is not used: ${describeError(error)}`)
      return { prefix, members: undefined }
    }
  }

  *#take<T extends ListedObject>(members: PackMembers, missing: Map<string, T>): Generator<ObjectContent<T>> {
    for (const [path, bytes] of members) {
      const object = missing.get(path)
      if (object === undefined || !matchesListing(object, bytes)) continue
      missing.delete(path)
      yield { object, bytes }
    }
  }

  async #save(location: StoredLocation, change: PackChange): Promise<void> {
    if (location.signal.aborted) return
    try {
      const signal = AbortSignal.any([location.signal, AbortSignal.timeout(saveLimitMs)])
      await addToPacks(location, change, { signal })
      location.debug(`Objects added to the packs: ${change.members.size}.`)
    } catch (error) {
      if (!location.signal.aborted) location.debug(`The packs were not updated: ${describeError(error)}`)
    }
  }
}

/** The packs with enough missing objects. The root has the newest objects of all. */
function selectPrefixes(prefixes: readonly string[], missing: ReadonlyMap<string, ListedObject>): readonly string[] {
  const counts = new Map<string, number>()
  const length = prefixes[0]?.length ?? 0
  for (const path of missing.keys()) {
    const prefix = path.slice('objects/'.length, 'objects/'.length + length)
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
  }
  return prefixes.filter((prefix) => (counts.get(prefix) ?? 0) >= (length === 0 ? 1 : minMissing))
}
