import { statSync } from 'node:fs'
import { link } from 'node:fs/promises'
import path from 'node:path'
import { type Bundle, formatHyperFrameName, isHyperFrameName, readBundle } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/format/format-error.ts'
import { readFrameHead } from '../disdat/format/frame-reader.ts'
import { summarizeFrame } from '../disdat/format/frame-summary.ts'
import { framePeekBytes } from '../disdat/format/hyperframe.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { forEachBounded } from '../lib/for-each-bounded.ts'
import { readBounded } from '../local/files.ts'
import { IndexWriter } from '../local/index-writer.ts'
import { HyperFrameCache, readCatalog } from '../remote/catalog.ts'
import { formatIndexLine } from '../remote/index/line.ts'
import type { ListedObject, ObjectContent } from '../remote/listed-object.ts'
import type { Remote } from '../remote/remote.ts'
import { listSeed } from './list-seed.ts'
import type { SeedSource } from './read-seed.ts'
import { readSeed } from './read-seed.ts'
import { SeedBundles } from './seed-bundles.ts'
import { parseSeedPath } from './seed-path.ts'
import type { SeedSpool } from './seed-spool.ts'
import {
  fitsWhole,
  pickNewestUuids,
  type SeedListing,
  type SeedSelection,
  selectSeed,
  splitIntoBatches,
} from './select-seed.ts'

/** Objects up to this size are held in memory, as many at a time as are in flight; larger ones go to a file each. */
const maxSmallBytes = 256 * 1024
/** Large objects in flight. */
const maxLargeInFlight = 4

export type SeedRequest = {
  readonly mode: 'all' | 'newest'
  readonly maxBytes: number
  /** Uuids that the mode `newest` contains in any case. */
  readonly pinned: ReadonlySet<string>
  /** Asked in this order; the last one is the remote. */
  readonly sources: readonly SeedSource[]
  readonly debug: (text: string) => void
  /** Called when the objects are listed and before they are read, with their number. */
  readonly onSelected: (objects: number) => void
}

/** A selection of which only the paths are kept. */
type SelectedPaths = Omit<SeedSelection, 'objects'> & { readonly paths: readonly string[] }

/** A seed that is complete in its spool. */
export type Seed = {
  readonly bundles: number
  readonly bytes: number
  /** Whether the container needs no pull of its own. */
  readonly isComplete: boolean
  /** The path of the `ctxt.db` of its bundles. */
  readonly indexFile: string
  readonly indexBytes: number
  /** The objects in the spool that are not in the seed, by paths relative to the folder of the context. */
  readonly dropped: readonly string[]
}

/**
 * Collects the seed of a remote context in a spool. `update` lists the context and reads what the spool does not have;
 * it can be repeated after bundles were pushed. `finish` completes the seed.
 *
 * What cannot be read, or what Disdat could not read, is left out, and the seed is then not complete: the container
 * pulls the rest on its own, and ends as it ends without a seed.
 */
export class SeedBuilder implements Disposable {
  readonly #remote: Remote
  readonly #request: SeedRequest
  readonly #spool: SeedSpool
  readonly #index: IndexWriter
  readonly #bundles = new SeedBundles()
  readonly #nested = new Map<string, ReadonlySet<string>>()
  /** The lines of bundles that the index of the remote does not know. */
  #unindexed = new Map<string, string>()
  /** The bundles of the context; undefined while they are not all known. */
  #listed: ReadonlySet<string> | undefined
  #selection: SelectedPaths | undefined

  private constructor(remote: Remote, request: SeedRequest, spool: SeedSpool, index: IndexWriter) {
    this.#remote = remote
    this.#request = request
    this.#spool = spool
    this.#index = index
  }

  static async create(remote: Remote, request: SeedRequest, spool: SeedSpool): Promise<SeedBuilder> {
    return new SeedBuilder(remote, request, spool, await IndexWriter.create(path.join(spool.folder, indexName)))
  }

