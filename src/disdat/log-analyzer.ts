import { summaryEdge } from './closing-summary.ts'
import {
  type CodeLine,
  evidenceLimit,
  findInstalledPath,
  type ParsedTraceback,
  type TracebackFrame,
  TracebackReader,
} from './traceback.ts'

/** The part of a Python traceback that explains a failure. */
export interface Traceback {
  /** The last line: `KeyError: 'pear'`. */
  readonly exception: string
  /** The deepest line of the pipe's own code; undefined where no frame belongs to the pipe. */
  readonly where: CodeLine | undefined
}

/** An exception and the lines of the user's code that raised it. */
export interface FailureOrigin {
  /** The Luigi task that failed; undefined for an exception outside of a task. */
  readonly task: string | undefined
  readonly exception: string
  /** The lines of the user's code, the deepest last; at least one. */
  readonly frames: readonly TracebackFrame[]
}

/** The task counts of the Luigi Execution Summary. */
export interface LuigiSummary {
  readonly ran: number
  /** Tasks that were up to date before the run began. */
  readonly complete: number
  readonly failed: number
}

/** An output stream of a container. Lines are in order within a stream, and in any order across streams. */
type StreamName = 'stdout' | 'stderr'

/** What the next line of a stream may belong to. */
interface StreamState {
  readonly tracebacks: TracebackReader
  /** The task whose failure Luigi announced last: the tracebacks that follow are its own. */
  failedTask: string | undefined
  isInSummary: boolean
}

/** Limit of the exceptions whose origins are kept. */
const maxOrigins = 5

/** The formats of log lines: of Disdat 0.7 and 0.8.0, of Disdat 0.8.1 and later, and of Luigi in disdat-luigi. */
const logLine = /^(?:[\d-]+ [\d:,]+ - \S+ - )?(DEBUG|INFO|WARNING|ERROR|CRITICAL)(?: - |:[\w.-]+:|: )(.*)/
const taskFailedText = /^\[pid \d+\] Worker .+ failed {4}(\S.*)/
const taskStatusText = /^Informed scheduler that task {3}(\S+) {3}has status {3}(\w+)/
/** A count in the Luigi Execution Summary. */
const summaryLine =
  /^\* (\d+) (ran successfully|(?:complete ones|present dependencies) were encountered|failed)(?: scheduling)?:/
/** The last line of a program whose command line Python's argparse refuses. */
const usageErrorLine = /^[\w./-]+: error: (.+)/
/**
 * The messages about a command that cannot be executed: of a container's init process (tini), or, without one, of the
 * container runtime (runc, before and since 2022), of a shell, and of QEMU, which runs a program of another
 * architecture and lacks the libraries of that architecture.
 */
const startErrorLine =
  /^(?:\[FATAL tini \(\d+\)\] (exec .+ failed: .+)|standard_init_linux\.go:\d+: (exec user process caused.*: exec format error)|(exec \S+: exec format error)|\S{1,200}: (?:(?:line )?\d+: )?(.{1,400}: Exec format error)|(qemu-[\w-]+: Could not open '.+': No such file or directory))/
/**
 * Disdat's messages about a remote that it cannot use, since 0.7. The last one ends a run with exit code 0 and nothing
 * pushed, the others stop it before it begins.
 */
const remoteErrorText =
  /^(?:Unable to bind context |Pull cannot execute\.|aws_s3: bucket .+ raised a |aws_s3\.\w+ Fail on |Push unable to copy bundle )/

/**
 * Reads a pipe's log line by line and keeps what explains a failure: the traceback of the first failed task, or else
 * the last traceback; the Luigi Execution Summary; Disdat's first error about the remote. Memory use does not grow with
 * the log. Nothing in a log is proof, because a pipe can print anything: use it only to explain a failure that the exit
 * code or the missing bundle has shown.
 */
export class LogAnalyzer {
  readonly #package: string
  readonly #streams: Readonly<Record<StreamName, StreamState>>
  #firstTaskFailure: { task: string; traceback: Traceback } | undefined
  #lastTraceback: Traceback | undefined
  /** The first exceptions of tasks that failed. */
  readonly #taskOrigins: OriginMap = new Map()
  /** The last exception and the exceptions that caused it. */
  readonly #lastOrigins: OriginMap = new Map()
  #summary: LuigiSummary | undefined
  #remoteError: string | undefined
  #usageError: string | undefined
  #lastError: string | undefined
  #startError: string | undefined
  #rootTask: { readonly id: string; readonly status: string } | undefined

