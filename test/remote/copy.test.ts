import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { addPromotionTag, promotionTag } from '../../src/disdat/promotion-tag.ts'
import { copyBundle, copyBundles } from '../../src/remote/copy.ts'
import { type Proof, proveBundle } from '../../src/remote/prove.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { catchFailure, collect, neverAborted, observeStore, openTestRemote } from './helpers.ts'

// Each dsdt takes a second, and several on a busy machine.
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

async function proveOrThrow(remote: Remote, uuid: string): Promise<Proof> {
  const proof = await proveBundle(remote, uuid, options)
  if (proof === undefined) throw new Error('The bundle does not exist.')
  return proof
}

/** Every object of a context by its key below `objects/`, and its bytes. */
async function readObjects(remote: Remote): Promise<ReadonlyMap<string, string>> {
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

describe('copyBundle', () => {
  test('copies a bundle and its nested bundles byte for byte, once', async () => {
    const inner = await putBundle(from, { files, links })
    const outer = await putBundle(from, { nested: [inner] })
    const proof = await proveOrThrow(from, outer)
    const { objects, bytes } = proof
    expect(await copyBundle(from, proof, to, options)).toStrictEqual({ uri: to.getUri(outer), objects, bytes })
    expect(await readObjects(to)).toStrictEqual(await readObjects(from))
    expect((await proveOrThrow(to, outer)).warnings).toStrictEqual([])
    expect(await copyBundle(from, proof, to, options)).toStrictEqual({ uri: to.getUri(outer), objects: 0, bytes: 0 })
  })

  test('makes a copy that dsdt pulls', async () => {
    await using home = await makeHome(moto, { remote: 's3://bucket/p', remoteContext: from.context })
    const uuid = await home.makeBundle({ name: 'real', data: { kind: 'files', files: { a: '1', b: '2' } }, push: true })
    await copyBundle(from, await proveOrThrow(from, uuid), to, options)
    await using reader = await makeHome(moto, { remote: 's3://bucket/p', remoteContext: to.context })
    const pulled = await reader.runDsdt('pull', '-l')
    expect(pulled.code, pulled.stderr).toBe(0)
    expect(await reader.catBundle(uuid)).toBe((await home.catBundle(uuid)).replaceAll(home.path, reader.path))
  })

  test('copies the HyperFrame last, and inner bundles before the outer one', async () => {
    const inner = await putBundle(from, { files, links })
    const outer = await putBundle(from, { nested: [inner] })
    const order: string[] = []
    const store = observeStore(
      from.store,
      (method, key) => void (method.endsWith('IfAbsent') && order.push(key.split('/').pop() ?? '')),
    )
    const observed = createRemote(store, from)
    await copyBundle(observed, await proveOrThrow(from, outer), createRemote(store, to), options)
    expect(order.indexOf(formatHyperFrameName(inner))).toBe(4)
    expect(order.indexOf(formatHyperFrameName(outer))).toBe(5)
    expect(order).toHaveLength(6)
  })

  test('copies no HyperFrame of several bundles before the objects of all, and each bundle once', async () => {
    const inner = await putBundle(from, { files, links })
    const [first, second] = [await putBundle(from, { nested: [inner] }), await putBundle(from, { files, links })]
    const order: string[] = []
    const store = observeStore(
      from.store,
      (method, key) => void (method.endsWith('IfAbsent') && order.push(key.slice(to.objects.length))),
    )
    const proofs = await Promise.all([inner, first, second].map((uuid) => proveOrThrow(from, uuid)))
    const copied = await copyBundles(createRemote(store, from), proofs, createRemote(store, to), options)
    const heads = [inner, first, second].map((uuid) => `${uuid}/${formatHyperFrameName(uuid)}`)
    expect(order.slice(-3)).toStrictEqual(heads)
    expect(new Set(order.slice(0, -3)).size).toBe(copied.objects - 3)
    expect(await readObjects(to)).toStrictEqual(await readObjects(from))
  })

  test('copies nothing when there is nothing to copy', async () => {
    expect(await copyBundles(from, [], to, options)).toStrictEqual({ objects: 0, bytes: 0 })
  })

  test('completes an interrupted copy', async () => {
    const uuid = await putBundle(from, { files, links })
    const proof = await proveOrThrow(from, uuid)
    const [first] = proof.parts[0]?.objects ?? []
    if (first === undefined) throw new Error('no objects')
    await to.store.copyIfAbsent(from.getKey(uuid, first.path), to.getKey(uuid, first.path), {
      ...options,
      size: first.size,
    })
    expect(await copyBundle(from, proof, to, options)).toMatchObject({ objects: proof.objects - 1 })
    expect(await readObjects(to)).toStrictEqual(await readObjects(from))
  })

  test('refuses to copy over a different object, and copies no HyperFrame', async () => {
    const uuid = await putBundle(from, { files, links })
    await to.store.putIfAbsent(to.getKey(uuid, 'sub/b'), Buffer.from('something else'), options)
    expect(await catchFailure(copyBundle(from, await proveOrThrow(from, uuid), to, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: `The bundle ${to.getUri(uuid)} cannot be used: sub/b has 14 bytes in that context and 3 in the original.`,
    })
    expect([...(await readObjects(to)).keys()]).toStrictEqual([`${uuid}/sub/b`])
  })

  test('fails when an object is deleted meanwhile, and copies no HyperFrame', async () => {
    const uuid = await putBundle(from, { files, links })
    const proof = await proveOrThrow(from, uuid)
    const [part] = proof.parts
    if (part === undefined) throw new Error('no part')
    const more = { ...proof, parts: [{ ...part, objects: [...part.objects, { path: 'gone', size: 1 }] }] }
    expect((await catchFailure(copyBundle(from, more, to, options))).evidence).toContain(
      'gone was deleted while it was copied',
    )
    expect((await readObjects(to)).has(`${uuid}/${formatHyperFrameName(uuid)}`)).toBe(false)
  })

  test('notices a copy that S3 did not make, and copies no HyperFrame', async () => {
    const uuid = await putBundle(from, { files, links })
    const lying = new Proxy(from.store, {
      get: (target, name) => (name === 'copyIfAbsent' ? async () => 'created' : Reflect.get(target, name, target)),
    })
    const failure = await catchFailure(
      copyBundle(createRemote(lying, from), await proveOrThrow(from, uuid), to, options),
    )
    expect(failure.evidence).toContain('was deleted after it was copied')
  })

  test('gives the HyperFrames of a promotion a tag with the context, and copies everything else', async () => {
    const inner = await putBundle(from, { files, links })
    const outer = await putBundle(from, { nested: [inner], tags: { [promotionTag]: 'pr-1', tier: 'gold' } })
    const proof = await proveOrThrow(from, outer)
    const promotion = { ...options, isPromotion: true }
    const written = await copyBundle(from, proof, to, promotion)
    const [before, after] = [await readObjects(from), await readObjects(to)]
    const differing = [...before].filter(([key, bytes]) => after.get(key) !== bytes).map(([key]) => key)
    expect(differing.toSorted()).toStrictEqual(
      [inner, outer].map((id) => `${id}/${formatHyperFrameName(id)}`).toSorted(),
    )
    const promoted = await proveOrThrow(to, outer)
    expect(promoted.warnings).toStrictEqual([])
    expect(written).toMatchObject({ objects: proof.objects, bytes: promoted.bytes })
    for (const { bundle } of promoted.parts) expect(bundle.tags.get(promotionTag)).toBe(from.context)
    expect(promoted.bundle).toMatchObject({
      ...{ createdSeconds: proof.bundle.createdSeconds, frames: proof.bundle.frames },
      tags: new Map([...proof.bundle.tags, [promotionTag, from.context]]),
    })
    expect(await copyBundle(from, proof, to, promotion)).toMatchObject({ objects: 0, bytes: 0 })
  })

  test.for(['pr-12345', undefined])('takes a HyperFrame as done that was promoted from %s', async (context) => {
    const inner = await putBundle(from, { files, links })
    const outer = await putBundle(from, { nested: [inner] })
    const proof = await proveOrThrow(from, outer)
    const [part] = proof.parts
    if (part === undefined) throw new Error('no part')
    const key = to.getKey(inner, formatHyperFrameName(inner))
    const head = context === undefined ? part.hyperFrame : addPromotionTag(part.hyperFrame, context)
    await to.store.putIfAbsent(key, head, options)
    const copied = await copyBundle(from, proof, to, { ...options, isPromotion: true })
    expect(copied).toMatchObject({ objects: proof.objects - 1 })
    const kept = await to.store.get(key, { ...options, maxBytes: 1 << 20 })
    expect(Buffer.compare(kept ?? Buffer.of(), head)).toBe(0)
    // Also the way back, as into a sandbox that still has its own bundle.
    const back = await copyBundle(to, await proveOrThrow(to, outer), from, options)
    expect(back).toMatchObject({ objects: 0, bytes: 0 })
  })

  test('refuses another HyperFrame, and copies none', async () => {
    const uuid = await putBundle(from, { files, links })
    const other = await putBundle(to, { uuid, tags: { tier: 'gold' } })
    const proof = await proveOrThrow(from, uuid)
    const failure = await catchFailure(copyBundle(from, proof, to, { ...options, isPromotion: true }))
    expect(failure).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringContaining(`${formatHyperFrameName(other)} has `),
    })
    expect((await proveOrThrow(to, uuid)).bundle.tags.has(promotionTag)).toBe(false)
  })

  test('refuses another bucket', async () => {
    const uuid = await putBundle(from, {})
    const far = await openTestRemote('s3://other', moto.env)
    expect(await catchFailure(copyBundle(from, await proveOrThrow(from, uuid), far, options))).toMatchObject({
      verdict: 'invalid-input',
      evidence: `${far.getUri(uuid)} is in another bucket than ${from.getUri(uuid)}.`,
    })
  })
})
