import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type CommandResult, inheritEnv, runCommand } from './process.ts'

/** The images that script/bootstrap builds. `faults` is the `luigi` image under another name. */
export const images = {
  luigi: 'disdat-pipelines-orders:latest',
  faults: 'disdat-pipelines-faults:latest',
} as const

/** The commit in PIPELINE_GIT_HASH of the luigi image, which has the form of `dsdt dockerize`: `b<commit>\n`. */
export const imageCommit = '8d7ac81e30e4b5d9f6cb0bdd2c9a0d4f5e3b7a16'

/** Runs the docker command on the engine of `host`, by default the engine of this machine. */
export function runDocker(args: readonly string[], host?: string): Promise<CommandResult> {
  return runCommand('docker', args, { env: dockerEnv(host), timeoutMs: 120_000 })
}

/** Returns the ids of the containers with a label (`key` or `key=value`), including stopped ones. */
export async function listContainers(label: string, host?: string): Promise<readonly string[]> {
  const listed = await runDocker(['ps', '--all', '--quiet', '--no-trunc', '--filter', `label=${label}`], host)
  if (listed.code !== 0) throw new Error(`docker ps failed: ${listed.stderr}`)
  return listed.stdout.split('\n').filter((id) => id !== '')
}

/** A private Docker engine that a test may kill. Its containers have only the host network. */
export interface Engine extends AsyncDisposable {
  /** The value of DOCKER_HOST. */
  readonly host: string
  docker(...args: readonly string[]): Promise<CommandResult>
  /** Kills the engine, like a crash. Its containers may keep running. */
  kill(): Promise<void>
  /** Starts the engine again after `kill`. */
  restart(): Promise<void>
}

const startMs = 30_000
const endMs = 20_000

/**
 * Starts a second engine on this machine with this configuration (`daemon.json`), and copies these images to it. Needs
 * root or sudo.
 */
export async function startPrivateEngine(
  imageNames: readonly string[] = [],
  configuration: Readonly<Record<string, unknown>> = {},
): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'engine-'))
  const host = `unix://${folder}/docker.sock`
  // This engine ignores the configuration of the machine's engine.
  await writeFile(`${folder}/daemon.json`, JSON.stringify(configuration))
  const createEngine = (...args: readonly string[]) => runDocker(args, host)
  let engine = await startEngine(folder, host).catch(async (error) => {
    await remove(folder)
    throw error
  })

  const dispose = async () => {
    // A killed engine leaves its containers running; the next engine ends them.
    if (hasEnded(engine)) engine = await startEngine(folder, host)
    const left = (await createEngine('ps', '--all', '--quiet')).stdout.split('\n').filter((id) => id !== '')
    if (left.length > 0) await createEngine('rm', '--force', ...left)
    await endEngine(engine, folder, 'TERM')
    await remove(folder)
  }
  try {
    for (const name of imageNames) await copyImage(name, host)
  } catch (error) {
    await dispose()
    throw error
  }
  return {
    host,
    docker: createEngine,
    kill: () => endEngine(engine, folder, 'KILL'),
    async restart() {
      if (hasEnded(engine)) engine = await startEngine(folder, host)
    },
    [Symbol.asyncDispose]: dispose,
  }
}

async function startEngine(folder: string, host: string): Promise<ChildProcess> {
  const [command = '', ...args] = rootCommand(
    // A killed test must not leave an engine. The engine gets its own network namespace: with `--bridge=none` it
    // removes `docker0`, even that of another engine.
    ...[
      'setpriv',
      '--pdeathsig',
      'TERM',
      'unshare',
      '--net',
      'dockerd',
      '--host',
      host,
      '--group',
      String(process.getgid?.() ?? 0),
    ],
    ...['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`, '--pidfile', `${folder}/dockerd.pid`],
    ...['--bridge', 'none', '--iptables=false', '--config-file', `${folder}/daemon.json`],
    // Engines that share a containerd see only their own containers.
    ...['--containerd-namespace', 'run-action-test', '--containerd-plugins-namespace', 'run-action-test-plugins'],
  )
  // The file of a killed engine. The engine would wait for the pid of its containerd, which may be a zombie.
  await asRoot('rm', '-f', `${folder}/dockerd.pid`, `${folder}/exec/containerd/containerd.pid`)
  const log = openSync(`${folder}/dockerd.log`, 'a')
  const engine = spawn(command, args, { stdio: ['ignore', log, log], env: inheritEnv('PATH') })
  closeSync(log)
  const failed = once(engine, 'error').then(([error]) => Promise.reject(error))
  const deadline = Date.now() + startMs
  while ((await Promise.race([runDocker(['version'], host), failed])).code !== 0) {
    if (hasEnded(engine) || Date.now() > deadline) {
      if (!hasEnded(engine)) await endEngine(engine, folder, 'KILL')
      const said = await readFile(`${folder}/dockerd.log`, 'utf8')
      throw new Error(`the private engine does not start:\n${said.slice(-4_000)}`)
    }
    await sleep(100)
  }
  return engine
}

async function endEngine(engine: ChildProcess, folder: string, signal: 'TERM' | 'KILL'): Promise<void> {
  if (hasEnded(engine)) return
  const ended = once(engine, 'exit')
  // With sudo, the child process is not the engine.
  const pid = (await readFile(`${folder}/dockerd.pid`, 'utf8').catch(() => String(engine.pid))).trim()
  await asRoot('kill', `-${signal}`, pid)
  const killTimer = setTimeout(() => void asRoot('kill', '-KILL', pid).catch(() => undefined), endMs)
  await ended
  clearTimeout(killTimer)
}

async function remove(folder: string): Promise<void> {
  // Killed engines leave mounts; the last one is unmounted first.
  const mounted = (await readFile('/proc/self/mounts', 'utf8'))
    .split('\n')
    .flatMap((line) => line.split(' ')[1] ?? [])
    .filter((path) => path.startsWith(`${folder}/`))
  if (mounted.length > 0) await asRoot('umount', '--lazy', ...mounted.toReversed())
  await asRoot('rm', '-rf', folder)
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Copies an image to the engine at `host`. */
export async function copyImage(name: string, host: string): Promise<void> {
  const save = spawn('docker', ['save', name], { stdio: ['ignore', 'pipe', 'inherit'], env: dockerEnv() })
  const load = spawn('docker', ['load', '--quiet'], { stdio: ['pipe', 'ignore', 'inherit'], env: dockerEnv(host) })
  const loaded = once(load, 'exit')
  await pipeline(save.stdout, load.stdin)
  const [code] = await loaded
  if (code !== 0) throw new Error(`${name} could not be copied to the private engine`)
}

function dockerEnv(host?: string): Record<string, string> {
  return {
    ...inheritEnv('PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_CONFIG'),
    ...(host === undefined ? {} : { DOCKER_HOST: host }),
  }
}

function rootCommand(...command: readonly string[]): readonly string[] {
  return process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
}

async function asRoot(...command: readonly string[]): Promise<void> {
  const [file = '', ...args] = rootCommand(...command)
  const ran = await runCommand(file, args, { env: inheritEnv('PATH') })
  if (ran.code !== 0) throw new Error(`${command.join(' ')} failed: ${ran.stderr}`)
}
