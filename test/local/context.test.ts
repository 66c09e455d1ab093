import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { formatHyperFrameName } from '../../src/disdat/bundle.ts'
import {
  assertSameRemote,
  assertWritable,
  ensureContext,
  findLocalBundle,
  openContext,
  readCurrentContext,
} from '../../src/local/context.ts'
import { createBundleObjects } from '../remote/fixtures.ts'
import { catchFailure, neverAborted } from '../remote/helpers.ts'
import { type Home, makeHome } from '../testbed/dsdt.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'

// Each dsdt takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const options = { signal: neverAborted }
const remote = { url: 's3://bucket/p', context: 'shop' }
let root: string
let home: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'local-'))
})
beforeEach(async () => {
  home = await mkdtemp(join(root, 'home-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(home, path, '..'), { recursive: true })
  await writeFile(join(home, path), text)
}

const context = { remote_ctxt: 'shop', local_ctxt: 'local', remote_ctxt_url: 's3://bucket/p/context' }

describe('readCurrentContext', () => {
  test('returns the name that dsdt wrote', async () => {
    await write('.disdat/fs.json', '{"_mangled_curr_context_name": "local"}\nanything')
    expect(await readCurrentContext(home)).toBe('local')
  })

  test('returns undefined without dsdt, or without a current context', async () => {
    expect(await readCurrentContext(home)).toBeUndefined()
    await write('.disdat/fs.json', '{}')
    expect(await readCurrentContext(home)).toBeUndefined()
  })

  test.each(['', 'garbage', '[]', '"local"', 'null', `{"x": "${'x'.repeat(100_000)}"}`])(
    'throws context-conflict for %.20s',
    async (text) => {
      await write('.disdat/fs.json', text)
      expect(await catchFailure(readCurrentContext(home))).toMatchObject({
        verdict: 'context-conflict',
        evidence: expect.stringContaining(`${home}/.disdat/fs.json is not what dsdt writes`),
      })
    },
  )
})

test.each(['*', 'sh?p', '../prod', 'shop/../prod', '-x', 'a b', 'x'.repeat(129)])(
  'readCurrentContext throws context-conflict for the name %j, which no input may have',
  async (name) => {
    await write('.disdat/fs.json', JSON.stringify({ _mangled_curr_context_name: name }))
    expect(await catchFailure(readCurrentContext(home))).toMatchObject({
      verdict: 'context-conflict',
      evidence: expect.stringContaining('is not the name of a context that this action accepts'),
    })
  },
)

describe('openContext and ensureContext', () => {
  const open = (name = 'local') => openContext({ home, name })

  test('read a context as dsdt wrote it', async () => {
    await write('.disdat/context/local/ctxt.json', JSON.stringify(context))
    expect(await open()).toMatchObject({
      name: 'local',
      folder: join(home, '.disdat/context/local'),
      objects: join(home, '.disdat/context/local/objects'),
      remote,
    })
  })

  test.each([
    [{ ...context, remote_ctxt_url: null }, undefined],
    [{ local_ctxt: 'local' }, undefined],
    [
      { ...context, remote_ctxt_url: 's3://bucket/context' },
      { url: 's3://bucket', context: 'shop' },
    ],
    [
      { ...context, remote_ctxt_url: 's3://bucket/p//context' },
      { url: 's3://bucket/p', context: 'shop' },
    ],
  ])('bind %j to %j', async (json, bound) => {
    await write('.disdat/context/local/ctxt.json', JSON.stringify(json))
    expect((await open())?.remote).toStrictEqual(bound)
  })

  test('find no context without a ctxt.json', async () => {
    expect(await open()).toBeUndefined()
    await mkdir(join(home, '.disdat/context/local/objects'), { recursive: true })
    expect(await open()).toBeUndefined()
  })

  test.each(['', '{"remote_ctxt', '[]', JSON.stringify({ ...context, remote_ctxt_url: 's3://bucket/p' })])(
    'throw context-conflict for %j',
    async (text) => {
      await write('.disdat/context/local/ctxt.json', text)
      expect((await catchFailure(open())).verdict).toBe('context-conflict')
    },
  )

  test.each([
    { remote_ctxt: '*' },
    { remote_ctxt: 'sh?p' },
    { remote_ctxt: 'shop/../prod' },
    { remote_ctxt: '..' },
    { remote_ctxt: 'a\u0000b' },
    { remote_ctxt_url: 's3://bucket/../context' },
    { remote_ctxt_url: 's3://bucket/p/${aws:username}/context' },
    { remote_ctxt_url: 's3://ann:secret@bucket/p/context' },
    { remote_ctxt_url: 'https://bucket/p/context' },
  ])('throw context-conflict for the binding %j, which no input may have', async (binding) => {
    await write('.disdat/context/local/ctxt.json', JSON.stringify({ ...context, ...binding }))
    const failure = await catchFailure(open())
    expect(failure.verdict).toBe('context-conflict')
    expect(failure.evidence).toContain(Object.keys(binding)[0])
    expect(failure.evidence).not.toContain('secret')
  })

  test.each(['', '.', '..', 'a/b', '../x', '*', 'sh?p', 'a\\b', 'a\nb', 'a\u0000b', 'x'.repeat(256)])(
    'throw invalid-input for the name %j',
    async (name) => {
      expect((await catchFailure(open(name))).verdict).toBe('invalid-input')
      expect((await catchFailure(ensureContext({ home, name }, remote))).verdict).toBe('invalid-input')
    },
  )

  test('throw context-conflict for a context with another remote', async () => {
    await write('.disdat/context/local/ctxt.json', JSON.stringify(context))
    const local = await open()
    if (local === undefined) throw new Error('no context')
    assertSameRemote(local, remote)
    assertSameRemote(local, { url: 's3://bucket/p/', context: 'shop' })
    for (const other of [
      { ...remote, url: 's3://bucket/q' },
      { ...remote, context: 'other' },
    ]) {
      expect(() => assertSameRemote(local, other)).toThrow(
        `The local context local is bound to shop on s3://bucket/p, not to ${other.context} on ${other.url}.`,
      )
      expect((await catchFailure(ensureContext({ home, name: 'local' }, other))).verdict).toBe('context-conflict')
    }
    expect(await readFile(join(local.folder, 'ctxt.json'), 'utf8')).toBe(JSON.stringify(context))
  })

  test('accept any remote for a context without one', async () => {
    await write('.disdat/context/local/ctxt.json', JSON.stringify({ ...context, remote_ctxt_url: null }))
    expect((await ensureContext({ home, name: 'local' }, remote)).remote).toBeUndefined()
  })

  test('create a context, which becomes the current one only when there is none', async () => {
    const made = await ensureContext({ home, name: 'local' }, { ...remote, url: 's3://bucket/p/' })
    expect(made).toMatchObject({ name: 'local', remote })
    expect(await readdir(made.objects)).toStrictEqual([])
    expect(JSON.parse(await readFile(join(made.folder, 'ctxt.json'), 'utf8'))).toStrictEqual(context)
    expect(await readCurrentContext(home)).toBe('local')
    await ensureContext({ home, name: 'second' }, remote)
    expect(await readCurrentContext(home)).toBe('local')
    expect((await readdir(join(home, '.disdat'))).toSorted()).toStrictEqual(['context', 'fs.json'])
    expect((await readdir(made.folder)).toSorted()).toStrictEqual(['ctxt.json', 'objects'])
  })

  test('create one context for concurrent callers', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => ensureContext({ home, name: 'local' }, remote)))
    expect(new Set(made.map(({ folder }) => folder)).size).toBe(1)
    expect((await readdir(made[0]?.folder ?? '')).toSorted()).toStrictEqual(['ctxt.json', 'objects'])
  })

  test('throw local-context-unwritable when the folder cannot be created', async () => {
    await write('.disdat/context', 'a file')
    expect(await catchFailure(ensureContext({ home, name: 'local' }, remote))).toMatchObject({
      verdict: 'local-context-unwritable',
      evidence: `${home}/.disdat/context/local could not be written (ENOTDIR).`,
    })
  })

  test('leave a context as it was when assertWritable succeeds', async () => {
    const made = await ensureContext({ home, name: 'local' }, remote)
    await assertWritable(made)
    expect((await readdir(made.folder, { recursive: true })).toSorted()).toStrictEqual(['ctxt.json', 'objects'])
    await rm(made.objects, { recursive: true })
    await writeFile(made.objects, 'a file')
    expect((await catchFailure(assertWritable(made))).verdict).toBe('local-context-unwritable')
  })
})

