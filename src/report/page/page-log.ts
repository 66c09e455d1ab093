/** The most of the logs of all runs that a page shows, in UTF-16 units. */
const pageLogLimit = 6 * 1024 * 1024

/** The markup of a line. */
const lineMarkup = '<div></div>\n'.length

/** The last lines of a log. */
export interface PageLog {
  readonly lines: readonly string[]
  /** The number of all lines, those included that are not kept. */
  readonly lineCount: number
}

/** The logs of the runs of a step for its page. Each keeps its last lines, within an equal share of 6 Mi characters. */
export class PageLogs {
  readonly #redact: (text: string) => string
  readonly #logs = new Map<string, KeptLog>()

  /** @param redact Hides secrets in a line: the runner masks its log, and no file. */
  constructor(redact: (text: string) => string) {
    this.#redact = redact
  }

  /** Adds lines to the log of a run. */
  add(runId: string, lines: readonly string[]): void {
    const log = this.#logs.get(runId) ?? new KeptLog()
    this.#logs.set(runId, log)
    log.add(lines.map(this.#redact))
    // Cutting at every call would copy the whole log each time.
    if (log.length > 2 * this.#share) log.cut(this.#share)
  }

  /** The log of each run that has one, by the id of the run. */
  get all(): ReadonlyMap<string, PageLog> {
    return new Map([...this.#logs].map(([runId, log]) => [runId, log.cut(this.#share)]))
  }

  get #share(): number {
    return pageLogLimit / Math.max(1, this.#logs.size)
  }
}

class KeptLog implements PageLog {
  lines: string[] = []
  lineCount = 0
  #length = 0

  /** In UTF-16 units of the page. */
  get length(): number {
    return this.#length
  }

  add(lines: readonly string[]): void {
    for (const line of lines) {
      this.lines.push(line)
      this.#length += line.length + lineMarkup
    }
    this.lineCount += lines.length
  }

  /** Drops the first lines beyond a limit in UTF-16 units. */
  cut(limit: number): this {
    let from = 0
    while (this.#length > limit && from < this.lines.length) {
      this.#length -= (this.lines[from]?.length ?? 0) + lineMarkup
      from += 1
    }
    if (from > 0) this.lines = this.lines.slice(from)
    return this
  }
}
