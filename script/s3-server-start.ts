import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import { startMoto } from '../test/testbed/moto.ts'
import { endProcess, findFreePort, inheritEnv, root, venvBin } from '../test/testbed/process.ts'

/** The bucket of every server. */
export const bucket = 'measured'
/** The example keys of the AWS documentation. */
const keys = { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' } as const
/** On a busy machine, a Java server takes more than a minute. */
const startMs = 180_000
const pollMs = 200

/** A server with an empty bucket, which stops at the end. */
export interface MeasuredServer extends AsyncDisposable {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

interface Program {
  readonly name: string
  /** The file in .testbed/bin, which script/install-s3-servers builds. */
  readonly file: string
  readonly args: (folder: string, port: number) => readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly isJava?: boolean
}

const minioArgs = (folder: string, port: number) => ['server', '--quiet', '--address', `127.0.0.1:${port}`, folder]
const minioEnv = { MINIO_BROWSER: 'off', MINIO_ROOT_USER: keys.id, MINIO_ROOT_PASSWORD: keys.secret }

const programs: readonly Program[] = [
  {
    name: 'MinIO, with a key',
    file: 'minio',
    args: minioArgs,
    env: { ...minioEnv, MINIO_KMS_SECRET_KEY: `measured:${randomBytes(32).toString('base64')}` },
  },
  { name: 'MinIO, no key', file: 'minio', args: minioArgs, env: minioEnv },
  {
    name: 'versitygw',
    file: 'versitygw',
    args: (folder, port) => ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', folder],
    env: { ROOT_ACCESS_KEY: keys.id, ROOT_SECRET_KEY: keys.secret },
  },
  {
    name: 'rclone',
    file: 'rclone',
    args: (folder, port) => [
      'serve',
      's3',
      '--addr',
      `127.0.0.1:${port}`,
      '--auth-key',
      Object.values(keys).join(','),
      folder,
    ],
  },
  {
    name: 's3s-fs',
    file: 's3s-fs',
    args: (folder, port) => [
      '--host',
      '127.0.0.1',
      '--port',
      `${port}`,
      '--access-key',
      keys.id,
      '--secret-key',
      keys.secret,
      folder,
    ],
  },
  {
    name: 'S3Mock',
    file: 's3mock',
    isJava: true,
    args: (folder, port) => [
      '--server.port=0',
      `--com.adobe.testing.s3mock.httpPort=${port}`,
      `--com.adobe.testing.s3mock.store.root=${folder}`,
    ],
  },
]

/** The servers to measure, in the order of the table. `start` resolves with the reason when one is not available. */
export const servers: readonly { readonly name: string; readonly start: () => Promise<MeasuredServer | string> }[] = [
  ...programs.map((program) => ({ name: program.name, start: () => startProgram(program) })),
  { name: 'moto', start: startMotoServer },
]

async function startProgram({ file, args, env, isJava = false }: Program): Promise<MeasuredServer | string> {
  const path = `${root}.testbed/bin/${file}`
  if (!(await exists(path))) return 'script/install-s3-servers could not build it'
  const folder = await mkdtemp(join(tmpdir(), 's3-servers-'))
  const port = await findFreePort()
  const serverArgs = args(folder, port)
  const [command, commandArgs] = isJava ? ['java', ['-jar', path, ...serverArgs]] : [path, serverArgs]
  const child = spawn(command, commandArgs, { stdio: 'ignore', env: { ...inheritEnv('PATH'), HOME: folder, ...env } })
  const stop = async () => {
    await endProcess(child)
    await rm(folder, { recursive: true, force: true })
  }
  const server = {
    endpoint: `http://127.0.0.1:${port}`,
    accessKeyId: keys.id,
    secretAccessKey: keys.secret,
    [Symbol.asyncDispose]: stop,
  }
  if (await createBucket(server, child)) return server
  await stop()
  return 'it did not start'
}

async function startMotoServer(): Promise<MeasuredServer | string> {
  if (!(await exists(`${venvBin}/python`))) return 'script/bootstrap installs it'
  const moto = await startMoto()
  await moto.createBucket(bucket)
  const stop = async () => await moto[Symbol.asyncDispose]()
  return { endpoint: moto.endpoint, accessKeyId: 'test', secretAccessKey: 'test', [Symbol.asyncDispose]: stop }
}

/** Waits until the server responds, and creates the bucket. False when the server ends or does not respond in time. */
async function createBucket(server: MeasuredServer, child: ChildProcess): Promise<boolean> {
  const client = createSdkClient(server)
  const deadline = performance.now() + startMs
  try {
    while (performance.now() < deadline && child.exitCode === null) {
      const isUp = await client.send(new ListBucketsCommand()).then(
        () => true,
        () => false,
      )
      if (!isUp) {
        await delay(pollMs)
        continue
      }
      await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectOwnership: 'BucketOwnerPreferred' }))
      return true
    }
    return false
  } finally {
    client.destroy()
  }
}

/** The SDK's client of a server, for what the store of the action does not do. */
export function createSdkClient({ endpoint, accessKeyId, secretAccessKey }: MeasuredServer): S3Client {
  const credentials = { accessKeyId, secretAccessKey }
  return new S3Client({ endpoint, forcePathStyle: true, region: 'us-east-1', credentials, maxAttempts: 1 })
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  )
}
