/**
 * The time from the start of the process to its first outgoing call: the cost of a step before it does any work.
 *
 *     node bench/cold-start.ts [--runs 21] [--dist folder] [folder of another action …]
 *
 * One listener replaces Docker, AWS and GitHub's token service, and records the first connection. Another action (a
 * checkout with its built files) is started the same way without inputs, and measured to its first connection or its
 * end. The runs are interleaved, so that load on the machine affects every subject.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { printComparison, type Row } from './report.ts'
import { createEnvironment, createStep, root, type Step } from './step.ts'

const quoted =
  'Other actions, quoted from an earlier run on 2 cores with bare node at 34 ms: google-github-actions/auth 125, ' +
  'aws-codebuild-run-build 137, amazon-ecs-deploy-task-definition 186, docker/build-push-action 308 ms.'

interface Subject extends Row {
  readonly step: Step
  readonly samples: number[]
}

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '21' }, dist: { type: 'string' } },
  allowPositionals: true,
})
const work = await mkdtemp(join(tmpdir(), 'cold-start-'))
const listener = createServer((socket) => socket.on('error', () => undefined).destroy()).listen(0, '127.0.0.1')
await once(listener, 'listening')
try {
  const port = getPort(listener)
  const subjects = await createSubjects(port)
  for (let run = 0; run < Number(values.runs); run++) {
    for (const { step, samples } of subjects) samples.push(await measure(step, port))
  }
  const notes = ['The limit is node with an empty script, to its end.', ...(positionals.length === 0 ? [quoted] : [])]
  printComparison({ title: 'Cold start to the first outgoing call', unit: 'ms', rows: subjects, notes })
} finally {
  listener.close()
  await rm(work, { recursive: true, force: true })
}

function getPort(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the listener has no port')
  return address.port
}

async function createSubjects(port: number): Promise<readonly Subject[]> {
  const createScratchStep = async (name: string, text: string): Promise<Step> => {
    const main = join(work, name)
    await writeFile(main, text)
    return { main, post: undefined, inputs: new Map() }
  }
  const connecting = `require('node:net').connect(${port}, '127.0.0.1').on('error', () => {})`
  const inputs = { 'pipe-class': 'orders.Report', image: 'orders:1', remote: 's3://bucket/prefix', context: 'orders' }
  const { remote, context } = inputs
  const expectations = { remote, context, expect: 'orders: { max-age: 26h }' }
  const createSubject = (role: Row['role'], what: string, step: Step): Subject => ({ role, what, step, samples: [] })
  return [
    createSubject('limit', 'bare node', await createScratchStep('empty.cjs', '')),
    createSubject('peer', 'bare node that connects at once', await createScratchStep('connecting.cjs', connecting)),
    ...(await Promise.all(
      positionals.map(async (folder) => createSubject('peer', basename(resolve(folder)), await createStep(folder))),
    )),
    createSubject('us', 'disdat/run-action', await createStep(root, { dist: values.dist, inputs })),
    createSubject(
      'us',
      'disdat/run-action/freshness',
      await createStep(join(root, 'freshness'), { dist: values.dist, inputs: expectations }),
    ),
  ]
}

/** Returns the milliseconds from the start of the process to its first connection, or to its end without one. */
async function measure(step: Step, port: number): Promise<number> {
  const env = await createEnvironment(step, work, {
    DOCKER_HOST: `tcp://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token',
  })
  const stopWaiting = new AbortController()
  const connected = once(listener, 'connection', { signal: stopWaiting.signal })
  const startedAt = performance.now()
  const child = spawn(process.execPath, [step.main], { cwd: work, env, stdio: 'ignore' })
  const ended = once(child, 'exit')
  await Promise.race([connected.catch(() => undefined), ended])
  const took = performance.now() - startedAt
  stopWaiting.abort()
  child.kill('SIGKILL')
  await ended
  return took
}