describe('findLocalBundle', () => {
  let moto: Moto
  let maker: Home
  beforeAll(async () => {
    moto = await startMoto()
    maker = await makeHome(moto)
  })
  afterAll(async () => {
    await maker[Symbol.asyncDispose]()
    await moto[Symbol.asyncDispose]()
  })

  test('finds the bundles that dsdt sees', async () => {
    const data = { kind: 'value', value: 1 } as const
    const removed = await maker.makeBundle({ name: 'a', data })
    const kept = await maker.makeBundle({ name: 'a', data })
    const opened = await openContext({ home: maker.path, name: 'local' })
    if (opened === undefined) throw new Error('no context')
    expect(opened.remote).toBeUndefined()
    const find = () => findLocalBundle(opened, { kind: 'newest', name: 'a' }, options)
    expect((await find())?.uuid).toBe(kept)

    // dsdt sees only the bundles of its index. Without the index, it sees every folder of `objects`.
    const { uuid, objects } = createBundleObjects({ name: 'a' })
    await mkdir(join(opened.objects, uuid))
    for (const [path, bytes] of objects) await writeFile(join(opened.objects, uuid, path), bytes)
    const unseen = { kind: 'newest', name: 'a', tags: new Map([['committed', 'True']]) } as const
    await rm(join(opened.objects, kept), { recursive: true })
    expect((await findLocalBundle(opened, unseen, options))?.uuid).toBe(removed)
    await rm(join(opened.objects, removed), { recursive: true })
    expect(await find()).toBeUndefined()
    await rm(join(opened.folder, 'ctxt.db'))
    expect((await find())?.uuid).toBe(uuid)
    expect((await maker.runDsdt('ls', '-v')).stdout).toContain(uuid)

    const reported: string[] = []
    const unreadable = crypto.randomUUID()
    await mkdir(join(opened.objects, unreadable))
    await writeFile(join(opened.objects, unreadable, formatHyperFrameName(unreadable)), 'garbage')
    await rm(join(opened.folder, 'ctxt.db'))
    const onUnreadable = (id: string) => void reported.push(id)
    expect((await findLocalBundle(opened, unseen, { ...options, onUnreadable }))?.uuid).toBe(uuid)
    expect(reported).toStrictEqual([unreadable])
    await writeFile(join(opened.folder, 'out_hframe.pb'), 'garbage')
    expect(await findLocalBundle(opened, { kind: 'uuid', uuid: '../out' }, options)).toBeUndefined()
    expect(await catchFailure(findLocalBundle(opened, { kind: 'uuid', uuid: unreadable }, options))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: expect.stringContaining(join(opened.objects, unreadable)),
    })
  })
})

test('findLocalBundle finds nothing without an `objects` folder', async () => {
  await write('.disdat/context/local/ctxt.json', JSON.stringify(context))
  const opened = await openContext({ home, name: 'local' })
  if (opened === undefined) throw new Error('no context')
  expect(await findLocalBundle(opened, { kind: 'newest', name: 'a' }, options)).toBeUndefined()
})
