import { type Command, parseCommand } from './command.ts'
import type { Masker } from './masker.ts'

export type Stream = 'stdout' | 'stderr'
export type Level = 'error' | 'warning' | 'notice'

/** An executed command, and its stream. */
export type Obeyed = Command & { readonly stream: Stream }

/** An annotation of a step. The runner keeps ten of each level and 4,096 characters of each message. */
export interface Annotation {
  readonly level: Level
  readonly message: string
  readonly properties: Readonly<Record<string, string>>
}

const annotationLimit = 10
const messageLimit = 4096

const known: ReadonlySet<string> = new Set([
  ...['stop-commands', 'set-env', 'set-output', 'save-state', 'add-mask', 'add-path', 'add-matcher', 'remove-matcher'],
  ...['debug', 'warning', 'error', 'notice', 'group', 'endgroup', 'echo'],
])

/**
 * Reads the lines of one stage (main or post) like the runner, and separates executed commands (`commands`) from text
 * (`text`). Both streams share one state: `stop-commands` on one stream suspends the other too.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs
 */
export class StageLog {
  readonly commands: Obeyed[] = []
  readonly text: { readonly stream: Stream; readonly line: string }[] = []
  readonly shown: string[] = []
  readonly annotations: Annotation[] = []
  readonly masks: string[] = []
  readonly outputs = new Map<string, string>()
  readonly state = new Map<string, string>()
  /** The problems for which the runner fails the step, regardless of the exit code. */
  readonly problems: string[] = []
  readonly #masker: Masker
  readonly #debugging: boolean
  #stopToken: string | undefined
  #registered = known

  constructor(masker: Masker, debugging: boolean) {
    this.#masker = masker
    this.#debugging = debugging
  }

  /** True while commands are suspended until the resume token. */
  get stopped(): boolean {
    return this.#stopToken !== undefined
  }

  /** Reads the next line of a stream. */
  line(line: string, stream: Stream): void {
    const command = parseCommand(line, this.#registered)
    if (command === undefined || !this.#obey(command, stream, line)) this.#pass(line, stream)
  }

  /** Adds an error of the runner itself. */
  complain(message: string): void {
    this.#annotate('error', message, {})
  }

  /** Adds a problem that fails the step. */
  fail(message: string): void {
    this.problems.push(message)
    this.complain(message)
  }

  #pass(line: string, stream: Stream): void {
    this.text.push({ stream, line })
    this.#show(line.replaceAll(/##\[(?=(?:start|end)-action)/g, '##[\\'))
  }

  #show(text: string): void {
    this.shown.push(this.#masker.mask(text))
  }

  #obey(command: Command, stream: Stream, line: string): boolean {
    if (this.#stopToken !== undefined) {
      if (command.name !== this.#stopToken) return false
      this.#stopToken = undefined
      this.#registered = known
      this.#show(line)
    } else if (command.name === 'stop-commands') {
      this.#stop(command.data, line)
    } else {
      this.#execute(command)
    }
    this.commands.push({ ...command, stream })
    return true
  }

  #stop(token: string, line: string): void {
    const wanted = token.toLowerCase()
    if (wanted === '' || wanted === 'pause-logging' || known.has(wanted)) {
      this.fail(`The stop-commands token '${token}' is not allowed.`)
      return
    }
    this.#stopToken = wanted
    this.#registered = new Set([...known, wanted])
    if (token.length > 6) this.#masker.add(token)
    this.#show(line)
  }

  #execute({ name, properties, data }: Command): void {
    switch (name) {
      case 'error':
      case 'warning':
      case 'notice':
        this.#annotate(name, data, properties)
        break
      case 'debug':
        if (this.#debugging) this.#show(`##[debug]${data}`)
        break
      case 'group':
      case 'endgroup':
        this.#show(`##[${name}]${name === 'group' ? data : ''}`)
        break
      case 'add-mask':
        this.#mask(data)
        break
      case 'set-output':
      case 'save-state':
        this.#set(name, properties, data)
        break
      case 'set-env':
      case 'add-path':
        this.fail(`Unable to process command '${name}': it is disabled, use the environment files.`)
        break
      default: // echo and the matchers change only what is shown
        break
    }
  }

  #annotate(level: Level, text: string, properties: Readonly<Record<string, string>>): void {
    const message = this.#masker.mask(text).slice(0, messageLimit)
    if (this.annotations.filter((other) => other.level === level).length < annotationLimit) {
      this.annotations.push({ level, message, properties })
    }
    if (message !== '') this.#show(`##[${level}]${message}`)
  }

  #mask(value: string): void {
    if (value.trim() === '') {
      this.#annotate('warning', "Can't add secret mask for empty string in ##[add-mask] command.", {})
    } else {
      this.masks.push(value)
      this.#masker.add(value)
    }
  }

  #set(command: 'set-output' | 'save-state', { name }: Command['properties'], value: string): void {
    const target = command === 'set-output' ? this.outputs : this.state
    if (name === undefined) this.fail(`Required field 'name' is missing in ##[${command}] command.`)
    else target.set(name, value)
  }
}
