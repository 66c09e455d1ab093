import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { compareBundles } from '../../src/compare/compare-bundles.ts'
import { classifyChange } from '../../src/compare/comparison.ts'
import { createCommandLine } from '../../src/disdat/command-line.ts'
import { entrypointFile, getGeneration, parseDialect } from '../../src/disdat/generations.ts'
import { addBundle } from '../../src/local/add-bundle.ts'
import { type LocalContext, openContext } from '../../src/local/context.ts'
import { collectFiles } from '../../src/local/workspace-files.ts'
import { findBundle } from '../../src/remote/find.ts'
import { type Proof, proveBundle } from '../../src/remote/prove.ts'
import { pullBundle } from '../../src/remote/pull.ts'
import { pushBundle } from '../../src/remote/push.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { type Home, makeHome } from '../testbed/dsdt.ts'
import { startVersionHome, type Version, type VersionHome, versions } from '../testbed/generations.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { neverAborted, openTestRemote } from './helpers.ts'

// A container of an old version takes some seconds, and more on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const options = { signal: neverAborted }
const url = 's3://bucket/newest'
/** The columns of the pipe `Frame`. Before Python 3, their order in the bundle is that of their names. */
const columns = { count: [1, 2], price: [0.5, 1.25], sold: [true, false], name: ['Jürgen 茶', 'plain'] }
const sortedColumns = Object.fromEntries(Object.entries(columns).toSorted(([a], [b]) => (a < b ? -1 : 1)))
const pythonTwoVersions: readonly Version[] = ['0.7.1', '0.7.2', '0.8.0', '0.8.1']

let moto: Moto
let home: Home
let newest: Remote
let context: LocalContext

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  home = await makeHome(moto, { remote: url })
  newest = await openTestRemote(url, moto.env)
  const opened = await openContext({ home: home.path, name: 'local' })
  if (opened === undefined) throw new Error('no context')
  context = opened
})

afterAll(async () => {
  newest.store.close()
  await home[Symbol.asyncDispose]()
  await moto[Symbol.asyncDispose]()
})

const noCheckout = { repo: '', hash: '', branch: '' }
/** The versions of 0.8 to 0.10 fail with a NameError of their own when a pipe returns a bundle. */
const nestingVersions: readonly Version[] = ['0.7.1', '0.7.2']

interface PipeRun {
  readonly pipe: string
  readonly uuid: string
  readonly outputName: string
  readonly inputName?: string
  readonly params?: ReadonlyMap<string, string>
}

/** Runs a pipe of the image in the version's own program, with the command line of the action. */
async function runPipe(version: Version, there: VersionHome, run: PipeRun): Promise<void> {
  const dialect = parseDialect(`disdat-${version}`)
  if (dialect === undefined) throw new Error(`no dialect of ${version}`)
  const { program } = getGeneration(dialect)
  const argv = createCommandLine(dialect, {
    pipeClass: `pipelines.orders.${run.pipe}`,
    outputUuid: run.uuid,
    outputName: run.outputName,
    inputName: run.inputName ?? '-',
    inputTags: new Map(),
    outputTags: new Map([['made-by', version]]),
    params: run.params ?? new Map(),
    remote: nameRemote(version),
    context: { remote: 'shop', local: `c${run.uuid.replaceAll('-', '')}` },
    force: false,
    forceAll: false,
    workers: 1,
  })
  const ran = await there.run(...(program === undefined ? [entrypointFile] : []), ...argv)
  if (ran.code !== 0) throw new Error(`${run.pipe} of ${version} failed: ${ran.stdout}${ran.stderr}`)
}

/** A remote of its own for each version, because a container reads the whole context first. */
const nameRemote = (version: Version) => `s3://bucket/${version}`

async function openVersionRemote(version: Version): Promise<Remote> {
  // The prefix must exist as a key for versions to 0.9.13.
  await fetch(`${moto.endpoint}/bucket/${version}/`, { method: 'PUT', body: '' })
  const opened = await openTestRemote(nameRemote(version), moto.env)
  onTestFinished(() => opened.store.close())
  return opened
}

async function proveOrThrow(remote: Remote, uuid: string): Promise<Proof> {
  const proof = await proveBundle(remote, uuid, options)
  if (proof === undefined) throw new Error(`no bundle ${uuid}`)
  return proof
}

