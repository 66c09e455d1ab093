import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { end, inherited } from '../test/testbed/process.ts'
import { whyMissing } from './peers.ts'
import { root } from './step.ts'

/** The bucket that every server of the benches has. */
export const bucket = 'bench'

/** The example keys of AWS's own documentation. */
const keys = { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' } as const

/** An S3 server of a bench, which ends with it. */
export interface Server extends AsyncDisposable {
  readonly what: string
  readonly port: number
  /** The variables that make any AWS SDK and command talk to it. */
  readonly env: Readonly<Record<string, string>>
}

/** The sink, which keeps nothing that is large and answers as late as it is told. */
export interface Sink extends Server {
  setLatency(ms: number): Promise<void>
  /** Requests since the last time, by method. */
  takeCounts(): Promise<Readonly<Record<string, number>>>
}

export async function startSink(): Promise<Sink> {
  const server = spawn(
    process.execPath,
    ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `${root}/bench/s3-sink.ts`],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const [line]: unknown[] = await once(createInterface(server.stdout), 'line')
  const port = Number(line)
  const control = async (query: string): Promise<Record<string, number>> => {
    const answer = await fetch(`http://127.0.0.1:${port}/-/control${query}`, { method: 'POST' })
    const counts: unknown = await answer.json()
    return Object.fromEntries(Object.entries(counts ?? {}).map(([method, count]) => [method, Number(count)]))
  }
  return {
    what: 'sink',
    port,
    env: environment(port),
    async setLatency(ms) {
      await control(`?latency=${ms}`)
    },
    takeCounts: () => control(''),
    [Symbol.asyncDispose]: () => end(server),
  }
}

/** The independent server, over a temporary folder; the reason when it cannot be had. */
export async function startVersityGw(): Promise<Server | string> {
  const program = `${root}/.testbed/bin/versitygw`
  const why = await whyMissing(program)
  if (why !== undefined) return why
  const folder = await mkdtemp(join(tmpdir(), 'bench-versitygw-'))
  const port = await freePort()
  const env = environment(port)
  const server = spawn(program, ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', folder], {
    stdio: 'ignore',
    env: { ...inherited('PATH'), ROOT_ACCESS_KEY: keys.id, ROOT_SECRET_KEY: keys.secret },
  })
  const stop = async () => {
    await end(server)
    await rm(folder, { recursive: true, force: true })
  }
  if (await isListening(server, port)) {
    await createBucket(port)
    return { what: 'versitygw', port, env, [Symbol.asyncDispose]: stop }
  }
  await stop()
  return 'versitygw did not start'
}

/** One that accepts ACLs, for dsdt sends one with every object. */
async function createBucket(port: number): Promise<void> {
  const credentials = { accessKeyId: keys.id, secretAccessKey: keys.secret }
  const endpoint = `http://127.0.0.1:${port}`
  const client = new S3Client({ endpoint, forcePathStyle: true, region: 'us-east-1', credentials })
  await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectOwnership: 'BucketOwnerPreferred' }))
  client.destroy()
}

async function isListening(server: ChildProcess, port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100 && server.exitCode === null; attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
    if (answer !== undefined) return true
    await delay(100)
  }
  return false
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

function environment(port: number): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    S3_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: keys.id,
    AWS_SECRET_ACCESS_KEY: keys.secret,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
  }
}
