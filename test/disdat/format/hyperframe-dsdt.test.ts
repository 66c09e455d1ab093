import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readBundle } from '../../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { readFrameHead } from '../../../src/disdat/format/frame-reader.ts'
import { summarizeFrame } from '../../../src/disdat/format/frame-summary.ts'
import {
  formatPresentation,
  frameHashMatches,
  framePeekBytes,
  hyperFrameHashMatches,
  maxHyperFrameBytes,
  readHyperFrame,
  replaceTag,
  writeFrame,
  writeHyperFrame,
} from '../../../src/disdat/format/hyperframe.ts'
import { type Home, makeHome } from '../../testbed/dsdt.ts'
import { type Moto, startMoto } from '../../testbed/moto.ts'
import { type CorpusBundle, createCorpus, readWritten, type WrittenFile } from './corpus.ts'
import { attempt } from './fixtures/attempt.ts'
import { decodeFrame } from './fixtures/read-frame-values.ts'

// Every Python takes a second, and several on a busy machine.
vi.setConfig({ hookTimeout: 180_000 })

let moto: Moto
let home: Home
let corpus: ReadonlyMap<string, CorpusBundle>
let hyperFrames: readonly WrittenFile[]
let frames: readonly WrittenFile[]

beforeAll(async () => {
  moto = await startMoto()
  home = await makeHome(moto)
  corpus = await createCorpus(home)
  const written = await readWritten(home)
  hyperFrames = written.hyperFrames
  frames = written.frames
})

afterAll(async () => {
  await home[Symbol.asyncDispose]()
  await moto[Symbol.asyncDispose]()
})

function findBundle(kind: string): CorpusBundle {
  const bundle = corpus.get(kind)
  if (bundle === undefined) throw new Error(`the corpus has no bundle ${kind}`)
  return bundle
}

function readHyperFrameFile(kind: string): Uint8Array {
  const written = hyperFrames.find(({ file }) => file.startsWith(findBundle(kind).uuid))
  if (written === undefined) throw new Error(`the bundle ${kind} has no HyperFrame`)
  return written.bytes
}

function listFrames(kind: string): readonly Uint8Array[] {
  return frames.filter(({ file }) => file.startsWith(findBundle(kind).uuid)).map(({ bytes }) => bytes)
}

describe('HyperFrames and frames that disdat wrote', () => {
  test('are written again byte for byte, and have the right hash', () => {
    const uuids = hyperFrames.map(({ file }) => file.slice(0, 36))
    expect(uuids.sort()).toStrictEqual([...corpus.values()].map(({ uuid }) => uuid).sort())
    expect(frames.length).toBeGreaterThan(50)
    for (const { file, bytes } of hyperFrames) {
      expect(Buffer.compare(writeHyperFrame(readHyperFrame(bytes)), bytes), file).toBe(0)
      expect(hyperFrameHashMatches(bytes), file).toBe(true)
    }
    for (const { file, bytes } of frames) {
      expect(Buffer.compare(writeFrame(decodeFrame(bytes)), bytes), file).toBe(0)
      expect(frameHashMatches(bytes), file).toBe(true)
    }
  })

  test('get another tag byte for byte as disdat gives it', async () => {
    const script = `import sys
from disdat.hyperframe import HyperFrameRecord
for text in sys.argv[1:]:
    record = HyperFrameRecord.from_str_bytes(bytes.fromhex(text))
    tags = record.get_tags()
    tags.update({"promoted_from": "pr-7"})
    record.replace_tags(tags)
    print("tagged=" + record.pb.SerializeToString().hex())`
    const given = hyperFrames.slice(0, 40).map(({ bytes }) => Buffer.from(bytes).toString('hex'))
    const { stdout, stderr } = await home.runPython(script, ...given)
    const theirs = [...stdout.matchAll(/^tagged=(.*)$/gm)].map(([, hex]) => hex)
    expect(theirs.length, stderr).toBe(given.length)
    expect(theirs.length).toBeGreaterThan(10)
    const ours = given.map((hex) => replaceTag(Buffer.from(hex, 'hex'), 'promoted_from', 'pr-7'))
    expect(ours.map((bytes) => Buffer.from(bytes).toString('hex'))).toStrictEqual(theirs)
    const without = ours.map((bytes) => replaceTag(bytes, 'promoted_from', undefined))
    expect(without.map((bytes) => Buffer.from(bytes).toString('hex'))).toStrictEqual(given)
  })

  test('are read as disdat reads them', () => {
    for (const bundle of corpus.values()) {
      const ours = readBundle(readHyperFrameFile(bundle.kind), bundle.uuid)
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
        hash: readHyperFrame(readHyperFrameFile(bundle.kind)).hash,
      }).toStrictEqual(bundle)
    }
  })

  test('have parameters, code and dependencies', () => {
    const frame = readBundle(readHyperFrameFile('frame'))
    expect(frame.committed).toBe(true)
    expect([...frame.params]).toStrictEqual([['day', '2026-01-05']])
    expect(frame.tags.get('note')).toBe('a:b')
    expect(frame.code.method).toBe('pkg.mod.Frame')
    expect(readBundle(readHyperFrameFile('loose')).committed).toBe(false)
    const { dependsOn } = readBundle(readHyperFrameFile('child'))
    expect(dependsOn.map(({ uuid, argument }) => ({ uuid, argument }))).toStrictEqual([
      { uuid: frame.uuid, argument: 'upstream' },
    ])
  })

  test('show their links and nested bundles', () => {
    const links = listFrames('files').flatMap((bytes) => summarizeFrame(bytes).links)
    expect([...links].sort()).toStrictEqual(['bundle://größe.txt', 'bundle://one.txt', 'bundle://sub/three.txt'])
    const managed = listFrames('managed').flatMap((bytes) => summarizeFrame(bytes).links)
    expect(managed).toStrictEqual(['bundle://deep/er/a.bin', 'bundle://deep/er/b.bin'])
    expect(listFrames('nested').map(summarizeFrame)).toMatchObject([
      { head: { type: 'HFRAME' }, links: [], nested: [findBundle('files').uuid] },
    ])
    expect(listFrames('several').map(summarizeFrame)).toMatchObject([
      { head: { type: 'HFRAME' }, links: [], nested: [findBundle('scalar').uuid, findBundle('text').uuid] },
    ])
  })

  test('show the type of a frame in its first bytes', () => {
    for (const { file, bytes } of frames) {
      expect(readFrameHead(bytes.subarray(0, framePeekBytes)), file).toStrictEqual(summarizeFrame(bytes).head)
    }
    const [wide] = listFrames('wide')
    expect(wide?.length).toBeGreaterThan(framePeekBytes)
  })
})

