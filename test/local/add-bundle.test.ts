import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fromBinary, toJson } from '@bufbuild/protobuf'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { getOwner } from '../../src/action/checkout.ts'
import { type Bundle, formatFrameName, formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { hyperFrameHashMatches, maxFrameBytes, readHyperFrame } from '../../src/disdat/format/hyperframe.ts'
import { FrameSchema, HyperFrameSchema } from '../../src/disdat/format/proto/hyperframe_pb.ts'
import { addBundle, type NewBundle } from '../../src/local/add-bundle.ts'
import { ensureContext, findLocalBundle, type LocalContext, openContext } from '../../src/local/context.ts'
import { collectFiles } from '../../src/local/workspace-files.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'
import { type Home, makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'

// Each dsdt takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const options = { signal: neverAborted, runId: 'test' }
const url = 's3://bucket/add'
const files = ['one.csv', 'data/b.csv', 'data/a.csv', 'data/größe 1.csv', 'data/данные/x.csv', 'data/данные/深い/y.csv']
/** A name with a space and an escape of URLs, which Disdat does not decode. */
const odd = 'odd/x 1 %20.csv'
const noCheckout = { repo: '', hash: '', branch: '' }

/** Creates the same bundles with dsdt, except for the folder, which the command adds. */
const script = `
import disdat.api as api
api.add('local', 'one', 'in/one.csv').commit()
api.add('local', 'odd', 'in/odd').commit()
api.add('local', 'some', ['in/data/a.csv', 'in/data/b.csv'], tags={'day': 'monday'}).commit()
`

let moto: Moto
let home: Home
let context: LocalContext

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  home = await makeHome(moto, { remote: url })
  for (const file of [...files, odd]) {
    const there = path.join(home.path, 'in', file)
    await mkdir(path.dirname(there), { recursive: true })
    await writeFile(there, `${file}\n`)
  }
  const ran = [
    await home.runPython(script),
    await home.runDsdt('add', '-t', 'size:small', '-t', 'day:monday', 'folder', 'in/data'),
    await home.runDsdt('commit', 'folder'),
  ]
  for (const { code, stdout, stderr } of ran) if (code !== 0) throw new Error(`${stdout}${stderr}`)
  context = await openOrThrow(home)
})

afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await moto[Symbol.asyncDispose]()
})

async function openOrThrow({ path: at }: Pick<Home, 'path'>): Promise<LocalContext> {
  const found = await openContext({ home: at, name: 'local' })
  if (found === undefined) throw new Error('The context does not exist.')
  return found
}

/** Adds the files of these lines as the user of that home. */
async function add(lines: readonly string[], more: Partial<NewBundle> = {}, where = context): Promise<Bundle> {
  const { files: found } = await collectFiles(home.path, lines, options)
  const newBundle = {
    name: 'ours',
    tags: new Map(),
    owner: getOwner(home.env),
    path: lines.join(' '),
    checkout: noCheckout,
    ...more,
  }
  return await addBundle(where, found, newBundle, options)
}

async function findByName(name: string): Promise<Bundle> {
  const found = await findLocalBundle(context, { kind: 'newest', name }, options)
  if (found === undefined) throw new Error(`dsdt created no ${name}.`)
  return found
}

