import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { hyperFrameName } from '../../src/disdat/bundle.ts'
import { copyBundle, findUncopyableObject } from '../../src/remote/copy.ts'
import { type Proof, proveBundle } from '../../src/remote/prove.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { sendError, startWireServer } from '../s3/wire-server.ts'
import { makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { catchFailure, collect, neverAborted, observeStore, openTestRemote, openTestStore } from './helpers.ts'

// Every dsdt takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const options = { signal: neverAborted }
let moto: Moto
let from: Remote
let to: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  await moto.createBucket('other')
})
beforeEach(async () => {
  const name = crypto.randomUUID()
  from = await openTestRemote('s3://bucket/p', moto.env, `a${name}`)
  to = createRemote(from.store, { url: 's3://bucket/p', context: `b${name}` })
})
afterAll(async () => {
  await moto[Symbol.asyncDispose]()
})

async function proved(remote: Remote, uuid: string): Promise<Proof> {
  const proof = await proveBundle(remote, uuid, options)
  if (proof === undefined) throw new Error('no bundle')
  return proof
}

/** Every object of a context by its key below `objects/`, and its bytes. */
async function contents(remote: Remote): Promise<ReadonlyMap<string, string>> {
  const entries = await collect(remote.store.list(remote.objects, options))
  const keys = entries.flatMap((entry) => (entry.kind === 'object' ? [entry.key] : []))
  const read = keys.map(async (key) => {
    const bytes = await remote.store.get(key, { ...options, maxBytes: 1 << 20 })
    return [key.slice(remote.objects.length), Buffer.from(bytes ?? []).toString('base64')] as const
  })
  return new Map(await Promise.all(read))
}

const files = { 'a ü+&%41.txt': 'one', 'sub/b': 'two' }
const links = Object.keys(files).map((name) => `bundle://${name}`)

