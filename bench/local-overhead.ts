/**
 * The overhead of a Local run: the same image and the same command line with `docker run`, with docker-py as in `dsdt
 * run`, and with the built action, which also resolves the image, proves the bundle and pulls it.
 *
 *     node bench/local-overhead.ts [--runs 15] [--dist folder] [--phases]      (script/bootstrap must have run)
 *
 * `--phases` also lists what main and post do in one run, and when: files of dist/ that they load, and calls.
 *
 * The container writes one bundle with one value to S3, which is moto on this machine. The runs are interleaved.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { create, toBinary } from '@bufbuild/protobuf'
import { createCommandLine } from '../src/disdat/command-line.ts'
import { writeFrame } from '../src/disdat/format/hyperframe.ts'
import { FrameSchema, HyperFrameSchema, Presentation, Type } from '../src/disdat/format/proto/hyperframe_pb.ts'
import { runDocker } from '../test/testbed/docker.ts'
import { startMoto } from '../test/testbed/moto.ts'
import { venvBin } from '../test/testbed/process.ts'
import { readPairs } from '../test/testbed/runner/file-commands.ts'
import { formatNumber, formatTable, median, printComparison, type Row } from './report.ts'
import { createEnvironment, createStep, root, type Step } from './step.ts'

const image = 'disdat-run-action/bench:local-overhead'
const pipeClass = 'bench.pipes.Nothing'
const remote = 's3://bench/disdat'
const context = { remote: 'bench', local: 'bench' } as const
const aimMs = 350

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    dist: { type: 'string' },
    phases: { type: 'boolean', default: false },
  },
})
const here = join(root, 'bench', 'local-overhead')
const work = await mkdtemp(join(tmpdir(), 'local-overhead-'))

interface Way extends Row {
  readonly run: () => Promise<void>
  readonly samples: number[]
}

await using moto = await startMoto()
try {
  await buildImage()
  await moto.createBucket('bench')
  const step = await createBenchStep()
  const ways = createWays(step)
  for (const { run } of ways) await run() // fills the caches of the disk and the engine
  for (let round = 0; round < Number(values.runs); round++) {
    for (const { run, samples } of ways) samples.push(await measureCall(run))
  }
  const [direct, , ours] = ways
  const more = median(ours?.samples ?? []) - median(direct?.samples ?? [])
  const notes = [
    'The limit is the docker command. S3 is moto on this machine, without added latency.',
    `The action's main takes ${more.toFixed(0)} ms more than docker run; the aim is at most ${aimMs} ms.`,
  ]
  printComparison({ title: 'The overhead of a Local run', unit: 'ms', rows: ways, notes })
  if (values.phases) await printPhases(step)
} finally {
  await rm(work, { recursive: true, force: true })
}

async function buildImage(): Promise<void> {
  const folder = join(work, 'image')
  await cp(here, folder, { recursive: true })
  const frameUuid = '11111111-1111-4111-8111-111111111111'
  const hyperFrame = create(HyperFrameSchema, {
    owner: 'bench',
    humanName: 'nothing',
    processingName: 'nothing_1',
    uuid: '00000000-0000-4000-8000-000000000000', // pipe.py replaces it with the real uuid
    frames: [{ k: 'value', v: frameUuid }],
    lineage: { hframeUuid: '00000000-0000-4000-8000-000000000000', codeMethod: pipeClass, creationDate: 1_790_000_000 },
    tags: [{ k: 'committed', v: 'True' }],
    presentation: Presentation.SCALAR,
  })
  const frame = create(FrameSchema, {
    ...{ name: 'value', uuid: frameUuid, type: Type.INT64, shape: [1] },
    data: Uint8Array.of(42, 0, 0, 0, 0, 0, 0, 0),
  })
  await writeFile(join(folder, 'hyperframe.bin'), toBinary(HyperFrameSchema, hyperFrame))
  await writeFile(join(folder, 'frame.bin'), writeFrame(frame))
  const built = await runDocker(['build', '--quiet', '--tag', image, folder])
  if (built.code !== 0) throw new Error(`the image could not be built: ${built.stderr}`)
}

async function createBenchStep(): Promise<Step> {
  const inputs = {
    ...{ 'pipe-class': pipeClass, image, dialect: 'classic', network: 'host', remote },
    ...{ context: context.remote, 'output-bundle': 'nothing' },
  }
  return await createStep(root, { dist: values.dist, inputs })
}

function createWays(step: Step): readonly Way[] {
  const createDockerRunArgs = () => [
    'run',
    '--rm',
    '--init',
    '--network',
    'host',
    '--env',
    'AWS_ENDPOINT_URL',
    image,
    ...listContainerArgs(),
  ]
  const createDockerPyArgs = () => [join(here, 'through_docker_py.py'), moto.endpoint, image, ...listContainerArgs()]
  const createWay = (role: Row['role'], what: string, run: () => Promise<void>): Way => ({
    role,
    what,
    run,
    samples: [],
  })
  const main = async () => await callMain(step)
  return [
    createWay('limit', 'docker run', () => call('docker', createDockerRunArgs(), moto.env)),
    createWay('peer', 'docker-py, with its interpreter', () => call(`${venvBin}/python`, createDockerPyArgs(), {})),
    createWay('us', 'disdat/run-action, main', main),
    createWay('us', 'disdat/run-action, main and post', async () => {
      await main()
      await callPost(step)
    }),
  ]
}

async function callMain(step: Step, options: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const own = await createEnvironment(step, work, moto.env)
  await call(process.execPath, [...options, step.main], { ...own, ...env })
}

async function callPost(step: Step, options: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  if (step.post)
    await call(process.execPath, [...options, step.post], { ...(await createPostEnvironment(step)), ...env })
}

/** What trace.cjs writes of a load or a call. */
interface TracedEvent {
  readonly kind: string
  readonly what: string
  readonly from: number
  readonly to: number
  readonly cpuMs: number
}

