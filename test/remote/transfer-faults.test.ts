import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { TransferCounter } from '../../src/lib/progress.ts'
import { formatBytes } from '../../src/lib/units.ts'
import { ensureContext, type LocalContext } from '../../src/local/context.ts'
import { proveBundle } from '../../src/remote/prove.ts'
import { pullBundle } from '../../src/remote/pull.ts'
import { pushBundle } from '../../src/remote/push.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import type { TransferOptions } from '../../src/s3/store.ts'
import { startFaultyWire, type WireFault, type WireRequest } from '../testbed/faulty-wire.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { createBundleObjects } from './fixtures.ts'
import { catchFailure, neverAborted, openTunedRemote, replaceMethods, smallTuning } from './helpers.ts'

// A client waits up to some seconds before its last attempt.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const options = { signal: neverAborted, runId: 'test' }
const url = 's3://bucket/p'
const idleTimeoutMs = 1_000
/** Files that are read whole, in ranges, and empty. */
const files = { small: 300, 'sub/large': 3 * smallTuning.partBytes + 7, empty: 0 }

let moto: Moto
let root: string
let remote: Remote
let uuid: string
let made: ReadonlyMap<string, Uint8Array>
let context: LocalContext
let nth = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'faults-'))
  moto = await startMoto({ leastPartBytes: smallTuning.partBytes })
  await moto.createBucket('bucket')
  remote = await openTunedRemote(url, moto.env)
  const links = Object.keys(files).map((name) => `bundle://${name}`)
  const contents = Object.entries(files).map(([name, size]) => [name, randomBytes(size).toString('hex').slice(0, size)])
  const crafted = createBundleObjects({ links, files: Object.fromEntries(contents) })
  uuid = crafted.uuid
  made = crafted.objects
  const from = await createContext(made)
  await pushBundle(from, uuid, remote, options)
})
beforeEach(async () => {
  context = await createContext(new Map())
})
afterAll(async () => {
  remote.store.close()
  await moto[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

/** A new local context with these objects of the bundle. */
async function createContext(objects: ReadonlyMap<string, Uint8Array>): Promise<LocalContext> {
  const empty = await ensureContext(
    { home: await mkdtemp(join(root, 'home-')), name: 'local' },
    { url, context: 'shop' },
  )
  for (const [name, bytes] of objects) {
    const file = join(empty.objects, uuid, name)
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(file, bytes)
  }
  return empty
}

type Hashes = Readonly<Record<string, string>>

const hashAll = (objects: ReadonlyMap<string, Uint8Array>): Hashes =>
  Object.fromEntries([...objects].map(([name, bytes]) => [name, sha256(bytes)]).toSorted())

/** The objects of the bundle in the bucket, by hash, read without faults. */
async function readStored(prefix: string): Promise<Hashes> {
  const there = await openTunedRemote(prefix, moto.env)
  const stored = new Map<string, Uint8Array>()
  for (const [name, size] of await there.listSizes(uuid, options)) {
    stored.set(
      name,
      (await there.store.get(there.getKey(uuid, name), { signal: neverAborted, maxBytes: size })) ?? Buffer.from(''),
    )
  }
  there.store.close()
  return hashAll(stored)
}

/** The files of the bundle in a local context by hash, and the other names in its folder. */
async function readHeld({ folder, objects }: LocalContext): Promise<{ bundle: Hashes; beside: readonly string[] }> {
  const entries = await readdir(objects, { recursive: true, withFileTypes: true })
  const held = new Map<string, Uint8Array>()
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = join(entry.parentPath, entry.name)
    held.set(file.slice(join(objects, uuid).length + 1), await readFile(file))
  }
  return { bundle: hashAll(held), beside: (await readdir(folder)).toSorted() }
}

const getComplete = () => ({ bundle: hashAll(made), beside: ['ctxt.json', 'objects'] })
const empty = { bundle: {}, beside: ['ctxt.json', 'objects'] }

/** Faults for the first matching requests, one each, or one fault for all of them. */
function createFaults(isMatch: (request: WireRequest) => boolean, faults: readonly WireFault[] | WireFault) {
  let met = 0
  const faultOf = (request: WireRequest) => {
    if (!isMatch(request)) return undefined
    return 'kind' in faults ? faults : faults[met++]
  }
  return { faultOf, met: () => met }
}

const matchGet = (name: string) => (request: WireRequest) =>
  request.method === 'GET' && request.key.endsWith(`/${name}`)

async function pullThrough(faultOf: (request: WireRequest) => WireFault | undefined): Promise<void> {
  await using wire = await startFaultyWire(moto, faultOf)
  const there = await openTunedRemote(url, wire.env, { idleTimeoutMs })
  try {
    const proof = await proveBundle(there, uuid, options)
    if (proof === undefined) throw new Error('The bundle does not exist.')
    await pullBundle(there, proof, context, options)
  } finally {
    there.store.close()
  }
}

test('pushBundle and pullBundle count the bytes of a large file with each part', async () => {
  const there = await openTunedRemote('s3://bucket/counted', moto.env)
  const described: string[] = []
  let counter = new TransferCounter()
  const observe = <T extends TransferOptions>(more: T): T => ({
    ...more,
    onBytes: (bytes: number) => {
      more.onBytes?.(bytes)
      described.push(counter.describe(1000))
    },
  })
  const observed = createRemote(
    replaceMethods(there, {
      putIfAbsent: (key, body, more) => there.store.putIfAbsent(key, body, observe(more)),
      getToFile: (key, file, more) => there.store.getToFile(key, file, observe(more)),
    }),
    there,
  )
  await pushBundle(await createContext(made), uuid, observed, { ...options, counter })
  expect(described).toHaveLength(4)
  expect(new Set(described).size).toBeGreaterThan(2)
  const bytes = formatBytes([...made.values()].reduce((sum, { length }) => sum + length, 0))
  const whole = `${made.size} of ${made.size} objects, ${bytes} of ${bytes}`
  expect(counter.describe(1000)).toContain(whole)
  counter = new TransferCounter()
  described.length = 0
  const proof = await proveBundle(observed, uuid, options)
  if (proof === undefined) throw new Error('The bundle does not exist.')
  await pullBundle(observed, proof, context, { ...options, counter })
  expect(described).toHaveLength(4)
  expect(new Set(described).size).toBeGreaterThan(2)
  expect(counter.describe(1000)).toContain(whole)
  there.store.close()
})

const trouble = { kind: 'refuse', status: 500, code: 'InternalError' } as const
const slowDown = { kind: 'refuse', status: 503, code: 'SlowDown' } as const
const expired = { kind: 'refuse', status: 400, code: 'ExpiredToken' } as const
const cut = { kind: 'cut', after: 100 } as const
const shorten = { kind: 'shorten', to: 100 } as const
const drip = { kind: 'drip', after: 100, everyMs: 20 } as const
const spoil = { kind: 'spoil' } as const

describe('pullBundle completes', () => {
  test.each<[string, readonly WireFault[]]>([
    ['a 500', [trouble]],
    ['a 503 SlowDown', [slowDown, slowDown]],
    ['a connection that breaks before the body', [{ kind: 'cut', after: 0 }]],
    ['a connection that breaks in the body', [cut, cut]],
    ['a truncated body', [shorten]],
    ['a slow body', [drip]],
    ['a damaged body', [spoil]],
  ])('after %s, with a small and a large file', async (_, faults) => {
    const [small, large] = [createFaults(matchGet('small'), faults), createFaults(matchGet('sub/large'), faults)]
    await pullThrough((request) => small.faultOf(request) ?? large.faultOf(request))
    expect([small.met(), large.met()].every((met) => met > faults.length)).toBe(true)
    expect(await readHeld(context)).toStrictEqual(getComplete())
  })

  test('with a listing of one key a page', async () => {
    const isList = ({ method, query }: WireRequest) => method === 'GET' && query.has('list-type')
    const { faultOf } = createFaults(isList, { kind: 'ask', query: { 'max-keys': '1' } })
    await using wire = await startFaultyWire(moto, faultOf)
    const there = await openTunedRemote(url, wire.env)
    const proof = await proveBundle(there, uuid, options)
    if (proof === undefined) throw new Error('The bundle does not exist.')
    await pullBundle(there, proof, context, options)
    expect(wire.asked.filter((line) => line.includes('list-type')).length).toBe(made.size)
    expect(await readHeld(context)).toStrictEqual(getComplete())
    there.store.close()
  })

  test('when the clock of this machine is an hour behind', async () => {
    const now = new Date(Date.now() + 3600_000)
    const date = now.toUTCString()
    const isSlow = ({ headers }: WireRequest) => {
      const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(String(headers['x-amz-date'])) ?? []
      const iso = `${day?.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time?.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`
      return now.getTime() - Date.parse(iso) > 15 * 60_000
    }
    let refused = 0
    await pullThrough((request) => {
      if (!isSlow(request)) return { kind: 'date', date }
      refused += 1
      return { kind: 'refuse', status: 403, code: 'RequestTimeTooSkewed', headers: { date } }
    })
    expect(refused).toBeGreaterThan(0)
    expect(await readHeld(context)).toStrictEqual(getComplete())
  })
})

describe('pullBundle fails and leaves nothing', () => {
  test.each<[string, string, WireFault, string, RegExp]>([
    ['permanent 500', 'small', trouble, 'remote-unreachable', /^S3 failed at s3:.*small: 500 InternalError\.$/],
    ['permanent 503', 'sub/large', slowDown, 'remote-unreachable', /^S3 failed at s3:.*large: 503 SlowDown\.$/],
    ['a broken connection', 'small', cut, 'remote-unreachable', /^No answer from S3 about s3:.*small: /],
    ['a broken connection', 'sub/large', cut, 'remote-unreachable', /^No answer from S3 about s3:.*large: /],
    ['a short body', 'small', shorten, 'bundle-corrupt', /small (has 100 bytes|do not match the checksum)/],
    ['a short body', 'sub/large', shorten, 'bundle-corrupt', /large has 100 bytes; 65536 were expected\.$/],
    ['a dripping body', 'small', drip, 'remote-unreachable', /small: the body stopped: \d+ bytes in 1 s\.$/],
    ['a dripping body', 'sub/large', drip, 'remote-unreachable', /large: the body stopped: \d+ bytes in 1 s\.$/],
    ['other bytes', 'small', spoil, 'bundle-corrupt', /small do not match the checksum that S3 stores\.$/],
    ['other bytes', 'sub/large', spoil, 'bundle-corrupt', /large do not match the checksum that S3 stores\.$/],
    ['a 403 on one key', 'small', { kind: 'refuse', status: 403, code: 'AccessDenied' }, 'access-denied', /small: 403/],
    ['an expired token', 'sub/large', expired, 'access-denied', /large: 400 ExpiredToken\.$/],
    ['a deleted file', 'small', { kind: 'refuse', status: 404, code: 'NoSuchKey' }, 'bundle-corrupt', /was deleted/],
  ])('after %s, in %s', async (_, name, fault, verdict, evidence) => {
    const failure = await catchFailure(pullThrough(createFaults(matchGet(name), fault).faultOf))
    expect(failure).toMatchObject({ verdict, evidence: expect.stringMatching(evidence) })
    expect(await readHeld(context)).toStrictEqual(empty)
  })

  test('when the token expires during a large file', async () => {
    let ranges = 0
    const isLate = (request: WireRequest) => matchGet('sub/large')(request) && ++ranges > 2
    const failure = await catchFailure(pullThrough(createFaults(isLate, expired).faultOf))
    expect(failure.advice).toContain('The credentials have expired')
    expect(ranges).toBeGreaterThan(2)
    expect(await readHeld(context)).toStrictEqual(empty)
  })

  test('when a large file is replaced meanwhile', async () => {
    const changed = { kind: 'refuse', status: 412, code: 'PreconditionFailed' } as const
    let ranges = 0
    const isLate = (request: WireRequest) =>
      matchGet('sub/large')(request) && request.headers['if-match'] !== undefined && ++ranges > 1
    expect(await catchFailure(pullThrough(createFaults(isLate, changed).faultOf))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringMatching(/large was replaced while it was read\.$/),
    })
    expect(await readHeld(context)).toStrictEqual(empty)
  })

  test('when a server or a cache does not support ranges', async () => {
    await using wire = await startFaultyWire(moto, () => undefined)
    const there = await openTunedRemote(url, wire.env)
    const proof = await proveBundle(there, uuid, options)
    const isRange = matchGet('sub/large')
    await using odd = await startFaultyWire(moto, (request) => {
      if (isRange(request)) delete request.headers['range']
      return undefined
    })
    const elsewhere = await openTunedRemote(url, odd.env)
    if (proof === undefined) throw new Error('The bundle does not exist.')
    expect((await catchFailure(pullBundle(elsewhere, proof, context, options))).evidence).toMatch(
      /did not send the requested range/,
    )
    expect(await readHeld(context)).toStrictEqual(empty)
  })

  test('when the HyperFrame is truncated or damaged', async () => {
    for (const fault of [{ kind: 'shorten', to: 40 }, spoil] as const) {
      const failure = await catchFailure(pullThrough(createFaults(matchGet(formatHyperFrameName(uuid)), fault).faultOf))
      expect(failure.verdict).toBe('bundle-corrupt')
    }
    expect(await readHeld(context)).toStrictEqual(empty)
  })
})

describe('pushBundle', () => {
  let target: string
  let from: LocalContext
  beforeEach(async () => {
    target = `s3://bucket/push-${nth++}`
    from = await createContext(made)
  })

  async function pushThrough(faultOf: (request: WireRequest) => WireFault | undefined): Promise<void> {
    await using wire = await startFaultyWire(moto, faultOf)
    const there = await openTunedRemote(target, wire.env)
    try {
      await pushBundle(from, uuid, there, options)
    } finally {
      there.store.close()
    }
  }
  const matchPut = (name: string) => (request: WireRequest) =>
    request.method === 'PUT' && request.key.endsWith(`/${name}`)

  test.each<[string, readonly WireFault[]]>([
    ['a 500', [trouble]],
    ['a 503 SlowDown', [slowDown, slowDown]],
    ['a connection that breaks in the body', [{ kind: 'break', after: 100 }]],
    ['a lost answer', [{ kind: 'lose' }]],
    ['bytes that were damaged in transit', [{ kind: 'refuse', status: 400, code: 'BadDigest' }]],
    ['a conflict with another writer', [{ kind: 'refuse', status: 409, code: 'ConditionalRequestConflict' }]],
  ])('completes after %s', async (_, faults) => {
    const [small, large] = [createFaults(matchPut('small'), faults), createFaults(matchPut('sub/large'), faults)]
    // An uploaded part cannot conflict with another writer.
    const isConflict = faults.some((fault) => fault.kind === 'refuse' && fault.status === 409)
    await pushThrough((request) => small.faultOf(request) ?? (isConflict ? undefined : large.faultOf(request)))
    expect(small.met()).toBeGreaterThan(faults.length)
    expect(await readStored(target)).toStrictEqual(hashAll(made))
  })

  test.each<[string, string, WireFault, string, RegExp]>([
    ['permanent 500', 'small', trouble, 'remote-unreachable', /500 InternalError\.$/],
    ['permanent 503', 'sub/large', slowDown, 'remote-unreachable', /503 SlowDown\.$/],
    ['a broken connection', 'small', { kind: 'break', after: 10 }, 'remote-unreachable', /^No answer from S3 about/],
    [
      'a broken connection',
      'sub/large',
      { kind: 'break', after: 10 },
      'remote-unreachable',
      /^No answer from S3 about/,
    ],
    ['damaged bytes', 'small', { kind: 'refuse', status: 400, code: 'BadDigest' }, 'remote-unreachable', /BadDigest/],
    ['a 403 on one key', 'small', { kind: 'refuse', status: 403, code: 'AccessDenied' }, 'access-denied', /small: 403/],
    ['an expired token', 'sub/large', expired, 'access-denied', /large: 400 ExpiredToken\.$/],
  ])(
    'fails without a HyperFrame, and the next push completes the bundle: %s, in %s',
    async (_, name, fault, verdict, evidence) => {
      const failure = await catchFailure(pushThrough(createFaults(matchPut(name), fault).faultOf))
      expect(failure).toMatchObject({ verdict, evidence: expect.stringMatching(evidence) })
      const stored = await readStored(target)
      expect(stored).not.toHaveProperty([name])
      expect(stored).not.toHaveProperty([formatHyperFrameName(uuid)])
      expect(hashAll(made)).toMatchObject(stored)
      await pushThrough(() => undefined)
      expect(await readStored(target)).toStrictEqual(hashAll(made))
    },
  )

  test('succeeds without a change when another writer was first with each object', async () => {
    await pushThrough(() => undefined)
    // The listing is empty, but each key exists when it is written.
    const isList = ({ method, query }: WireRequest) => method === 'GET' && query.has('list-type')
    const before = await readStored(target)
    await pushThrough(createFaults(isList, { kind: 'ask', query: { prefix: 'nowhere/' } }).faultOf)
    expect(await readStored(target)).toStrictEqual(before)
  })
})

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
