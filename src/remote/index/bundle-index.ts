import type { BundleDescription } from '../../disdat/bundle.ts'
import { type BundleQuery, matchesQuery } from '../../disdat/bundle-query.ts'
import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { describeError } from '../../errors.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { addToIndex, findLine, type IndexLevel, type IndexLocation, readLevels } from './levels.ts'
import { escapeIndexText, parseIndexLine, uuidLength } from './line.ts'

/** The longest wait of a search for the index, in milliseconds. The search then goes on without it. */
const loadLimitMs = 15_000
/** The longest update, in milliseconds. */
const saveLimitMs = 120_000

export type IndexOptions = Cancellable & {
  /** Called with the reason why an index is not used or not written. No such reason changes a result. */
  readonly debug: (text: string) => void
  /** Whether the index is only read: for a context in which nothing is written. */
  readonly isReadOnly?: boolean
}

type StoredLocation = IndexLocation & Cancellable

/**
 * The descriptions of the bundles of a remote context, kept beside its `objects/` so that HyperFrames, which never
 * change, are not read again. The index is a hint: only the LIST says which bundles exist, and a bundle found with the
 * index is read once more. An index that is absent, corrupt, of another version, too large or forbidden counts as empty
 * and is reported with `debug`. Updates run in the background, are not awaited, never fail, and end when `signal`
 * aborts.
 */
export class BundleIndex {
  readonly #location: StoredLocation | undefined
  readonly #isReadOnly: boolean
  #loading: Promise<void> | undefined
  /** Undefined while the index is not loaded or cannot be read. It is then not written. */
  #levels: readonly IndexLevel[] | undefined
  readonly #added = new Map<string, string>()
  /** The uuids of lines that cannot be parsed. */
  readonly #invalid = new Set<string>()
  #unsaved = new Map<string, string>()
  #saving: Promise<void> = Promise.resolve()

  /** Sends no request. Without a location, the index starts empty and is not stored. */
  constructor(location: (StoredLocation & { readonly isReadOnly?: boolean }) | undefined) {
    this.#location = location
    this.#isReadOnly = location?.isReadOnly ?? false
  }

  /** Whether the index is stored on the remote. */
  get isPersisted(): boolean {
    return this.#location !== undefined
  }

  /** Reads the index, once. Throws only the reason of the signal. */
  async load({ signal }: Cancellable): Promise<void> {
    this.#loading ??= this.#location && this.#load(this.#location, signal)
    try {
      await this.#loading
    } catch (error) {
      this.#loading = undefined
      throw error
    }
  }

  /** Whether the index has a line for a bundle. A line that was parsed and is invalid does not count. */
  has(uuid: string): boolean {
    if (this.#added.has(uuid)) return true
    return !this.#invalid.has(uuid) && this.#loaded.some(({ shard }) => shard.uuids.has(uuid))
  }

  /** The description of a bundle; undefined without a valid line. */
  get(uuid: string): BundleDescription | undefined {
    const line = this.#added.get(uuid) ?? findLine(this.#loaded, uuid)
    return line === undefined ? undefined : this.#parse(line)
  }

  /** The descriptions of all bundles that match, unordered. */
  findMatches(query: BundleQuery): readonly BundleDescription[] {
    const found = new Map<string, BundleDescription>()
    const check = (line: string) => {
      const bundle = this.#parse(line)
      if (bundle !== undefined && !found.has(bundle.uuid) && matchesQuery(bundle, query)) found.set(bundle.uuid, bundle)
    }
    const hint = getSearchHint(query)
    for (const line of this.#added.values()) if (hint === undefined || line.includes(hint)) check(line)
    for (const [level, { shard }] of this.#loaded.entries()) {
      const newerLevels = this.#loaded.slice(0, level)
      for (const line of hint === undefined ? shard.lines() : shard.linesWith(hint)) {
        const uuid = line.slice(0, uuidLength)
        if (!this.#added.has(uuid) && findLine(newerLevels, uuid) === undefined) check(line)
      }
    }
    return [...found.values()]
  }

  /**
   * Adds lines, and stores them in the background. Bundles that are not `listed` leave the index with a later update.
   */
  add(lines: ReadonlyMap<string, string>, listed?: ReadonlySet<string>): void {
    for (const [uuid, line] of lines) {
      this.#added.set(uuid, line)
      this.#unsaved.set(uuid, line)
    }
    const levels = this.#levels
    const location = this.#location
    if (location === undefined || this.#isReadOnly || levels === undefined || this.#unsaved.size === 0) return
    const gone = listed && levels.flatMap(({ shard }) => [...shard.uuids].filter((uuid) => !listed.has(uuid)))
    this.#saving = this.#saving.then(() => this.#save(location, levels, new Set(gone)))
  }

  /** Resolves when all added lines are stored or have failed to be stored. */
  async waitForSave(): Promise<void> {
    await this.#saving
  }

  get #loaded(): readonly IndexLevel[] {
    return this.#levels ?? []
  }

  #parse(line: string): BundleDescription | undefined {
    try {
      return parseIndexLine(line)
    } catch (error) {
      if (!(error instanceof BundleFormatError)) throw error
      this.#invalid.add(line.slice(0, uuidLength))
      this.#location?.debug(`A line of the index is ignored: ${error.message}.`)
      return undefined
    }
  }

  async #load(location: StoredLocation, signal: AbortSignal): Promise<void> {
    try {
      const limit = AbortSignal.timeout(loadLimitMs)
      this.#levels = await readLevels(location, { signal: AbortSignal.any([signal, location.signal, limit]) })
    } catch (error) {
      signal.throwIfAborted()
      location.debug(`The index is not used: ${describeError(error)}`)
    }
  }

  async #save(location: StoredLocation, levels: readonly IndexLevel[], gone: ReadonlySet<string>): Promise<void> {
    const lines = this.#unsaved
    if (lines.size === 0 || location.signal.aborted) return
    this.#unsaved = new Map()
    try {
      const signal = AbortSignal.any([location.signal, AbortSignal.timeout(saveLimitMs)])
      const isStored = await addToIndex(location, { lines, gone }, { signal, levels })
      location.debug(`Bundles ${isStored ? '' : 'not '}added to the index: ${lines.size}.`)
    } catch (error) {
      if (!location.signal.aborted) location.debug(`The index was not updated: ${describeError(error)}`)
    }
  }
}

/** A text that the line of every match contains: the rarest one of the query. */
function getSearchHint({ processingName, taskId, name, codeMethod, className }: BundleQuery): string | undefined {
  if (processingName !== undefined) return escapeIndexText(processingName)
  if (taskId !== undefined) return escapeIndexText(`${taskId}_`).slice(0, -1)
  if (name !== undefined) return escapeIndexText(name)
  if (codeMethod !== undefined) return escapeIndexText(codeMethod)
  // Within the processing name, without the quotes around it.
  return className === undefined ? undefined : escapeIndexText(className).slice(1, -1)
}