/** Lists what main and post of a run do, and when. */
async function printPhases(step: Step): Promise<void> {
  const options = ['--require', join(here, 'trace.cjs')]
  for (const [name, run] of [
    ['main', callMain],
    ['post', callPost],
  ] as const) {
    const file = join(work, `${name}.json`)
    await run(step, options, { BENCH_TRACE: file })
    const { events, cpuMs, ms } = JSON.parse(await readFile(file, 'utf8'))
    console.log(`\n### ${name}: ${formatNumber(ms)} ms, of which ${formatNumber(cpuMs)} ms on the CPU\n`)
    const header = ['', '', 'from ms', 'for ms', 'CPU until then, ms']
    const rows = events
      .toSorted((one: TracedEvent, other: TracedEvent) => one.from - other.from)
      .map(({ kind, what, from, to, cpuMs: used }: TracedEvent) => [
        ...[kind, what],
        ...[from, to - from, used].map(formatNumber),
      ])
    console.log(formatTable([header, ...rows]))
  }
}

/** Returns the command line of the container. */
function listContainerArgs(): readonly string[] {
  return createCommandLine('classic', {
    ...{ pipeClass, outputUuid: randomUUID(), outputName: 'nothing', inputName: '-', remote, context },
    ...{ inputTags: new Map(), outputTags: new Map(), params: new Map() },
    ...{ force: false, forceAll: false, workers: 1 },
  })
}

/** Reads the state of main like the runner: the toolkit writes `name<<delimiter`, the value, `delimiter`. */
async function createPostEnvironment(step: Step): Promise<Record<string, string>> {
  const state = await readFile(join(work, 'state_main'), 'utf8')
  const variables = [...readPairs(state)].map(([name, value]) => [`STATE_${name}`, value] as const)
  return { ...(await createEnvironment(step, work, moto.env)), ...Object.fromEntries(variables) }
}

async function measureCall(run: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await run()
  return performance.now() - startedAt
}

async function call(file: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const { PATH = '', HOME = '', DOCKER_HOST } = process.env
  const child = spawn(file, args, {
    cwd: work,
    env: { PATH, HOME, ...(DOCKER_HOST === undefined ? {} : { DOCKER_HOST }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${said.slice(-4000)}`)
}