describe('unknown fields', () => {
  const unknown = Buffer.from('f2060474657374', 'hex') // 110: "test"

  test('are kept, and are part of the hash', () => {
    const bytes = Buffer.concat([readHyperFrameFile('frame'), unknown])
    const again = writeHyperFrame(readHyperFrame(bytes))
    expect(Buffer.from(again.subarray(-unknown.length)).equals(unknown)).toBe(true)
    expect(hyperFrameHashMatches(bytes)).toBe(false)
    expect(hyperFrameHashMatches(again)).toBe(true)
  })

  test('are skipped in a frame', () => {
    const frame = Buffer.concat([unknown, listFrames('files')[0] ?? Buffer.alloc(0)])
    expect(summarizeFrame(frame).links).toHaveLength(3)
    expect(readFrameHead(frame)?.type).toBe('LINK')
  })

  test('of a presentation appear as their number', () => {
    const message = readHyperFrame(readHyperFrameFile('frame'))
    expect(formatPresentation(message.presentation)).toBe('DF')
    const other = Buffer.concat([readHyperFrameFile('frame'), Buffer.from('402a', 'hex')]) // 8: 42
    expect(readBundle(other).presentation).toBe('42')
  })
})

describe('readHyperFrame and summarizeFrame', () => {
  test('refuse a HyperFrame that is cut off anywhere', () => {
    const whole = readHyperFrameFile('frame')
    for (let length = 0; length < whole.length; length++) {
      expect(() => readHyperFrame(whole.subarray(0, length)), `${length} bytes`).toThrow(BundleFormatError)
      expect(hyperFrameHashMatches(whole.subarray(0, length)), `${length} bytes`).toBe(false)
    }
  })

  test('never find more links in a frame that is cut off', () => {
    const [whole] = listFrames('files')
    if (whole === undefined) throw new Error('no frame')
    const { links } = summarizeFrame(whole)
    for (let length = 0; length < whole.length; length++) {
      const found = attempt(() => summarizeFrame(whole.subarray(0, length)).links)
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
  ])('refuse %s', (_, hex) => {
    const bytes = Buffer.from(hex, 'hex')
    expect(() => readHyperFrame(bytes)).toThrow(BundleFormatError)
    expect(hyperFrameHashMatches(bytes)).toBe(false)
  })

  test('refuse a HyperFrame above its limit', () => {
    expect(() => readHyperFrame(Buffer.alloc(maxHyperFrameBytes + 1))).toThrow(/limit/)
  })

  test('refuse a link without a URL', () => {
    expect(() => summarizeFrame(Buffer.from('18013a00', 'hex'))).toThrow('a link without a URL')
  })

  test('do not build a million empty nested bundles', () => {
    const before = process.memoryUsage().heapUsed
    expect(() => summarizeFrame(Buffer.from(`1811${'3200'.repeat(1_000_000)}`, 'hex'))).toThrow(BundleFormatError)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50 * 1024 * 1024)
  })

  test('read mutations of real messages, or throw BundleFormatError', () => {
    const seeds = [
      readHyperFrameFile('frame'),
      readHyperFrameFile('outer'),
      ...listFrames('files'),
      ...listFrames('nested'),
    ]
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
        for (const read of [readBundle, summarizeFrame, readFrameHead]) attempt(() => read(bytes))
        hyperFrameHashMatches(bytes)
        frameHashMatches(bytes)
      }),
      { numRuns: 5_000 },
    )
  })

  test('write a mutated message so that it reads the same', () => {
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
