import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { root } from '../process.ts'
import { Lines } from './lines.ts'
import type { Stream } from './stage-log.ts'

/** How long the runner waits after each signal of a cancellation before it sends the next signal. */
export const runnerGrace = { sigintMs: 7500, sigtermMs: 2500 } as const

/** How long the runner waits after the end of the process until its output closes. */
const outputGraceMs = 5000

/** How often the peak of the memory is read. After the end of the process, the system does not have it. */
const memoryLookMs = 50

export interface Spawned {
  readonly node: string
  readonly script: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly onLine: (line: string, stream: Stream) => void
  readonly grace: { readonly sigintMs: number; readonly sigtermMs: number }
  /** The time limit: at this time the process is killed and `ended` rejects. */
  readonly timeoutMs: number
}

export interface Ended {
  /** The exit code as in .NET: 128 + the number of the signal for a process that a signal ended. */
  readonly exitCode: number
  readonly durationMs: number
  /** The most resident memory at the last look at it, in MiB; 0 on a system without /proc. */
  readonly peakMib: number
  /** The sent signals, in order. */
  readonly signals: readonly NodeJS.Signals[]
  /** The time from the first signal to the end of the process; absent without a signal. */
  readonly msAfterSignal: number | undefined
}

/**
 * The process of a stage as the runner starts it: node and the script, stdin closed, with only the given environment
 * and a cache of compiled code. Signals go to the process and not to its children; children that still run are killed
 * at the end of the job.
 * https://github.com/actions/runner/blob/main/src/Runner.Sdk/ProcessInvoker.cs
 */
export class StageProcess {
  readonly ended: Promise<Ended>
  readonly #child: ChildProcess
  readonly #grace: Spawned['grace']
  readonly #signals: NodeJS.Signals[] = []
  readonly #closed: Promise<void>
  #firstSignalAt: number | undefined
  #peakMib = 0

  constructor(spawned: Spawned) {
    const { node, script, cwd, env, onLine, grace, timeoutMs } = spawned
    const startedAt = performance.now()
    // A quarter of the time of a process that soon ends is the compilation of dist/. The tests start thousands.
    const cached = { NODE_COMPILE_CACHE: join(root, 'lib', 'compile-cache'), ...env }
    // The process gets its own group, so that remaining children can be found at the end of the job.
    const child = spawn(node, [script], { cwd, env: cached, stdio: ['pipe', 'pipe', 'pipe'], detached: true })
    child.stdin.on('error', () => {}) // the process may end before its stdin closes
    child.stdin.end()
    this.#child = child
    this.#grace = grace
    const streams = [read(child.stdout, 'stdout', onLine), read(child.stderr, 'stderr', onLine)]
    const exited = new Promise<number>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
    })
    this.#closed = exited.then(
      () => settledWithin(Promise.all(streams), outputGraceMs).then(() => undefined),
      () => undefined,
    )
    this.ended = this.#end({ exited, startedAt, timeoutMs })
  }

  /** The cancellation of the runner: SIGINT, then SIGTERM, then SIGKILL, until the process ends. */
  async cancel(): Promise<void> {
    this.#signal('SIGINT')
    if (await settledWithin(this.#closed, this.#grace.sigintMs)) return
    this.#signal('SIGTERM')
    if (await settledWithin(this.#closed, this.#grace.sigtermMs)) return
    this.kill()
  }

  /** Sends SIGKILL at once, like an out-of-memory killer. */
  kill(): void {
    this.#signal('SIGKILL')
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#firstSignalAt ??= performance.now()
    this.#signals.push(signal)
    this.#child.kill(signal)
  }

  #lookAtMemory(): void {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8')
      this.#peakMib = Math.max(this.#peakMib, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      // The process has ended.
    }
  }

  async #end(start: { exited: Promise<number>; startedAt: number; timeoutMs: number }): Promise<Ended> {
    let late = false
    const timer = setTimeout(() => {
      late = true
      this.kill()
    }, start.timeoutMs)
    const memory = setInterval(() => this.#lookAtMemory(), memoryLookMs)
    try {
      const exitCode = await start.exited
      const endedAt = performance.now()
      await this.#closed
      if (late) throw new Error(`The step did not end within ${start.timeoutMs} ms`)
      return {
        exitCode,
        durationMs: endedAt - start.startedAt,
        peakMib: this.#peakMib,
        signals: this.#signals,
        msAfterSignal: this.#firstSignalAt === undefined ? undefined : endedAt - this.#firstSignalAt,
      }
    } finally {
      clearTimeout(timer)
      clearInterval(memory)
      this.#child.stdout?.destroy()
      this.#child.stderr?.destroy()
      killGroup(this.#child.pid)
    }
  }
}

function read(
  stream: NodeJS.ReadableStream,
  name: Stream,
  onLine: (line: string, stream: Stream) => void,
): Promise<void> {
  const lines = new Lines((line) => onLine(line, name))
  stream.on('data', (bytes: Buffer) => lines.write(bytes))
  return new Promise((resolve) => {
    stream.on('close', () => {
      lines.end()
      resolve()
    })
  })
}

async function settledWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([promise.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // no child process runs
  }
}
