import {
  type CodeLine,
  evidenceLimit,
  type Frame,
  installedPath,
  type ParsedTraceback,
  TracebackReader,
} from './traceback.ts'

/** A Python traceback, as far as it matters. */
export interface Traceback {
  /** The last line: `KeyError: 'pear'`. */
  readonly exception: string
  /** The deepest line of the pipe's own code; undefined where there was none. */
  readonly where: CodeLine | undefined
}

/** Where an exception came from. */
export interface FailureOrigin {
  /** Luigi's task, where it was one that failed. */
  readonly task: string | undefined
  readonly exception: string
  /** The lines of the user's own code, the deepest last; at least one. */
  readonly frames: readonly Frame[]
}

/** What Luigi says it did, in numbers of tasks. */
export interface LuigiSummary {
  readonly ran: number
  /** Up to date before the run began. */
  readonly complete: number
  readonly failed: number
}

/** The streams of a container. Their lines come in order within each, and in any order among each other. */
type Stream = 'stdout' | 'stderr'

/** What a stream's next line may belong to. */
interface Place {
  readonly tracebacks: TracebackReader
  failing: string | undefined
  inSummary: boolean
}

/** Exceptions whose places are kept. */
const maxOrigins = 5

const taskFailed = /^ERROR: \[pid \d+\] Worker .+ failed {4}(\S.*)$/
const taskInformed = /^INFO: Informed scheduler that task {3}(\S+) {3}has status {3}(\w+)$/
const summaryEdge = '===== Luigi Execution Summary ====='
/** On a command that cannot be executed: a container's init process (tini), or what starts a container without one (runc, before and since 2022). */
const initFailed =
  /^(?:\[FATAL tini \(\d+\)\] (exec .+ failed: .+)|standard_init_linux\.go:\d+: (exec user process caused.*: exec format error)|(exec \S+: exec format error))$/
/** As disdat 1.2 words it: the first five stop a run before it begins, the last one lets it end with exit code 0 and nothing pushed. */
const remoteTrouble =
  /^(?:Unable to bind context |Pull cannot execute\.|aws_s3: bucket .+ raised a |aws_s3\.\w+ Fail on |Push unable to copy bundle )/

/**
 * Reads a pipe's log line by line and keeps what explains the end: the traceback of the first failed task, or else the last one of all; Luigi's
 * own summary; Disdat's first word on a remote that it could not use. Memory is flat, whatever the pipe prints. Nothing here is proof: a pipe can
 * print anything, and a log is evidence only where the exit code or the missing bundle has already told that the run failed.
 */
export class LogAnalyzer {
  readonly #package: string
  readonly #places: Readonly<Record<Stream, Place>>
  #first: { task: string; traceback: Traceback } | undefined
  #last: Traceback | undefined
  /** Of tasks that failed, the first ones. */
  readonly #ofTasks: FailureOrigin[] = []
  /** Of the last exception and those that it came of, the last ones. */
  #ofLast: FailureOrigin[] = []
  #summary: LuigiSummary | undefined
  #remoteTrouble: string | undefined
  #notStarted: string | undefined
  #root: { readonly id: string; readonly status: string } | undefined

