import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ensureContext, findLocalBundle, type LocalContext, openContext } from '../../src/local/context.ts'
import { findBundle } from '../../src/remote/find.ts'
import { proveBundle } from '../../src/remote/prove.ts'
import { pullBundle } from '../../src/remote/pull.ts'
import { pushBundle } from '../../src/remote/push.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { makeCorpus, readAll, type Told } from '../disdat/format/corpus.ts'
import { type Home, makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { collect, neverAborted, openTestRemote } from './helpers.ts'

// Every dsdt takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const options = { signal: neverAborted }
const pulling = { signal: neverAborted, runId: 'test' }
const url = 's3://bucket/some/prefix'

let moto: Moto
let maker: Home
let corpus: ReadonlyMap<string, Told>
let remote: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  maker = await makeHome(moto, { remote: url })
  corpus = await makeCorpus(maker)
  remote = await openTestRemote(url, moto.env)
})

afterAll(async () => {
  remote.store.close()
  await maker[Symbol.asyncDispose]()
  await moto[Symbol.asyncDispose]()
})

function told(kind: string): Told {
  const bundle = corpus.get(kind)
  if (bundle === undefined) throw new Error(`no ${kind} in the corpus`)
  return bundle
}

async function contextOf(home: Home): Promise<LocalContext> {
  const context = await openContext({ home: home.path, name: 'local' })
  if (context === undefined) throw new Error('no context')
  return context
}

