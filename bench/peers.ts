import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, glob, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { root } from './step.ts'

const samplingMs = 20
/** Of CPU time in /proc, on every Linux that node runs on. */
const ticksPerSecond = 100
let budget: AbortSignal | undefined
const keptOutput = 64 * 1024

/** What `bench/install-peers` and `script/bootstrap` bring. s5cmd itself, not the Python around it. */
export const programs = {
  aws: `${root}/.testbed/aws-venv/bin/aws`,
  s5cmd: await s5cmd(),
  python: `${root}/.testbed/venv/bin/python`,
} as const

async function s5cmd(): Promise<string> {
  for await (const file of glob(`${root}/.testbed/aws-venv/lib/python3*/site-packages/s5cmd/bin/s5cmd`)) return file
  return `${root}/.testbed/bin/s5cmd`
}

/** Why a program cannot be measured; undefined when it can. */
export async function explainMissing(program: string): Promise<string | undefined> {
  const there = await access(program).then(
    () => true,
    () => false,
  )
  return there ? undefined : 'not installed: bench/install-peers'
}

/** From now on, after so many minutes or at SIGINT and SIGTERM, nothing is run any more: the table tells what is there. */
export function setBudget(minutes: number): void {
  const interrupted = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())
  budget = AbortSignal.any([AbortSignal.timeout(minutes * 60_000), interrupted.signal])
}

/** Whether nothing is run any more. */
export const isOver = (): boolean => budget?.aborted ?? false

/** What the table says of a run that threw. */
export function describeFailure(error: unknown): string {
  if (isOver()) return 'no time left'
  console.error(error)
  return 'failed'
}

/** What a program did: its time from start to end, its CPU time, its largest resident size, and the last JSON line that it printed. */
export interface Measured {
  readonly seconds: number
  /** At the last look, so up to 20 ms short. */
  readonly cpuSeconds: number
  readonly peakMib: number
  readonly said: Readonly<Record<string, unknown>>
}

/** Runs it to its end, with nothing of our environment but `env`, HOME and PATH. Throws unless it ends well. */
export async function measure(
  program: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly home?: string },
): Promise<Measured> {
  const { home = tmpdir() } = options
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home, LANG: 'C.UTF-8', ...options.env }
  const startedAt = performance.now()
  budget?.throwIfAborted()
  const child = spawn(program, args, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'], killSignal: 'SIGKILL' })
  const stop = () => child.kill('SIGKILL')
  budget?.addEventListener('abort', stop)
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout = (stdout + text).slice(-keptOutput)))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-keptOutput)))
  const ended = once(child, 'close').then(() => performance.now())
  let [peakKib, cpuTicks] = [0, 0]
  const watch = async () => {
    while (child.exitCode === null && child.signalCode === null) {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
      peakKib = Math.max(peakKib, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0))
      // The two numbers behind the name in parentheses and eleven fields: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
      const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '')
      const [, user = 0, system = 0] = /^.*\)(?: \S+){11} (\d+) (\d+)/s.exec(stat) ?? []
      cpuTicks = Math.max(cpuTicks, Number(user) + Number(system))
      await delay(samplingMs)
    }
  }
  const [endedAt] = await Promise.all([ended, watch()])
  budget?.removeEventListener('abort', stop)
  if (child.exitCode !== 0) {
    throw new Error(
      `${program} ${args.slice(0, 4).join(' ')} … ended with ${child.exitCode ?? child.signalCode}: ${(stdout + stderr).slice(-2000)}`,
    )
  }
  const cpuSeconds = cpuTicks / ticksPerSecond
  return { seconds: (endedAt - startedAt) / 1000, cpuSeconds, peakMib: peakKib / 1024, said: lastJson(stdout) }
}

/** A number that a program printed under this name. */
export function readNumber({ said }: Measured, name: string): number {
  const value = said[name]
  if (typeof value !== 'number') throw new Error(`no ${name} in ${JSON.stringify(said)}`)
  return value
}

function lastJson(text: string): Readonly<Record<string, unknown>> {
  const line = text.split('\n').findLast((each) => each.startsWith('{'))
  const value: unknown = line === undefined ? {} : JSON.parse(line)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
