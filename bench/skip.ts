/**
 * A step that `skip-unchanged` skips, end to end, beside a step in whose container Disdat finds the output up to date,
 * beside a step with the smallest container, and beside `make` with nothing to do:
 *
 *     npm run bench:skip -- [--runs 15] [--latency 0] [--dist folder]      (script/bootstrap must have run)
 *
 * The smallest container writes one bundle with one value. S3 is the sink on this machine. The runs are interleaved.
 * `npm run bench:local-overhead` builds the image of the smallest container. `nextflow -resume` is not measured: Maven
 * Central has nextflow, and not all that it depends on (nf-commons and nf-httpfs).
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { printComparison, type Row } from './report.ts'
import { bucket, startSink } from './servers.ts'
import { createEnvironment, createStep, root, type Step } from './step.ts'

const image = 'disdat-run-action/bench:local-overhead'
/** A pipe that prints one line, in an image with Disdat and Luigi. */
const reusedPipe = {
  ...{ image: 'disdat-pipelines-faults:latest', dialect: 'luigi', 'pipe-class': 'pipelines.faults.Prints' },
  ...{ params: 'lines: 1', 'output-bundle': 'prints', context: 'reused' },
}
const aimMs = 400

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    latency: { type: 'string', default: '0' },
    dist: { type: 'string' },
  },
})

interface Way extends Row {
  readonly run: () => Promise<void>
  readonly samples: number[]
}

const work = await mkdtemp(join(tmpdir(), 'bench-skip-'))
await using sink = await startSink()
try {
  await sink.setLatency(Number(values.latency))
  await writeFile(join(work, 'Makefile'), 'output: input\n\tcp input output\n')
  await writeFile(join(work, 'input'), '')
  const skipped = await createRun({ 'skip-unchanged': 'true' })
  // All bundles of the container have the same date, so that the runs have a context of their own.
  const run = await createRun({ context: 'runs' })
  await call('make', ['-s', '-C', work])
  await callStep(skipped, 'succeeded')
  const reused = await createRun(reusedPipe)
  await callStep(reused, 'succeeded')
  const ways: readonly Way[] = [
    createWay('limit', 'make with nothing to do', () => call('make', ['-s', '-C', work])),
    createWay('us', 'a step that is skipped', () => callStep(skipped, 'skipped')),
    createWay('us', 'a step that is reused', () => callStep(reused, 'reused')),
    createWay('us', 'a step with the smallest container', () => callStep(run, 'succeeded')),
  ]
  for (const way of ways) await way.run() // fills the caches of the disk and the engine
  for (let round = 0; round < Number(values.runs); round++)
    for (const way of ways) {
      const startedAt = performance.now()
      await way.run()
      way.samples.push(performance.now() - startedAt)
    }
  const notes = [`S3 is the sink, with ${values.latency} ms of latency. The aim of a skipped step is ${aimMs} ms.`]
  printComparison({ title: 'A skipped step', unit: 'ms', rows: ways, notes })
} finally {
  await rm(work, { recursive: true, force: true })
}

function createWay(role: Row['role'], what: string, run: () => Promise<void>): Way {
  return { role, what, run, samples: [] }
}

async function createRun(inputs: Readonly<Record<string, string>>): Promise<Step> {
  const given = {
    ...{ 'pipe-class': 'bench.pipes.Nothing', image, dialect: 'classic', network: 'host' },
    ...{ remote: `s3://${bucket}/disdat`, context: 'bench', 'output-bundle': 'nothing' },
  }
  return await createStep(root, { dist: values.dist, inputs: { ...given, ...inputs } })
}

async function callStep(step: Step, status: string): Promise<void> {
  const env = await createEnvironment(step, work, sink.env)
  await call(process.execPath, [step.main], env)
  const outputs = await readFile(env['GITHUB_OUTPUT'] ?? '', 'utf8')
  if (!outputs.includes(status)) throw new Error(`The step is not ${status}:\n${outputs}`)
}

async function call(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
  const { PATH = '', DOCKER_HOST } = process.env
  const all = { PATH, ...(DOCKER_HOST === undefined ? {} : { DOCKER_HOST }), ...env }
  const child = spawn(file, args, { cwd: work, env: all, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${said.slice(-4000)}`)
}
