import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { CreateBucketCommand, ListBucketsCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3'
import { endProcess, findFreePort, inheritEnv } from '../test/testbed/process.ts'
import { explainMissing } from './peers.ts'
import { root } from './step.ts'

/** The bucket of every server of the benches. */
export const bucket = 'bench'

/** The example keys of the AWS documentation. */
const keys = { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' } as const

/** An S3 server of a bench, which stops with the bench. */
export interface Server extends AsyncDisposable {
  readonly what: string
  readonly port: number
  /** The variables that connect AWS SDKs and commands to the server. */
  readonly env: Readonly<Record<string, string>>
}

/** The PEM files of a self-signed certificate for 127.0.0.1, and of its key. */
export interface Certificate {
  readonly certificate: string
  readonly privateKey: string
}

/** Creates a certificate in a folder, with openssl. */
export async function createCertificate(folder: string): Promise<Certificate> {
  const [certificate, privateKey] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const what = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  await promisify(execFile)('openssl', ['req', ...what, ...name, '-keyout', privateKey, '-out', certificate])
  return { certificate, privateKey }
}

/** The sink: it discards large bodies, and adds a latency to every response. */
export interface Sink extends Server {
  /** The variables for the listener with TLS; undefined without a certificate. */
  readonly secureEnv: Server['env'] | undefined
  setLatency(ms: number): Promise<void>
  /** Returns the number of requests since the last call, by method. */
  takeCounts(): Promise<Readonly<Record<string, number>>>
}

export async function startSink(tls?: Certificate): Promise<Sink> {
  const files = tls === undefined ? [] : [tls.certificate, tls.privateKey]
  const server = spawn(
    process.execPath,
    ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', `${root}/bench/s3-sink.ts`, ...files],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const [line]: unknown[] = await once(createInterface(server.stdout), 'line')
  const [port = 0, securePort] = String(line).split(' ').map(Number)
  const control = async (query: string): Promise<Record<string, number>> => {
    const answer = await fetch(`http://127.0.0.1:${port}/-/control${query}`, { method: 'POST' })
    const counts: unknown = await answer.json()
    return Object.fromEntries(Object.entries(counts ?? {}).map(([method, count]) => [method, Number(count)]))
  }
  return {
    what: 'sink',
    port,
    env: createEnvironment(port),
    secureEnv: securePort === undefined ? undefined : createEnvironment(securePort, tls),
    async setLatency(ms) {
      await control(`?latency=${ms}`)
    },
    takeCounts: () => control(''),
    [Symbol.asyncDispose]: () => endProcess(server),
  }
}

/** The independent servers, and how to start each one; with a folder for the certificate of MinIO. */
export const independentServers: readonly {
  readonly name: string
  readonly start: (folder: string) => Promise<Server | string>
}[] = [
  { name: 'versitygw', start: startVersityGw },
  { name: 'MinIO, TLS', start: async (folder) => await startMinio(await createCertificate(folder)) },
]

/** Starts versitygw, an independent server, on a temporary folder; returns the reason when it is not available. */
export async function startVersityGw(): Promise<Server | string> {
  const program = `${root}/.testbed/bin/versitygw`
  const why = await explainMissing(program)
  if (why !== undefined) return why
  const folder = await mkdtemp(join(tmpdir(), 'bench-versitygw-'))
  const port = await findFreePort()
  const env = createEnvironment(port)
  const server = spawn(program, ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', folder], {
    stdio: 'ignore',
    env: { ...inheritEnv('PATH'), ROOT_ACCESS_KEY: keys.id, ROOT_SECRET_KEY: keys.secret },
  })
  const stop = async () => {
    await endProcess(server)
    await rm(folder, { recursive: true, force: true })
  }
  if (await isListening(server, port)) {
    const client = await createBenchClient(port)
    await createBucket(client)
    client.destroy()
    return { what: 'versitygw', port, env, [Symbol.asyncDispose]: stop }
  }
  await stop()
  return 'versitygw did not start'
}

/**
 * Starts MinIO on a temporary folder, with TLS when there is a certificate; returns the reason when it is not
 * available. It encrypts with its own key, and permits anonymous requests, so that a client without signatures can be
 * measured.
 */
export async function startMinio(tls?: Certificate): Promise<Server | string> {
  const program = `${root}/.testbed/bin/minio`
  const why = await explainMissing(program)
  if (why !== undefined) return why
  const folder = await mkdtemp(join(tmpdir(), 'bench-minio-'))
  const certificates = await createCertificateFolder(folder, tls)
  const port = await findFreePort()
  const options = ['--quiet', '--address', `127.0.0.1:${port}`, '--certs-dir', certificates]
  const server = spawn(program, ['server', ...options, join(folder, 'data')], {
    stdio: 'ignore',
    env: {
      ...inheritEnv('PATH'),
      HOME: folder,
      MINIO_BROWSER: 'off',
      MINIO_ROOT_USER: keys.id,
      MINIO_ROOT_PASSWORD: keys.secret,
      MINIO_KMS_SECRET_KEY: `bench:${randomBytes(32).toString('base64')}`,
    },
  })
  const stop = async () => {
    await endProcess(server)
    await rm(folder, { recursive: true, force: true })
  }
  if (await isListening(server, port, tls)) {
    const client = await createBenchClient(port, tls)
    await createBucket(client)
    await allowAnonymous(client)
    client.destroy()
    return { what: 'MinIO', port, env: createEnvironment(port, tls), [Symbol.asyncDispose]: stop }
  }
  await stop()
  return 'MinIO did not start'
}

/** Creates the folder in which MinIO looks for its certificate; it stays empty for a server without TLS. */
async function createCertificateFolder(parent: string, tls: Certificate | undefined): Promise<string> {
  const folder = join(parent, 'certificates')
  await mkdir(folder)
  if (tls !== undefined) {
    await copyFile(tls.certificate, join(folder, 'public.crt'))
    await copyFile(tls.privateKey, join(folder, 'private.key'))
  }
  return folder
}

/** Creates the SDK client with which a bench prepares a server. */
export async function createBenchClient(port: number, tls?: Certificate): Promise<S3Client> {
  const credentials = { accessKeyId: keys.id, secretAccessKey: keys.secret }
  const endpoint = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
  const httpsAgent = new https.Agent(tls === undefined ? {} : { ca: await readFile(tls.certificate) })
  const requestHandler = { httpsAgent }
  return new S3Client({ endpoint, forcePathStyle: true, region: 'us-east-1', credentials, requestHandler })
}

/** Creates a bucket that accepts ACLs, because dsdt sends an ACL with every object. */
async function createBucket(client: S3Client): Promise<void> {
  await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectOwnership: 'BucketOwnerPreferred' }))
}

