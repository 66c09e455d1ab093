import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'

/** The checkout's root. */
export const root = new URL('../../', import.meta.url).pathname

/** The virtual environment that script/bootstrap made. */
export const venvBin = `${root}.testbed/venv/bin`

/** How a program ended, and all it printed. `code` is undefined when a signal ended it. */
export type Ran = { readonly code: number | undefined; readonly stdout: string; readonly stderr: string }

/** What a program is run with. The environment is exactly `env`: nothing is inherited. */
export type RunOptions = {
  readonly env: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly input?: string
  readonly timeoutMs?: number
}

/** Runs a program to its end, at most a minute unless told otherwise. Rejects only when it cannot be started. */
export function run(file: string, args: readonly string[], options: RunOptions): Promise<Ran> {
  const { env, cwd, input = '', timeoutMs = 60_000 } = options
  return new Promise((resolve, reject) => {
    const settings = { env, cwd, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 64 << 20 } as const
    const child = execFile(file, args, settings, (error, stdout, stderr) => {
      if (error !== null && typeof error.code === 'string') reject(error)
      else resolve({ code: child.exitCode ?? undefined, stdout, stderr })
    })
    // A program that ends before it has read its input is judged by how it ended.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/** Ends a child: kindly, and after five seconds not so. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const impatience = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(impatience)
}

/** This process's own environment variables of these names, those that are set. */
export function inherited(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
