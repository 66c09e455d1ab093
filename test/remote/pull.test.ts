import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { frameName, hyperFrameName } from '../../src/disdat/bundle.ts'
import { assertWritable, ensureContext, type LocalContext, openContext } from '../../src/local/context.ts'
import { listIndexedUuids, registerBundle } from '../../src/local/ctxt-db.ts'
import { removeStagingFolders } from '../../src/local/staging.ts'
import { type Proof, proveBundle } from '../../src/remote/prove.ts'
import { pullBundle } from '../../src/remote/pull.ts'
import { pushBundle } from '../../src/remote/push.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import type { ObjectStore } from '../../src/s3/store.ts'
import { makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { createBundleObjects, putBundle } from './fixtures.ts'
import { catchFailure, neverAborted, openTestRemote } from './helpers.ts'

// Every dsdt takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const options = { signal: neverAborted, runId: 'test' }
let moto: Moto
let remote: Remote
let root: string
let context: LocalContext

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pull-'))
  moto = await startMoto()
  await moto.createBucket('bucket')
  remote = await openTestRemote('s3://bucket/p', moto.env)
})
beforeEach(async () => {
  context = await ensureContext({ home: await mkdtemp(join(root, 'home-')), name: 'local' }, remote)
})
afterAll(async () => {
  remote.store.close()
  await moto[Symbol.asyncDispose]()
  await rm(root, { recursive: true, force: true })
})

async function prove(uuid: string): Promise<Proof> {
  const proof = await proveBundle(remote, uuid, options)
  if (proof === undefined) throw new Error('no bundle')
  return proof
}

/** The remote, but for what a test does to it. */
function remoteWith(changes: Partial<ObjectStore>): Remote {
  const { store } = remote
  const whole: ObjectStore = {
    bucket: store.bucket,
    list: (prefix, more) => store.list(prefix, more),
    get: (key, more) => store.get(key, more),
    getToFile: (key, file, more) => store.getToFile(key, file, more),
    putIfAbsent: (key, body, more) => store.putIfAbsent(key, body, more),
    copyIfAbsent: (from, to, more) => store.copyIfAbsent(from, to, more),
    getVersion: (key, more) => store.getVersion(key, more),
    putVersion: (key, bytes, tag, more) => store.putVersion(key, bytes, tag, more),
    deleteObjects: (keys, more) => store.deleteObjects(keys, more),
    close: () => {},
  }
  return createRemote({ ...whole, ...changes }, remote)
}

const files = { a: 'one', 'sub/b': 'two', 'sub/deep/c': '' }
const links = Object.keys(files).map((name) => `bundle://${name}`)

async function below(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).toSorted()
}

/** The proof of a bundle for whose frames there was no room in memory. */
async function proveWithoutFrames(uuid: string): Promise<Proof> {
  const proof = await prove(uuid)
  return { ...proof, parts: proof.parts.map((part) => ({ ...part, frameBytes: new Map() })) }
}

/** What a context's folder holds before anything is pulled. */
const nothing = ['ctxt.json', 'objects']

