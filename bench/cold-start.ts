/**
 * From the start of the process to its first call out: what a step costs before it does anything.
 *
 *     node bench/cold-start.ts [--runs 21] [--dist folder] [folder of another action …]
 *
 * Docker, AWS and GitHub's token service are one listener of ours, which notes when the first connection comes. Another
 * action (a checkout with its built files) is started the same way without inputs of its own, and measured to its first
 * connection or its end, whichever is first. Runs are interleaved, so that a busy moment hits everyone.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { contextVariables, inputVariables } from '../test/testbed/runner/context.ts'
import { createCommandFiles } from '../test/testbed/runner/file-commands.ts'
import { readManifest } from '../test/testbed/runner/manifest.ts'
import { print, type Row } from './report.ts'

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '21' }, dist: { type: 'string' } },
  allowPositionals: true,
})
const root = dirname(import.meta.dirname)
const runs = Number(values.runs)

interface Subject {
  readonly role: Row['role']
  readonly what: string
  readonly script: string
  readonly inputs: ReadonlyMap<string, string>
  readonly samples: number[]
}

const work = await mkdtemp(join(tmpdir(), 'cold-start-'))
let connected = () => {}
const listener = createServer((socket) => {
  connected()
  socket.on('error', () => {}).destroy()
}).listen(0, '127.0.0.1')
await once(listener, 'listening')
const address = listener.address()
if (address === null || typeof address === 'string') throw new Error('no port to listen on')
const there = `127.0.0.1:${address.port}`

try {
  const subjects = await prepare()
  for (let run = 0; run < runs; run++) {
    for (const subject of subjects) subject.samples.push(await measure(subject))
  }
  print({
    title: 'Cold start to the first call out',
    unit: 'ms',
    rows: subjects,
    notes: [
      'limit: node with an empty script, to its end.',
      ...(positionals.length > 0
        ? []
        : [
            'Quoted from an earlier run on 2 cores, bare node at 34 ms: google auth 125, codebuild-run-build 137, ecs-deploy 186, build-push 308 ms.',
          ]),
    ],
  })
} finally {
  listener.close()
  await rm(work, { recursive: true, force: true })
}

async function prepare(): Promise<Subject[]> {
  const [empty, connects] = [join(work, 'empty.cjs'), join(work, 'connects.cjs')]
  await writeFile(empty, '')
  await writeFile(
    connects,
    `require('node:net').connect(${address === null || typeof address === 'string' ? 0 : address.port}, '127.0.0.1').on('error', () => {})`,
  )
  const none = new Map<string, string>()
  const peers = positionals.map(async (folder): Promise<Subject> => {
    const { main, defaults } = await readManifest(folder)
    return { role: 'peer', what: basename(resolve(folder)), script: join(folder, main), inputs: defaults, samples: [] }
  })
  const { main, defaults } = await readManifest(root)
  const inputs = new Map([
    ...defaults,
    ['pipe-class', 'orders.pipes.Report'],
    ['image', 'orders:latest'],
    ['remote', 's3://bucket/prefix'],
    ['context', 'orders'],
  ])
  return [
    { role: 'limit', what: 'bare node', script: empty, inputs: none, samples: [] },
    { role: 'peer', what: 'bare node that connects at once', script: connects, inputs: none, samples: [] },
    ...(await Promise.all(peers)),
    {
      role: 'us',
      what: 'disdat/run-action',
      script: join(values.dist ?? join(root, 'dist'), basename(main)),
      inputs,
      samples: [],
    },
  ]
}

/** Milliseconds from the start of the process to its first connection, or to its end when it makes none. */
async function measure({ script, inputs }: Subject): Promise<number> {
  const env = await environment(inputs)
  const startedAt = performance.now()
  const child = spawn(process.execPath, [script], { cwd: work, env, stdio: 'ignore' })
  const ended = once(child, 'exit')
  await Promise.race([
    ended,
    new Promise<void>((done) => {
      connected = done
    }),
  ])
  const took = performance.now() - startedAt
  await stop(child, ended)
  return took
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await ended
}

async function environment(inputs: ReadonlyMap<string, string>): Promise<Record<string, string>> {
  const files = await createCommandFiles(work, 'main')
  const { PATH = '' } = process.env
  return {
    PATH,
    HOME: work,
    ...contextVariables({ name: 'push' }, { workspace: work, temp: work, eventPath: join(work, 'event.json') }),
    ...inputVariables(inputs),
    ...Object.fromEntries(Object.entries(files).map(([kind, path]) => [`GITHUB_${kind.toUpperCase()}`, path])),
    DOCKER_HOST: `tcp://${there}`,
    AWS_ENDPOINT_URL: `http://${there}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://${there}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token',
  }
}
