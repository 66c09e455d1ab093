import { gzipSync } from 'node:zlib'
import { fromBinary } from '@bufbuild/protobuf'
import { describe, expect } from 'vitest'
import { formatFrameName, formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { writeFrame, writeHyperFrame } from '../../src/disdat/format/hyperframe.ts'
import { FrameSchema, HyperFrameSchema } from '../../src/disdat/format/proto/hyperframe_pb.ts'
import { forEachBounded } from '../../src/lib/for-each-bounded.ts'
import { formatPack } from '../../src/remote/packs/pack.ts'
import { readPack } from '../../src/remote/packs/pack-tree.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { putBundle } from '../remote/fixtures.ts'
import { collect, neverAborted, openTestRemote } from '../remote/helpers.ts'
import { rawOrders } from '../testbed/dsdt.ts'
import { startEngineProxy } from '../testbed/engine-proxy.ts'
import { startFaultyS3 } from '../testbed/faulty-s3.ts'
import { deriveImage } from '../testbed/images.ts'
import { describeOutput } from '../testbed/output-bundle.ts'
import type { ActionResult, RunOptions } from '../testbed/runner.ts'
import { test as base } from '../testbed/world.ts'

type Inputs = Readonly<Record<string, string>>

const options = { signal: neverAborted }
const seeded = 'Local context: seeded '
const getUuid = ({ outputs }: ActionResult) => outputs['output-bundle-uuid'] ?? ''
const getFolder = (remote: Remote) => remote.objects.slice(0, -'objects/'.length)

async function readBytes(remote: Remote, uuid: string, file: string): Promise<Uint8Array> {
  const bytes = await remote.read(uuid, file, { ...options, maxBytes: 1 << 20 })
  if (bytes === undefined) throw new Error(`${file} of ${uuid} is not on the remote`)
  return bytes
}

/** Puts a copy of a bundle on a remote that is an hour newer. Returns the keys of its frames and of its HyperFrame. */
async function copyBundle(remote: Remote, from: string) {
  const uuid = crypto.randomUUID()
  const head = fromBinary(HyperFrameSchema, await readBytes(remote, from, formatHyperFrameName(from)))
  const frames: string[] = []
  for (const tuple of head.frames) {
    const frame = fromBinary(FrameSchema, await readBytes(remote, from, formatFrameName(tuple.v)))
    frame.uuid = crypto.randomUUID()
    tuple.v = frame.uuid
    frames.push(remote.getKey(uuid, formatFrameName(frame.uuid)))
    await remote.store.putIfAbsent(frames.at(-1) ?? '', writeFrame(frame), options)
  }
  head.uuid = uuid
  if (head.lineage) Object.assign(head.lineage, { hframeUuid: uuid, creationDate: head.lineage.creationDate + 3600 })
  const key = remote.getKey(uuid, formatHyperFrameName(uuid))
  await remote.store.putIfAbsent(key, writeHyperFrame(head), options)
  return { uuid, frames, keys: [...frames, key] }
}

/** Replaces the pack of these digits. */
async function putPack(remote: Remote, digits: string, bytes: Uint8Array): Promise<void> {
  const key = `${getFolder(remote)}run-action/pack${digits && `-${digits}`}.gz`
  const { etag } = (await remote.store.getVersion(key, { ...options, maxBytes: 16 << 20 })) ?? {}
  await remote.store.putVersion(key, bytes, etag, options)
}

/** All objects of the remote context by their paths, with other bytes of the same size. */
async function createLies(remote: Remote): Promise<ReadonlyMap<string, Uint8Array>> {
  const lies = new Map<string, Uint8Array>()
  for await (const entry of remote.store.list(remote.objects, options))
    if (entry.kind === 'object')
      lies.set(entry.key.slice(getFolder(remote).length), new Uint8Array(entry.size).fill(0x20))
  return lies
}

/**
 * A context with raw orders, clean orders and the orders of a day. `runDaily` makes the orders of the day again, on a
 * runner without a local context. `unseeded` is such a run in which the container pulled its context.
 */
const test = base.extend('shop', { scope: 'file' }, async ({ world }, { onCleanup }) => {
  const remote = await openTestRemote(world.remote, world.account.env)
  onCleanup(() => remote.store.close())
  const raw = await world.home.makeBundle({ name: 'raw_orders', data: rawOrders, push: true })
  const run = async (inputs: Inputs, more: RunOptions = {}) => {
    const own = { remote: world.remote, context: 'shop/local', 'pull-output': 'false', ...inputs }
    return await world.runAction(own, { home: (await world.createEmptyHome()).path, debug: true, ...more })
  }
  const daily = { 'pipe-class': 'pipelines.orders.DailyOrders', params: `day: 2026-01-05\norders: ${raw}` }
  const runDaily = (inputs: Inputs = {}, more: RunOptions = {}) =>
    run({ ...daily, 'output-bundle': 'daily', force: 'true', ...inputs }, more)
  // Makes the clean orders too, which later runs reuse.
  const unseeded = await runDaily({ 'seed-context': 'none' })
  const uuid = getUuid(unseeded)
  const head = fromBinary(HyperFrameSchema, await readBytes(remote, uuid, formatHyperFrameName(uuid)))
  const clean = head.lineage?.dependsOn[0]?.hframeUuid ?? ''
  const expectSame = async (result: ActionResult, reference = unseeded) => {
    expect(result.outputs).toMatchObject({ status: 'succeeded', 'exit-code': '0' })
    expect(getUuid(result)).not.toBe(getUuid(reference))
    expect(await describeOutput(remote, getUuid(result))).toStrictEqual(
      await describeOutput(remote, getUuid(reference)),
    )
  }
  return { remote, run, runDaily, clean, unseeded, expectSame }
})

describe('a seeded run has the output of a run without a seed', () => {
  test('when packs lie, are damaged or belong to others, and frames of an upstream bundle vanish', async ({
    world,
    shop: { remote, runDaily, clean, expectSame },
  }) => {
    // Enough bundles that the packs of their first digits are read.
    for (const digit of ['a', 'b', 'c'])
      for (const end of [1, 2]) await putBundle(remote, { uuid: `${digit.repeat(8)}-0000-4000-8000-00000000000${end}` })
    const lies = new Map([...(await createLies(remote)), ['objects/../../../../root/evil', Buffer.from('evil')]])
    await putPack(remote, '', await formatPack('shop', lies))
    await putPack(remote, 'a', (await formatPack('shop', lies)).subarray(0, -30))
    await putPack(remote, 'b', gzipSync('{"pack":"disdat-run-action","version":2,"context":"shop","members":[]}\n'))
    await putPack(remote, 'c', await formatPack('bakery', lies))
    const newer = await copyBundle(remote, clean)
    let vanishing: Promise<unknown> | undefined
    await using faulty = await startFaultyS3(world.account, ({ method, key, fromAction }) => {
      if (!fromAction || method !== 'GET' || !newer.frames.includes(key)) return undefined
      vanishing ??= remote.store.deleteObjects(newer.frames, options)
      return { kind: 'hold', until: vanishing }
    })
    const result = await runDaily({}, { env: faulty.env })
    expect(result.log).toContain(seeded)
    expect(vanishing).toBeDefined()
    for (const [digit, what] of [
      ['a', 'a pack that cannot be unpacked'],
      ['b', 'a pack of another format'],
      ['c', 'a pack of another context'],
    ])
      expect(result.log).toContain(`run-action/pack-${digit}.gz is ignored and will be replaced: ${what}.`)
    await expectSame(result)
    await remote.store.deleteObjects(newer.keys, options)
  })

  test('when it may not read the packs, and an upstream bundle is pushed after the context was listed', async ({
    world,
    shop: { remote, runDaily, clean, expectSame },
  }) => {
    let pushing: ReturnType<typeof copyBundle> | undefined
    await using faulty = await startFaultyS3(world.account, ({ method, key, fromAction }) => {
      if (key.includes('/run-action/pack')) return { kind: 'refuse', status: 403, code: 'AccessDenied' }
      if (!fromAction || method !== 'GET' || !key.endsWith('_frame.pb')) return undefined
      pushing ??= copyBundle(remote, clean)
      return { kind: 'hold', until: pushing }
    })
    const result = await runDaily({}, { env: faulty.env })
    expect(result.log).toContain(seeded)
    const pushed = await pushing
    expect(pushed).toBeDefined()
    await remote.store.deleteObjects(pushed?.keys ?? [], options)
    await expectSame(result)
  })

  test('when its image has no /root, HOME elsewhere, and a volume at ~/.disdat', async ({
    shop: { runDaily, expectSame },
  }) => {
    await using image = await deriveImage(['RUN mv /root /data', 'ENV HOME=/data', 'VOLUME /data/.disdat'])
    const result = await runDaily({ image: image.name })
    expect(result.log).toContain(seeded)
    await expectSame(result)
  })

  test('when the disk of the container has no space for the seed', async ({ shop: { runDaily, expectSame } }) => {
    let refused = 0
    await using engine = await startEngineProxy({
      refuse(call, query) {
        if (!call.startsWith('PUT ') || query.get('path') !== '/root/.disdat/context/local') return undefined
        refused += 1
        return 'write /root/.disdat/context/local/objects: no space left on device'
      },
    })
    const result = await runDaily({}, { env: { DOCKER_HOST: engine.host } })
    expect(refused).toBe(1)
    expect(result.annotations.map(({ message }) => message)).toStrictEqual([
      expect.stringMatching(/^The container pulls its context on its own, because .*no space left on device/),
    ])
    await expectSame(result)
  })

  test('when two steps seed and write the packs of one context at once', async ({
    world,
    shop: { remote, runDaily, expectSame },
  }) => {
    const packs = await collect(remote.store.list(`${getFolder(remote)}run-action/pack`, options))
    await remote.store.deleteObjects(
      packs.flatMap((entry) => (entry.kind === 'object' ? entry.key : [])),
      options,
    )
    const [writing, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    await using faulty = await startFaultyS3(world.account, ({ method, key }) => {
      if (method !== 'PUT' || !key.endsWith('/run-action/pack.gz')) return undefined
      writing.resolve()
      return { kind: 'hold', until: written.promise }
    })
    const slow = runDaily({}, { env: faulty.env })
    await writing.promise
    // The second step adds one bundle more, and the write of the first one must not remove it.
    const extra = await putBundle(remote, {})
    const onLine = (line: string) => line.includes('Objects added to the packs') && written.resolve()
    for (const result of await Promise.all([slow, runDaily({}, { onLine })])) {
      expect(result.log).toContain(seeded)
      await expectSame(result)
    }
    const location = { ...remote, key: `${getFolder(remote)}run-action/pack`, debug: () => undefined }
    const { members } = await readPack(location, '', options)
    expect([...members.keys()]).toContain(`objects/${extra}/${formatHyperFrameName(extra)}`)
  })

  test('when its context has so many objects that the container unpacks them itself', async ({
    shop: { remote, runDaily, expectSame },
  }) => {
    const put = async () => void (await putBundle(remote, {}))
    await forEachBounded(Array.from({ length: 500 }), put, { ...options, limit: 32 })
    const volumes: unknown[] = []
    await using engine = await startEngineProxy({
      rewrite(call, body) {
        if (call === 'POST /containers/create') volumes.push(JSON.parse(body.toString()).Volumes)
        return body
      },
    })
    const result = await runDaily({}, { env: { DOCKER_HOST: engine.host } })
    expect(result.log).toContain(seeded)
    expect(volumes).toStrictEqual([undefined, { '/root/.disdat/context/local': {} }, undefined])
    await expectSame(result)
  })
})

describe('an image that decides about its local context gets no seed, and', () => {
  test('finds no bundles when its program passes --no-pull', async ({ shop: { run, expectSame } }) => {
    const bin = '/opt/python-virtualenv/bin'
    const script = '#!/bin/sh\\nexec dsdt_docker.real --no-pull "$@"\\n'
    await using image = await deriveImage([
      `RUN cd ${bin} && mv dsdt_docker dsdt_docker.real && printf '${script}' >dsdt_docker && chmod 755 dsdt_docker`,
    ])
    const sleeps = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 0', image: image.name }
    const unseeded = await run({ ...sleeps, 'seed-context': 'none' })
    const result = await run(sleeps)
    expect(result.log).not.toContain(seeded)
    // With a seed, the pipe would reuse the first output.
    await expectSame(result, unseeded)
  })

  test('keeps its own local context of the same name', async ({ world, shop: { run } }) => {
    const bakery = await openTestRemote(world.remote, world.account.env, 'bakery')
    const url = `${world.remote}/context`
    const binding = JSON.stringify({ remote_ctxt: 'bakery', local_ctxt: 'local', remote_ctxt_url: url })
    const context = '/root/.disdat/context/local'
    const encoded = Buffer.from(binding).toString('base64')
    await using image = await deriveImage([
      `RUN mkdir -p ${context}/objects && echo ${encoded} | base64 -d >${context}/ctxt.json`,
    ])
    const inputs = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 0', image: image.name, force: 'true' }
    const ends = await Promise.all([run({ ...inputs, 'seed-context': 'none' }), run(inputs)])
    // The context of the image decides where the output is, and that is another place than the step looks at.
    expect(ends.map(({ outputs }) => outputs['verdict'])).toStrictEqual(['no-output', 'no-output'])
    const [one, other] = await Promise.all(ends.map((end) => describeOutput(bakery, getUuid(end))))
    expect(one).toStrictEqual(other)
    bakery.store.close()
  })
})

describe('a run that fails without a seed fails in the same way with one', () => {
  const readEnd = ({ outputs, annotations, exitCode }: ActionResult) => ({
    exitCode,
    verdict: outputs['verdict'],
    containerExit: outputs['exit-code'],
    messages: annotations.map(({ message }) => message),
  })
  const sleeps = { 'pipe-class': 'pipelines.faults.Sleeps', params: 'seconds: 0', force: 'true' }

  test('when a HyperFrame of the context is garbage', async ({ world, shop: { run } }) => {
    const remote = await openTestRemote(world.remote, world.account.env, 'garbage')
    await putBundle(remote, { corrupt: () => Buffer.from('garbage') })
    await putBundle(remote, {})
    const inputs = { ...sleeps, context: 'garbage/local' }
    const [unseeded, result] = await Promise.all([run({ ...inputs, 'seed-context': 'none' }), run(inputs)])
    expect(readEnd(unseeded)).toMatchObject({ verdict: 'pipe-error', containerExit: '74' })
    expect(readEnd(result)).toStrictEqual(readEnd(unseeded))
    expect(result.log).toContain(seeded)
    remote.store.close()
  })

  test('when the root of the container is read-only', async ({ shop: { run } }) => {
    await using engine = await startEngineProxy({
      rewrite(call, body) {
        if (call !== 'POST /containers/create') return body
        const request = JSON.parse(body.toString())
        return Buffer.from(JSON.stringify({ ...request, HostConfig: { ...request.HostConfig, ReadonlyRootfs: true } }))
      },
    })
    const env = { DOCKER_HOST: engine.host }
    const unseeded = await run({ ...sleeps, 'seed-context': 'none' }, { env })
    expect(readEnd(unseeded)).toMatchObject({ verdict: 'docker-unavailable' })
    expect(readEnd(await run(sleeps, { env }))).toStrictEqual(readEnd(unseeded))
  })
})