  /** @param pipeClass `pkg.mod.Class`: its first part is the package whose code is the user's own */
  constructor(pipeClass: string) {
    this.#package = pipeClass.split('.')[0] ?? ''
    const nowhere = (): Place => ({
      tracebacks: new TracebackReader((file) => this.#isOwn(file)),
      failing: undefined,
      inSummary: false,
    })
    this.#places = { stdout: nowhere(), stderr: nowhere() }
  }

  /** The next line of a stream, without its line end. Python, Luigi and Disdat report on stderr. */
  read(line: string, stream: Stream = 'stderr'): void {
    const place = this.#places[stream]
    const traceback = place.tracebacks.read(line)
    if (traceback === 'taken') return
    if (traceback !== undefined) this.#keep(traceback, place)
    else if (line === summaryEdge) this.#toggleSummary(place)
    else if (place.inSummary) this.#readSummary(line)
    else this.#readNotice(line, place)
  }

  /** The traceback that explains a failure: of the task that failed first, or else the last one there was. */
  get failure(): { readonly task?: string; readonly traceback: Traceback } | undefined {
    return this.#first ?? (this.#last && { traceback: this.#last })
  }

  /**
   * Where the exceptions came from that explain a failure, at most five different ones: those of the tasks that failed, or else the last one of all
   * with those that it came of. What the pipe itself handled and logged is not among them where a task failed.
   */
  get origins(): readonly FailureOrigin[] {
    return this.#ofTasks.length > 0 ? this.#ofTasks : this.#ofLast
  }

  /** Luigi's summary; undefined where the pipe did not come so far. */
  get summary(): LuigiSummary | undefined {
    return this.#summary
  }

  /** The task that was asked for, which Luigi looks at first, and what it found: `DONE` is up to date. */
  get root(): { readonly id: string; readonly status: string } | undefined {
    return this.#root
  }

  /** The first line in which Disdat says that it cannot use the remote. */
  get remoteTrouble(): string | undefined {
    return this.#remoteTrouble
  }

  /** Why the container's command could not be executed at all. */
  get notStarted(): string | undefined {
    return this.#notStarted
  }

  #keep({ exception, frames, isChained, isNested }: ParsedTraceback, { failing }: Place): void {
    const origin = { task: failing, exception, frames }
    if (!isChained) this.#ofLast = []
    addTo(this.#ofLast, origin)
    if (this.#ofLast.length > maxOrigins) this.#ofLast.shift()
    if (failing !== undefined && this.#ofTasks.length < maxOrigins) addTo(this.#ofTasks, origin)
    // What a group holds is told with the group.
    if (isNested) return
    const deepest = frames.at(-1)
    const traceback = { exception, where: deepest && { file: deepest.file, line: deepest.line } }
    this.#last = traceback
    // A task's later tracebacks are the same failure, told again with its consequences ("During handling of the above exception").
    if (failing !== undefined && (this.#first === undefined || this.#first.task === failing)) {
      this.#first = { task: failing, traceback }
    }
  }

  /** `dsdt dockerize` installs the pipe into site-packages beside everything else: the package's name tells it apart. */
  #isOwn(file: string): boolean {
    const installed = installedPath(file)
    if (installed !== undefined) return installed.startsWith(`${this.#package}/`) || installed === `${this.#package}.py`
    return file.startsWith('/') && !/\/lib(64)?\/python\d|\/bin\/[^/]+$/.test(file)
  }

  #toggleSummary(place: Place): void {
    place.inSummary = !place.inSummary
    if (place.inSummary) this.#summary = { ran: 0, complete: 0, failed: 0 }
  }

  #readSummary(line: string): void {
    const [, count, what] =
      /^\* (\d+) (ran successfully|complete ones were encountered|failed)(?: scheduling)?:/.exec(line) ?? []
    if (this.#summary === undefined || count === undefined) return
    const key = what === 'failed' ? 'failed' : what === 'ran successfully' ? 'ran' : 'complete'
    this.#summary = { ...this.#summary, [key]: this.#summary[key] + Number(count) }
  }

  #readLuigi(line: string, place: Place): void {
    place.failing = undefined
    if (this.#root !== undefined) return
    const [, id, status] = taskInformed.exec(line) ?? []
    if (id !== undefined && status !== undefined) this.#root = { id: id.slice(0, evidenceLimit), status }
  }

  #readNotice(line: string, place: Place): void {
    const task = taskFailed.exec(line)?.[1]
    if (task !== undefined) place.failing = task.slice(0, evidenceLimit)
    else if (/^(INFO|DEBUG|WARNING): /.test(line)) this.#readLuigi(line, place)
    else if (remoteTrouble.test(line)) this.#remoteTrouble ??= line.slice(0, evidenceLimit)
    else this.#notStarted ??= initFailed.exec(line)?.slice(1).find(Boolean)?.slice(0, evidenceLimit)
  }
}

/** One exception at one line is told once, however many tasks it ends. */
function addTo(origins: FailureOrigin[], origin: FailureOrigin): void {
  const deepest = origin.frames.at(-1)
  if (deepest === undefined) return
  const isKnown = origins.some(({ exception, frames }) => {
    const known = frames.at(-1)
    const isThere = known?.file === deepest.file && known.line === deepest.line
    return isThere && kindOf(exception) === kindOf(origin.exception)
  })
  if (!isKnown) origins.push(origin)
}

const kindOf = (exception: string) => exception.split(':', 1)[0]
