import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, glob, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { isObject, parseJson } from '../src/lib/json.ts'
import { root } from './step.ts'

const samplingMs = 20
/** The unit of CPU time in /proc, on every Linux that node supports. */
const ticksPerSecond = 100
let budget: AbortSignal | undefined
const keptOutput = 64 * 1024

/**
 * The programs that `bench/install-peers` and `script/bootstrap` install. s5cmd is the binary, without its Python
 * wrapper.
 */
export const programs = {
  aws: `${root}/.testbed/aws-venv/bin/aws`,
  s5cmd: await findS5cmd(),
  python: `${root}/.testbed/venv/bin/python`,
} as const

async function findS5cmd(): Promise<string> {
  for await (const file of glob(`${root}/.testbed/aws-venv/lib/python3*/site-packages/s5cmd/bin/s5cmd`)) return file
  return `${root}/.testbed/bin/s5cmd`
}

/** Returns why a program cannot be measured; undefined when it can. */
export async function explainMissing(program: string): Promise<string | undefined> {
  const there = await access(program).then(
    () => true,
    () => false,
  )
  return there ? undefined : 'not installed: bench/install-peers'
}

/** Stops the runs after so many minutes, and at SIGINT and SIGTERM. The table then shows the finished runs. */
export function setBudget(minutes: number): void {
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())
  budget = AbortSignal.any([AbortSignal.timeout(minutes * 60_000), interrupted.signal])
}

/** Whether the runs are stopped. */
export const isOver = (): boolean => budget?.aborted ?? false

/** Returns the text of the table for a failed run. */
export function describeFailure(error: unknown): string {
  if (isOver()) return 'no time left'
  console.error(error)
  return 'failed'
}

/**
 * The measurements of a program: its time from start to end, its CPU time, its peak resident size, and its last JSON
 * line.
 */
export interface Measured {
  readonly seconds: number
  /** At the last sample, so up to 20 ms too low. */
  readonly cpuSeconds: number
  readonly peakMib: number
  readonly printed: Readonly<Record<string, unknown>>
}

interface MeasureOptions {
  readonly env: Readonly<Record<string, string>>
  readonly home?: string
  /** Sends SIGINT when it resolves. The program may then fail. */
  readonly interruptOn?: Promise<void> | undefined
}

/** Runs a program to its end with the environment `env`, HOME and PATH. Throws when it fails. */
export async function measure(program: string, args: readonly string[], options: MeasureOptions): Promise<Measured> {
  const { home = tmpdir() } = options
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', ...options.env }
  const startedAt = performance.now()
  budget?.throwIfAborted()
  const child = spawn(program, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'], killSignal: 'SIGKILL' })
  const stop = () => child.kill('SIGKILL')
  budget?.addEventListener('abort', stop)
  void options.interruptOn?.then(() => child.kill('SIGINT'))
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout = (stdout + text).slice(-keptOutput)))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-keptOutput)))
  const ended = once(child, 'close').then(() => performance.now())
  let [peakKib, cpuTicks] = [0, 0]
  const watch = async () => {
    while (child.exitCode === null && child.signalCode === null) {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
      peakKib = Math.max(peakKib, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0))
      // The two numbers after the name in parentheses and eleven fields:
      // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
      const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')
      const [, user = 0, system = 0] = /^.*\)(?: \S+){11} (\d+) (\d+)/s.exec(stat) ?? []
      cpuTicks = Math.max(cpuTicks, Number(user) + Number(system))
      await delay(samplingMs)
    }
  }
  const [endedAt] = await Promise.all([ended, watch()])
  budget?.removeEventListener('abort', stop)
  if (child.exitCode !== 0 && options.interruptOn === undefined) {
    throw new Error(
      `${program} ${args.slice(0, 4).join(' ')} … ended with ${child.exitCode ?? child.signalCode}: ${(stdout + stderr).slice(-2000)}`,
    )
  }
  const cpuSeconds = cpuTicks / ticksPerSecond
  return { seconds: (endedAt - startedAt) / 1000, cpuSeconds, peakMib: peakKib / 1024, printed: parseLastJson(stdout) }
}

/** Reads a number from the JSON line of a program. */
export function readNumber({ printed }: Measured, name: string): number {
  const value = printed[name]
  if (typeof value !== 'number') throw new Error(`no ${name} in ${JSON.stringify(printed)}`)
  return value
}

function parseLastJson(text: string): Readonly<Record<string, unknown>> {
  const line = text.split('\n').findLast((each) => each.startsWith('{'))
  const value = line === undefined ? undefined : parseJson(line)
  return isObject(value) ? { ...value } : {}
}
