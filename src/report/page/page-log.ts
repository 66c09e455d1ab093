import { html } from './html.ts'

/** The size limit of a page in bytes. */
export const pageLimitBytes = 20 * 1024 * 1024

/** The most lines and characters of a part of a log, which a browser lays out as a whole, once it is visible. */
export const partLimits = { lines: 500, characters: 64 * 1024 } as const

/** The bytes of the element of a part. */
const partMarkup = '<div></div>\n'.length

const lineBreak = 0x0a

/** What a page shows of a log: its last lines. */
export interface PageLog {
  /** The escaped lines of each part, in UTF-8, with a line break after each line. */
  readonly parts: readonly Buffer[]
  /** The number of all lines. */
  readonly lineCount: number
  /** The number of the first lines that are left out. */
  readonly omittedLines: number
  readonly omittedBytes: number
}

/**
 * The logs of the runs of a step for its page, as the bytes of the page, because texts of JavaScript take up to several
 * times the memory. All logs together keep about the bytes of a page; the first lines of the longest logs are left out.
 */
export class PageLogs {
  readonly #redact: (text: string) => string
  readonly #logs = new Map<string, KeptLog>()
  #bytes = 0

  /** @param redact Hides secrets in a line: the runner masks its log, and no file. */
  constructor(redact: (text: string) => string) {
    this.#redact = redact
  }

  /** Adds lines to the log of a run. */
  add(runId: string, lines: readonly string[]): void {
    if (lines.length === 0) return
    const log = this.#logs.get(runId) ?? new KeptLog()
    this.#logs.set(runId, log)
    const before = log.bytes
    for (const line of lines) log.add(html`${this.#redact(line)}`.text)
    this.#bytes += log.bytes - before
    // Cutting at every call would visit all logs each time.
    if (this.#bytes > 1.25 * pageLimitBytes) this.#cut([...this.#logs.values()], pageLimitBytes)
  }

  /** The bytes of the log of a run; undefined when it has none. */
  getBytes(runId: string): number | undefined {
    return this.#logs.get(runId)?.bytes
  }

  /** Cuts the logs of these runs, so that together they have at most `limitBytes`. Short logs stay whole. */
  fit(runIds: readonly string[], limitBytes: number): ReadonlyMap<string, PageLog> {
    const found = [...new Set(runIds)].flatMap((runId) => {
      const log = this.#logs.get(runId)
      return log === undefined ? [] : [[runId, log] as const]
    })
    this.#cut(
      found.map(([, log]) => log),
      limitBytes,
    )
    return new Map(found)
  }

  #cut(logs: readonly KeptLog[], limitBytes: number): void {
    // The size of an open part is known when it is closed.
    for (const log of logs) log.close()
    const share = findShare(
      logs.map(({ bytes }) => bytes),
      limitBytes,
    )
    for (const log of logs) log.cut(share)
    this.#bytes = [...this.#logs.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  }
}

/** Finds the most bytes that each log may keep: what a short log does not need goes to the longer ones. */
function findShare(sizes: readonly number[], limitBytes: number): number {
  let left = limitBytes
  for (const [index, size] of sizes.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (sizes.length - index))
    if (size > share) return share
    left -= size
  }
  return limitBytes
}

class KeptLog implements PageLog {
  parts: Buffer[] = []
  lineCount = 0
  omittedLines = 0
  omittedBytes = 0
  #closedBytes = 0
  #open: string[] = []
  #openLength = 0

  /** In a page; of the part that is not closed yet, the characters. */
  get bytes(): number {
    return this.#closedBytes + this.#openLength
  }

  add(escapedLine: string): void {
    this.lineCount += 1
    this.#open.push(`${escapedLine}\n`)
    this.#openLength += escapedLine.length + 1
    if (this.#open.length >= partLimits.lines || this.#openLength >= partLimits.characters) this.close()
  }

  /** Closes the last part: the next line begins another one. */
  close(): void {
    if (this.#open.length === 0) return
    const part = Buffer.from(this.#open.join(''))
    this.parts.push(part)
    this.#closedBytes += part.length + partMarkup
    this.#open = []
    this.#openLength = 0
  }

  /** Leaves out the first lines, so that the closed parts have at most `limitBytes`. */
  cut(limitBytes: number): void {
    let dropped = 0
    while (this.#closedBytes > limitBytes) {
      const part = this.parts[dropped] ?? Buffer.alloc(0)
      const excess = this.#closedBytes - limitBytes
      const end = excess < part.length ? part.indexOf(lineBreak, excess - 1) + 1 : part.length
      this.omittedLines += countLines(part.subarray(0, end))
      this.omittedBytes += end
      this.#closedBytes -= end
      if (end < part.length) this.parts[dropped] = part.subarray(end)
      else {
        this.#closedBytes -= partMarkup
        dropped += 1
      }
    }
    this.parts = this.parts.slice(dropped)
  }
}

function countLines(part: Buffer): number {
  let count = 0
  for (let at = part.indexOf(lineBreak); at >= 0; at = part.indexOf(lineBreak, at + 1)) count += 1
  return count
}
