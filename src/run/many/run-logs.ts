import type { Log } from '../../action/log.ts'
import { describeError } from '../../errors.ts'
import { neverAborted } from '../../lib/abort.ts'
import { Semaphore } from '../../lib/semaphore.ts'
import type { ManyRuns } from '../../plan/plan.ts'
import { LogSpool } from './log-spool.ts'
import type { RunSlots } from './run-slots.ts'

/**
 * How the log of a run appears: `live` in groups of its own, while no other run is running; `prefixed` line by line
 * among those of others; `grouped` in one group when the run has ended.
 */
export type LogMode = 'live' | 'prefixed' | 'grouped'

/** The log of one run among several. */
export interface RunLog extends Log {
  /** Prints what is not yet printed. Never throws. */
  finish(): Promise<void>
}

/** Warnings, and notices, of all runs that GitHub shows as such; it shows ten of each level of a step. */
const maxAnnouncements = 8
/** Lines that are printed together. */
const printedLines = 500

/** The logs of the runs of a step. Each line shows its run, and groups do not interleave. */
export class RunLogs {
  readonly #log: Log
  readonly #temporaryFolder: string
  /** Held while a group is printed. */
  readonly #turn = new Semaphore(1)
  readonly #announced = { notice: new Set<string>(), warning: new Set<string>() }

  constructor(log: Log, temporaryFolder: string) {
    this.#log = log
    this.#temporaryFolder = temporaryFolder
  }

  /** Prints a line that is not part of the log of a run. */
  async say(text: string): Promise<void> {
    await this.#take(async () => this.#log.info(text))
  }

  /** Opens the log of a run. `name` is how its lines and groups show it. */
  open(name: string, mode: LogMode): RunLog {
    switch (mode) {
      case 'live':
        return this.#openLive(name)
      case 'prefixed':
        return this.#openPrefixed(name)
      case 'grouped':
        return this.#openGrouped(name)
    }
  }

  #openLive(name: string): RunLog {
    const log = this.#log
    return {
      ...this.#createShared(name, log.info),
      info: log.info,
      printUntrusted: log.printUntrusted,
      startGroup: (title) => log.startGroup(`${name}: ${title}`),
      endGroup: log.endGroup,
      endUntrusted: log.endUntrusted,
      finish: log.endGroup,
    }
  }

  #openPrefixed(name: string): RunLog {
    const info = (text: string) => this.#log.info(`${name}: ${text}`)
    return {
      ...this.#createShared(name, info),
      info,
      printUntrusted: (lines) => this.#log.printUntrusted(lines.map((line) => `${name}: ${line}`)),
      startGroup: async (title) => info(title),
      endGroup: doNothing,
      endUntrusted: this.#log.endUntrusted,
      finish: doNothing,
    }
  }

  #openGrouped(name: string): RunLog {
    const spool = new LogSpool(this.#temporaryFolder)
    const info = (text: string) => spool.add({ kind: 'text', text })
    return {
      ...this.#createShared(name, info),
      info,
      async printUntrusted(lines) {
        for (const text of lines) spool.add({ kind: 'untrusted', text })
        await spool.flush()
      },
      startGroup: async (title) => info(title),
      endGroup: doNothing,
      endUntrusted: () => undefined,
      finish: async () => await this.#take(() => this.#printGroup(name, spool)),
    }
  }

  /** The members that are the same in each mode. */
  #createShared(name: string, info: Log['info']): Pick<Log, SharedMember> {
    const log = this.#log
    return {
      debug: (text) => log.debug(`${name}: ${text}`),
      notice: (text) => this.#announce('notice', { name, text, info }),
      warning: (text) => this.#announce('warning', { name, text, info }),
      annotate: log.annotate,
      mask: log.mask,
      holdsMasked: log.holdsMasked,
      redact: log.redact,
    }
  }

  /** Announces the first ones of a level, and each text once. The others are lines of the log of their run. */
  async #announce(
    level: 'notice' | 'warning',
    { name, text, info }: { readonly name: string; readonly text: string; readonly info: Log['info'] },
  ): Promise<void> {
    const texts = this.#announced[level]
    if (texts.has(text) || texts.size >= maxAnnouncements) return info(text)
    texts.add(text)
    await this.#take(() => this.#log[level](`${name}: ${text}`))
  }

  async #printGroup(name: string, spool: LogSpool): Promise<void> {
    await using _ = spool
    await this.#log.startGroup(name)
    try {
      let lines: string[] = []
      for await (const { kind, text } of spool.read()) {
        if (lines.length > 0 && (kind === 'text' || lines.length >= printedLines)) {
          await this.#log.printUntrusted(lines)
          lines = []
        }
        if (kind === 'untrusted') lines.push(text)
        else this.#log.info(text)
      }
      if (lines.length > 0) await this.#log.printUntrusted(lines)
    } catch (error) {
      this.#log.info(`The rest of the log cannot be read: ${describeError(error)}.`)
    } finally {
      this.#log.endUntrusted()
      await this.#log.endGroup()
    }
  }

  async #take(work: () => Promise<void>): Promise<void> {
    await this.#turn.hold(1, neverAborted, work)
  }
}

type SharedMember = 'debug' | 'notice' | 'warning' | 'annotate' | 'mask' | 'holdsMasked' | 'redact'

const doNothing = async () => undefined

/** How the logs of several runs are written: as they come where only one runs at a time. */
export function chooseLogMode({ runs }: Pick<ManyRuns, 'runs'>, slots: RunSlots): LogMode {
  if (!slots.canOverlap(runs.map(({ run }) => run))) return 'live'
  return runs.some(({ run }) => run.backend.can.outlivesStep) ? 'prefixed' : 'grouped'
}
