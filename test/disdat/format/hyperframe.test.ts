import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readBundle } from '../../../src/disdat/bundle.ts'
import {
  BundleFormatError,
  frameHashMatches,
  framePeekBytes,
  hyperFrameHashMatches,
  maxFrameBytes,
  maxHyperFrameBytes,
  peekFrame,
  presentationName,
  readFrame,
  readHyperFrame,
  scanFrame,
  writeFrame,
  writeHyperFrame,
} from '../../../src/disdat/format/hyperframe.ts'
import { type Home, makeHome } from '../../testbed/dsdt.ts'
import { type Moto, startMoto } from '../../testbed/moto.ts'
import { makeCorpus, readWritten, type Told, type Written } from './corpus.ts'

// Every Python takes a second, and several on a busy machine.
vi.setConfig({ hookTimeout: 180_000 })

let moto: Moto
let home: Home
let corpus: ReadonlyMap<string, Told>
let hyperFrames: readonly Written[]
let frames: readonly Written[]

beforeAll(async () => {
  moto = await startMoto()
  home = await makeHome(moto)
  corpus = await makeCorpus(home)
  const written = await readWritten(home)
  hyperFrames = written.hyperFrames
  frames = written.frames
})

afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await moto[Symbol.asyncDispose]()
})

function told(kind: string): Told {
  const bundle = corpus.get(kind)
  if (bundle === undefined) throw new Error(`no ${kind} in the corpus`)
  return bundle
}

function hyperFrameOf(kind: string): Uint8Array {
  const written = hyperFrames.find(({ file }) => file.startsWith(told(kind).uuid))
  if (written === undefined) throw new Error(`no HyperFrame of ${kind}`)
  return written.bytes
}

function framesOf(kind: string): readonly Uint8Array[] {
  return frames.filter(({ file }) => file.startsWith(told(kind).uuid)).map(({ bytes }) => bytes)
}

describe('what disdat wrote', () => {
  test('is written again byte for byte, and its hash is right', () => {
    const uuids = hyperFrames.map(({ file }) => file.slice(0, 36))
    expect(uuids.sort()).toStrictEqual([...corpus.values()].map(({ uuid }) => uuid).sort())
    expect(frames.length).toBeGreaterThan(50)
    for (const { file, bytes } of hyperFrames) {
      expect(Buffer.compare(writeHyperFrame(readHyperFrame(bytes)), bytes), file).toBe(0)
      expect(hyperFrameHashMatches(bytes), file).toBe(true)
    }
    for (const { file, bytes } of frames) {
      expect(Buffer.compare(writeFrame(readFrame(bytes)), bytes), file).toBe(0)
      expect(frameHashMatches(bytes), file).toBe(true)
    }
  })

  test('says to us what it says to disdat', () => {
    for (const bundle of corpus.values()) {
      const ours = readBundle(hyperFrameOf(bundle.kind), bundle.uuid)
      expect({
        kind: bundle.kind,
        uuid: ours.uuid,
        name: ours.name,
        processing_name: ours.processingName,
        owner: ours.owner,
        creation_date: ours.createdSeconds,
        tags: Object.fromEntries(ours.tags),
        presentation: ours.presentation,
        frames: ours.frames.map(({ name, uuid }) => [name, uuid]),
        hash: readHyperFrame(hyperFrameOf(bundle.kind)).hash,
      }).toStrictEqual(bundle)
    }
  })

  test('is known by its parameters, its code and what it was made from', () => {
    const frame = readBundle(hyperFrameOf('frame'))
    expect(frame.committed).toBe(true)
    expect([...frame.params]).toStrictEqual([['day', '2026-01-05']])
    expect(frame.tags.get('note')).toBe('a:b')
    expect(frame.code.method).toBe('pkg.mod.Frame')
    expect(readBundle(hyperFrameOf('loose')).committed).toBe(false)
    const { dependsOn } = readBundle(hyperFrameOf('child'))
    expect(dependsOn.map(({ uuid, argument }) => ({ uuid, argument }))).toStrictEqual([
      { uuid: frame.uuid, argument: 'upstream' },
    ])
  })

  test('tells its links and nested bundles', () => {
    const links = framesOf('files').flatMap((bytes) => scanFrame(bytes).links)
    expect([...links].sort()).toStrictEqual(['bundle://größe.txt', 'bundle://one.txt', 'bundle://sub/three.txt'])
    const managed = framesOf('managed').flatMap((bytes) => scanFrame(bytes).links)
    expect(managed).toStrictEqual(['bundle://deep/er/a.bin', 'bundle://deep/er/b.bin'])
    expect(framesOf('nested').map(scanFrame)).toStrictEqual([
      { kind: 'bundles', links: [], nested: [told('files').uuid] },
    ])
    expect(framesOf('several').map(scanFrame)).toStrictEqual([
      { kind: 'bundles', links: [], nested: [told('scalar').uuid, told('text').uuid] },
    ])
    expect(framesOf('frame').map((bytes) => scanFrame(bytes).kind)).toStrictEqual(Array(4).fill('values'))
  })

  test('tells from its first bytes what kind of frame it is', () => {
    for (const { file, bytes } of frames) {
      expect(peekFrame(bytes.subarray(0, framePeekBytes)), file).toBe(scanFrame(bytes).kind)
    }
    const [wide] = framesOf('wide')
    expect(wide?.length).toBeGreaterThan(framePeekBytes)
  })
})

