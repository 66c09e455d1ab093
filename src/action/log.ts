import { setImmediate } from 'node:timers/promises'
import type { Annotation } from './annotations.ts'
import { getDocsUrl, linkDocs } from './docs-link.ts'
import { formatCommand } from './runner-commands.ts'
import { escapeLogLine, truncate } from './untrusted.ts'

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
  /** Prints untrusted lines, with workflow commands stopped. Resolves when the stream accepts more. */
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
      if (isDebugging) guard.send(formatCommand('debug', escapeLogText(text)))
    },
    notice: async (text) => guard.send(formatCommand('notice', escapeLogText(link(text)))),
    warning: async (text) => guard.send(formatCommand('warning', escapeLogText(link(text)))),
    annotate: async (annotation) => guard.send(formatAnnotation(annotation)),
    mask: async (value) => {
      if (masked.has(value)) return
      masked.add(value)
      guard.send(formatCommand('add-mask', value))
    },
    holdsMasked: (text) => [...masked].some((value) => text.includes(value)),
    printUntrusted: async (lines) => {
      guard.stop()
      let text = ''
      for (const line of lines) text += `${escapeLogLine(line)}\n`
      if (!sink.write(text)) await new Promise<void>((resolve) => sink.once('drain', resolve))
      // A log that never pauses must not keep signals and timers waiting.
      await setImmediate()
    },
    startGroup: async (title) => {
      if (isGroupOpen) guard.send(formatCommand('endgroup'))
      guard.send(formatCommand('group', escapeLogText(title)))
      isGroupOpen = true
    },
    endGroup: async () => {
      if (isGroupOpen) guard.send(formatCommand('endgroup'))
      isGroupOpen = false
    },
    endUntrusted: () => guard.resume(),
  }
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
  send(command: string): void {
    const wasStopped = this.#token !== undefined
    this.resume()
    this.#sink.write(command)
    if (wasStopped) this.stop()
  }
}

function formatAnnotation({ level, file, line, title, message }: Annotation): string {
  // A `::` in a message is harmless; it is escaped for those who read the raw log.
  const text = escapeLogText(message).replaceAll('::', ': :')
  return formatCommand(level, text, { title: escapeLogLine(title), file, line })
}

/** The longest message, in UTF-16 units. */
const maxMessageLength = 256 * 1024

/** Escapes lines of a message that may quote untrusted text, and cuts the message at `maxMessageLength`. */
export const escapeLogText = (text: string) =>
  truncate(text, maxMessageLength)
    .split(/\r\n|\r|\n/)
    .map(escapeLogLine)
    .join('\n')
