import { spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { getField, getString, parseJson } from '../../src/lib/json.ts'
import { type CommandOptions, type CommandResult, endProcess, runCommand, venvBin } from './process.ts'

/** What a fork server has imported: the packages of dsdt, or those of moto. */
export type Preloaded = 'dsdt' | 'moto'

/** The environment variable with the socket on which test/testbed/vitest/fork-servers.mts answers. */
export const forkServersVariable = 'TESTBED_FORK_SERVERS'

/** Otherwise Python would leave its compiled copies in the checkout. */
const ownOptions = ['-B']

/** How long a program may take to its end by default, in milliseconds. */
const usualMs = 60_000

/**
 * Runs a Python script, `-c` with a program, or a command of the test-bed's Python environment to its end, by default
 * for at most a minute. Within Vitest it is a fork of a process that has imported the packages of dsdt, which takes
 * most of a second. Rejects only when it cannot be started.
 */
export async function runPython(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const server = await findForkServer('dsdt')
  if (server === undefined) return await runCommand(`${venvBin}/python`, [...ownOptions, ...args], options)
  let [stdout, stderr] = ['', '']
  const program = await startForked(server, args, options, (stream, output) => {
    if (stream === 'stdout') stdout += output
    else stderr += output
  })
  const timer = setTimeout(() => program.kill(), options.timeoutMs ?? usualMs)
  const code = await program.ended
  clearTimeout(timer)
  return { code, stdout, stderr }
}

/** A Python program that runs. */
export interface PythonProcess {
  /** The exit code; undefined when a signal ended the program. */
  readonly ended: Promise<number | undefined>
  kill(): Promise<void>
}

type OnOutput = (stream: 'stdout' | 'stderr', output: string) => void

/**
 * Starts a Python script, within Vitest as a fork of a process that has imported these packages. It ends with the
 * process that started it.
 */
export async function startPython(
  preloaded: Preloaded | undefined,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onOutput: OnOutput,
): Promise<PythonProcess> {
  const server = preloaded && (await findForkServer(preloaded))
  if (server !== undefined) return await startForked(server, args, { env }, onOutput)
  const child = spawn(`${venvBin}/python`, [...ownOptions, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (output: string) => onOutput(stream, output))
  const ended = new Promise<number | undefined>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? undefined))
  })
  return { ended, kill: () => endProcess(child) }
}

const servers = new Map<Preloaded, Promise<string | undefined>>()

/** The socket of a fork server. Undefined outside Vitest, and when the Python environment lacks its packages. */
function findForkServer(preloaded: Preloaded): Promise<string | undefined> {
  const found = servers.get(preloaded) ?? askForServer(preloaded)
  servers.set(preloaded, found)
  return found
}

async function askForServer(preloaded: Preloaded): Promise<string | undefined> {
  const path = process.env[forkServersVariable]
  if (path === undefined) return undefined
  const socket = await open(path)
  socket.end(preloaded)
  return (await text(socket)) || undefined
}

async function open(path: string): Promise<Socket> {
  const socket = connect({ path, allowHalfOpen: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return socket
}

async function startForked(
  server: string,
  args: readonly string[],
  { env, cwd = process.cwd(), input = '' }: CommandOptions,
  onOutput: OnOutput,
): Promise<PythonProcess> {
  const socket = await open(server)
  let code: number | undefined
  let rest = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const event of lines.map(parseJson)) {
      for (const stream of ['stdout', 'stderr'] as const) onOutput(stream, getString(event, stream) ?? '')
      const exit = getField(event, 'exit')
      // Python has the negative number of a signal.
      if (typeof exit === 'number' && exit >= 0) code = exit
    }
  })
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  // A client that goes has no use for the rest.
  socket.on('error', () => undefined).on('end', () => socket.end())
  socket.write(`${JSON.stringify({ args, env, cwd, input })}\n`)
  return {
    ended: closed.then(() => code),
    async kill() {
      socket.destroy()
      await closed
    },
  }
}