describe('a copy', () => {
  test('has everything of the bundle and of those in it, byte for byte, and is made once', async () => {
    const inner = await putBundle(from, { files, links })
    const outer = await putBundle(from, { nested: [inner] })
    const proof = await proved(from, outer)
    const { objects, bytes } = proof
    expect(await copyBundle(from, proof, to, options)).toStrictEqual({ uri: to.uri(outer), objects, bytes })
    expect(await contents(to)).toStrictEqual(await contents(from))
    expect((await proved(to, outer)).warnings).toStrictEqual([])
    expect(await copyBundle(from, proof, to, options)).toStrictEqual({ uri: to.uri(outer), objects: 0, bytes: 0 })
  })

  test('of what dsdt made is what dsdt pulls', async () => {
    await using home = await makeHome(moto, { remote: 's3://bucket/p', remoteContext: from.context })
    const uuid = await home.makeBundle({ name: 'real', data: { kind: 'files', files: { a: '1', b: '2' } }, push: true })
    await copyBundle(from, await proved(from, uuid), to, options)
    await using reader = await makeHome(moto, { remote: 's3://bucket/p', remoteContext: to.context })
    const pulled = await reader.runDsdt('pull', '-l')
    expect(pulled.code, pulled.stderr).toBe(0)
    expect(await reader.catBundle(uuid)).toBe((await home.catBundle(uuid)).replaceAll(home.path, reader.path))
  })

  test('shows its HyperFrame last, and that of an inner bundle before the outer one', async () => {
    const inner = await putBundle(from, { files, links })
    const outer = await putBundle(from, { nested: [inner] })
    const order: string[] = []
    const store = observeStore(
      from.store,
      (method, key) => void (method === 'copyIfAbsent' && order.push(key.split('/').pop() ?? '')),
    )
    await copyBundle(createRemote(store, from), await proved(from, outer), to, options)
    expect(order.indexOf(hyperFrameName(inner))).toBe(3)
    expect(order.indexOf(hyperFrameName(outer))).toBe(5)
    expect(order).toHaveLength(6)
  })

  test('that was interrupted is completed', async () => {
    const uuid = await putBundle(from, { files, links })
    const proof = await proved(from, uuid)
    const [first] = proof.parts[0]?.objects ?? []
    if (first === undefined) throw new Error('no objects')
    await to.store.copyIfAbsent(from.key(uuid, first.path), to.key(uuid, first.path), options)
    expect(await copyBundle(from, proof, to, options)).toMatchObject({ objects: proof.objects - 1 })
    expect(await contents(to)).toStrictEqual(await contents(from))
  })

  test('over something else is refused, and shows nothing', async () => {
    const uuid = await putBundle(from, { files, links })
    await to.store.putIfAbsent(to.key(uuid, 'sub/b'), Buffer.from('something else'), options)
    expect(await catchFailure(copyBundle(from, await proved(from, uuid), to, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: `The bundle ${to.uri(uuid)} cannot be used: sub/b has 14 bytes in that context and 3 in the original.`,
    })
    expect([...(await contents(to)).keys()]).toStrictEqual([`${uuid}/sub/b`])
  })

  test('of a bundle that vanishes meanwhile is refused, and shows nothing', async () => {
    const uuid = await putBundle(from, { files, links })
    const proof = await proved(from, uuid)
    const [part] = proof.parts
    if (part === undefined) throw new Error('no part')
    const more = { ...proof, parts: [{ ...part, objects: [...part.objects, { path: 'gone', size: 1 }] }] }
    expect((await catchFailure(copyBundle(from, more, to, options))).evidence).toContain(
      'gone was deleted while it was copied',
    )
    expect((await contents(to)).has(`${uuid}/${hyperFrameName(uuid)}`)).toBe(false)
  })

  test('that S3 did not make is noticed before the HyperFrame is shown', async () => {
    const uuid = await putBundle(from, { files, links })
    const lying = new Proxy(from.store, {
      get: (target, name) => (name === 'copyIfAbsent' ? async () => 'created' : Reflect.get(target, name, target)),
    })
    const failure = await catchFailure(copyBundle(createRemote(lying, from), await proved(from, uuid), to, options))
    expect(failure.evidence).toContain('was deleted after it was copied')
  })

  test('to another bucket is refused', async () => {
    const uuid = await putBundle(from, {})
    const far = await openTestRemote('s3://other', moto.env)
    expect(await catchFailure(copyBundle(from, await proved(from, uuid), far, options))).toMatchObject({
      verdict: 'invalid-input',
      evidence: `${far.uri(uuid)} is in another bucket than ${from.uri(uuid)}.`,
    })
  })

  test('of an object that S3 does not copy at once is refused before anything is copied', async () => {
    const proof = await proved(from, await putBundle(from, { files, links }))
    const grown = (to: number) => ({
      ...proof,
      parts: proof.parts.map((part) => ({
        ...part,
        objects: part.objects.map((each) => (each.path === 'sub/b' ? { ...each, size: to } : each)),
      })),
    })
    expect(findUncopyableObject(grown(5 * 1024 ** 3))).toBeUndefined()
    expect(findUncopyableObject(grown(5 * 1024 ** 3 + 1))?.path).toBe('sub/b')
    expect(await catchFailure(copyBundle(from, grown(6 * 1024 ** 3), to, options))).toMatchObject({
      verdict: 'invalid-input',
      evidence: expect.stringContaining('sub/b'),
    })
    expect(await contents(to)).toStrictEqual(new Map())
  })
})

describe('copying one object', () => {
  const answers = async (...statuses: readonly (readonly [number, string])[]) => {
    await using wire = await startWireServer((_, response, nth) => {
      const [status, code] = statuses[nth - 1] ?? [200, '']
      if (status !== 200) return sendError(response, status, code)
      response.end('<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>')
    })
    const store = await openTestStore('bucket', { ...moto.env, AWS_ENDPOINT_URL: wire.endpoint })
    const outcome = await store.copyIfAbsent('a b', 'c', options).catch((error: unknown) => error)
    return { outcome, asked: wire.requests }
  }

  test('says what S3 says', async () => {
    const { outcome, asked } = await answers()
    expect(outcome).toBe('created')
    expect(asked[0]).toMatchObject({
      method: 'PUT',
      headers: {
        'x-amz-copy-source': 'bucket/a%20b',
        'if-none-match': '*',
        'x-amz-server-side-encryption': 'AES256',
        'x-amz-acl': 'bucket-owner-full-control',
      },
    })
    expect((await answers([412, 'PreconditionFailed'])).outcome).toBe('exists')
    expect((await answers([404, 'NoSuchKey'])).outcome).toBe('absent')
  })

  test('is tried again after a race, and without an ACL where there is none', async () => {
    const race = [409, 'ConditionalRequestConflict'] as const
    const raced = await answers(race, race)
    expect([raced.outcome, raced.asked.length]).toStrictEqual(['created', 3])
    expect((await answers(race, race, race)).outcome).toMatchObject({ verdict: 'remote-unreachable' })
    const plain = await answers([400, 'AccessControlListNotSupported'])
    expect(plain.outcome).toBe('created')
    expect(plain.asked.map(({ headers }) => headers['x-amz-acl'])).toStrictEqual([
      'bucket-owner-full-control',
      undefined,
    ])
  })

  test('that is not allowed is a failure', async () => {
    expect((await answers([403, 'AccessDenied'])).outcome).toMatchObject({ verdict: 'access-denied' })
  })
})
