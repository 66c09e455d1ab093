import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { inheritEnv } from '../process.ts'

/** The time limit of a step. At the limit its process is killed, and the step has failed. */
const timeoutMs = 100_000

/** Runs a `run` step like `shell: bash`, and reads GITHUB_OUTPUT (single-line values). */
export async function bash(script: string, env: Readonly<Record<string, string>>, workspace: string) {
  const files = await mkdtemp(join(tmpdir(), 'step-'))
  const output = join(files, 'output')
  await writeFile(output, '')
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: workspace,
    env: { ...inheritEnv('PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_CONFIG'), ...env, GITHUB_OUTPUT: output },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  })
  const [stdout, stderr, [code]] = await Promise.all([buffer(child.stdout), buffer(child.stderr), once(child, 'exit')])
  const lines = (await readFile(output, 'utf8')).split('\n').filter((line) => line.includes('='))
  await rm(files, { recursive: true })
  return {
    outputs: Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    ),
    worked: code === 0,
    printed: `${stdout}${stderr}`,
  }
}