/** Pulls a bundle into the context of the newest disdat. */
async function pull(remote: Remote, uuid: string): Promise<Proof> {
  const proof = await proveOrThrow(remote, uuid)
  expect(proof.warnings).toStrictEqual([])
  await pullBundle(remote, proof, context, { ...options, runId: 'test' })
  return proof
}

/** Adds a file of the workspace as a bundle, as the input `input-path` does, and pushes it. */
async function pushFile(remote: Remote, name: string): Promise<string> {
  const workspace = join(home.path, 'workspace')
  await mkdir(workspace, { recursive: true })
  const text = 'order_id,day,customer,amount\n1,2026-01-05,jürgen,1\n2,2026-01-05,ann,2\n3,2026-01-06,ann,3\n'
  await writeFile(join(workspace, 'orders.csv'), text)
  const { files } = await collectFiles(workspace, ['orders.csv'], options)
  const newBundle = { name, tags: new Map(), owner: 'ann', path: 'orders.csv', checkout: noCheckout }
  const added = await addBundle(context, files, newBundle, { ...options, runId: 'test' })
  await pushBundle(context, added.uuid, remote, options)
  return added.uuid
}

const nameOutput = (kind: string, version: Version) => `${kind.toLowerCase()}_${version.replaceAll('.', '_')}`

describe.for(versions)('disdat %s', (version) => {
  test('makes bundles that are found, proved and pulled, and that the newest disdat reads', async () => {
    await using there = await startVersionHome(version, moto)
    const remote = await openVersionRemote(version)
    const pipes = ['Frame', 'Tensor', 'Files', ...(nestingVersions.includes(version) ? ['Nested'] : [])]
    const runs = pipes.map((pipe) => ({ pipe, uuid: randomUUID(), outputName: nameOutput(pipe, version) }))
    // One after the other: they share a home, and Disdat creates it without a lock.
    for (const run of runs) await runPipe(version, there, run)
    for (const { uuid, outputName: name } of runs) {
      const tags = new Map([['made-by', version]])
      expect((await findBundle(remote, { kind: 'newest', name, tags }, options))?.uuid, name).toBe(uuid)
      await pull(remote, uuid)
    }
    const listed = (await home.runDsdt('ls', '-v')).stdout
    expect(runs.filter(({ uuid }) => !listed.includes(uuid))).toStrictEqual([])
    const [made = '', tensor = '', files = '', nested] = runs.map(({ uuid }) => uuid)
    if (nested !== undefined) expect((await proveOrThrow(remote, nested)).parts).toHaveLength(2)

    const data = { kind: 'frame', columns: pythonTwoVersions.includes(version) ? sortedColumns : columns } as const
    const same = await home.makeBundle({ name: nameOutput('same', version), data, push: true })
    const [tensorText, filesText, madeText, sameText] = await home.catBundles([tensor, files, made, same])
    expect(tensorText).toBe('[1.5 2.5 3.5]\n')
    expect(filesText).toMatch(/one\.csv.*two\.csv/s)
    expect(madeText).toBe(sameText)
    const comparison = await compareBundles(
      { remote, proof: await proveOrThrow(remote, made) },
      { remote: newest, proof: await proveOrThrow(newest, same) },
      { ...options, maxBytes: 1024 * 1024, samples: false },
    )
    expect(classifyChange(comparison, true)).toBe('none')
  })
})

// Pipes of 0.8.0 receive the S3 address of a file, and pipes of 0.8.1 read only what their own upstream pipes made.
const readers = versions.filter((version) => version !== '0.8.0' && version !== '0.8.1')

describe.for(readers)('disdat %s', (version) => {
  test('reads a bundle that the action made from files', async () => {
    await using there = await startVersionHome(version, moto)
    const remote = await openVersionRemote(version)
    const name = nameOutput('orders', version)
    const input = await pushFile(remote, name)
    const uuid = randomUUID()
    const { takesInput } = getGeneration(parseDialect(`disdat-${version}`) ?? 'luigi')
    await runPipe(version, there, {
      pipe: 'Echo',
      uuid,
      outputName: `echo_${name}`,
      ...(takesInput ? { inputName: name } : { params: new Map([['orders', input]]) }),
    })
    await pull(remote, uuid)
    expect(await home.catBundle(uuid)).toMatch(/(?:-\s+3|3\s+-)\n/)
  })
})