  /** Throws SeedTooLargeError, errors of the file system, and what `readCatalog` and `visitContext` throw. */
  async update(options: Cancellable): Promise<void> {
    const { mode } = this.#request
    // Nothing else refers to the objects, so that those of a batch that was read do not stay in memory.
    const batches = mode === 'all' ? await this.#selectAll(options) : await this.#selectNewest(options)
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) await this.#read(batch, options)
    if (mode === 'newest') await this.#addNested(options)
    this.#remote.packs.save()
    this.#remote.index.add(this.#unindexed, this.#listed)
    this.#unindexed = new Map()
  }

  async #selectAll(options: Cancellable): Promise<(readonly ListedObject[])[]> {
    const { maxBytes } = this.#request
    const [listing] = await Promise.all([listSeed(this.#remote, options), this.#remote.index.load(options)])
    this.#listed = new Set(listing.bundles.keys())
    if (fitsWhole(listing, maxBytes)) return this.#select(selectSeed(listing, () => undefined, { maxBytes }))
    const catalog = await readCatalog(this.#remote, new HyperFrameCache(this.#remote, {}), options)
    return this.#select(selectSeed(listing, catalog.get, { maxBytes }))
  }

  async #selectNewest(options: Cancellable): Promise<(readonly ListedObject[])[]> {
    const { pinned, maxBytes } = this.#request
    const catalog = await readCatalog(this.#remote, new HyperFrameCache(this.#remote, {}), options)
    const only = pickNewestUuids(catalog.findMatches({}), new Set([...pinned].filter(catalog.has)))
    const listing = await listSeed(this.#remote, { ...options, only })
    return this.#select(selectSeed(listing, catalog.get, { maxBytes, only }))
  }

  /** Keeps the paths of a selection, and returns its objects in batches. */
  #select({ objects, ...selection }: SeedSelection): (readonly ListedObject[])[] {
    this.#selection = { ...selection, paths: objects.map((object) => object.path) }
    this.#request.onSelected(objects.length)
    return splitIntoBatches(objects)
  }

  /** Adds the bundles that the selected ones contain, level by level. */
  async #addNested({ signal }: Cancellable): Promise<void> {
    for (;;) {
      const { paths, bytes, bundles, isComplete } = this.#requireSelection()
      const selected = new Set(paths.map((each) => parseSeedPath(each)?.uuid ?? ''))
      const nested = [...selected].flatMap((uuid) => [...(this.#nested.get(uuid) ?? [])])
      const only = new Set(nested.filter((uuid) => !selected.has(uuid)))
      if (only.size === 0) return
      const listing: SeedListing = await listSeed(this.#remote, { signal, only })
      const added = selectSeed(listing, () => undefined, { maxBytes: this.#request.maxBytes - bytes, only })
      this.#selection = {
        paths: [...paths, ...added.objects.map((object) => object.path)],
        bundles: bundles + added.bundles,
        bytes: bytes + added.bytes,
        isComplete: isComplete && added.isComplete,
      }
      await this.#read(added.objects, { signal })
      if (added.bundles < only.size) return
    }
  }

  async #read(objects: readonly ListedObject[], { signal }: Cancellable): Promise<void> {
    const missing = objects.filter((object) => !this.#spool.has(object.path))
    const small = missing.filter(({ bytes }) => bytes <= maxSmallBytes)
    for await (const member of readSeed(this.#request.sources, small, { signal, debug: this.#request.debug }))
      if (this.#inspect(member)) await this.#spool.add(member)
    const large = missing.filter(({ bytes }) => bytes > maxSmallBytes)
    await forEachBounded(large, (object, workSignal) => this.#readLarge(object, workSignal), {
      signal,
      limit: maxLargeInFlight,
    })
  }

  async #readLarge(object: ListedObject, signal: AbortSignal): Promise<void> {
    const { uuid, file } = parseSeedPath(object.path) ?? { uuid: '', file: '' }
    // Disdat's HyperFrames and frames of bundles are small: a large one is left to the container.
    if (isHyperFrameName(file)) return
    const key = this.#remote.getKey(uuid, file)
    await this.#spool.addFile(object, async (target) => {
      const isLinked = await this.#linkLarge(object, target)
      if (!isLinked && !(await this.#remote.store.getToFile(key, target, { size: object.bytes, signal }))) return false
      if (this.#request.mode === 'all') return true
      const start = await readBounded(target, { maxBytes: object.bytes, firstBytes: framePeekBytes })
      return start !== undefined && hasNoBundles(start)
    })
  }

  /** Whether another run has the object on this disk. The spools are in one folder, and none changes its files. */
  async #linkLarge(object: ListedObject, target: string): Promise<boolean> {
    const file = this.#request.sources.map((source) => source.findFile?.(object)).find((each) => each !== undefined)
    if (file === undefined) return false
    return await link(file, target).then(
      () => true,
      () => false,
    )
  }

  /** Whether a member can be in the seed. A HyperFrame is added to the index. */
  #inspect({ object, bytes }: ObjectContent): boolean {
    const { uuid, file } = parseSeedPath(object.path) ?? { uuid: '', file: '' }
    try {
      if (isHyperFrameName(file)) {
        // Another name would be another bundle, or the same one again.
        if (file !== formatHyperFrameName(uuid)) return false
        this.#addBundle(readBundle(bytes, uuid), bytes)
      } else if (this.#request.mode === 'newest' && file.endsWith('_frame.pb')) {
        this.#nested.set(uuid, new Set([...(this.#nested.get(uuid) ?? []), ...summarizeFrame(bytes).nested]))
      }
      return true
    } catch (error) {
      if (!(error instanceof BundleFormatError)) throw error
      this.#request.debug(`${object.path} is not in the seed: ${error.message}.`)
      return false
    }
  }

  #addBundle(bundle: Bundle, bytes: Uint8Array): void {
    this.#index.add(bundle, bytes)
    const line = this.#remote.index.has(bundle.uuid) ? undefined : formatIndexLine(bundle)
    if (line !== undefined) this.#unindexed.set(bundle.uuid, line)
    this.#bundles.add(bundle)
  }

  /** Completes the index and the seed. */
  finish(): Seed {
    const { paths: selected, isComplete } = this.#requireSelection()
    const paths = new Set(selected.filter((each) => this.#spool.has(each)))
    const { complete: bundles, incomplete } = this.#bundles.check(paths)
    for (const uuid of incomplete) this.#index.remove(uuid)
    this.#index.close()
    const indexFile = path.join(this.#spool.folder, indexName)
    return {
      bundles,
      bytes: selected.reduce((sum, each) => sum + this.#spool.getBytes(each), 0),
      isComplete: isComplete && paths.size === selected.length,
      indexFile,
      indexBytes: statSync(indexFile).size,
      dropped: this.#spool.listOthers(paths),
    }
  }

  #requireSelection(): SelectedPaths {
    if (this.#selection === undefined) throw new Error('The seed was not updated.')
    return this.#selection
  }

  [Symbol.dispose](): void {
    this.#index[Symbol.dispose]()
  }
}

const indexName = 'ctxt.db'

/** Whether a frame of values begins with these bytes. */
function hasNoBundles(start: Uint8Array): boolean {
  const type = readFrameHead(start)?.type
  return type !== undefined && type !== 'HFRAME'
}
