import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { formatFrameName, formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { addPromotionTag } from '../../src/disdat/promotion-tag.ts'
import { assertWritable, ensureContext, type LocalContext, openContext } from '../../src/local/context.ts'
import { listIndexedUuids, registerBundle } from '../../src/local/ctxt-db.ts'
import { type Proof, proveBundle } from '../../src/remote/prove.ts'
import { pullBundle } from '../../src/remote/pull.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import type { ObjectStore } from '../../src/s3/store.ts'
import { makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { createBundleObjects, putBundle } from './fixtures.ts'
import { catchFailure, neverAborted, openTestRemote, replaceMethods } from './helpers.ts'

// Each dsdt takes a second, and several on a busy machine.
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

async function proveOrThrow(uuid: string): Promise<Proof> {
  const proof = await proveBundle(remote, uuid, options)
  if (proof === undefined) throw new Error('The bundle does not exist.')
  return proof
}

/** The remote with some methods of its store replaced. */
function remoteWith(methods: Partial<ObjectStore>): Remote {
  return createRemote(replaceMethods(remote, methods), remote)
}

const files = { a: 'one', 'sub/b': 'two', 'sub/deep/c': '' }
const links = Object.keys(files).map((name) => `bundle://${name}`)

async function listTree(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).toSorted()
}

/** The proof of a bundle whose frames did not fit into the memory budget. */
async function proveWithoutFrames(uuid: string): Promise<Proof> {
  const proof = await proveOrThrow(uuid)
  return { ...proof, parts: proof.parts.map((part) => ({ ...part, frameBytes: new Map() })) }
}

/** The folder of a context before the first pull. */
const emptyFolder = ['ctxt.json', 'objects']

describe('pullBundle', () => {
  test('leaves nothing when it is cancelled', async () => {
    const proof = await proveOrThrow(await putBundle(remote, { links, files }))
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
    expect(await listTree(context.folder)).toStrictEqual(emptyFolder)
  })

  test('leaves nothing when an object is deleted meanwhile', async () => {
    const proof = await proveOrThrow(await putBundle(remote, { links, files }))
    const gone = remoteWith({ getToFile: async () => false })
    expect(await catchFailure(pullBundle(gone, proof, context, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringMatching(/ was deleted while it was pulled\.$/),
    })
    expect(await listTree(context.folder)).toStrictEqual(emptyFolder)
  })

  test('leaves nothing when an object has another size than before', async () => {
    const proof = await proveOrThrow(await putBundle(remote, { links, files }))
    const [part] = proof.parts
    if (part === undefined) throw new Error('The proof has no part.')
    const objects = part.objects.map((object) => ({ ...object, size: object.size + 1 }))
    const wrong = { ...proof, parts: [{ ...part, objects }] }
    expect((await catchFailure(pullBundle(remote, wrong, context, options))).verdict).toBe('bundle-corrupt')
    expect(await listTree(context.folder)).toStrictEqual(emptyFolder)
  })

  test('keeps complete inner bundles when the outer one fails', async () => {
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
    expect(await readdir(context.folder)).toStrictEqual(emptyFolder)
    expect(await pullBundle(remote, await proveOrThrow(outer), context, options)).toMatchObject({ objects: 2 })
    expect((await readdir(context.objects)).toSorted()).toStrictEqual([inner, outer].toSorted())
  })

  test('gives the same result when several pulls run at once', async () => {
    const uuid = await putBundle(remote, { links, files })
    const proof = await proveOrThrow(uuid)
    await Promise.all(Array.from({ length: 6 }, () => pullBundle(remote, proof, context, options)))
    expect(await readdir(context.folder)).toStrictEqual(emptyFolder)
    for (const [name, text] of Object.entries(files)) {
      expect(await readFile(join(context.objects, uuid, name), 'utf8')).toBe(text)
    }
    expect(await pullBundle(remote, proof, context, options)).toMatchObject({ objects: 0, bytes: 0 })
  })

  test('completes a bundle that another pull put there first', async () => {
    const uuid = await putBundle(remote, { links, files })
    const late = remoteWith({
      async getToFile(key, file, more) {
        if (key.endsWith('/a'))
          await pullBundle(remote, await proveOrThrow(uuid), context, { ...options, runId: 'first' })
        return await remote.store.getToFile(key, file, more)
      },
    })
    await pullBundle(late, await proveOrThrow(uuid), context, options)
    expect(await readdir(context.folder)).toStrictEqual(emptyFolder)
    expect(await readFile(join(context.objects, uuid, 'sub/b'), 'utf8')).toBe('two')
  })

  test('refuses a bundle whose local HyperFrame differs, or cannot be read', async () => {
    const uuid = await putBundle(remote, { links, files })
    const proof = await proveOrThrow(uuid)
    await pullBundle(remote, proof, context, options)
    const file = join(context.objects, uuid, formatHyperFrameName(uuid))
    for (const bytes of [Buffer.from('something else'), Buffer.alloc(5 * 1024 * 1024)]) {
      await writeFile(file, bytes)
      expect(await catchFailure(pullBundle(remote, proof, context, options))).toMatchObject({
        verdict: 'bundle-corrupt',
        evidence: expect.stringContaining(`${bytes.length} bytes in the local context`),
      })
    }
  })

  test('refuses a bundle whose local copy differs, and changes nothing', async () => {
    const uuid = await putBundle(remote, { links, files })
    const proof = await proveOrThrow(uuid)
    await pullBundle(remote, proof, context, options)
    await writeFile(join(context.objects, uuid, 'a'), 'something else')
    const before = await listTree(context.folder)
    expect(await catchFailure(pullBundle(remote, proof, context, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringContaining('a has 14 bytes in the local context and 3 on the remote'),
      advice: `Remove it with \`dsdt rm --uuid ${uuid}\`, and run again.`,
    })
    expect(await listTree(context.folder)).toStrictEqual(before)
  })
})

test('pullBundle does not fetch small frames again that proveBundle has read', async () => {
  const proof = await proveOrThrow(await putBundle(remote, { links, files }))
  const requests: string[] = []
  const seen = remoteWith({
    getToFile(key, file, more) {
      requests.push(key.slice(remote.getKey(proof.bundle.uuid, '').length))
      return remote.store.getToFile(key, file, more)
    },
  })
  await pullBundle(seen, proof, context, options)
  expect(requests.toSorted()).toStrictEqual(Object.keys(files).toSorted())
  const sizes = Object.fromEntries(await context.listSizes(proof.bundle.uuid, options))
  expect(sizes).toStrictEqual(Object.fromEntries(await remote.listSizes(proof.bundle.uuid, options)))
  const large = await proveOrThrow(await putBundle(remote, { data: randomBytes(3 * 1024 * 1024) }))
  await pullBundle(seen, large, context, options)
  expect(requests).toHaveLength(Object.keys(files).length + 1)
})

test('pullBundle pulls names that differ only in case, or in the form of a letter, where the file system holds both', async () => {
  const names = { 'data.csv': '1', 'Data.csv': '22', 'e\u0301': '333', '\u00e9': '4444' }
  const proof = await proveOrThrow(
    await putBundle(remote, { files: names, links: Object.keys(names).map((name) => `bundle://${name}`) }),
  )
  const ignoresCase = await stat(context.folder.toUpperCase()).then(
    () => true,
    () => false,
  )
  const pulling = pullBundle(remote, proof, context, options)
  if (!ignoresCase) {
    const { folder } = await pulling
    for (const [name, content] of Object.entries(names))
      expect(await readFile(join(folder, name), 'utf8')).toBe(content)
  } else {
    expect(await catchFailure(pulling)).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringContaining('are the same file on a file system that ignores case'),
    })
  }
})

describe('pullBundle changes nothing when it refuses', () => {
  test('a large frame that Disdat cannot load', async () => {
    const { uuid, objects } = createBundleObjects({ data: new Uint8Array(200_000) })
    for (const [name, bytes] of objects) {
      const stored = name.endsWith('_frame.pb') ? bytes.subarray(0, 150_000) : bytes
      await remote.store.putIfAbsent(remote.getKey(uuid, name), stored, { signal: neverAborted })
    }
    const proof = await proveOrThrow(uuid)
    expect(await catchFailure(pullBundle(remote, proof, context, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringContaining('is cut off'),
    })
    expect(await listTree(context.folder)).toStrictEqual(emptyFolder)
  })

  test.each(['', 'sub'])('a symbolic link in the target: bundle/%s', async (name) => {
    const proof = await proveOrThrow(await putBundle(remote, { links, files }))
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
    expect(await readdir(context.folder)).toStrictEqual(emptyFolder)
  })

  test('a frame that has other bytes than when the bundle was proved', async () => {
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
    expect(await listTree(context.folder)).toStrictEqual(emptyFolder)
  })
})

describe('in a context that others write during the download, pullBundle', () => {
  /** Pulls a bundle whose first download is preceded by `attack`, and returns the files outside of the context. */
  async function pullUnderAttack(attack: (bundle: string, outside: string) => Promise<void>) {
    const proof = await proveOrThrow(await putBundle(remote, { links, files }))
    const { uuid } = proof.bundle
    const outside = await mkdtemp(join(root, 'outside-'))
    await mkdir(join(outside, uuid, 'sub/deep'), { recursive: true })
    await mkdir(join(outside, 'deep'))
    let attacked: Promise<void> | undefined
    const other = remoteWith({
      async getToFile(key, file, more) {
        attacked ??= attack(join(context.objects, uuid), outside)
        await attacked
        return await remote.store.getToFile(key, file, more)
      },
    })
    const result = await pullBundle(other, proof, context, options).catch((error: unknown) => error)
    const entries = await readdir(outside, { recursive: true, withFileTypes: true })
    return { result, bundle: join(context.objects, uuid), redirected: entries.filter((entry) => !entry.isDirectory()) }
  }

  test('writes nothing through a link in the place of its staging folder', async () => {
    const { result, bundle, redirected } = await pullUnderAttack(async (_, outside) => {
      const [staging = ''] = (await readdir(context.folder)).filter((name) => name.startsWith('.pull-'))
      await rename(join(context.folder, staging), join(context.folder, 'moved'))
      await symlink(outside, join(context.folder, staging))
    })
    expect(redirected).toStrictEqual([])
    expect(result).toMatchObject({ objects: 5 })
    expect(await readFile(join(bundle, 'sub/b'), 'utf8')).toBe('two')
    // The folder that was moved away is empty.
    expect(await readdir(join(context.folder, 'moved'))).toStrictEqual([])
  })

  test.each(['.', 'sub'])('refuses a link in the folder of the bundle, at %s', async (name) => {
    const { result, redirected } = await pullUnderAttack(async (bundle, outside) => {
      await mkdir(join(bundle, name, '..'), { recursive: true })
      await symlink(outside, join(bundle, name))
    })
    expect(redirected).toStrictEqual([])
    expect(result).toMatchObject({
      verdict: 'bundle-corrupt',
      message: expect.stringContaining('is a symbolic link that leads elsewhere'),
    })
  })
})

test('pullBundle warns about a large frame that does not match its hash', async () => {
  const { uuid, objects } = createBundleObjects({ data: randomBytes(3 * 1024 * 1024) })
  for (const [name, bytes] of objects) {
    if (bytes.length > 100_000) bytes[100_000] = (bytes[100_000] ?? 0) ^ 1
    await remote.store.putIfAbsent(remote.getKey(uuid, name), bytes, { signal: neverAborted })
  }
  const { warnings } = await pullBundle(remote, await proveOrThrow(uuid), context, options)
  expect(warnings).toStrictEqual([expect.stringMatching(/_frame.pb of .* does not match its own hash\.$/)])
  const sound = await proveOrThrow(await putBundle(remote, { data: randomBytes(3 * 1024 * 1024) }))
  expect((await pullBundle(remote, sound, context, options)).warnings).toStrictEqual([])
})

describe('pullBundle with a ctxt.db', () => {
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

  test('keeps a local copy from before a promotion, and the index of dsdt says what the copy says', async () => {
    await using reader = await makeHome(moto, { remote: 's3://bucket/p' })
    const local = await openContext({ home: reader.path, name: 'local' })
    if (local === undefined) throw new Error('The context does not exist.')
    const uuid = await putBundle(remote, { name: 'kept', links, files })
    const proof = await proveOrThrow(uuid)
    await pullBundle(remote, proof, local, options)
    const before = dump(local.folder)
    const parts = proof.parts.map((part) => ({ ...part, hyperFrame: addPromotionTag(part.hyperFrame, 'pr-7') }))
    expect(parts[0]?.hyperFrame.length).toBeGreaterThan(proof.parts[0]?.hyperFrame.length ?? 0)
    expect(await pullBundle(remote, { ...proof, parts }, local, options)).toMatchObject({ objects: 0, warnings: [] })
    const kept = await readFile(join(local.objects, uuid, formatHyperFrameName(uuid)))
    expect(Buffer.compare(kept, proof.parts[0]?.hyperFrame ?? Buffer.of())).toBe(0)
    expect(dump(local.folder)).toStrictEqual(before)
    expect((await reader.runDsdt('ls', '-v', 'kept')).stdout).toContain(uuid)
  })

  test('waits for a dsdt that locks it, and writes the rows that dsdt would write', async () => {
    await using maker = await makeHome(moto, { remote: 's3://bucket/p' })
    const data = { kind: 'frame', columns: { n: [1, 2] } } as const
    const tags = { größe: 'ü:1', "it's": '"quoted"' }
    const uuid = await maker.makeBundle({ name: "o'name", data, tags, params: { day: '1' }, push: true })
    await using reader = await makeHome(moto, { remote: 's3://bucket/p' })
    const theirs = await openContext({ home: reader.path, name: 'local' })
    if (theirs === undefined) throw new Error('The context does not exist.')

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
    await pullBundle(remote, await proveOrThrow(uuid), theirs, options)
    expect(await readdir(reader.path)).toContain('released')
    await holding

    const ours = dump(theirs.folder)
    expect(ours.length).toBe(5)
    await rm(join(theirs.folder, 'ctxt.db'))
    expect((await reader.runDsdt('ls', '-v')).stdout).toContain(uuid)
    expect(ours).toStrictEqual(dump(theirs.folder))
  })
})

/** Only root can mount. Elsewhere vitest reports these tests as skipped. */
describe.skipIf(process.getuid?.() !== 0)('pullBundle on a mounted disk (requires root)', () => {
  async function mountDisk(size: string): Promise<string> {
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

  test('reports a full disk, and leaves nothing', async () => {
    const full = await ensureContext({ home: await mountDisk('256k'), name: 'local' }, remote)
    const proof = await proveOrThrow(await putBundle(remote, { data: randomBytes(1024 * 1024) }))
    expect(await catchFailure(pullBundle(remote, proof, full, options))).toStrictEqual({
      verdict: 'disk-full',
      evidence: `No space is left below ${full.folder} (ENOSPC).`,
      advice: 'Free some disk space.',
    })
    expect(await listTree(full.folder)).toStrictEqual(emptyFolder)
  })

  test('reports a disk that is too full for the index', async () => {
    const home = await mountDisk('256k')
    const full = await ensureContext({ home, name: 'local' }, remote)
    makeIndex(full)
    const proof = await proveOrThrow(await putBundle(remote, { name: 'x'.repeat(40_000) }))
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

  test('reports `objects` on another file system, and leaves nothing', async () => {
    mount(context.objects, 'size=1m')
    const proof = await proveOrThrow(await putBundle(remote, {}))
    const expected = {
      verdict: 'local-context-unwritable',
      evidence: `${context.folder} could not be written (EXDEV).`,
      advice: expect.stringContaining('on the same file system'),
    }
    expect(await catchFailure(assertWritable(context))).toMatchObject(expected)
    expect(await catchFailure(pullBundle(remote, proof, context, options))).toMatchObject(expected)
    expect(await listTree(context.folder)).toStrictEqual(emptyFolder)
  })

  test('reports a read-only disk before and during the pull', async () => {
    const home = await mountDisk('1m')
    const fixed = await ensureContext({ home, name: 'local' }, remote)
    makeIndex(fixed)
    execFileSync('mount', ['-o', 'remount,ro', home])
    const proof = await proveOrThrow(await putBundle(remote, {}))
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

test('pullBundle pulls the proved objects and no others', async () => {
  const uuid = await putBundle(remote, { links: ['bundle://a'], files: { a: '1', stray: 'x', '../outside': 'y' } })
  const proof = await proveOrThrow(uuid)
  await pullBundle(remote, proof, context, options)
  const frame = proof.bundle.frames[0]?.uuid ?? ''
  expect((await readdir(join(context.objects, uuid))).toSorted()).toStrictEqual(
    ['a', formatFrameName(frame), formatHyperFrameName(uuid)].toSorted(),
  )
})