describe('fields we do not know', () => {
  const unknown = Buffer.from('f2060474657374', 'hex') // 110: "test"

  test('survive, and are part of the hash', () => {
    const bytes = Buffer.concat([hyperFrameOf('frame'), unknown])
    const again = writeHyperFrame(readHyperFrame(bytes))
    expect(Buffer.from(again.subarray(-unknown.length)).equals(unknown)).toBe(true)
    expect(hyperFrameHashMatches(bytes)).toBe(false)
    expect(hyperFrameHashMatches(again)).toBe(true)
  })

  test('may stand in a frame', () => {
    const frame = Buffer.concat([unknown, framesOf('files')[0] ?? Buffer.alloc(0)])
    expect(scanFrame(frame).links).toHaveLength(3)
    expect(peekFrame(frame)).toBe('links')
    expect(peekFrame(Buffer.from('0a01612801', 'hex'))).toBeUndefined()
  })

  test('of a presentation are shown as their number', () => {
    const message = readHyperFrame(hyperFrameOf('frame'))
    expect(presentationName(message.presentation)).toBe('DF')
    const other = Buffer.concat([hyperFrameOf('frame'), Buffer.from('402a', 'hex')]) // 8: 42
    expect(readBundle(other).presentation).toBe('42')
  })
})

describe('what is no message', () => {
  test('a HyperFrame cut off anywhere', () => {
    const whole = hyperFrameOf('frame')
    for (let length = 0; length < whole.length; length++) {
      expect(() => readHyperFrame(whole.subarray(0, length)), `${length} bytes`).toThrow(BundleFormatError)
      expect(hyperFrameHashMatches(whole.subarray(0, length)), `${length} bytes`).toBe(false)
    }
  })

  test('a frame of links cut off anywhere never grows links', () => {
    const [whole] = framesOf('files')
    if (whole === undefined) throw new Error('no frame')
    const { links } = scanFrame(whole)
    for (let length = 0; length < whole.length; length++) {
      const found = attempt(() => scanFrame(whole.subarray(0, length)).links)
      expect(found === undefined || links.slice(0, found.length).join() === found.join(), `${length} bytes`).toBe(true)
      expect(frameHashMatches(whole.subarray(0, length)), `${length} bytes`).toBe(false)
    }
  })

  test.each([
    ['nothing', ''],
    ['text', Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>').toString('hex')],
    ['a length of 4 GiB', '0affffffff0f'],
    ['a length of 4 GiB of frames', '2affffffff0f'],
    ['an endless varint', 'ff'.repeat(64)],
    ['field number 0', '0000'],
    ['invalid UTF-8', '0a02c328'],
    ['a group without an end', '0b'],
    ['groups in groups', '7b'.repeat(100_000)],
  ])('%s', (_, hex) => {
    const bytes = Buffer.from(hex, 'hex')
    expect(() => readHyperFrame(bytes)).toThrow(BundleFormatError)
    expect(hyperFrameHashMatches(bytes)).toBe(false)
  })

  test('more bytes than a HyperFrame has, or a frame of links', () => {
    expect(() => readHyperFrame(Buffer.alloc(maxHyperFrameBytes + 1))).toThrow(/limit/)
    expect(() => scanFrame(Buffer.alloc(maxFrameBytes + 1))).toThrow(/limit/)
  })

  test('a link that leads nowhere', () => {
    expect(() => scanFrame(Buffer.from('3a00', 'hex'))).toThrow('a link that leads nowhere')
  })

  test('a million empty frames in a frame are not built', () => {
    const before = process.memoryUsage().heapUsed
    expect(() => scanFrame(Buffer.from('3200'.repeat(1_000_000), 'hex'))).toThrow(BundleFormatError)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50 * 1024 * 1024)
  })

  test('mutations of real ones never crash, hang or do anything but throw BundleFormatError', () => {
    const seeds = [hyperFrameOf('frame'), hyperFrameOf('outer'), ...framesOf('files'), ...framesOf('nested')]
    const mutation = fc.record({
      at: fc.nat(),
      value: fc.nat(255),
      kind: fc.constantFrom('set', 'cut', 'insert', 'drop'),
    })
    fc.assert(
      fc.property(fc.nat(seeds.length - 1), fc.array(mutation, { minLength: 1, maxLength: 8 }), (index, mutations) => {
        let bytes = Buffer.from(seeds[index] ?? [])
        for (const { at, value, kind } of mutations) {
          const place = at % (bytes.length + 1)
          if (kind === 'set' && place < bytes.length) bytes[place] = value
          if (kind === 'cut') bytes = bytes.subarray(0, place)
          if (kind === 'insert')
            bytes = Buffer.concat([bytes.subarray(0, place), Buffer.from([value]), bytes.subarray(place)])
          if (kind === 'drop') bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)])
        }
        for (const read of [readBundle, readFrame, scanFrame, peekFrame]) attempt(() => read(bytes))
        hyperFrameHashMatches(bytes)
        frameHashMatches(bytes)
      }),
      { numRuns: 5_000 },
    )
  })

  test('a message that was decoded is the same after a round trip', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const message = attempt(() => readHyperFrame(bytes))
        if (message === undefined) return
        const written = writeHyperFrame(message)
        expect(hyperFrameHashMatches(written)).toBe(true)
        expect(Buffer.compare(writeHyperFrame(readHyperFrame(written)), written)).toBe(0)
      }),
      { numRuns: 5_000 },
    )
  })
})

/** What it returns, or undefined when it throws the one error that it may throw. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    if (error instanceof BundleFormatError) return undefined
    throw error
  }
}