  /** @param pipeClass `pkg.mod.Class`: the first part is the package with the user's code */
  constructor(pipeClass: string) {
    this.#package = pipeClass.replace(/\..*/, '')
    const createState = (): StreamState => ({
      tracebacks: new TracebackReader((file) => this.#isUserFile(file)),
      failedTask: undefined,
      isInSummary: false,
    })
    this.#streams = { stdout: createState(), stderr: createState() }
  }

  /** Takes the next line of a stream, without its line end. Python, Luigi and Disdat report on stderr. */
  readLine(line: string, stream: StreamName = 'stderr'): void {
    const state = this.#streams[stream]
    const traceback = state.tracebacks.readLine(line)
    if (traceback === 'consumed') return
    if (traceback !== undefined) this.#addTraceback(traceback, state)
    else if (line === summaryEdge) this.#toggleSummary(state)
    else if (state.isInSummary) this.#readSummaryLine(line)
    else this.#readMessage(line, state)
  }

  /** The traceback that explains a failure: that of the task that failed first, or else the last one. */
  get failure(): { readonly task?: string; readonly traceback: Traceback } | undefined {
    return this.#firstTaskFailure ?? (this.#lastTraceback && { traceback: this.#lastTraceback })
  }

  /**
   * The origins of the exceptions that explain a failure, at most five different ones: those of the tasks that failed,
   * or else the last exception and its causes. Where a task failed, exceptions that the pipe handled are left out.
   */
  get origins(): readonly FailureOrigin[] {
    return [...(this.#taskOrigins.size > 0 ? this.#taskOrigins : this.#lastOrigins).values()]
  }

  /** The Luigi Execution Summary; undefined where the pipe ended before Luigi printed it. */
  get summary(): LuigiSummary | undefined {
    return this.#summary
  }

  /**
   * The requested task and the status in which Luigi found it. Luigi checks it first; `DONE` means up to date. Before
   * disdat-luigi it is Disdat's own task, and `id` is undefined.
   */
  get rootTask(): { readonly id: string | undefined; readonly status: string } | undefined {
    if (this.#rootTask === undefined) return undefined
    const { id, status } = this.#rootTask
    return { id: id.startsWith('DriverTask_') ? undefined : id, status }
  }

  /** Disdat's first error about the remote. */
  get remoteError(): string | undefined {
    return this.#remoteError
  }

  /** Why the program of the image refused its command line. */
  get usageError(): string | undefined {
    return this.#usageError
  }

  /** The last message that a logger printed as an error. */
  get lastError(): string | undefined {
    return this.#lastError
  }

  /** Why the container's command could not be executed. */
  get startError(): string | undefined {
    return this.#startError
  }

  #addTraceback({ exception, frames, isChained, isNested }: ParsedTraceback, { failedTask: task }: StreamState): void {
    const origin = { task, exception, frames }
    if (!isChained) this.#lastOrigins.clear()
    addOrigin(this.#lastOrigins, origin)
    for (const key of [...this.#lastOrigins.keys()].slice(0, -maxOrigins)) this.#lastOrigins.delete(key)
    if (task !== undefined && this.#taskOrigins.size < maxOrigins) addOrigin(this.#taskOrigins, origin)
    // The traceback of an exception group covers the exceptions in the group.
    if (isNested) return
    const deepest = frames.at(-1)
    const traceback = { exception, where: deepest && { file: deepest.file, line: deepest.line } }
    this.#lastTraceback = traceback
    // Later tracebacks of a task belong to the same failure ("During handling of the above exception").
    if (task !== undefined && (this.#firstTaskFailure === undefined || this.#firstTaskFailure.task === task)) {
      this.#firstTaskFailure = { task, traceback }
    }
  }

  /** `dsdt dockerize` installs the pipe into site-packages, so only the package's name identifies the user's code. */
  #isUserFile(file: string): boolean {
    const installed = findInstalledPath(file)
    if (installed !== undefined) return installed.startsWith(`${this.#package}/`) || installed === `${this.#package}.py`
    return file.startsWith('/') && !/\/lib(64)?\/python\d|\/bin\/[^/]+$/.test(file)
  }

  #toggleSummary(state: StreamState): void {
    state.isInSummary = !state.isInSummary
    if (state.isInSummary) this.#summary = { ran: 0, complete: 0, failed: 0 }
  }

  #readSummaryLine(line: string): void {
    const found = summaryLine.exec(line)
    if (found === null) return
    const [, count, outcome] = found
    const key = outcome === 'failed' ? 'failed' : outcome === 'ran successfully' ? 'ran' : 'complete'
    const counts = { ran: 0, complete: 0, failed: 0, ...this.#summary }
    this.#summary = { ...counts, [key]: counts[key] + Number(count) }
  }

  #readTaskStatus(text: string, state: StreamState): void {
    state.failedTask = undefined
    const found = taskStatusText.exec(text)
    if (found === null) return
    const [, id = '', status = ''] = found
    this.#rootTask ??= { id: id.slice(0, evidenceLimit), status }
  }

  #readMessage(line: string, state: StreamState): void {
    const [, level, text = line] = logLine.exec(line) ?? []
    if (remoteErrorText.test(text)) this.#addRemoteError(text.slice(0, evidenceLimit))
    else if (level === 'ERROR' || level === 'CRITICAL') this.#readError(text, state)
    else if (level !== undefined) this.#readTaskStatus(text, state)
    else {
      this.#usageError ??= usageErrorLine.exec(line)?.[1]?.slice(0, evidenceLimit)
      this.#startError ??= startErrorLine.exec(line)?.slice(1).find(Boolean)?.slice(0, evidenceLimit)
    }
  }

  #readError(text: string, state: StreamState): void {
    const task = taskFailedText.exec(text)?.[1]
    if (task !== undefined) state.failedTask = task.slice(0, evidenceLimit)
    else this.#lastError = text.slice(0, evidenceLimit)
  }

  /** That a pull cannot execute is the consequence of another message, which may come later on the other stream. */
  #addRemoteError(text: string): void {
    if (this.#remoteError === undefined || this.#remoteError.startsWith('Pull cannot execute')) this.#remoteError = text
  }
}

/** Origins by the type and line of their exceptions, the oldest first. */
type OriginMap = Map<string, FailureOrigin>

/** Adds an origin unless the same exception at the same line is there already: one error can end many tasks. */
function addOrigin(origins: OriginMap, origin: FailureOrigin): void {
  const deepest = origin.frames.at(-1)
  if (deepest === undefined) return
  const [type] = origin.exception.split(':', 1)
  const key = `${type} ${deepest.line} ${deepest.file}`
  if (!origins.has(key)) origins.set(key, origin)
}
