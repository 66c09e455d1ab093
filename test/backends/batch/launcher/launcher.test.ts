import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JobSeed } from '../../../../src/backends/backend.ts'
import { wrapCommand } from '../../../../src/backends/batch/launcher/wrap-command.ts'
import { formatPack } from '../../../../src/remote/packs/pack.ts'
import type { Remote } from '../../../../src/remote/remote.ts'
import { neverAborted, openTestRemote } from '../../../remote/helpers.ts'
import {
  createTestBundles,
  createTestHyperFrame,
  createTestObject,
  type TestObject,
  toMembers,
} from '../../../remote/packs/fixtures.ts'
import { startFaultyS3 } from '../../../testbed/faulty-s3.ts'
import { type Moto, startMoto } from '../../../testbed/moto.ts'
import { runCommand, venvBin } from '../../../testbed/process.ts'
import { makeTemporaryFolder } from '../../../testbed/temporary-folder.ts'
import { mountTmpfs } from '../../../testbed/tmpfs.ts'

/** `LAUNCHER_PYTHON_BIN` is the `bin` of a virtual environment with boto3 and another version of Python. */
const pythonBin = process.env['LAUNCHER_PYTHON_BIN'] ?? venvBin
const options = { signal: neverAborted }
const url = 's3://bucket/prefix'

let moto: Moto
let contexts = 0

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
afterAll(() => moto[Symbol.asyncDispose]())

/** A new remote context with these objects, of which `packed` are in its root pack. */
async function createContext(objects: readonly TestObject[], packed: readonly TestObject[] = []): Promise<Remote> {
  contexts += 1
  const remote = await openTestRemote(url, moto.env, `shop${contexts}`)
  const folder = remote.objects.slice(0, -'objects/'.length)
  for (const { object, content } of objects) await remote.store.putIfAbsent(folder + object.path, content, options)
  if (packed.length > 0) await putPack(remote, await formatPack(remote.context, toMembers(packed)))
  return remote
}

async function putPack(remote: Remote, bytes: Uint8Array, ending = ''): Promise<void> {
  const key = `${remote.objects.slice(0, -'objects/'.length)}run-action/pack${ending}.gz`
  await remote.store.putIfAbsent(key, bytes, options)
}

type RunOptions = {
  readonly home: string
  readonly env?: Readonly<Record<string, string>>
  readonly seed?: Partial<JobSeed>
  /** The program that the job runs, a shell script. */
  readonly program?: string
  readonly path?: string
}

/** Runs a wrapped command that prints its arguments. */
async function run(remote: Remote, { home, env = moto.env, seed, program = '', path = '' }: RunOptions) {
  await using bin = await makeTemporaryFolder('bin-')
  await writeFile(join(bin.path, 'dsdt_docker'), `#!/bin/sh\n${program}\nprintf 'argument:%s\\n' "$@"\nexit 7\n`)
  await chmod(join(bin.path, 'dsdt_docker'), 0o755)
  const names = { remoteContext: remote.context, localContext: 'local' }
  const argv = ['dsdt_docker', '--branch', 'a/b c', '--', 'pipe', "it's", '$HOME']
  const all = { mode: 'all', remote: url, ...names, maxBytes: 1 << 20, isRequested: false, ...seed } as const
  const [shell = '', ...args] = wrapCommand(argv, all)
  const ran = await runCommand(`/bin/${shell}`, args, {
    env: { PATH: path || `${bin.path}:${pythonBin}:/usr/bin:/bin`, HOME: home, ...env },
    cwd: bin.path,
  })
  const lines = ran.stdout.trimEnd().split('\n')
  return {
    code: ran.code,
    stderr: ran.stderr,
    said: lines.filter((line) => !line.startsWith('argument:')),
    argv: lines.filter((line) => line.startsWith('argument:')).map((line) => line.slice('argument:'.length)),
  }
}

const argvAsGiven = ['--branch', 'a/b c', '--', 'pipe', "it's", '$HOME']

/** Every file below a folder with its content. */
async function readFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'utf8')] as const),
    ),
  )
}

const toFiles = (objects: readonly TestObject[]) =>
  new Map(objects.map(({ object, content }) => [`context/local/${object.path}`, content.toString()]))

const sortFiles = (files: ReadonlyMap<string, string>) => [...files].sort(([a], [b]) => (a < b ? -1 : 1))