/** The files of a bundle's folder, by path, without frames and HyperFrame. */
async function readFiles(where: LocalContext, uuid: string): Promise<ReadonlyMap<string, string>> {
  const folder = path.join(where.objects, uuid)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const all = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('frame.pb'))
  const read = all.map(async ({ parentPath, name }) => {
    const file = path.join(parentPath, name)
    return [path.relative(folder, file), await readFile(file, 'utf8')] as const
  })
  return new Map((await Promise.all(read)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The messages of a bundle, without names, uuids, times and hashes. */
async function readMessages({ uuid, frames }: Bundle) {
  const read = async (name: string) => new Uint8Array(await readFile(path.join(context.objects, uuid, name)))
  const bytes = await read(formatHyperFrameName(uuid))
  expect(hyperFrameHashMatches(bytes)).toBe(true)
  const [frame = { name: '', uuid: '' }, ...rest] = frames
  expect(rest).toStrictEqual([])
  const text = JSON.stringify({
    hyperFrame: toJson(HyperFrameSchema, readHyperFrame(bytes)),
    frame: toJson(FrameSchema, fromBinary(FrameSchema, await read(formatFrameName(frame.uuid)))),
  })
  const json: unknown = JSON.parse(
    text.replaceAll(uuid, 'its uuid').replaceAll(frame.uuid, 'its frame'),
    (key, value) => (['hash', 'creationDate', 'humanName'].includes(key) ? `a ${typeof value}` : value),
  )
  return json
}

describe('addBundle creates the bundle that dsdt creates', () => {
  test.each([
    { source: 'a file', name: 'one', lines: ['in/one.csv'] },
    { source: 'a folder', name: 'folder', lines: ['in/data'], tags: { size: 'small', day: 'monday' } },
    { source: 'a folder of one file of an odd name', name: 'odd', lines: ['in/odd'] },
    // The API of Disdat accepts several paths, and records the last one.
    { source: 'a pattern', name: 'some', lines: ['in/data/?.csv'], tags: { day: 'monday' }, path: 'in/data/b.csv' },
  ])('of $source', async ({ name, lines, tags = {}, path: noted }) => {
    const [dsdts, ours] = [
      await findByName(name),
      await add(lines, { tags: new Map(Object.entries(tags)), ...(noted !== undefined && { path: noted }) }),
    ]
    expect(await readMessages(ours)).toStrictEqual(await readMessages(dsdts))
    expect(await readFiles(context, ours.uuid)).toStrictEqual(await readFiles(context, dsdts.uuid))
    expect(ours.createdSeconds).toBeGreaterThan(dsdts.createdSeconds)
    expect(await readdir(context.folder)).not.toContainEqual(expect.stringContaining('.pull-'))
  })

  test('and records the checkout of the files', async () => {
    const checkout = { repo: 'https://github.com/acme/shop', hash: 'c0ffee', branch: 'main' }
    const { code } = await add(['in/one.csv'], { checkout })
    expect(code).toStrictEqual({ method: 'add', ...checkout })
  })

  test('as a new version each time', async () => {
    const [first, second] = [await add(['in/one.csv'], { name: 'twice' }), await add(['in/one.csv'], { name: 'twice' })]
    expect(first.uuid).not.toBe(second.uuid)
    expect((await findByName('twice')).uuid).toBe(second.uuid)
  })
})

test('addBundle creates a bundle that dsdt lists, reads and pushes, and another dsdt pulls', async () => {
  const { uuid } = await add(['in/data'], { name: 'größe 1', tags: new Map([['note', 'x']]) })
  expect((await home.runDsdt('ls', '-v', '-t', 'note:x')).stdout).toContain(uuid)
  const cat = (await home.runDsdt('cat', 'größe 1')).stdout
  for (const file of files.slice(1)) expect(cat).toContain(path.join(context.objects, uuid, file.slice('data/'.length)))
  expect((await home.runDsdt('push', '-u', uuid)).code).toBe(0)
  await using reader = await makeHome(moto, { remote: url })
  expect((await reader.runDsdt('pull', '-l', '-u', uuid)).code).toBe(0)
  expect(await readFiles(await openOrThrow(reader), uuid)).toStrictEqual(await readFiles(context, uuid))
})

describe('addBundle with a locked ctxt.db', () => {
  const lockIndex = () => {
    const database = new DatabaseSync(path.join(context.folder, 'ctxt.db'))
    database.exec('BEGIN IMMEDIATE')
    return database
  }
  const selectRows = (database: DatabaseSync, name: string) =>
    database.prepare('SELECT uuid FROM hframes WHERE human_name = ?').all(name)

  test('waits until it is unlocked', async () => {
    using database = lockIndex()
    const before = await readdir(context.objects)
    const adding = add(['in/one.csv'], { name: 'patient' })
    await vi.waitFor(async () => expect(await readdir(context.objects)).toHaveLength(before.length + 1))
    expect(selectRows(database, 'patient')).toHaveLength(0)
    database.exec('COMMIT')
    const { uuid } = await adding
    expect(selectRows(database, 'patient').map((row) => row['uuid'])).toStrictEqual([uuid])
  })

  test('leaves nothing when it is cancelled', async () => {
    using database = lockIndex()
    const before = await readdir(context.objects)
    const cancel = new AbortController()
    const { files: found } = await collectFiles(home.path, ['in/one.csv'], options)
    const newBundle = { name: 'over', tags: new Map(), owner: 'ann', path: 'in/one.csv', checkout: noCheckout }
    const adding = addBundle(context, found, newBundle, { ...options, signal: cancel.signal })
    const outcome = expect(adding).rejects.toThrow()
    await vi.waitFor(async () => expect(await readdir(context.objects)).toHaveLength(before.length + 1))
    cancel.abort(new Error('over'))
    await outcome
    expect(await readdir(context.objects)).toStrictEqual(before)
    expect(selectRows(database, 'over')).toHaveLength(0)
  })
})

test('addBundle creates a bundle that a later dsdt finds on a new machine', async () => {
  await using fresh = await makeHome(moto)
  await rm(path.join(fresh.path, '.disdat'), { recursive: true })
  const made = await ensureContext({ home: fresh.path, name: 'local' }, { url, context: 'shop' })
  const { uuid } = await add(['in/one.csv'], { name: 'first' }, made)
  expect(await readdir(made.folder)).not.toContain('ctxt.db')
  await fresh.runDsdt('init')
  expect((await fresh.runDsdt('ls', '-v')).stdout).toContain(uuid)
})

test('addBundle refuses files whose paths take more than the limit before it copies them, and leaves nothing', async () => {
  const before = await Promise.all([readdir(context.folder), readdir(context.objects)])
  const longest = 'x'.repeat(1024 ** 2)
  const found = Array.from({ length: maxFrameBytes / longest.length }, (_, index) => ({
    source: path.join(home.path, 'absent'),
    path: `${index}/${longest}`,
    size: 8,
  }))
  const newBundle = { name: 'vast', tags: new Map(), owner: 'ann', path: 'in', checkout: noCheckout }
  expect(await catchFailure(addBundle(context, found, newBundle, options))).toMatchObject({
    verdict: 'invalid-input',
    evidence: expect.stringMatching(
      /^input-path: the paths of the files take 671\d{5} bytes; the limit is 67108864\.$/,
    ),
  })
  expect(await Promise.all([readdir(context.folder), readdir(context.objects)])).toStrictEqual(before)
})

test('addBundle fails and leaves nothing when `objects` is not a folder', async () => {
  const at = await mkdtemp(path.join(tmpdir(), 'add-'))
  try {
    const made = await ensureContext({ home: at, name: 'local' }, { url, context: 'shop' })
    await rm(made.objects, { recursive: true })
    await writeFile(made.objects, 'no folder')
    expect((await catchFailure(add(['in/one.csv'], {}, made))).verdict).toBe('local-context-unwritable')
    expect((await readdir(made.folder)).toSorted()).toStrictEqual(['ctxt.json', 'objects'])
  } finally {
    await rm(at, { recursive: true })
  }
})
