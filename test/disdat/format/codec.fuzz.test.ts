import { isDeepStrictEqual } from 'node:util'
import { create } from '@bufbuild/protobuf'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { inspectFrame, inspectFrameHead } from '../../../src/compare/inspect-frame.ts'
import { readBundle } from '../../../src/disdat/bundle.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { readFrameHead } from '../../../src/disdat/format/frame-reader.ts'
import { summarizeFrame } from '../../../src/disdat/format/frame-summary.ts'
import {
  frameHashMatches,
  hyperFrameHashMatches,
  readHyperFrame,
  writeFrame,
  writeHyperFrame,
} from '../../../src/disdat/format/hyperframe.ts'
import { HyperFrameSchema } from '../../../src/disdat/format/proto/hyperframe_pb.ts'
import { anyFrame, anyText } from './arbitraries.ts'
import type { FrameValues } from './fixtures/frame-content.ts'
import { decodeFrame, readFrameValues } from './fixtures/read-frame-values.ts'
import { encodeFrame } from './fixtures/write-frame.ts'

/** The whole run: `FUZZ_INPUTS=1000000 npx vitest run test/disdat/format/codec.fuzz.test.ts`. */
const inputs = Number(process.env['FUZZ_INPUTS'] ?? 20_000)
const inputsOfRun = 500
/** The limits of the whole run on a busy machine: its time, and the growth of the process. */
const timeout = 1_800_000
const maxGrowthMib = 200
/** The limit of one input, which includes the pauses of a busy machine. */
const maxInputMs = 2000

const anyUuid = fc.uuid()
const anyPairs = fc.array(fc.record({ k: anyText, v: anyText }), { maxLength: 4 })

const anyHyperFrame = fc
  .record({
    owner: anyText,
    humanName: anyText,
    processingName: anyText,
    uuid: anyUuid,
    frames: fc.array(fc.record({ k: anyText, v: anyUuid }), { maxLength: 4 }),
    tags: anyPairs,
    presentation: fc.constantFrom(0, 1, 3, 4, 5, 6, 7).map((number) => number),
    lineage: fc.option(
      fc.record({
        hframeProcName: anyText,
        hframeUuid: anyUuid,
        codeRepo: anyText,
        codeMethod: anyText,
        creationDate: fc.integer({ min: 0, max: 4_000_000_000 }),
        dependsOn: fc.array(fc.record({ hframeProcName: anyText, hframeUuid: anyUuid, argName: anyText }), {
          maxLength: 3,
        }),
        stopTime: fc.double(),
      }),
      { nil: undefined },
    ),
  })
  .map(({ lineage, ...rest }) => create(HyperFrameSchema, { ...rest, ...(lineage && { lineage }) }))

const frames = fc.sample(anyFrame, { numRuns: 60, seed: 1 }).map((frame) => encodeFrame(frame))
const hyperFrames = fc.sample(anyHyperFrame, { numRuns: 20, seed: 1 }).map((message) => writeHyperFrame(message))
const nested = encodeFrame({
  name: 'x',
  uuid: '47aa363c-8d95-4b4c-be97-48bb9aea9204',
  content: { kind: 'bundles', values: hyperFrames.slice(0, 3) },
})
const seeds = [...frames, ...hyperFrames, nested]

/** Returns numbers from 0 to below a limit. https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
type Random = (limit: number) => number

function createRandom(seed: number): Random {
  let state = seed | 0
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

const interesting = [
  '00',
  '01',
  '7f',
  '80',
  'ff',
  'ffffffff0f',
  'ffffffff07',
  '8080808010',
  'ffffffffffffffffff01',
  '0a',
  '1a',
]

function mutate(random: Random): Buffer {
  const pick = <T>(from: readonly T[]): T | undefined => from[random(from.length)]
  let bytes = Buffer.from(pick(seeds) ?? [])
  for (let left = 1 + random(4); left > 0; left--) {
    const at = random(bytes.length + 1)
    const end = Math.min(bytes.length, at + random(12))
    const other = pick(seeds) ?? bytes
    const from = random(other.length)
    const piece = [
      () => Buffer.from([random(256)]),
      () => Buffer.from(pick(interesting) ?? '', 'hex'),
      () => other.subarray(from, from + random(40)),
      () => Buffer.alloc(0),
    ][random(4)]
    const tail =
      random(20) === 0 ? Buffer.alloc(0) : bytes.subarray(random(2) === 0 ? end : Math.min(at + 1, bytes.length))
    bytes = Buffer.concat([bytes.subarray(0, at), piece?.() ?? Buffer.alloc(0), tail])
  }
  return bytes
}

const readers = [
  readHyperFrame,
  readBundle,
  summarizeFrame,
  readFrameHead,
  readFrameValues,
  frameHashMatches,
  hyperFrameHashMatches,
]

/**
 * Passes the bytes to every reader, and returns whether they are a frame. Throws errors other than BundleFormatError,
 * and an error where readers disagree.
 */
