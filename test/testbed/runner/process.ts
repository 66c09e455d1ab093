import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Lines } from './lines.ts'
import type { Stream } from './stage-log.ts'

/** How long the runner waits after each signal of a cancelled step before it takes the next, harder one. */
export const runnerGrace = { sigintMs: 7500, sigtermMs: 2500 } as const

/** After the process has ended the runner waits so long for its output to be closed too. */
const outputGraceMs = 5000

export interface Spawned {
  readonly node: string
  readonly script: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly onLine: (line: string, stream: Stream) => void
  readonly grace: { readonly sigintMs: number; readonly sigtermMs: number }
  /** The process is killed and `ended` rejects when it has not ended by then. */
  readonly timeoutMs: number
}

export interface Ended {
  /** As .NET tells it: 128 + number of the signal for a process that a signal ended. */
  readonly exitCode: number
  readonly durationMs: number
  /** The signals that were sent, in their order. */
  readonly signals: readonly NodeJS.Signals[]
  /** From the first signal to the end of the process; absent when none was sent. */
  readonly msAfterSignal: number | undefined
}

/**
 * A stage's process as the runner starts it: node and the script, stdin closed, nothing in the environment but what is
 * given. Signals go to the process alone, not to its children; what those left running is killed when the job ends.
 * https://github.com/actions/runner/blob/main/src/Runner.Sdk/ProcessInvoker.cs
 */
export class StageProcess {
  readonly ended: Promise<Ended>
  readonly #child: ChildProcess
  readonly #grace: Spawned['grace']
  readonly #signals: NodeJS.Signals[] = []
  readonly #closed: Promise<void>
  #firstSignalAt: number | undefined

  constructor(spawned: Spawned) {
    const { node, script, cwd, env, onLine, grace, timeoutMs } = spawned
    const startedAt = performance.now()
    // Its own process group, so that a left child can be found at the end of the job.
    const child = spawn(node, [script], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true })
    child.stdin.on('error', () => {}) // the process may be gone before it is closed
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

  /** The runner's cancel sequence: SIGINT, SIGTERM when that did not end it, SIGKILL when that did not either. */
  async cancel(): Promise<void> {
    this.#signal('SIGINT')
    if (await settledWithin(this.#closed, this.#grace.sigintMs)) return
    this.#signal('SIGTERM')
    if (await settledWithin(this.#closed, this.#grace.sigtermMs)) return
    this.kill()
  }

  /** SIGKILL at once, as an out-of-memory killer would. */
  kill(): void {
    this.#signal('SIGKILL')
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#firstSignalAt ??= performance.now()
    this.#signals.push(signal)
    this.#child.kill(signal)
  }

  async #end(start: { exited: Promise<number>; startedAt: number; timeoutMs: number }): Promise<Ended> {
    let late = false
    const timer = setTimeout(() => {
      late = true
      this.kill()
    }, start.timeoutMs)
    try {
      const exitCode = await start.exited
      const endedAt = performance.now()
      await this.#closed
      if (late) throw new Error(`The step did not end within ${start.timeoutMs} ms`)
      return {
        exitCode,
        durationMs: endedAt - start.startedAt,
        signals: this.#signals,
        msAfterSignal: this.#firstSignalAt === undefined ? undefined : endedAt - this.#firstSignalAt,
      }
    } finally {
      clearTimeout(timer)
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
    // nothing was left running
  }
}