async function allowAnonymous(client: S3Client): Promise<void> {
  const Action = ['s3:GetObject', 's3:PutObject']
  const statement = { Effect: 'Allow', Principal: { AWS: ['*'] }, Action, Resource: [`arn:aws:s3:::${bucket}/*`] }
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }))
}

async function isListening(server: ChildProcess, port: number, tls?: Certificate): Promise<boolean> {
  for (let attempt = 0; attempt < 100 && server.exitCode === null; attempt++) {
    const client = await createBenchClient(port, tls)
    const isUp = await client.send(new ListBucketsCommand()).then(
      () => true,
      () => false,
    )
    client.destroy()
    if (isUp) return true
    await delay(100)
  }
  return false
}

function createEnvironment(port: number, tls?: Certificate): Readonly<Record<string, string>> {
  const endpoint = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
  return {
    AWS_ENDPOINT_URL: endpoint,
    S3_ENDPOINT_URL: endpoint,
    ...(tls && {
      NODE_EXTRA_CA_CERTS: tls.certificate,
      SSL_CERT_FILE: tls.certificate,
      AWS_CA_BUNDLE: tls.certificate,
    }),
    AWS_ACCESS_KEY_ID: keys.id,
    AWS_SECRET_ACCESS_KEY: keys.secret,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
  }
}