function readWithAll(bytes: Buffer): boolean {
  for (const read of readers) attempt(() => read(bytes))
  const read = attempt(() => readFrameValues(bytes))
  const inspected = inspectFrame(bytes, true)
  const isFrame = typeof read !== 'string'
  if (isFrame !== (inspected.kind === 'read')) throw new Error(`${JSON.stringify(read)}, but ${inspected.kind}`)
  const start = inspectFrameHead(bytes.subarray(0, bytes.length >> 1), bytes.length)
  if (inspected.kind === 'read' && start.kind === 'head') {
    const { facts } = inspected
    if (!isDeepStrictEqual(start.facts, { ...facts, values: undefined })) throw new Error('the head differs')
  }
  return isFrame
}

/** The result of the action, or the message of a BundleFormatError. */
function attempt<T>(action: () => T): T | string {
  try {
    return action()
  } catch (error) {
    if (error instanceof BundleFormatError) return error.message
    throw error
  }
}

describe('the codec of HyperFrames and frames', () => {
  test('reads any HyperFrame as it was written, and writes the same bytes', () => {
    fc.assert(
      fc.property(anyHyperFrame, (message) => {
        const bytes = writeHyperFrame(message)
        const read = readHyperFrame(bytes)
        expect({ ...read, hash: '' }).toStrictEqual({ ...message, hash: '' })
        expect(hyperFrameHashMatches(bytes)).toBe(true)
        expect(Buffer.compare(writeHyperFrame(read), bytes)).toBe(0)
      }),
    )
  })

  test('reads any frame as it was written, and writes the same bytes', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        const bytes = encodeFrame(frame)
        expect(Buffer.compare(writeFrame(decodeFrame(bytes)), bytes)).toBe(0)
        expect(Buffer.compare(encodeFrame(readFrameValues(bytes)), bytes)).toBe(0)
      }),
    )
  })

  test(`reads or refuses ${inputs} mutated inputs (FUZZ_INPUTS=1000000 for the whole run)`, { timeout }, () => {
    const before = process.resourceUsage().maxRSS
    let accepted = 0
    let slowestMs = 0
    // The stack traces of refused inputs would take longer than everything else.
    const { stackTraceLimit } = Error
    onTestFinished(() => {
      Error.stackTraceLimit = stackTraceLimit
    })
    Error.stackTraceLimit = 0
    const run = (seed: number) => {
      const random = createRandom(seed)
      for (let input = 0; input < inputsOfRun; input++) {
        const bytes = mutate(random)
        const start = performance.now()
        try {
          if (readWithAll(bytes)) accepted++
        } catch (cause) {
          throw new Error(`on ${bytes.toString('hex')}`, { cause })
        }
        slowestMs = Math.max(slowestMs, performance.now() - start)
      }
    }
    fc.assert(fc.property(fc.integer(), run), {
      numRuns: Math.ceil(inputs / inputsOfRun),
      endOnFailure: true,
      includeErrorInReport: true,
    })
    expect(slowestMs, 'ms').toBeLessThan(maxInputMs)
    expect((process.resourceUsage().maxRSS - before) / 1024, 'MiB').toBeLessThan(maxGrowthMib)
    // Inputs that are all refused at their first byte would test little.
    expect(accepted / inputs).toBeGreaterThan(0.02)
  })

  test('does not read bytes outside its input', () => {
    const inside = (bytes: Uint8Array, beside: number): Uint8Array => {
      const pool = Buffer.alloc(bytes.length + 128, beside)
      pool.set(bytes, 64)
      return pool.subarray(64, 64 + bytes.length)
    }
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const bytes = mutate(createRandom(seed))
        for (const read of readers) {
          const [zeros, ones] = [0, 0xff].map((beside) => attempt(() => read(inside(bytes, beside))))
          expect(isDeepStrictEqual(zeros, ones)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('allocates no more values than there are bytes', () => {
    const measure = ({ content }: FrameValues): number => {
      return ArrayBuffer.isView(content.values) ? content.values.byteLength : content.values.length
    }
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const bytes = mutate(createRandom(seed))
        const read = attempt(() => readFrameValues(bytes))
        if (typeof read !== 'string') expect(measure(read)).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 2000 },
    )
  })
})
