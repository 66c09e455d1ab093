import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatFrameName, formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { maxHyperFrameBytes, readHyperFrame, writeHyperFrame } from '../../src/disdat/format/hyperframe.ts'
import { findBundle } from '../../src/remote/find.ts'
import { proveBundle } from '../../src/remote/prove.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { catchFailure, neverAborted, observeStore, openTestRemote } from './helpers.ts'

const options = { signal: neverAborted }
let moto: Moto
let remote: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  remote = await openTestRemote('s3://bucket/p', moto.env)
})

afterAll(async () => {
  remote.store.close()
  await moto[Symbol.asyncDispose]()
})

const prove = (uuid: string) => proveBundle(remote, uuid, options)
const uri = (uuid: string) => `s3://bucket/p/context/shop/objects/${uuid}`

describe('proveBundle', () => {
  test('returns the objects of a complete bundle', async () => {
    const uuid = await putBundle(remote, {
      links: ['bundle://a', 'bundle://sub/b'],
      files: { a: '1', 'sub/b': '22', stray: 'x' },
    })
    const proof = await prove(uuid)
    expect(proof).toMatchObject({ bundle: { uuid, name: 'crafted' }, uri: uri(uuid), objects: 4, warnings: [] })
    const [part] = proof?.parts ?? []
    const sizes = part?.objects.map(({ size }) => size) ?? []
    expect(part?.objects.map(({ path }) => path).slice(0, 2)).toStrictEqual(['a', 'sub/b'])
    expect(proof?.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0) + (part?.hyperFrame.length ?? 0))
  })

  test('does not read large frames of values completely', async () => {
    const read: string[] = []
    const observed = createRemote(
      {
        ...remote.store,
        bucket: 'bucket',
        list: (prefix, more) => remote.store.list(prefix, more),
        get: async (key, more) => {
          const bytes = await remote.store.get(key, more)
          read.push(
            `${key.endsWith('_frame.pb') ? 'frame' : 'other'} ${(bytes?.length ?? 0) > 65536 ? 'complete' : 'partial'}`,
          )
          return bytes
        },
      },
      remote,
    )
    const uuid = await putBundle(remote, { data: randomBytes(200_000) })
    expect((await proveBundle(observed, uuid, options))?.objects).toBe(2)
    expect(read).toStrictEqual(['other partial', 'frame partial'])
  })

  test('reads a large frame of links completely', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `${'x'.repeat(200)}${index}`)
    const uuid = await putBundle(remote, {
      links: names.map((name) => `bundle://${name}`),
      files: { [names[0] ?? '']: 'x' },
    })
    const { evidence } = await catchFailure(prove(uuid))
    expect(evidence).toContain(names[1])
    expect(evidence).toContain('… (499 in all)')
  })

  test('warns about the first five links that point outside the bundle, and counts the others', async () => {
    const outside = Array.from({ length: 5_000 }, (_, at) => `s3://other/${at}`)
    const uuid = await putBundle(remote, { links: ['bundle://a', ...outside], files: { a: '1' } })
    expect((await prove(uuid))?.warnings).toStrictEqual([
      ...[0, 1, 2, 3, 4].map(
        (at) => `A link of ${uuid} points outside the bundle, to s3://other/${at}: it is neither checked nor pulled.`,
      ),
      'There are 4,995 more warnings about links outside the bundle.',
    ])
  })

  test.each(['a#b.csv', 'sub/a?b.csv'])('throws unreadable-file-name when dsdt did not push %s', async (name) => {
    const uuid = await putBundle(remote, { links: [`bundle://${name}`] })
    expect(await catchFailure(prove(uuid))).toMatchObject({
      verdict: 'unreadable-file-name',
      evidence: expect.stringContaining(`Disdat did not push the file ${name} of the bundle `),
      advice: expect.stringContaining('rename the file'),
    })
  })

  test('throws bundle-corrupt for a link that Python cannot parse', async () => {
    const uuid = await putBundle(remote, { links: ['bundle://f[1].csv'], files: { 'f[1].csv': 'x' } })
    expect(await catchFailure(prove(uuid))).toMatchObject({ verdict: 'bundle-corrupt' })
  })

  test('reads and counts a frame once that a HyperFrame names several times', async () => {
    const repeat = (bytes: Uint8Array) => {
      const head = readHyperFrame(bytes)
      return writeHyperFrame({ ...head, frames: Array.from({ length: 24 }, () => head.frames).flat() })
    }
    const uuid = await putBundle(remote, { links: ['bundle://a'], files: { a: '1' }, corrupt: repeat })
    const read: string[] = []
    const store = observeStore(remote.store, (method, key) => {
      if (method === 'get') read.push(key)
    })
    expect(await proveBundle(createRemote(store, remote), uuid, options)).toMatchObject({ objects: 3 })
    expect(read.filter((key) => key.endsWith('_frame.pb'))).toHaveLength(1)
  })

  test('warns about a HyperFrame that does not match its own hash', async () => {
    const flip = (bytes: Uint8Array) =>
      Buffer.from(Buffer.from(bytes).toString('latin1').replace('crafted', 'craftef'), 'latin1')
    const uuid = await putBundle(remote, { corrupt: flip })
    expect((await prove(uuid))?.warnings).toStrictEqual([`The HyperFrame of ${uuid} does not match its own hash.`])
  })

  test('reads bundles that are nested twice, or in each other, once', async () => {
    const shared = await putBundle(remote, {})
    const [a, b] = [crypto.randomUUID(), crypto.randomUUID()]
    await putBundle(remote, { uuid: a, nested: [shared, b] })
    await putBundle(remote, { uuid: b, nested: [shared, a] })
    const uuid = await putBundle(remote, { nested: [a, b] })
    expect((await prove(uuid))?.parts.map(({ bundle }) => bundle.uuid)).toStrictEqual([shared, b, a, uuid])
  })

  test('returns undefined without a HyperFrame, and for a text that is not a uuid', async () => {
    const unfinished = await putBundle(remote, { without: (uuid) => [formatHyperFrameName(uuid)] })
    expect(await prove(unfinished)).toBeUndefined()
    expect(await prove(`../${unfinished}`)).toBeUndefined()
  })
})

