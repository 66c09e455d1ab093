import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { getString, parseJson } from '../../lib/json.ts'
import { formatCount } from '../../lib/units.ts'

/** The bytes of a log that are held in memory; a longer log goes to a file. */
const maxMemoryBytes = 256 * 1024
/** The most bytes of a log. */
const maxSpoolBytes = 4 * 1024 * 1024
/** The last lines of a log that is longer, which mostly show why it ended. */
const keptLines = 200

/** A line of a spooled log: a text of the action, or an untrusted line. */
export interface SpooledLine {
  readonly kind: 'text' | 'untrusted'
  readonly text: string
}

/** The log of a run until it is printed: the first 4 MiB, and the last 200 lines. At most 256 KiB are in memory. */
export class LogSpool implements AsyncDisposable {
  readonly #parent: string
  readonly #limits: { readonly memoryBytes: number; readonly totalBytes: number; readonly keptLines: number }
  #folder: string | undefined
  #buffer = ''
  #bytes = 0
  #isFull = false
  #last: SpooledLine[] = []
  #cut = 0

  /** @param parent The folder for the file of a long log. It is created when it is first needed */
  constructor(parent: string, limits = { memoryBytes: maxMemoryBytes, totalBytes: maxSpoolBytes, keptLines }) {
    this.#parent = parent
    this.#limits = limits
  }

  add(line: SpooledLine): void {
    const encoded = `${JSON.stringify(line)}\n`
    this.#isFull ||= this.#bytes + encoded.length > this.#limits.totalBytes
    if (this.#isFull) {
      this.#last.push(line)
      if (this.#last.length <= this.#limits.keptLines) return
      this.#last.shift()
      this.#cut += 1
      return
    }
    this.#buffer += encoded
    this.#bytes += encoded.length
  }

  /**
   * Moves a long log from memory to the file. Calls must not overlap. Never throws: without the file, the log is cut
   * earlier.
   */
  async flush(): Promise<void> {
    if (this.#isFull || this.#buffer.length <= this.#limits.memoryBytes) return
    try {
      this.#folder ??= await mkdtemp(join(this.#parent, 'disdat-log-'))
      const text = this.#buffer
      await appendFile(join(this.#folder, 'log'), text, { mode: 0o600 })
      this.#buffer = this.#buffer.slice(text.length)
    } catch {
      this.#isFull = true
    }
  }

  /** All lines in their order, with a line where some are left out. Throws the error of the file system. */
  async *read(): AsyncGenerator<SpooledLine> {
    if (this.#folder !== undefined) {
      const input = createReadStream(join(this.#folder, 'log'))
      for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) yield decode(line)
    }
    for (const line of this.#buffer.split('\n').slice(0, -1)) yield decode(line)
    if (this.#cut > 0) yield { kind: 'text', text: `${formatCount(this.#cut, 'line')} of the log are left out here.` }
    yield* this.#last
  }

  /** Removes the file. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true })
  }
}

function decode(line: string): SpooledLine {
  const value = parseJson(line)
  return {
    kind: getString(value, 'kind') === 'text' ? 'text' : 'untrusted',
    text: getString(value, 'text') ?? '',
  }
}
