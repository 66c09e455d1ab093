import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Tuning } from '../../src/s3/transfer.ts'
import { startFaultyWire, type WireFault, type WireRequest } from '../testbed/faulty-wire.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { catchError, createIdentity, openMotoStore, openTestStore, options, smallTuning as tuning } from './helpers.ts'

// The pauses between attempts add up to some seconds.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const parts = 5
const size = (parts - 1) * tuning.partBytes + 999
const bytes = randomBytes(size)

let moto: Moto
let client: S3Client
let root: string
let file: string
let key: string
let keys = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'multipart-'))
  moto = await startMoto({ leastPartBytes: tuning.partBytes })
  await moto.createBucket('bucket')
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  client = new S3Client({ endpoint: moto.endpoint, forcePathStyle: true, region: 'us-east-1', credentials })
  file = join(root, 'large')
  await writeFile(file, bytes)
})
beforeEach(() => {
  key = `key-${keys++}`
})
afterEach(async () => {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: 'bucket' }))
  expect(Uploads).toStrictEqual([])
})
afterAll(async () => {
  client.destroy()
  await moto[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

type ChooseFault = (request: WireRequest) => WireFault | undefined

type PutOptions = Partial<Tuning> & {
  readonly signal?: AbortSignal
  readonly body?: { file: string; size: number }
  readonly onBytes?: (bytes: number) => void
}

/** Stores the file through a wire with these faults. */
async function put(chooseFault: ChooseFault, { signal, onBytes, body = { file, size }, ...more }: PutOptions = {}) {
  await using wire = await startFaultyWire(moto, chooseFault)
  const identity = createIdentity('test', 'test')
  const env = { AWS_ENDPOINT_URL: wire.env['AWS_ENDPOINT_URL'] }
  const store = await openTestStore('', { env, identity, tuning: { ...tuning, ...more } })
  try {
    return {
      outcome: await store.putIfAbsent(key, body, { signal: signal ?? options.signal, onBytes }),
      requests: wire.asked,
    }
  } finally {
    store.close()
  }
}

/** The hash of the object, fetched without the wire. */
async function hashStored(): Promise<string | undefined> {
  const store = await openMotoStore(moto, { tuning })
  const copy = join(root, randomUUID())
  const exists = await store.getToFile(key, copy, { ...options, size })
  store.close()
  return exists ? sha256(await readFile(copy)) : undefined
}

const isPart =
  (number: number) =>
  ({ method, query }: WireRequest): boolean =>
    method === 'PUT' && query.get('partNumber') === String(number)
const isCreate = ({ method, query }: WireRequest) => method === 'POST' && query.has('uploads')
const isComplete = ({ method, query }: WireRequest) => method === 'POST' && query.has('uploadId')
const refuse = (status: number, code: string) => ({ kind: 'refuse', status, code }) as const

/** The fault for the first requests that match. */
function failFirst(isMatch: (request: WireRequest) => boolean, fault: WireFault, times = 1): ChooseFault {
  let matches = 0
  return (request) => (isMatch(request) && matches++ < times ? fault : undefined)
}

describe('uploadInParts', () => {
  test('stores the whole file, and leaves an object that exists', async () => {
    const { outcome, requests } = await put(() => undefined)
    expect(outcome).toBe('created')
    expect(requests.filter((line) => line.includes('partNumber='))).toHaveLength(parts)
    expect(await hashStored()).toBe(sha256(bytes))
    expect((await put(() => undefined)).outcome).toBe('exists')
    const store = await openMotoStore(moto)
    expect(await store.putIfAbsent(key, Buffer.from('another'), options)).toBe('exists')
    expect(await hashStored()).toBe(sha256(bytes))
    store.close()
  })

  test('reports the sent bytes after each part, from the start again when all parts are sent again', async () => {
    const sent: number[] = []
    await put(failFirst(isComplete, refuse(409, 'ConditionalRequestConflict')), { onBytes: (n) => void sent.push(n) })
    expect(sent).toHaveLength(2 * parts)
    expect([sent[parts - 1], sent.at(-1)]).toStrictEqual([size, size])
    expect(sent[parts]).toBeLessThanOrEqual(tuning.partBytes)
  })

  test('streams parts that are larger than its buffers', async () => {
    const broken = failFirst(isPart(2), { kind: 'break', after: 1000 })
    const { outcome, requests } = await put(broken, { maxParts: 2 })
    expect(outcome).toBe('created')
    expect(requests.filter((line) => line.includes('partNumber='))).toHaveLength(2 + 1)
    expect(await hashStored()).toBe(sha256(bytes))
    const refused = put(failFirst(isPart(2), refuse(403, 'AccessDenied')), { maxParts: 2 })
    expect(await catchError(refused)).toMatchObject({ status: 403 })
  })

  test.each<[string, ChooseFault]>([
    ['a start whose response is lost', failFirst(isCreate, { kind: 'lose' })],
    ['a part that fails once', failFirst(isPart(3), refuse(500, 'InternalError'))],
    ['a part that is damaged twice', failFirst(isPart(3), refuse(400, 'BadDigest'), 2)],
    ['a part whose response is lost', failFirst(isPart(3), { kind: 'lose' })],
    ['a part whose connection breaks', failFirst(isPart(3), { kind: 'break', after: 1000 })],
    ['a completion that fails once', failFirst(isComplete, refuse(500, 'InternalError'))],
    ['a completion in conflict with another writer', failFirst(isComplete, refuse(409, 'ConditionalRequestConflict'))],
    ['an upload that another client aborted', failFirst(isComplete, refuse(404, 'NoSuchUpload'))],
  ])('stores the whole file after %s', async (_, chooseFault) => {
    expect((await put(chooseFault)).outcome).toBe('created')
    expect(await hashStored()).toBe(sha256(bytes))
  })

  test('finds that the object exists when the response to the completion is lost', async () => {
    const faults: readonly (WireFault | undefined)[] = [{ kind: 'lose' }, refuse(404, 'NoSuchUpload')]
    let completions = 0
    const { outcome } = await put((request) => (isComplete(request) ? faults[completions++] : undefined))
    expect(outcome).toBe('exists')
    expect(await hashStored()).toBe(sha256(bytes))
  })

  test('throws UploadConflictError after three conflicts', async () => {
    const error = await catchError(put(failFirst(isComplete, refuse(409, 'ConditionalRequestConflict'), 9)))
    expect(error).toMatchObject({ name: 'UploadConflictError' })
    expect(await hashStored()).toBeUndefined()
  })

  test('leaves no upload after part 3 of 5 is refused', async () => {
    const error = await catchError(put(failFirst(isPart(3), refuse(403, 'AccessDenied'), 9)))
    expect(error).toMatchObject({ status: 403, name: 'AccessDenied' })
    expect(await hashStored()).toBeUndefined()
  })

  test.each<[string, (request: WireRequest) => boolean]>([
    ['before the first part', isCreate],
    ['in part 3', isPart(3)],
  ])('leaves no upload when it is cancelled %s', async (_, isMatch) => {
    const controller = new AbortController()
    const reason = new Error('the user cancelled')
    const { signal } = controller
    const cancel: ChooseFault = (request) => {
      if (isMatch(request)) controller.abort(reason)
      return undefined
    }
    await expect(put(cancel, { signal })).rejects.toBe(reason)
    expect(await hashStored()).toBeUndefined()
  })

  test('leaves no upload of a file that has another size', async () => {
    const error = await catchError(put(() => undefined, { body: { file, size: size + 1 } }))
    expect(error).toMatchObject({ kind: 'file-changed', message: `${file} changed while it was sent.` })
    expect(await hashStored()).toBeUndefined()
  })

  test('succeeds for both of two clients that write the same key', async () => {
    const other = Promise.withResolvers<unknown>()
    const late = put((request) => {
      if (!isComplete(request)) return undefined
      other.resolve(put(() => undefined))
      return { kind: 'hold', until: other.promise }
    })
    expect((await late).outcome).toBe('exists')
    expect(await other.promise).toMatchObject({ outcome: 'created' })
    expect(await hashStored()).toBe(sha256(bytes))
  })
})

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