describe('proveBundle throws bundle-corrupt', () => {
  const missing = (...names: readonly string[]) => `it refers to objects that do not exist: ${names.join(', ')}.`

  test('when a frame does not exist', async () => {
    const frames: string[] = []
    const record = (frame: string) => {
      frames.push(frame)
      return [frame]
    }
    const uuid = await putBundle(remote, { without: (_, frameUuid) => record(formatFrameName(frameUuid)) })
    expect(await catchFailure(prove(uuid))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: `The bundle ${uri(uuid)} cannot be used: ${missing(...frames)}`,
    })
  })

  test('when linked files do not exist', async () => {
    const uuid = await putBundle(remote, { links: ['bundle://a', 'bundle://b', 'bundle://c'], files: { b: '' } })
    expect((await catchFailure(prove(uuid))).evidence).toContain(missing('a', 'c'))
  })

  test('when a nested bundle does not exist or is incomplete', async () => {
    const absent = crypto.randomUUID()
    const outer = await putBundle(remote, { nested: [await putBundle(remote, { nested: [absent] })] })
    expect((await catchFailure(prove(outer))).evidence).toContain(
      `it contains the bundle ${absent}, which does not exist`,
    )
    const lacking = await putBundle(remote, { links: ['bundle://a'] })
    const evidence = `The bundle ${uri(lacking)} cannot be used: ${missing('a')}`
    expect(await catchFailure(prove(await putBundle(remote, { nested: [lacking] })))).toMatchObject({ evidence })
  })

  test('when bundles are nested too deep', async () => {
    let uuid = await putBundle(remote, {})
    for (let depth = 0; depth < 34; depth++) uuid = await putBundle(remote, { nested: [uuid] })
    expect((await catchFailure(prove(uuid))).evidence).toContain(
      'it contains more than 10000 bundles, or nests them more than 32 deep',
    )
  })

  test.each([
    'bundle://../../../other/key',
    'bundle:///etc/passwd',
    'bundle://a/../../b',
    'bundle://a\\b',
    'bundle://a\u0000b',
    '/etc/passwd',
  ])('when it links to %j', async (url) => {
    const { verdict, evidence } = await catchFailure(prove(await putBundle(remote, { links: [url] })))
    expect(verdict).toBe('bundle-corrupt')
    expect(evidence).toContain(`a link to ${JSON.stringify(url)}`)
  })

  test('when a link points to the HyperFrame', async () => {
    const uuid = crypto.randomUUID()
    await putBundle(remote, { uuid, links: [`bundle://${formatHyperFrameName(uuid)}`] })
    expect((await catchFailure(prove(uuid))).evidence).toContain('which is not a file of the user')
  })

  test.each<[string, (bytes: Uint8Array) => Uint8Array, string]>([
    ['is empty', () => new Uint8Array(), 'without its hash'],
    ['is truncated', (bytes) => bytes.subarray(0, bytes.length - 34), 'without its hash'],
    ['is truncated within a field', (bytes) => bytes.subarray(0, 30), 'not a HyperFrame'],
    ['is not protobuf', () => Buffer.from('<html>'), 'not a HyperFrame'],
    ['belongs to another bundle', (bytes) => replaceUuid(bytes), 'the HyperFrame of another bundle'],
    ['is too large', () => new Uint8Array(maxHyperFrameBytes + 1), 'more than'],
  ])('when its HyperFrame %s', async (_, corrupt, reason) => {
    const uuid = await putBundle(remote, { corrupt })
    const expected = { verdict: 'bundle-corrupt', evidence: expect.stringContaining(reason) }
    expect(await catchFailure(prove(uuid))).toMatchObject(expected)
    expect(await catchFailure(findBundle(remote, { kind: 'uuid', uuid }, options))).toMatchObject(expected)
  })

  test('while findBundle skips such a bundle in a search by name, and reports it', async () => {
    const there = await openTestRemote('s3://bucket/unreadable', moto.env)
    const good = await putBundle(there, { name: 'clean' })
    const garbage = await putBundle(there, { name: 'clean', corrupt: () => Buffer.from('garbage') })
    const long = await putBundle(there, { name: 'clean', corrupt: () => new Uint8Array(maxHyperFrameBytes + 1) })
    await putBundle(there, { name: 'clean', without: (uuid) => [formatHyperFrameName(uuid)] })
    await there.store.putIfAbsent(`${there.objects}other/other_hframe.pb`, Buffer.from('x'), options)
    await there.store.putIfAbsent(`${there.objects}stray`, Buffer.from('x'), options)
    const reported = new Map<string, string>()
    const found = await findBundle(
      there,
      { kind: 'newest', name: 'clean' },
      {
        ...options,
        onUnreadable: (uuid, reason) => void reported.set(uuid, reason),
      },
    )
    expect(found?.uuid).toBe(good)
    expect([...reported.keys()].toSorted()).toStrictEqual([garbage, long].toSorted())
    expect(reported.get(garbage)).toContain('not a HyperFrame')
  })
})

/** The same HyperFrame with another uuid. */
function replaceUuid(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  const [uuid = ''] = /[0-9a-f-]{36}/.exec(text) ?? []
  return Buffer.from(text.replace(uuid, crypto.randomUUID()), 'latin1')
}