/** What a command finds that starts as if there were no launcher. */
async function expectUnseeded(ran: Awaited<ReturnType<typeof run>>, home: string, why: string): Promise<void> {
  expect(ran).toMatchObject({ code: 7, stderr: '', argv: argvAsGiven })
  expect(ran.said).toStrictEqual([
    expect.stringContaining(`disdat/run-action: the local context was not filled: ${why}`),
  ])
  expect(await readFiles(join(home, '.disdat'))).toStrictEqual(new Map())
}

describe('the launcher of a Batch job', () => {
  test('fills the local context from packs and objects, and adds --no-pull', async () => {
    await using home = await makeTemporaryFolder('home-')
    const objects = createTestBundles(0, 12)
    const remote = await createContext(objects, objects.slice(0, 10))
    const ran = await run(remote, { home: home.path })
    expect(ran).toMatchObject({ code: 7, stderr: '', argv: ['--no-pull', ...argvAsGiven] })
    expect(ran.said).toStrictEqual([
      expect.stringMatching(/^disdat\/run-action: filled the local context with 24 objects in \d+\.\d s$/),
    ])
    const binding = { remote_ctxt: remote.context, local_ctxt: 'local', remote_ctxt_url: `${url}/context` }
    const { 'context/local/ctxt.json': json = '', ...files } = Object.fromEntries(
      await readFiles(join(home.path, '.disdat')),
    )
    expect(JSON.parse(json)).toStrictEqual(binding)
    expect(sortFiles(new Map(Object.entries(files)))).toStrictEqual(sortFiles(toFiles(objects)))
    expect(moto.log()).not.toMatch(
      new RegExp(`GET /bucket/prefix/context/${remote.context}/${objects[0]?.object.path} `),
    )
    expect(moto.log()).toMatch(new RegExp(`GET /bucket/prefix/context/${remote.context}/${objects[20]?.object.path} `))
  })

  test('asks for no pack below a pack that does not exist', async () => {
    await using home = await makeTemporaryFolder('home-')
    const remote = await createContext(createTestBundles(0, 12))
    await run(remote, { home: home.path })
    expect(moto.log().split(`GET /bucket/prefix/context/${remote.context}/run-action/pack`)).toHaveLength(2)
  })

  test('reads a pack below the root', async () => {
    await using home = await makeTemporaryFolder('home-')
    const objects = createTestBundles(0, 2)
    // Packs are read for four objects or more.
    const digit = 'a'
    const same = objects.map(({ object, content }) => {
      const [folder = '', uuid = '', file = ''] = object.path.split('/')
      return createTestObject([folder, digit + uuid.slice(1), file].join('/'), content)
    })
    const remote = await createContext(same)
    await putPack(remote, await formatPack(remote.context, new Map()))
    await putPack(remote, await formatPack(remote.context, toMembers(same)), `-${digit}`)
    const ran = await run(remote, { home: home.path })
    expect(ran.said).toStrictEqual([expect.stringContaining('filled the local context with 4 objects')])
    expect(moto.log()).not.toContain(`GET /bucket/prefix/context/${remote.context}/objects/`)
  })

  test('takes the newest bundles that fit, and lets Disdat pull the rest', async () => {
    await using home = await makeTemporaryFolder('home-')
    const [old, recent] = [createTestBundles(0, 1), createTestBundles(1, 1)]
    const remote = await createContext(old)
    // S3 has the time in seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const folder = remote.objects.slice(0, -'objects/'.length)
    for (const { object, content } of recent) await remote.store.putIfAbsent(folder + object.path, content, options)
    const ran = await run(remote, { home: home.path, seed: { maxBytes: 700 } })
    expect(ran.argv).toStrictEqual(argvAsGiven)
    expect(ran.said).toStrictEqual([expect.stringMatching(/with 2 objects in .* s; Disdat pulls the rest$/)])
    const files = await readFiles(join(home.path, '.disdat'))
    expect([...files.keys()].filter((file) => file.endsWith('.pb')).sort()).toStrictEqual(
      [...toFiles(recent).keys()].sort(),
    )
  })

  test('leaves objects to Disdat whose names it does not know', async () => {
    await using home = await makeTemporaryFolder('home-')
    const [first] = createTestBundles(0, 1)
    if (first === undefined) throw new Error('There is one.')
    const strange = { ...first, object: { ...first.object, path: `${first.object.path}/sub folder/x_frame.pb` } }
    const remote = await createContext([...createTestBundles(1, 1), strange])
    const ran = await run(remote, { home: home.path })
    expect(ran.argv).toStrictEqual(argvAsGiven)
    expect(ran.said).toStrictEqual([expect.stringMatching(/with 2 objects in .* s; Disdat pulls the rest$/)])
  })

  test.for([
    ['truncated', (pack: Uint8Array) => pack.subarray(0, -30)],
    ['of another format', () => gzipSync('{"pack":"disdat-run-action","version":2,"context":"x","members":[]}\n')],
    ['without a gzip header', () => Buffer.from('garbage')],
    ['larger than 12 MiB when it is unpacked', () => gzipSync(Buffer.alloc(13 << 20))],
  ] as const)('ignores a pack that is %s', async ([_, damage]) => {
    await using home = await makeTemporaryFolder('home-')
    const objects = createTestBundles(0, 3)
    const remote = await createContext(objects)
    await putPack(remote, damage(await formatPack(remote.context, toMembers(objects))))
    const ran = await run(remote, { home: home.path })
    expect(ran.argv).toStrictEqual(['--no-pull', ...argvAsGiven])
    const files = new Map(await readFiles(join(home.path, '.disdat')))
    files.delete('context/local/ctxt.json')
    expect(sortFiles(files)).toStrictEqual(sortFiles(toFiles(objects)))
  })

  test('writes only listed paths with the listed content, and ignores a pack of another context', async () => {
    await using home = await makeTemporaryFolder('home-')
    const objects = createTestBundles(0, 3)
    const evil = Buffer.from('evil'.padEnd(300, '!'))
    const paths = ['objects/../../../../evil', `${home.path}/evil`, objects[0]?.object.path ?? '']
    const lies = new Map([...toMembers(objects), ...paths.map((path) => [path, evil] as const)])
    for (const context of ['other', undefined]) {
      const remote = await createContext(objects)
      await putPack(remote, await formatPack(context ?? remote.context, lies))
      const ran = await run(remote, { home: home.path })
      expect(ran.argv).toStrictEqual(['--no-pull', ...argvAsGiven])
      const files = new Map(await readFiles(home.path))
      files.delete('.disdat/context/local/ctxt.json')
      const expected = [...toFiles(objects)].map(([path, text]) => [`.disdat/${path}`, text] as const)
      expect(sortFiles(files)).toStrictEqual(sortFiles(new Map(expected)))
      await rm(join(home.path, '.disdat'), { recursive: true })
    }
  })

  test.for([
    ['garbage', Buffer.from('garbage')],
    ['truncated', Buffer.from([0x12, 9, 0x61])],
    ['without a valid text', Buffer.from([0x12, 1, 0xff])],
    ['with a broken lineage', Buffer.from([0x32, 2, 0x0a, 9])],
  ] as const)('leaves a HyperFrame to Disdat that is %s', async ([_, content]) => {
    await using home = await makeTemporaryFolder('home-')
    const { object } = createTestHyperFrame()
    const remote = await createContext([...createTestBundles(1, 1), createTestObject(object.path, content)])
    const ran = await run(remote, { home: home.path })
    expect(ran.argv).toStrictEqual(argvAsGiven)
    const files = await readFiles(join(home.path, '.disdat/context/local/objects'))
    expect([...files.keys()].sort()).toStrictEqual(
      createTestBundles(1, 1)
        .map((each) => each.object.path.slice('objects/'.length))
        .sort(),
    )
  })

  test('needs no permission to read the packs', async () => {
    await using home = await makeTemporaryFolder('home-')
    const objects = createTestBundles(0, 3)
    const remote = await createContext(objects, objects)
    await using faulty = await startFaultyS3(moto, ({ key }) =>
      key.includes('run-action/') ? { kind: 'refuse', status: 403, code: 'AccessDenied' } : undefined,
    )
    const ran = await run(remote, { home: home.path, env: faulty.env })
    expect(ran.argv).toStrictEqual(['--no-pull', ...argvAsGiven])
    expect(ran.said).toStrictEqual([expect.stringContaining('with 6 objects')])
  })

  test('leaves a bundle to Disdat that vanishes after the listing', async () => {
    await using home = await makeTemporaryFolder('home-')
    const objects = createTestBundles(0, 3)
    const remote = await createContext(objects)
    const gone = objects[0]?.object.path ?? '-'
    await using faulty = await startFaultyS3(moto, ({ key }) =>
      key.endsWith(gone) ? { kind: 'refuse', status: 404, code: 'NoSuchKey' } : undefined,
    )
    const ran = await run(remote, { home: home.path, env: faulty.env })
    expect(ran.argv).toStrictEqual(argvAsGiven)
    expect(ran.said).toStrictEqual([expect.stringMatching(/with 5 objects in .* s; Disdat pulls the rest$/)])
  })

  test('starts the command when S3 does not answer, stops to answer, or refuses, and leaves nothing behind', {
    timeout: 60_000,
  }, async () => {
    const objects = createTestBundles(0, 3)
    const remote = await createContext(objects)
    const cases = [
      [() => true, { kind: 'silence' }, 'no progress for 8 s'],
      [(key: string) => key.endsWith(objects[0]?.object.path ?? '-'), { kind: 'silence' }, 'no progress for 8 s'],
      [() => true, { kind: 'refuse', status: 403, code: 'AccessDenied' }, 'An error occurred (AccessDenied)'],
    ] as const
    const runCase = async ([isFaulty, fault, why]: (typeof cases)[number]) => {
      await using home = await makeTemporaryFolder('home-')
      await using faulty = await startFaultyS3(moto, ({ key }) => (isFaulty(key) ? fault : undefined))
      await expectUnseeded(await run(remote, { home: home.path, env: faulty.env }), home.path, why)
    }
    await Promise.all(cases.map(runCase))
  })

  test('starts the command when the disk is full, and leaves nothing behind', async () => {
    await using disk = await mountTmpfs(64)
    const remote = await createContext(createTestBundles(0, 30))
    await expectUnseeded(await run(remote, { home: disk.path }), disk.path, '[Errno 28] No space left on device')
  })

  test('starts the command when HOME is read-only', async () => {
    await using disk = await mountTmpfs(64)
    const remote = await createContext(createTestBundles(0, 1))
    await disk.makeReadOnly()
    await expectUnseeded(await run(remote, { home: disk.path }), disk.path, '[Errno 30] Read-only file system')
  })

  test('leaves an existing local context alone', async () => {
    await using home = await makeTemporaryFolder('home-')
    const remote = await createContext(createTestBundles(0, 1))
    const folder = join(home.path, '.disdat/context/local')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'ctxt.json'), 'baked in')
    const ran = await run(remote, { home: home.path })
    expect(ran.argv).toStrictEqual(argvAsGiven)
    expect(ran.said).toStrictEqual([`disdat/run-action: the local context was not filled: ${folder} exists`])
    expect(await readFiles(folder)).toStrictEqual(new Map([['ctxt.json', 'baked in']]))
  })

  test('leaves the context empty for a program that does not pull', async () => {
    await using home = await makeTemporaryFolder('home-')
    const remote = await createContext(createTestBundles(0, 1))
    const ran = await run(remote, { home: home.path, program: ': dsdt_docker --no-pull' })
    expect(ran).toMatchObject({ argv: argvAsGiven, said: [] })
    expect(await readFiles(home.path)).toStrictEqual(new Map())
    // As the program of disdat 0.9.6 to 0.9.14, which defines the option.
    const own = await run(remote, { home: home.path, program: ": add_argument '--no-pull'" })
    expect(own).toMatchObject({ argv: ['--no-pull', ...argvAsGiven] })
  })

  test('starts the command in an image without Python, or without boto3', async () => {
    await using home = await makeTemporaryFolder('home-')
    await using tools = await makeTemporaryFolder('tools-')
    const remote = await createContext(createTestBundles(0, 1))
    const own = async (name: string, script: string) => {
      await writeFile(join(tools.path, name), `#!/bin/sh\n${script}\n`)
      await chmod(join(tools.path, name), 0o755)
    }
    await own('dsdt_docker', `printf 'argument:%s\\n' "$@"\nexit 7`)
    const bare = await run(remote, { home: home.path, path: tools.path })
    expect(bare).toMatchObject({ code: 7, stderr: '', argv: argvAsGiven, said: [] })
    // The Python of the machine, without the packages of the virtual environment.
    await own('python', `exec /usr/bin/python3 -S "$@"`)
    const ran = await run(remote, { home: home.path, path: tools.path })
    await expectUnseeded(ran, home.path, "No module named 'boto3'")
  })
})
