import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'

/** The root of the checkout. */
export const root = new URL('../../', import.meta.url).pathname

/** The virtual environment that script/bootstrap creates. */
export const venvBin = `${root}.testbed/venv/bin`

/** The exit code and the output of a program. `code` is undefined when a signal ended the program. */
export type CommandResult = { readonly code: number | undefined; readonly stdout: string; readonly stderr: string }

/** How to run a program. The environment is exactly `env`: nothing is inherited. */
export type CommandOptions = {
  readonly env: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly input?: string | Uint8Array
  readonly timeoutMs?: number
}

/** Runs a program to its end, by default for at most a minute. Rejects only when it cannot be started. */
export function runCommand(file: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const { env, cwd, input = '', timeoutMs = 60_000 } = options
  return new Promise((resolve, reject) => {
    const settings = { env, cwd, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 64 << 20 } as const
    const child = execFile(file, args, settings, (error, stdout, stderr) => {
      if (error !== null && typeof error.code === 'string') reject(error)
      else resolve({ code: child.exitCode ?? undefined, stdout, stderr })
    })
    // A program may end before it has read its input: its exit code decides.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}

/** Ends a child process with SIGTERM, and with SIGKILL after five seconds. */
export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const killTimer = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(killTimer)
}

/** Whether a process of this machine runs. False for a process that has ended and that its parent did not collect. */
export async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return /\) [^ZX] /.test(stat)
}

/** Returns the environment variables of this process with these names, without those that are not set. */
export function inheritEnv(...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** Returns a port of 127.0.0.1 on which nothing listens. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