describe('a pull', () => {
  test('that is interrupted leaves nothing', async () => {
    const proof = await prove(await putBundle(remote, { links, files }))
    const controller = new AbortController()
    const reason = new Error('cancelled')
    const interrupted = remoteWith({
      async getToFile(key, file, more) {
        const there = await remote.store.getToFile(key, file, more)
        controller.abort(reason)
        return there
      },
    })
    await expect(pullBundle(interrupted, proof, context, { ...options, signal: controller.signal })).rejects.toBe(
      reason,
    )
    expect(await below(context.folder)).toStrictEqual(nothing)
  })

  test('of what vanishes meanwhile leaves nothing', async () => {
    const proof = await prove(await putBundle(remote, { links, files }))
    const gone = remoteWith({ getToFile: async () => false })
    expect(await catchFailure(pullBundle(gone, proof, context, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringMatching(/ was deleted while it was pulled\.$/),
    })
    expect(await below(context.folder)).toStrictEqual(nothing)
  })

  test('of what has grown meanwhile leaves nothing', async () => {
    const proof = await prove(await putBundle(remote, { links, files }))
    const [part] = proof.parts
    if (part === undefined) throw new Error('no part')
    const objects = part.objects.map((object) => ({ ...object, size: object.size + 1 }))
    const wrong = { ...proof, parts: [{ ...part, objects }] }
    expect((await catchFailure(pullBundle(remote, wrong, context, options))).verdict).toBe('bundle-corrupt')
    expect(await below(context.folder)).toStrictEqual(nothing)
  })

  test('that fails in the outer bundle keeps the inner ones, which are whole', async () => {
    const inner = await putBundle(remote, { links, files })
    const outer = await putBundle(remote, { nested: [inner] })
    const failing = remoteWith({
      getToFile: (key, file, more) => {
        if (key.includes(outer)) throw new Error('no more')
        return remote.store.getToFile(key, file, more)
      },
    })
    const proof = await proveWithoutFrames(outer)
    await expect(pullBundle(failing, proof, context, options)).rejects.toThrow('no more')
    expect(await readdir(context.objects)).toStrictEqual([inner])
    expect(await readdir(context.folder)).toStrictEqual(nothing)
    expect(await pullBundle(remote, await prove(outer), context, options)).toMatchObject({ objects: 2 })
    expect((await readdir(context.objects)).toSorted()).toStrictEqual([inner, outer].toSorted())
  })

  test('done by several at once is done once', async () => {
    const uuid = await putBundle(remote, { links, files })
    const proof = await prove(uuid)
    await Promise.all(Array.from({ length: 6 }, () => pullBundle(remote, proof, context, options)))
    expect(await readdir(context.folder)).toStrictEqual(nothing)
    for (const [name, text] of Object.entries(files)) {
      expect(await readFile(join(context.objects, uuid, name), 'utf8')).toBe(text)
    }
    expect(await pullBundle(remote, proof, context, options)).toMatchObject({ objects: 0, bytes: 0 })
  })

  test('that comes second finds the place taken, and completes what is there', async () => {
    const uuid = await putBundle(remote, { links, files })
    const late = remoteWith({
      async getToFile(key, file, more) {
        if (key.endsWith('/a')) await pullBundle(remote, await prove(uuid), context, { ...options, runId: 'first' })
        return await remote.store.getToFile(key, file, more)
      },
    })
    await pullBundle(late, await prove(uuid), context, options)
    expect(await readdir(context.folder)).toStrictEqual(nothing)
    expect(await readFile(join(context.objects, uuid, 'sub/b'), 'utf8')).toBe('two')
  })

  test('of a bundle whose local copy is another is refused, and changes nothing', async () => {
    const uuid = await putBundle(remote, { links, files })
    const proof = await prove(uuid)
    await pullBundle(remote, proof, context, options)
    await writeFile(join(context.objects, uuid, 'a'), 'something else')
    const before = await below(context.folder)
    expect(await catchFailure(pullBundle(remote, proof, context, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringContaining('a has 14 bytes in the local context and 3 on the remote'),
      advice: `Remove it with \`dsdt rm --uuid ${uuid}\`, and run again.`,
    })
    expect(await below(context.folder)).toStrictEqual(before)
  })

  test('sweeps what a killed one left long ago, and leaves what may be at work', async () => {
    const [old, young] = [join(context.folder, '.pull-old-x'), join(context.folder, '.pull-young-x')]
    for (const folder of [old, young]) await mkdir(join(folder, 'uuid'), { recursive: true })
    await utimes(old, 0, 0)
    await pullBundle(remote, await prove(await putBundle(remote, {})), context, options)
    expect((await readdir(context.folder)).toSorted()).toStrictEqual(['.pull-young-x', ...nothing])
    await removeStagingFolders(context.folder, 'you')
    expect(await readdir(context.folder)).toContain('.pull-young-x')
    await removeStagingFolders(context.folder, 'young')
    expect((await readdir(context.folder)).toSorted()).toStrictEqual(nothing)
  })
})

test('frames that were read to prove a bundle are not fetched again, unless they are large', async () => {
  const proof = await prove(await putBundle(remote, { links, files }))
  const asked: string[] = []
  const seen = remoteWith({
    getToFile(key, file, more) {
      asked.push(key.slice(remote.key(proof.bundle.uuid, '').length))
      return remote.store.getToFile(key, file, more)
    },
  })
  await pullBundle(seen, proof, context, options)
  expect(asked.toSorted()).toStrictEqual(Object.keys(files).toSorted())
  const sizes = Object.fromEntries(await context.sizes(proof.bundle.uuid, options))
  expect(sizes).toStrictEqual(Object.fromEntries(await remote.sizes(proof.bundle.uuid, options)))
  const large = await prove(await putBundle(remote, { data: randomBytes(3 * 1024 * 1024) }))
  await pullBundle(seen, large, context, options)
  expect(asked).toHaveLength(Object.keys(files).length + 1)
})

describe('a pull is refused, and changes nothing,', () => {
  test('of names that are one where case does not count', async () => {
    const files = { 'data.csv': '1', 'Data.csv': '2' }
    const proof = await prove(
      await putBundle(remote, { files, links: Object.keys(files).map((name) => `bundle://${name}`) }),
    )
    expect(await catchFailure(pullBundle(remote, proof, context, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringContaining('data.csv and Data.csv are the same file on a file system that ignores case'),
    })
    expect(await below(context.folder)).toStrictEqual(nothing)
    await pullBundle(remote, proof, context, { ...options, files: false })
    expect(await readdir(join(context.objects, proof.bundle.uuid))).toHaveLength(2)
  })

  test.each(['', 'sub'])('into what a symbolic link leads out of: bundle/%s', async (name) => {
    const proof = await prove(await putBundle(remote, { links, files }))
    const outside = await mkdtemp(join(root, 'outside-'))
    await writeFile(join(outside, 'theirs'), 'kept')
    const link = join(context.objects, proof.bundle.uuid, name)
    await mkdir(join(link, '..'), { recursive: true })
    await symlink(outside, link.replace(/\/$/, ''))
    expect(await catchFailure(pullBundle(remote, proof, context, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringContaining('is a symbolic link that leads elsewhere'),
    })
    expect(await readdir(outside)).toStrictEqual(['theirs'])
    expect(await readdir(context.folder)).toStrictEqual(nothing)
  })

  test('of a frame that comes with other bytes than it was proved with', async () => {
    const proof = await proveWithoutFrames(await putBundle(remote, { data: Buffer.from('data') }))
    const other = remoteWith({
      async getToFile(key, file, more) {
        await remote.store.getToFile(key, file, more)
        const bytes = await readFile(file)
        bytes[50] = (bytes[50] ?? 0) ^ 1
        await writeFile(file, bytes)
        return true
      },
    })
    expect((await catchFailure(pullBundle(other, proof, context, options))).evidence).toMatch(
      /_frame.pb has other bytes than when the bundle was proved\.$/,
    )
    expect(await below(context.folder)).toStrictEqual(nothing)
  })
})

test('a large frame that does not match its hash is told', async () => {
  const { uuid, objects } = createBundleObjects({ data: randomBytes(3 * 1024 * 1024) })
  for (const [name, bytes] of objects) {
    if (bytes.length > 100_000) bytes[100_000] = (bytes[100_000] ?? 0) ^ 1
    await remote.store.putIfAbsent(remote.key(uuid, name), bytes, { signal: neverAborted })
  }
  const { warnings } = await pullBundle(remote, await prove(uuid), context, options)
  expect(warnings).toStrictEqual([expect.stringMatching(/_frame.pb of .* does not match its own hash\.$/)])
  const sound = await prove(await putBundle(remote, { data: randomBytes(3 * 1024 * 1024) }))
  expect((await pullBundle(remote, sound, context, options)).warnings).toStrictEqual([])
})

describe('an index', () => {
  const dump = (folder: string) => {
    using database = new DatabaseSync(join(folder, 'ctxt.db'))
    const tables = ['hframes ORDER BY uuid', 'hframes_tags ORDER BY uuid, key']
    return tables.flatMap((table) =>
      database
        .prepare(`SELECT * FROM ${table}`)
        .all()
        .map((row) => ({ ...row })),
    )
  }

  test('gets the very rows that dsdt would write, and a dsdt at work is waited for', async () => {
    await using maker = await makeHome(moto, { remote: 's3://bucket/p' })
    const data = { kind: 'frame', columns: { n: [1, 2] } } as const
    const tags = { größe: 'ü:1', "it's": '"quoted"' }
    const uuid = await maker.makeBundle({ name: "o'name", data, tags, params: { day: '1' }, push: true })
    await using reader = await makeHome(moto, { remote: 's3://bucket/p' })
    const theirs = await openContext({ home: reader.path, name: 'local' })
    if (theirs === undefined) throw new Error('no context')

    const holding = reader.runPython(`
import sqlite3, sys, time
c = sqlite3.connect('${join(theirs.folder, 'ctxt.db')}', isolation_level=None)
c.execute('BEGIN EXCLUSIVE')
open('held', 'w').close()
time.sleep(1.5)
c.execute('COMMIT')
open('released', 'w').close()
`)
    await expect.poll(() => readdir(reader.path), { timeout: 60_000 }).toContain('held')
    await pullBundle(remote, await prove(uuid), theirs, options)
    expect(await readdir(reader.path)).toContain('released')
    await holding

    const ours = dump(theirs.folder)
    expect(ours.length).toBe(5)
    await rm(join(theirs.folder, 'ctxt.db'))
    expect((await reader.runDsdt('ls', '-v')).stdout).toContain(uuid)
    expect(ours).toStrictEqual(dump(theirs.folder))
  })
})

describe('a push', () => {
  const pulled = async () => {
    const uuid = await putBundle(remote, { links, files })
    await pullBundle(remote, await prove(uuid), context, options)
    return uuid
  }
  const keysOf = async (there: Remote, uuid: string) => [...(await there.sizes(uuid, options)).keys()]

  test('that is interrupted shows no HyperFrame, and the next one finishes it', async () => {
    const uuid = await pulled()
    const there = await openTestRemote('s3://bucket/interrupted', moto.env)
    const controller = new AbortController()
    let puts = 0
    const interrupted = createRemote(
      {
        ...remoteWith({}).store,
        async putIfAbsent(key, body, more) {
          if (++puts === 2) controller.abort(new Error('cancelled'))
          more.signal.throwIfAborted()
          return await there.store.putIfAbsent(key, body, more)
        },
      },
      there,
    )
    await expect(pushBundle(context, uuid, interrupted, controller)).rejects.toThrow('cancelled')
    expect(await keysOf(there, uuid)).not.toContain(hyperFrameName(uuid))
    await pushBundle(context, uuid, there, options)
    expect((await proveBundle(there, uuid, options))?.objects).toBe(5)
  })

  test('puts the HyperFrame last', async () => {
    const uuid = await pulled()
    const there = await openTestRemote('s3://bucket/last', moto.env)
    const order: string[] = []
    const watched = createRemote(
      {
        ...remoteWith({}).store,
        async putIfAbsent(key, body, more) {
          const outcome = await there.store.putIfAbsent(key, body, more)
          order.push(key)
          return outcome
        },
      },
      there,
    )
    await pushBundle(context, uuid, watched, options)
    expect(order).toHaveLength(5)
    expect(order.at(-1)).toBe(there.key(uuid, hyperFrameName(uuid)))
  })

  test('by two at once is done once', async () => {
    const uuid = await pulled()
    const there = await openTestRemote('s3://bucket/twice', moto.env)
    const both = await Promise.all([
      pushBundle(context, uuid, there, options),
      pushBundle(context, uuid, there, options),
    ])
    expect(both.reduce((sum, one) => sum + (one?.objects ?? 0), 0)).toBe(5)
    expect((await proveBundle(there, uuid, options))?.warnings).toStrictEqual([])
  })

  test('of what lacks a file, or is another there, is refused before anything is written', async () => {
    const uuid = await pulled()
    const there = await openTestRemote('s3://bucket/refused', moto.env)
    await rm(join(context.objects, uuid, 'a'))
    expect(await catchFailure(pushBundle(context, uuid, there, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: `The bundle ${join(context.objects, uuid)} cannot be used: it refers to objects that do not exist: a.`,
    })
    expect(await keysOf(there, uuid)).toStrictEqual([])
    await there.store.putIfAbsent(there.key(uuid, 'a'), Buffer.from('a'), options)
    await there.store.putIfAbsent(there.key(uuid, 'sub/b'), Buffer.from('another'), options)
    expect((await catchFailure(pushBundle(context, uuid, there, options))).evidence).toContain(
      'sub/b has 3 bytes in the local context and 7 on the remote',
    )
    expect(await keysOf(there, uuid)).toStrictEqual(['a', 'sub/b'])
  })
})

/** Mounting takes root; elsewhere these are left out, and vitest says so. */
describe.skipIf(process.getuid?.() !== 0)('a disk (to mount one takes root)', () => {
  async function mounted(size: string): Promise<string> {
    const home = await mkdtemp(join(root, 'mount-'))
    mount(home, `size=${size}`)
    return home
  }

  function mount(folder: string, how: string): void {
    execFileSync('mount', ['-t', 'tmpfs', '-o', how, 'tmpfs', folder])
    onTestFinished(() => void execFileSync('umount', [folder]))
  }

  function makeIndex({ folder }: LocalContext): void {
    using database = new DatabaseSync(join(folder, 'ctxt.db'))
    database.exec(`CREATE TABLE hframes (uuid TEXT PRIMARY KEY, owner, human_name, processing_name, creation_date, state, pb);
      CREATE TABLE hframes_tags (key, uuid, value)`)
  }

  test('that is full is told, and nothing is left on it', async () => {
    const full = await ensureContext({ home: await mounted('256k'), name: 'local' }, remote)
    const proof = await prove(await putBundle(remote, { data: randomBytes(1024 * 1024) }))
    expect(await catchFailure(pullBundle(remote, proof, full, options))).toStrictEqual({
      verdict: 'disk-full',
      evidence: `No space is left below ${full.folder} (ENOSPC).`,
      advice: 'Free some disk space.',
    })
    expect(await below(full.folder)).toStrictEqual(nothing)
  })

  test('that is full of its index is told too', async () => {
    const home = await mounted('256k')
    const full = await ensureContext({ home, name: 'local' }, remote)
    makeIndex(full)
    const proof = await prove(await putBundle(remote, { name: 'x'.repeat(40_000) }))
    await writeFile(join(home, 'ballast'), randomBytes(8192))
    for (let room = true; room; ) {
      room = await writeFile(join(home, 'ballast'), randomBytes(4096), { flag: 'a' }).then(
        () => true,
        () => false,
      )
    }
    const ballast = await readFile(join(home, 'ballast'))
    await writeFile(join(home, 'ballast'), ballast.subarray(0, ballast.length - 60_000))
    expect(await catchFailure(pullBundle(remote, proof, full, options))).toMatchObject({
      verdict: 'disk-full',
      evidence: `No space is left for ${join(full.folder, 'ctxt.db')}.`,
    })
    expect(await readdir(full.objects)).toStrictEqual([proof.bundle.uuid])
    expect((await readdir(full.folder)).filter((name) => name.startsWith('.pull-'))).toStrictEqual([])
  })

  test('that has the objects on another one is told before and after, and nothing is left beside them', async () => {
    mount(context.objects, 'size=1m')
    const proof = await prove(await putBundle(remote, {}))
    const expected = {
      verdict: 'local-context-unwritable',
      evidence: `${context.folder} could not be written (EXDEV).`,
      advice: expect.stringContaining('on the same file system'),
    }
    expect(await catchFailure(assertWritable(context))).toMatchObject(expected)
    expect(await catchFailure(pullBundle(remote, proof, context, options))).toMatchObject(expected)
    expect(await below(context.folder)).toStrictEqual(nothing)
  })

  test('that is read-only is told before and while pulling', async () => {
    const home = await mounted('1m')
    const fixed = await ensureContext({ home, name: 'local' }, remote)
    makeIndex(fixed)
    execFileSync('mount', ['-o', 'remount,ro', home])
    const proof = await prove(await putBundle(remote, {}))
    const expected = {
      verdict: 'local-context-unwritable',
      evidence: `${fixed.folder} could not be written (EROFS).`,
      advice: "Make it writable for the job's user, or set `pull-output: false`.",
    }
    expect(await catchFailure(assertWritable(fixed))).toStrictEqual(expected)
    expect(await catchFailure(pullBundle(remote, proof, fixed, options))).toStrictEqual(expected)
    expect((await catchFailure(ensureContext({ home, name: 'other' }, remote))).verdict).toBe(
      'local-context-unwritable',
    )
    expect(
      await catchFailure(registerBundle(fixed, proof.parts[0]?.hyperFrame ?? new Uint8Array(), options)),
    ).toMatchObject({
      verdict: 'local-context-unwritable',
      evidence: `${join(fixed.folder, 'ctxt.db')} could not be written.`,
    })
    expect(await listIndexedUuids(fixed, undefined, options)).toStrictEqual([])
  })
})

test('what is proved is what is pulled, and nothing beside it', async () => {
  const uuid = await putBundle(remote, { links: ['bundle://a'], files: { a: '1', stray: 'x', '../outside': 'y' } })
  const proof = await prove(uuid)
  await pullBundle(remote, proof, context, options)
  const frame = proof.bundle.frames[0]?.uuid ?? ''
  expect((await readdir(join(context.objects, uuid))).toSorted()).toStrictEqual(
    ['a', frameName(frame), hyperFrameName(uuid)].toSorted(),
  )
})
