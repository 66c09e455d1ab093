import { randomBytes } from 'node:crypto'
import type { AnnotationReport } from '../report/report.ts'
import { plainLine } from './untrusted.ts'

type Toolkit = typeof import('@actions/core')

/** What the log needs of `@actions/core`, loaded when it is first needed: it takes longer to load than a first Docker call. */
export const loadToolkit = (): Promise<Toolkit> => import('@actions/core')

/** The step's log. Text is plain: nothing in it is ever executed by the runner, or read as a mark by its log viewer. */
export interface Log {
  info(text: string): void
  debug(text: string): Promise<void>
  notice(text: string): Promise<void>
  warning(text: string): Promise<void>
  /** Says something at a line of a file, where GitHub shows it beside the code. */
  annotate(annotation: AnnotationReport): Promise<void>
  /** Masks a value from here on. Must be called before the value can be printed. */
  secret(value: string): Promise<void>
  /** Prints lines from outside, with commands stopped. Resolves when the stream can take more. */
  untrusted(lines: readonly string[]): Promise<void>
  /** What comes from here on is folded away under a title, until the next group or `endGroup`. */
  group(title: string): Promise<void>
  /** Ends the group, if there is one. */
  endGroup(): Promise<void>
  /** Lets the runner hear our own commands again. Safe to call twice. */
  endUntrusted(): void
}

/** What the log writes to: the process's stdout, or a test's own. */
export interface Sink {
  write(text: string): boolean
  once(event: 'drain', listener: () => void): unknown
}

/**
 * A log on `sink`. Everything goes to one stream: the runner reads stdout and stderr apart, so a line on stderr could overtake the
 * `::stop-commands::` that protects it. While lines from outside are printed, commands are stopped under a random token that is new each
 * time (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands).
 */
export function openLog(sink: Sink, debugging: boolean): Log {
  const masked = new Set<string>()
  let token: string | undefined
  let grouped = false
  const stop = () => {
    token ??= randomBytes(32).toString('hex')
    sink.write(`::stop-commands::${token}\n`)
  }
  const resume = () => {
    if (token !== undefined) sink.write(`::${token}::\n`)
    token = undefined
  }
  const command = async (send: (core: Toolkit) => void) => {
    const core = await loadToolkit()
    const stopped = token !== undefined
    resume()
    send(core)
    if (stopped) stop()
  }
  return {
    info: (text) => {
      // A line of ours that quotes text from outside could start with `::`; the runner trims before it looks.
      sink.write(`${escapeLogText(text).replace(/^(\s*)::/gm, '$1: :')}\n`)
    },
    debug: async (text) => {
      if (debugging) await command((core) => core.debug(escapeLogText(text)))
    },
    notice: (text) => command((core) => core.notice(escapeLogText(text))),
    warning: (text) => command((core) => core.warning(escapeLogText(text))),
    annotate: ({ level, file, line, title, message }) =>
      command((core) => {
        const place = { file, startLine: line, title: plainLine(title) }
        // A `::` is harmless here; a reader of the raw log should not have to know that.
        core[level](escapeLogText(message).replaceAll('::', ': :'), place)
      }),
    secret: async (value) => {
      if (masked.has(value)) return
      masked.add(value)
      await command((core) => core.setSecret(value))
    },
    untrusted: async (lines) => {
      if (token === undefined) stop()
      let text = ''
      for (const line of lines) text += `${plainLine(line)}\n`
      if (!sink.write(text)) await new Promise<void>((resolve) => sink.once('drain', resolve))
    },
    group: async (title) => {
      await command((core) => {
        if (grouped) core.endGroup()
        core.startGroup(escapeLogText(title))
      })
      grouped = true
    },
    endGroup: async () => {
      if (grouped) await command((core) => core.endGroup())
      grouped = false
    },
    endUntrusted: resume,
  }
}

/** Lines of ours that may quote text from outside, each made plain. */
export const escapeLogText = (text: string) =>
  text
    .split(/\r\n|\r|\n/)
    .map(plainLine)
    .join('\n')
