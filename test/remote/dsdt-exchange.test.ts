import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ensureContext, findLocalBundle, type LocalContext, openContext } from '../../src/local/context.ts'
import { findBundle } from '../../src/remote/find.ts'
import { proveBundle } from '../../src/remote/prove.ts'
import { pullBundle } from '../../src/remote/pull.ts'
import { pushBundle } from '../../src/remote/push.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { type CorpusBundle, createCorpus, readBundleData } from '../disdat/format/corpus.ts'
import { type Home, makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { collect, neverAborted, openTestRemote } from './helpers.ts'

// Each dsdt takes a second or more on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const options = { signal: neverAborted }
const pulling = { signal: neverAborted, runId: 'test' }
const url = 's3://bucket/some/prefix'

let moto: Moto
let maker: Home
let corpus: ReadonlyMap<string, CorpusBundle>
let remote: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  maker = await makeHome(moto, { remote: url })
  corpus = await createCorpus(maker)
  remote = await openTestRemote(url, moto.env)
})

afterAll(async () => {
  remote.store.close()
  await maker[Symbol.asyncDispose]()
  await moto[Symbol.asyncDispose]()
})

function getFromCorpus(kind: string): CorpusBundle {
  const bundle = corpus.get(kind)
  if (bundle === undefined) throw new Error(`no ${kind} in the corpus`)
  return bundle
}

async function openOrThrow(home: Home): Promise<LocalContext> {
  const context = await openContext({ home: home.path, name: 'local' })
  if (context === undefined) throw new Error('no context')
  return context
}

