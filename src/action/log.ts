import { setImmediate } from 'node:timers/promises'
import type * as toolkit from '@actions/core'
import { keepColors } from '../lib/control-sequences.ts'
import type { Annotation } from './annotations.ts'
import { getDocsUrl, linkDocs } from './docs-link.ts'
import { escapeLogLine, truncate } from './untrusted.ts'

type Toolkit = typeof toolkit

/** Loads `@actions/core` when it is first needed, because it takes longer to load than the first Docker call. */
export const loadToolkit = (): Promise<Toolkit> => import('@actions/core')

/** The step's log. The runner executes nothing in its texts, and the log viewer interprets nothing in them. */
export interface Log {
  info(text: string): void
  debug(text: string): Promise<void>
  notice(text: string): Promise<void>
  warning(text: string): Promise<void>
  annotate(annotation: Annotation): Promise<void>
  /** Masks a value in all later output. Must be called before the value can be printed. */
  mask(value: string): Promise<void>
  /** Whether a text contains a value that this log masks. */
  holdsMasked(text: string): boolean
  /** Replaces the values that this log masks by `***`, as the runner does in its log. */
  redact(text: string): string
  /** Prints untrusted lines and their colors, with workflow commands stopped. Resolves when the stream accepts more. */
  printUntrusted(lines: readonly string[]): Promise<void>
  /** Folds the following output under a title, until the next group or `endGroup`. */
  startGroup(title: string): Promise<void>
  /** Ends the current group, if any. */
  endGroup(): Promise<void>
  /** Resumes workflow commands after untrusted lines. May be called twice. */
  endUntrusted(): void
}

/** The stream that the log writes to: the process's stdout. */
export interface Sink {
  write(text: string): boolean
  once(event: 'drain', listener: () => void): unknown
}

/**
 * Opens a log on `sink`. All output goes to one stream: the runner reads stdout and stderr separately, so that a line
 * on stderr could overtake the `::stop-commands::` that protects it. Names of pages become links below `docsUrl`.
 */
export function openLog(sink: Sink, isDebugging: boolean, docsUrl = getDocsUrl({})): Log {
  const guard = new CommandGuard(sink)
  const masked = new Set<string>()
  const link = (text: string) => linkDocs(text, docsUrl)
  let isGroupOpen = false
  return {
    info: (text) => {
      // A line that quotes untrusted text could start with `::`. The runner trims a line before it looks for commands.
      sink.write(`${escapeLogText(link(text)).replace(/^([^\S\n]*)::/gm, '$1: :')}\n`)
    },
    debug: async (text) => {
      if (isDebugging) await guard.send((core) => core.debug(escapeLogText(text)))
    },
    notice: (text) => guard.send((core) => core.notice(escapeLogText(link(text)))),
    warning: (text) => guard.send((core) => core.warning(escapeLogText(link(text)))),
    annotate: (annotation) => guard.send((core) => sendAnnotation(core, annotation)),
    mask: async (value) => {
      if (masked.has(value)) return
      masked.add(value)
      await guard.send((core) => core.setSecret(value))
    },
    holdsMasked: (text) => [...masked].some((value) => text.includes(value)),
    redact: (text) => hideValues(text, [...masked]),
    printUntrusted: async (lines) => {
      guard.stop()
      let text = ''
      for (const line of lines) text += `${keepColors(line, escapeLogLine)}\n`
      if (!sink.write(text)) await new Promise<void>((resolve) => sink.once('drain', resolve))
      // A log that never pauses must not keep signals and timers waiting.
      await setImmediate()
    },
    startGroup: async (title) => {
      await guard.send((core) => {
        if (isGroupOpen) core.endGroup()
        core.startGroup(escapeLogText(title))
      })
      isGroupOpen = true
    },
    endGroup: async () => {
      if (isGroupOpen) await guard.send((core) => core.endGroup())
      isGroupOpen = false
    },
    endUntrusted: () => guard.resume(),
  }
}

/** Replaces values in a text by `***`, the longest first, because one value may be a part of another. */
export function hideValues(text: string, values: readonly string[]): string {
  const ordered = values.filter((value) => value !== '').toSorted((a, b) => b.length - a.length)
  return ordered.reduce((hidden, value) => hidden.replaceAll(value, '***'), text)
}

/**
 * Stops workflow commands while untrusted lines are printed, with a random token that is new each time.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
class CommandGuard {
  readonly #sink: Sink
  #token: string | undefined

  constructor(sink: Sink) {
    this.#sink = sink
  }

  /** Stops commands, unless they are stopped already. */
  stop(): void {
    if (this.#token !== undefined) return
    this.#token = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')
    this.#sink.write(`::stop-commands::${this.#token}\n`)
  }

  /** Resumes commands, if they are stopped. */
  resume(): void {
    if (this.#token !== undefined) this.#sink.write(`::${this.#token}::\n`)
    this.#token = undefined
  }

  /** Sends a command of the action. Commands that were stopped are stopped again afterwards. */
  async send(command: (core: Toolkit) => void): Promise<void> {
    const core = await loadToolkit()
    const wasStopped = this.#token !== undefined
    this.resume()
    command(core)
    if (wasStopped) this.stop()
  }
}

function sendAnnotation(core: Toolkit, { level, file, line, title, message }: Annotation): void {
  // A `::` in a message is harmless; it is escaped for those who read the raw log.
  core[level](escapeLogText(message).replaceAll('::', ': :'), { file, startLine: line, title: escapeLogLine(title) })
}

/** The longest message, in UTF-16 units. */
const maxMessageLength = 256 * 1024

/** Escapes lines of a message that may quote untrusted text, and cuts the message at `maxMessageLength`. */
export const escapeLogText = (text: string) =>
  truncate(text, maxMessageLength)
    .split(/\r\n|\r|\n/)
    .map(escapeLogLine)
    .join('\n')