/** Every file of a bundle's folder, byte for byte. */
async function folderOf(home: Home, uuid: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(home.path, '.disdat/context/local/objects', uuid)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const read = files.map(async (file) => [file.slice(folder.length), await readFile(file, 'base64')] as const)
  return new Map((await Promise.all(read)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

async function listed(home: Home, ...more: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await home.runDsdt('ls', '-v', ...more)
  if (code !== 0) throw new Error(stderr)
  return stdout
}

describe('what dsdt pushed', () => {
  test('is found, proved and pulled, and another dsdt sees it at once and reads the same', async () => {
    const pushed = await maker.runDsdt('push')
    expect(pushed.code).toBe(0)
    await using reader = await makeHome(moto, { remote: url })
    const context = await contextOf(reader)
    await listed(reader)
    expect(await readdir(context.folder)).toContain('ctxt.db')

    const kinds = ['frame', 'columns', 'wide', 'scalar', 'text', 'numbers', 'row', 'file', 'files', 'managed', 'child']
    for (const kind of kinds) {
      const { uuid } = told(kind)
      const proof = await proveBundle(remote, uuid, options)
      if (proof === undefined) throw new Error(`no ${kind}`)
      expect(proof.warnings, kind).toStrictEqual([])
      expect(await pullBundle(remote, proof, context, pulling), kind).toStrictEqual({
        folder: join(context.objects, uuid),
        objects: proof.objects,
        bytes: proof.bytes,
        warnings: [],
      })
      expect(await folderOf(reader, uuid), kind).toStrictEqual(await folderOf(maker, uuid))
      expect(await pullBundle(remote, proof, context, pulling), kind).toMatchObject({ objects: 0, bytes: 0 })
    }
    const uuids = kinds.map((kind) => told(kind).uuid)
    expect(await readAll(reader, uuids)).toStrictEqual(await readAll(maker, uuids))
    const ls = await listed(reader, '-t', 'env:test')
    expect(uuids.filter((uuid) => ls.includes(uuid))).toStrictEqual([told('frame').uuid])
    expect((await reader.runDsdt('cat', 'text')).stdout.trim()).toBe('ein Größenwert')
  })

  test('is pulled with what is nested in it, inner first, and without a ctxt.db too', async () => {
    await using reader = await makeHome(moto, { remote: url })
    const context = await contextOf(reader)
    await rm(join(context.folder, 'ctxt.db'), { force: true })
    const proof = await proveBundle(remote, told('outer').uuid, options)
    if (proof === undefined) throw new Error('no outer')
    expect(proof.parts.map(({ bundle }) => bundle.name)).toStrictEqual(['files', 'nested', 'outer'])
    await pullBundle(remote, proof, context, pulling)
    expect((await readdir(context.folder)).toSorted()).toStrictEqual(['ctxt.json', 'objects'])
    const ls = await listed(reader)
    for (const kind of ['files', 'nested', 'outer']) expect(ls).toContain(told(kind).uuid)
  })

  test('makes a context in a home where there is none, for dsdt to go on with', async () => {
    await using reader = await makeHome(moto)
    await rm(join(reader.path, '.disdat'), { recursive: true })
    const context = await ensureContext({ home: reader.path, name: 'local' }, { url, context: 'shop' })
    const proof = await proveBundle(remote, told('frame').uuid, options)
    if (proof === undefined) throw new Error('no frame')
    await pullBundle(remote, proof, context, pulling)
    expect(await listed(reader)).toContain(told('frame').uuid)
    expect((await reader.runDsdt('context')).stdout).toContain(`[shop@${url}]`)
    expect((await reader.runDsdt('pull', '-u', told('text').uuid)).stderr).toBe('')
    expect(await listed(reader)).toContain(told('text').uuid)
  })

  test('and pulled by us without its files is what dsdt leaves, and dsdt completes it', async () => {
    await using theirs = await makeHome(moto, { remote: url })
    await using ours = await makeHome(moto, { remote: url })
    for (const kind of ['managed', 'frame']) {
      const { uuid } = told(kind)
      expect((await theirs.runDsdt('pull', '-u', uuid)).code).toBe(0)
      const proof = await proveBundle(remote, uuid, options)
      if (proof === undefined) throw new Error('no bundle')
      await pullBundle(remote, proof, await contextOf(ours), { ...pulling, files: false })
      expect(await folderOf(ours, uuid), kind).toStrictEqual(await folderOf(theirs, uuid))
      expect(await listed(ours)).toContain(uuid)
    }
    const { uuid } = told('managed')
    expect((await ours.runDsdt('pull', '-l', '-u', uuid)).code).toBe(0)
    expect(await folderOf(ours, uuid)).toStrictEqual(await folderOf(maker, uuid))
  })

  test('and pulled without its files is completed', async () => {
    await using reader = await makeHome(moto, { remote: url })
    const { uuid } = told('managed')
    expect((await reader.runDsdt('pull', '-u', uuid)).code).toBe(0)
    expect([...(await folderOf(reader, uuid)).keys()]).toHaveLength(2)
    const proof = await proveBundle(remote, uuid, options)
    if (proof === undefined) throw new Error('no bundle')
    expect(await pullBundle(remote, proof, await contextOf(reader), pulling)).toMatchObject({
      objects: 2,
      bytes: 20480,
    })
    expect(await folderOf(reader, uuid)).toStrictEqual(await folderOf(maker, uuid))
  })
})

describe('what we push', () => {
  test('another dsdt pulls and reads, nested bundles too', async () => {
    const own = await openTestRemote('s3://bucket', moto.env, 'ours')
    const context = await contextOf(maker)
    for (const kind of ['frame', 'wide', 'files', 'outer']) {
      const { uuid } = told(kind)
      const pushed = await pushBundle(context, uuid, own, options)
      const proof = await proveBundle(own, uuid, options)
      expect(pushed?.uri).toBe(`s3://bucket/context/ours/objects/${uuid}`)
      expect(proof?.warnings).toStrictEqual([])
      // What `outer` holds was pushed a moment ago.
      if (kind === 'outer') expect(pushed?.objects).toBe(4)
      else expect(pushed).toMatchObject({ objects: proof?.objects, bytes: proof?.bytes })
      expect(await pushBundle(context, uuid, own, options)).toMatchObject({ objects: 0, bytes: 0 })
    }
    const { uuid } = told('files')
    const keys = (await collect(own.store.list(`context/ours/objects/${uuid}/`, options))).map((entry) =>
      entry.kind === 'object' ? entry.key.split('/').slice(4).join('/') : '',
    )
    expect(keys.map((key) => `/${key}`).toSorted()).toStrictEqual([...(await folderOf(maker, uuid)).keys()].toSorted())

    await using reader = await makeHome(moto, { remote: 's3://bucket', remoteContext: 'ours' })
    expect((await reader.runDsdt('pull', '-l')).code).toBe(0)
    for (const kind of ['frame', 'wide', 'files', 'outer']) {
      const { uuid } = told(kind)
      expect(await folderOf(reader, uuid), kind).toStrictEqual(await folderOf(maker, uuid))
    }
    const uuids = ['frame', 'wide', 'files'].map((kind) => told(kind).uuid)
    expect(await readAll(reader, uuids)).toStrictEqual(await readAll(maker, uuids))
  })

  test('leaves on the remote what is only there', async () => {
    await using lender = await makeHome(moto, { remote: url })
    const uuid = await lender.makeBundle({
      name: 'lent',
      data: { kind: 'files', files: { 'a.txt': 'a', 'b.txt': 'b' } },
    })
    const pushed = await lender.runDsdt('push', '-u', uuid, '--delocalize')
    expect(pushed.code).toBe(0)
    expect([...(await folderOf(lender, uuid)).keys()].some((file) => file.endsWith('.txt'))).toBe(false)
    expect(await pushBundle(await contextOf(lender), uuid, remote, options)).toMatchObject({ objects: 0, bytes: 0 })
  })

  test('is nothing when there is no such bundle', async () => {
    expect(await pushBundle(await contextOf(maker), 'no-uuid', remote, options)).toBeUndefined()
    expect(await pushBundle(await contextOf(maker), crypto.randomUUID(), remote, options)).toBeUndefined()
  })
})

describe('finding', () => {
  test('the newest of a name, with its tags, its code and its parameters', async () => {
    await using home = await makeHome(moto, { remote: 's3://bucket/find' })
    const there = await openTestRemote('s3://bucket/find', moto.env)
    const context = await contextOf(home)
    const data = { kind: 'value', value: 1 } as const
    const old = await home.makeBundle({ name: 'a.b', data, tags: { env: 'prod' }, params: { day: '1' }, push: true })
    const middle = await home.makeBundle({ name: 'a.b', data, tags: { env: 'test' }, method: 'p.m.Other', push: true })
    const loose = await home.makeBundle({ name: 'a.b', data, tags: { env: 'new' }, commit: false })
    await home.makeBundle({ name: 'axb', data, push: true })
    const cases = [
      [{ name: 'a.b' }, middle],
      [{ name: 'a.b', tags: new Map([['env', 'prod']]) }, old],
      [{ name: 'a.b', params: new Map([['day', '1']]) }, old],
      [{ codeMethod: 'p.m.Other' }, middle],
      [{ name: 'a.b', codeMethod: 'p.m.Nobody' }, undefined],
      [{ name: 'a' }, undefined],
    ] as const
    for (const [wanted, uuid] of cases) {
      expect((await findBundle(there, { kind: 'newest', ...wanted }, options))?.uuid).toBe(uuid)
      expect((await findLocalBundle(context, { kind: 'newest', ...wanted }, options))?.uuid).toBe(uuid)
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

  test('in a context that nobody has pushed to finds nothing', async () => {
    const empty = await openTestRemote('s3://bucket/empty', moto.env)
    expect(await findBundle(empty, { kind: 'newest', name: 'a' }, options)).toBeUndefined()
    expect(await proveBundle(empty, crypto.randomUUID(), options)).toBeUndefined()
  })
})