/** Every file of a bundle's folder, byte for byte. */
async function readFolder(home: Home, uuid: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(home.path, '.disdat/context/local/objects', uuid)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const read = files.map(async (file) => [file.slice(folder.length), await readFile(file, 'base64')] as const)
  return new Map((await Promise.all(read)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

async function listBundles(home: Home, ...more: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await home.runDsdt('ls', '-v', ...more)
  if (code !== 0) throw new Error(stderr)
  return stdout
}

describe('a bundle that dsdt pushed', () => {
  test('is proved and pulled, and another dsdt lists it at once and reads the same data', async () => {
    const pushed = await maker.runDsdt('push')
    expect(pushed.code).toBe(0)
    await using reader = await makeHome(moto, { remote: url })
    const context = await openOrThrow(reader)
    await listBundles(reader)
    expect(await readdir(context.folder)).toContain('ctxt.db')

    const kinds = ['frame', 'columns', 'wide', 'scalar', 'text', 'numbers', 'row', 'file', 'files', 'managed', 'child']
    for (const kind of kinds) {
      const { uuid } = getFromCorpus(kind)
      const proof = await proveBundle(remote, uuid, options)
      if (proof === undefined) throw new Error(`no ${kind}`)
      expect(proof.warnings, kind).toStrictEqual([])
      expect(await pullBundle(remote, proof, context, pulling), kind).toStrictEqual({
        folder: join(context.objects, uuid),
        objects: proof.objects,
        bytes: proof.bytes,
        warnings: [],
      })
      expect(await readFolder(reader, uuid), kind).toStrictEqual(await readFolder(maker, uuid))
      expect(await pullBundle(remote, proof, context, pulling), kind).toMatchObject({ objects: 0, bytes: 0 })
    }
    const uuids = kinds.map((kind) => getFromCorpus(kind).uuid)
    expect(await readBundleData(reader, uuids)).toStrictEqual(await readBundleData(maker, uuids))
    const ls = await listBundles(reader, '-t', 'env:test')
    expect(uuids.filter((uuid) => ls.includes(uuid))).toStrictEqual([getFromCorpus('frame').uuid])
    expect((await reader.runDsdt('cat', 'text')).stdout.trim()).toBe('ein Größenwert')
  })

  test('is pulled after its nested bundles, also without a ctxt.db', async () => {
    await using reader = await makeHome(moto, { remote: url })
    const context = await openOrThrow(reader)
    await rm(join(context.folder, 'ctxt.db'), { force: true })
    const proof = await proveBundle(remote, getFromCorpus('outer').uuid, options)
    if (proof === undefined) throw new Error('no outer')
    expect(proof.parts.map(({ bundle }) => bundle.name)).toStrictEqual(['files', 'nested', 'outer'])
    await pullBundle(remote, proof, context, pulling)
    expect((await readdir(context.folder)).toSorted()).toStrictEqual(['ctxt.json', 'objects'])
    const ls = await listBundles(reader)
    for (const kind of ['files', 'nested', 'outer']) expect(ls).toContain(getFromCorpus(kind).uuid)
  })

  test('is pulled into a new context that dsdt continues to use', async () => {
    await using reader = await makeHome(moto)
    await rm(join(reader.path, '.disdat'), { recursive: true })
    const context = await ensureContext({ home: reader.path, name: 'local' }, { url, context: 'shop' })
    const proof = await proveBundle(remote, getFromCorpus('frame').uuid, options)
    if (proof === undefined) throw new Error('no frame')
    await pullBundle(remote, proof, context, pulling)
    expect(await listBundles(reader)).toContain(getFromCorpus('frame').uuid)
    expect((await reader.runDsdt('context')).stdout).toContain(`[shop@${url}]`)
    expect((await reader.runDsdt('pull', '-u', getFromCorpus('text').uuid)).stderr).toBe('')
    expect(await listBundles(reader)).toContain(getFromCorpus('text').uuid)
  })

  test('is pulled without its files as dsdt does, and dsdt completes it', async () => {
    await using theirs = await makeHome(moto, { remote: url })
    await using ours = await makeHome(moto, { remote: url })
    for (const kind of ['managed', 'frame']) {
      const { uuid } = getFromCorpus(kind)
      expect((await theirs.runDsdt('pull', '-u', uuid)).code).toBe(0)
      const proof = await proveBundle(remote, uuid, options)
      if (proof === undefined) throw new Error('no bundle')
      await pullBundle(remote, proof, await openOrThrow(ours), { ...pulling, files: false })
      expect(await readFolder(ours, uuid), kind).toStrictEqual(await readFolder(theirs, uuid))
      expect(await listBundles(ours)).toContain(uuid)
    }
    const { uuid } = getFromCorpus('managed')
    expect((await ours.runDsdt('pull', '-l', '-u', uuid)).code).toBe(0)
    expect(await readFolder(ours, uuid)).toStrictEqual(await readFolder(maker, uuid))
  })

  test('is completed when dsdt pulled it without its files', async () => {
    await using reader = await makeHome(moto, { remote: url })
    const { uuid } = getFromCorpus('managed')
    expect((await reader.runDsdt('pull', '-u', uuid)).code).toBe(0)
    expect([...(await readFolder(reader, uuid)).keys()]).toHaveLength(2)
    const proof = await proveBundle(remote, uuid, options)
    if (proof === undefined) throw new Error('no bundle')
    expect(await pullBundle(remote, proof, await openOrThrow(reader), pulling)).toMatchObject({
      objects: 2,
      bytes: 20480,
    })
    expect(await readFolder(reader, uuid)).toStrictEqual(await readFolder(maker, uuid))
  })
})

describe('pushBundle', () => {
  test('pushes bundles that another dsdt pulls and reads, with nested bundles', async () => {
    const own = await openTestRemote('s3://bucket', moto.env, 'ours')
    const context = await openOrThrow(maker)
    for (const kind of ['frame', 'wide', 'files', 'outer']) {
      const { uuid } = getFromCorpus(kind)
      const pushed = await pushBundle(context, uuid, own, options)
      const proof = await proveBundle(own, uuid, options)
      expect(pushed?.uri).toBe(`s3://bucket/context/ours/objects/${uuid}`)
      expect(proof?.warnings).toStrictEqual([])
      // The bundles in `outer` are already on the remote.
      if (kind === 'outer') expect(pushed?.objects).toBe(4)
      else expect(pushed).toMatchObject({ objects: proof?.objects, bytes: proof?.bytes })
      expect(await pushBundle(context, uuid, own, options)).toMatchObject({ objects: 0, bytes: 0 })
    }
    const { uuid } = getFromCorpus('files')
    const keys = (await collect(own.store.list(`context/ours/objects/${uuid}/`, options))).map((entry) =>
      entry.kind === 'object' ? entry.key.split('/').slice(4).join('/') : '',
    )
    expect(keys.map((key) => `/${key}`).toSorted()).toStrictEqual(
      [...(await readFolder(maker, uuid)).keys()].toSorted(),
    )

    await using reader = await makeHome(moto, { remote: 's3://bucket', remoteContext: 'ours' })
    expect((await reader.runDsdt('pull', '-l')).code).toBe(0)
    for (const kind of ['frame', 'wide', 'files', 'outer']) {
      const { uuid } = getFromCorpus(kind)
      expect(await readFolder(reader, uuid), kind).toStrictEqual(await readFolder(maker, uuid))
    }
    const uuids = ['frame', 'wide', 'files'].map((kind) => getFromCorpus(kind).uuid)
    expect(await readBundleData(reader, uuids)).toStrictEqual(await readBundleData(maker, uuids))
  })

  test('leaves files that are only on the remote', async () => {
    await using lender = await makeHome(moto, { remote: url })
    const uuid = await lender.makeBundle({
      name: 'lent',
      data: { kind: 'files', files: { 'a.txt': 'a', 'b.txt': 'b' } },
    })
    const pushed = await lender.runDsdt('push', '-u', uuid, '--delocalize')
    expect(pushed.code).toBe(0)
    expect([...(await readFolder(lender, uuid)).keys()].some((file) => file.endsWith('.txt'))).toBe(false)
    expect(await pushBundle(await openOrThrow(lender), uuid, remote, options)).toMatchObject({ objects: 0, bytes: 0 })
  })

  test('returns undefined when the bundle does not exist', async () => {
    expect(await pushBundle(await openOrThrow(maker), 'no-uuid', remote, options)).toBeUndefined()
    expect(await pushBundle(await openOrThrow(maker), crypto.randomUUID(), remote, options)).toBeUndefined()
  })
})

describe('findBundle and findLocalBundle', () => {
  test('find the newest bundle by name, tags and code', async () => {
    await using home = await makeHome(moto, { remote: 's3://bucket/find' })
    const there = await openTestRemote('s3://bucket/find', moto.env)
    const context = await openOrThrow(home)
    const data = { kind: 'value', value: 1 } as const
    const old = await home.makeBundle({ name: 'a.b', data, tags: { env: 'prod' }, params: { day: '1' }, push: true })
    const middle = await home.makeBundle({ name: 'a.b', data, tags: { env: 'test' }, method: 'p.m.Other', push: true })
    const loose = await home.makeBundle({ name: 'a.b', data, tags: { env: 'new' }, commit: false })
    await home.makeBundle({ name: 'axb', data, push: true })
    const cases = [
      [{ name: 'a.b' }, middle],
      [{ name: 'a.b', tags: new Map([['env', 'prod']]) }, old],
      [{ codeMethod: 'p.m.Other' }, middle],
      [{ name: 'a.b', codeMethod: 'p.m.Absent' }, undefined],
      [{ name: 'a' }, undefined],
    ] as const
    for (const [query, uuid] of cases) {
      expect((await findBundle(there, { kind: 'newest', ...query }, options))?.uuid).toBe(uuid)
      expect((await findLocalBundle(context, { kind: 'newest', ...query }, options))?.uuid).toBe(uuid)
    }
    const uncommitted = { kind: 'newest', name: 'a.b', tags: new Map([['env', 'new']]) } as const
    expect(await findBundle(there, uncommitted, options)).toBeUndefined()
    expect(await findLocalBundle(context, uncommitted, options)).toMatchObject({ uuid: loose, committed: false })
    for (const uuid of [old, middle]) {
      expect((await findBundle(there, { kind: 'uuid', uuid }, options))?.uuid).toBe(uuid)
      expect((await findLocalBundle(context, { kind: 'uuid', uuid }, options))?.uuid).toBe(uuid)
    }
    expect(await findBundle(there, { kind: 'uuid', uuid: loose }, options)).toBeUndefined()
    expect(await findBundle(there, { kind: 'uuid', uuid: '../../x' }, options)).toBeUndefined()
  })

  test('find nothing in an empty context', async () => {
    const empty = await openTestRemote('s3://bucket/empty', moto.env)
    expect(await findBundle(empty, { kind: 'newest', name: 'a' }, options)).toBeUndefined()
    expect(await proveBundle(empty, crypto.randomUUID(), options)).toBeUndefined()
  })
})
