/** What the bench of the S3 client compares: each client does the same three things with one bucket. */
import { type FileHandle, open } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { forEachBounded } from '../src/lib/for-each-bounded.ts'
import { openStore } from '../src/s3/open-store.ts'

/** Small requests in flight at once. */
export const maxSmallRequests = 128
/** The ranges of a large object, as src/s3 fetches them. */
const rangeBytes = 8 << 20
const maxRanges = 8

const { signal } = new AbortController()

/** One client and its bucket. `get` resolves with the number of bytes. */
export interface Contender {
  put(key: string, bytes: Uint8Array): Promise<unknown>
  get(key: string): Promise<number>
  download(key: string, file: string, size: number): Promise<unknown>
  close(): void
}

export interface Target {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** The contenders that are this process; s5cmd is a program of its own. */
export const contenders: Readonly<Record<string, (target: Target) => Promise<Contender>>> = {
  bare: openBare,
  sdk: openSdk,
  ours: (target) => openOurs(target, {}),
  // The raw-socket ranges leave proxies to node; this proxy is never used.
  'ours-plain': (target) => openOurs(target, { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' }),
}

async function openOurs(
  { endpoint, bucket, region, credentials }: Target,
  env: Readonly<Record<string, string>>,
): Promise<Contender> {
  const identity = { region, credentials: async () => credentials }
  const store = await openStore({ bucket, identity, env: { AWS_ENDPOINT_URL: endpoint, ...env } })
  return {
    put: (key, bytes) => store.putIfAbsent(key, bytes, { signal }),
    get: async (key) => (await store.get(key, { signal, maxBytes: 1 << 20 }))?.length ?? 0,
    download: (key, file, size) => store.getToFile(key, file, { signal, size }),
    close: () => store.close(),
  }
}

/** Kept connections, as many as there are requests, and no checksum but what the request needs. */
async function openSdk({ endpoint, bucket: Bucket, region, credentials }: Target): Promise<Contender> {
  const agentOptions = { keepAlive: true, maxSockets: maxSmallRequests }
  const client = new S3Client({
    ...{ endpoint, region, credentials, forcePathStyle: true },
    ...{ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' },
    requestHandler: { httpAgent: new http.Agent(agentOptions), httpsAgent: new https.Agent(agentOptions) },
  })
  const write = { Bucket, IfNoneMatch: '*', ServerSideEncryption: 'AES256', ACL: 'bucket-owner-full-control' } as const
  const read = async (key: string, range?: string) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key, Range: range }))
    return (await Body?.transformToByteArray()) ?? new Uint8Array()
  }
  return {
    put: (Key, Body) => client.send(new PutObjectCommand({ ...write, Key, Body })),
    get: async (key) => (await read(key)).length,
    download: (key, file, size) => downloadRanges(file, size, (range) => read(key, range)),
    close: () => client.destroy(),
  }
}

/** The least that a request costs from node: unsigned, over kept connections, nothing checked. */
async function openBare({ endpoint, bucket }: Target): Promise<Contender> {
  const { request, Agent } = endpoint.startsWith('https:') ? https : http
  const agent = new Agent({ keepAlive: true, maxSockets: maxSmallRequests })
  const send = (method: string, key: string, headers: Readonly<Record<string, string | number>>, body?: Uint8Array) =>
    new Promise<Buffer>((resolve, reject) => {
      const sent = request(`${endpoint}/${bucket}/${key}`, { agent, method, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
        response.on('end', () => {
          if (response.statusCode === 200 || response.statusCode === 206) resolve(Buffer.concat(chunks))
          else reject(new Error(`${method} ${key}: ${response.statusCode}`))
        })
      })
      sent.on('error', reject).end(body)
    })
  return {
    put: (key, bytes) => send('PUT', key, { 'content-length': bytes.length }, bytes),
    get: async (key) => (await send('GET', key, {})).length,
    download: (key, file, size) => downloadRanges(file, size, (range) => send('GET', key, { range })),
    close: () => agent.destroy(),
  }
}

async function downloadRanges(
  file: string,
  size: number,
  fetchRange: (range: string) => Promise<Uint8Array>,
): Promise<void> {
  await using handle: FileHandle = await open(file, 'wx')
  const writeRange = async (nth: number) => {
    const from = nth * rangeBytes
    const bytes = await fetchRange(`bytes=${from}-${Math.min(size, from + rangeBytes) - 1}`)
    await handle.write(bytes, 0, bytes.length, from)
  }
  await forEachBounded(Array.from({ length: Math.ceil(size / rangeBytes) }).keys(), writeRange, {
    limit: maxRanges,
    signal,
  })
}
