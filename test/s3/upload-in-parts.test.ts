import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultTuning, type Tuning } from '../../src/s3/transfer.ts'
import { choosePartSize } from '../../src/s3/upload-in-parts.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'
import { startFaultyWire, type WireFault, type WireRequest } from '../testbed/faulty-wire.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { catchError, openMotoStore, openTestStore, options, smallTuning as tuning, createIdentity } from './helpers.ts'

// A client waits up to some seconds before its last attempt.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const parts = 5
const size = (parts - 1) * tuning.partBytes + 999
const bytes = randomBytes(size)

let moto: Moto
let client: S3Client
let root: string
let file: string
let key: string
let nth = 0

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
  key = `key-${nth++}`
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

type FaultOf = (request: WireRequest) => WireFault | undefined

type Putting = Partial<Tuning> & { readonly signal?: AbortSignal; readonly body?: { file: string; size: number } }

async function put(faultOf: FaultOf, { signal = neverAborted, body = { file, size }, ...more }: Putting = {}) {
  await using wire = await startFaultyWire(moto, faultOf)
  const { store } = await remoteOver('s3://bucket', wire.env, more)
  try {
    return { outcome: await store.putIfAbsent(key, body, { signal }), asked: wire.asked }
  } finally {
    store.close()
  }
}

/** The hash of what the key holds, fetched without the wire. */
async function stored(): Promise<string | undefined> {
  const { store } = await remoteOver('s3://bucket', moto.env)
  const back = join(root, randomUUID())
  const there = await store.getToFile(key, back, { signal: neverAborted, size })
  store.close()
  return there ? sha256(await readFile(back)) : undefined
}

const isPart =
  (number: number) =>
  ({ method, query }: WireRequest): boolean =>
    method === 'PUT' && query.get('partNumber') === String(number)
const isCreate = ({ method, query }: WireRequest) => method === 'POST' && query.has('uploads')
const isComplete = ({ method, query }: WireRequest) => method === 'POST' && query.has('uploadId')
const refuse = (status: number, code: string) => ({ kind: 'refuse', status, code }) as const

/** This fault, the first so many times. */
function first(isMeant: (request: WireRequest) => boolean, fault: WireFault, times = 1): FaultOf {
  let met = 0
  return (request) => (isMeant(request) && met++ < times ? fault : undefined)
}

describe('an upload in parts', () => {
  test('is whole, with a checksum of the whole', async () => {
    const { outcome, asked } = await put(() => undefined)
    expect(outcome).toBe('created')
    expect(asked.filter((line) => line.includes('partNumber='))).toHaveLength(parts)
    expect(await stored()).toBe(sha256(bytes))
    const { store } = await remoteOver('s3://bucket', moto.env)
    expect(await store.putIfAbsent(key, Buffer.from('another'), { signal: neverAborted })).toBe('exists')
    expect(await stored()).toBe(sha256(bytes))
    store.close()
  })

  test('streams parts that are larger than its memory', async () => {
    const broken = first(isPart(2), { kind: 'break', after: 1000 })
    const { outcome, asked } = await put(broken, { maxParts: 2 })
    expect(outcome).toBe('created')
    expect(asked.filter((line) => line.includes('partNumber='))).toHaveLength(2 + 1)
    expect(await stored()).toBe(sha256(bytes))
    expect((await catchFailure(put(first(isPart(2), refuse(403, 'AccessDenied')), { maxParts: 2 }))).verdict).toBe(
      'access-denied',
    )
  })

  test.each<[string, FaultOf]>([
    ['a beginning whose answer is lost', first(isCreate, { kind: 'lose' })],
    ['a part that fails once', first(isPart(3), refuse(500, 'InternalError'))],
    ['a part that is damaged on the way', first(isPart(3), refuse(400, 'BadDigest'), 2)],
    ['a part whose answer is lost', first(isPart(3), { kind: 'lose' })],
    ['a part that breaks off', first(isPart(3), { kind: 'break', after: 1000 })],
    ['a completion that fails once', first(isComplete, refuse(500, 'InternalError'))],
    ['a completion in conflict with another writer', first(isComplete, refuse(409, 'ConditionalRequestConflict'))],
    ['an upload that somebody else aborted', first(isComplete, refuse(404, 'NoSuchUpload'))],
  ])('is whole after %s', async (_, faultOf) => {
    expect((await put(faultOf)).outcome).toBe('created')
    expect(await stored()).toBe(sha256(bytes))
  })

  test('whose success is not heard of is found to be there', async () => {
    const faults: readonly (WireFault | undefined)[] = [{ kind: 'lose' }, refuse(404, 'NoSuchUpload')]
    let met = 0
    const { outcome } = await put((request) => (isComplete(request) ? faults[met++] : undefined))
    expect(outcome).toBe('exists')
    expect(await stored()).toBe(sha256(bytes))
  })

  test('that fails in part 3 of 5 leaves nothing', async () => {
    const failure = await catchFailure(put(first(isPart(3), refuse(403, 'AccessDenied'), 9)))
    expect(failure).toMatchObject({
      verdict: 'access-denied',
      evidence: `S3 refused s3://bucket/${key}: 403 AccessDenied.`,
    })
    expect(await stored()).toBeUndefined()
  })

  test.each<[string, (request: WireRequest) => boolean]>([
    ['before the first part', isCreate],
    ['in part 3', isPart(3)],
  ])('that is cancelled %s leaves nothing', async (_, isMeant) => {
    const controller = new AbortController()
    const reason = new Error('the user cancelled')
    const { signal } = controller
    const cancelling: FaultOf = (request) => {
      if (isMeant(request)) controller.abort(reason)
      return undefined
    }
    await expect(put(cancelling, { signal })).rejects.toBe(reason)
    expect(await stored()).toBeUndefined()
  })

  test('of a file that is not as long as it was leaves nothing', async () => {
    const failure = await catchFailure(put(() => undefined, { body: { file, size: size + 1 } }))
    expect(failure).toMatchObject({ verdict: 'bundle-corrupt', evidence: `${file} changed while it was pushed.` })
    expect(await stored()).toBeUndefined()
  })

  test('by two at once is done once, and is a success for both', async () => {
    const other = Promise.withResolvers<unknown>()
    const late = put((request) => {
      if (!isComplete(request)) return undefined
      other.resolve(put(() => undefined))
      return { kind: 'hold', until: other.promise }
    })
    expect((await late).outcome).toBe('exists')
    expect(await other.promise).toMatchObject({ outcome: 'created' })
    expect(await stored()).toBe(sha256(bytes))
  })
})

test.each([
  [1, 8 * 1024 ** 2],
  [80_000 * 1024 ** 2, 8 * 1024 ** 2],
  [5 * 1024 ** 4, Math.ceil((5 * 1024 ** 4) / 10_000)],
])('a file of %i bytes goes in parts of %i', (bytesOfFile, partBytes) => {
  expect(choosePartSize(bytesOfFile, defaultTuning)).toBe(partBytes)
  expect(Math.ceil(bytesOfFile / partBytes)).toBeLessThanOrEqual(10_000)
})

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
