import { type BundleDescription, type BundleQuery, matches } from '../../disdat/bundle.ts'
import { BundleFormatError } from '../../disdat/format/hyperframe.ts'
import { describeError } from '../../errors.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import { addToIndex, type IndexLocation, type Level, lineIn, readLevels } from './levels.ts'
import { escapeIndexText, parseIndexLine, uuidLength } from './line.ts'

/** How long a search waits for the index at most, before it goes on without, in milliseconds. */
const loadLimitMs = 15_000
/** How long an update may take, in milliseconds. */
const saveLimitMs = 120_000

export type IndexOptions = Cancellable & {
  /** Told why an index is not used or not written. Nothing that is told here matters to the result. */
  readonly debug: (text: string) => void
  /** Whether what is learnt stays here: for a context in which nothing is to be written. */
  readonly readOnly?: boolean
}

/**
 * What the HyperFrames of a remote context say of themselves, kept beside its `objects/` so that nobody has to read
 * them all again: bundles never change. A hint and no truth: what is there, the LIST says, and what is found with it is
 * read once more. Whatever is wrong with it (absent, corrupt, of another version, too large, forbidden) is a debug line,
 * and then it knows nothing. Updates happen behind the caller's back; they never fail and are never waited for, and end
 * when `signal` aborts.
 */
export class BundleIndex {
  readonly #shelf: (IndexLocation & Cancellable) | undefined
  readonly #readOnly: boolean
  #loading: Promise<void> | undefined
  /** Undefined where the index cannot be read, and so is not written. */
  #levels: readonly Level[] | undefined
  readonly #learnt = new Map<string, string>()
  /** Bundles whose lines were looked at and cannot be read. */
  readonly #spoilt = new Set<string>()
  #unsaved = new Map<string, string>()
  #saving: Promise<void> = Promise.resolve()

  /** An index on this shelf, of which nothing is asked yet; without one it is empty, and forgotten in the end. */
  constructor(shelf: (IndexLocation & Cancellable & { readonly readOnly?: boolean }) | undefined) {
    this.#shelf = shelf
    this.#readOnly = shelf?.readOnly ?? false
  }

  /** Whether it is on the remote, or to be put there. */
  get isKept(): boolean {
    return this.#shelf !== undefined
  }

  /** Reads it, once. Throws the signal's reason, and nothing else. */
  async load({ signal }: Cancellable): Promise<void> {
    this.#loading ??= this.#shelf && this.#load(this.#shelf, signal)
    try {
      await this.#loading
    } catch (error) {
      this.#loading = undefined
      throw error
    }
  }

  /** Whether it says something of a bundle, as far as its lines have been looked at. */
  has(uuid: string): boolean {
    return this.#learnt.has(uuid) || (!this.#spoilt.has(uuid) && this.#known.some(({ shard }) => shard.uuids.has(uuid)))
  }

  /** What it says of a bundle; undefined where it says nothing that can be read. */
  get(uuid: string): BundleDescription | undefined {
    const line = this.#learnt.get(uuid) ?? lineIn(this.#known, uuid)
    return line === undefined ? undefined : this.#read(line)
  }

  /** What it says of the bundles that have what is asked for, in no order. */
  matching(wanted: BundleQuery): readonly BundleDescription[] {
    const found = new Map<string, BundleDescription>()
    const look = (line: string) => {
      const bundle = this.#read(line)
      if (bundle !== undefined && !found.has(bundle.uuid) && matches(bundle, wanted)) found.set(bundle.uuid, bundle)
    }
    const needle = searchHint(wanted)
    for (const line of this.#learnt.values()) if (needle === undefined || line.includes(needle)) look(line)
    for (const [number, { shard }] of this.#known.entries()) {
      const newer = this.#known.slice(0, number)
      for (const line of needle === undefined ? shard.lines() : shard.linesWith(needle)) {
        const uuid = line.slice(0, uuidLength)
        if (!this.#learnt.has(uuid) && lineIn(newer, uuid) === undefined) look(line)
      }
    }
    return [...found.values()]
  }

  /** Adds lines; the store learns of them by and by, and forgets at an occasion what is not `listed` any more. */
  learn(lines: ReadonlyMap<string, string>, listed?: ReadonlySet<string>): void {
    for (const [uuid, line] of lines) {
      this.#learnt.set(uuid, line)
      this.#unsaved.set(uuid, line)
    }
    const levels = this.#levels
    const shelf = this.#shelf
    if (shelf === undefined || this.#readOnly || levels === undefined || this.#unsaved.size === 0) return
    const gone = listed && levels.flatMap(({ shard }) => [...shard.uuids].filter((uuid) => !listed.has(uuid)))
    this.#saving = this.#saving.then(() => this.#save(shelf, levels, new Set(gone)))
  }

  /** Resolves when everything that was learnt is stored, or will not be. */
  async settled(): Promise<void> {
    await this.#saving
  }

  get #known(): readonly Level[] {
    return this.#levels ?? []
  }

  #read(line: string): BundleDescription | undefined {
    try {
      return parseIndexLine(line)
    } catch (error) {
      if (!(error instanceof BundleFormatError)) throw error
      this.#spoilt.add(line.slice(0, uuidLength))
      this.#shelf?.debug(`A line of the index is ignored: ${error.message}.`)
      return undefined
    }
  }

  async #load(shelf: IndexLocation & Cancellable, signal: AbortSignal): Promise<void> {
    try {
      const limit = AbortSignal.timeout(loadLimitMs)
      this.#levels = await readLevels(shelf, { signal: AbortSignal.any([signal, shelf.signal, limit]) })
    } catch (error) {
      signal.throwIfAborted()
      shelf.debug(`The index is not used: ${describeError(error)}`)
    }
  }

  async #save(shelf: IndexLocation & Cancellable, levels: readonly Level[], gone: ReadonlySet<string>): Promise<void> {
    const lines = this.#unsaved
    if (lines.size === 0 || shelf.signal.aborted) return
    this.#unsaved = new Map()
    try {
      const signal = AbortSignal.any([shelf.signal, AbortSignal.timeout(saveLimitMs)])
      const stored = await addToIndex(shelf, { lines, gone }, { signal, levels })
      shelf.debug(`Bundles ${stored ? '' : 'not '}added to the index: ${lines.size}.`)
    } catch (error) {
      if (!shelf.signal.aborted) shelf.debug(`The index was not updated: ${describeError(error)}`)
    }
  }
}

/** A text that stands in the line of every bundle that has what is asked for; the rarest that is known. */
function searchHint({ processingName, taskId, name, codeMethod }: BundleQuery): string | undefined {
  if (processingName !== undefined) return escapeIndexText(processingName)
  if (taskId !== undefined) return escapeIndexText(`${taskId}_`).slice(0, -1)
  if (name !== undefined) return escapeIndexText(name)
  return codeMethod === undefined ? undefined : escapeIndexText(codeMethod)
}
