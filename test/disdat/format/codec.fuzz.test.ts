import { isDeepStrictEqual } from 'node:util'
import { create } from '@bufbuild/protobuf'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { summariseFrame } from '../../../src/compare/frame-summary.ts'
import { readBundle } from '../../../src/disdat/bundle.ts'
import { type ReadFrame, readFrameValues } from '../../../src/disdat/format/frame-read.ts'
import { makeFrame } from '../../../src/disdat/format/frame-write.ts'
import {
  BundleFormatError,
  frameHashMatches,
  hyperFrameHashMatches,
  peekFrame,
  readFrame,
  readHyperFrame,
  scanFrame,
  writeFrame,
  writeHyperFrame,
} from '../../../src/disdat/format/hyperframe.ts'
import { HyperFrameSchema } from '../../../src/disdat/format/proto/hyperframe_pb.ts'
import { anyFrame, anyText } from './arbitraries.ts'

/** The whole run: `FUZZ_INPUTS=1000000 npx vitest run test/disdat/format/codec.fuzz.test.ts`. */
const inputs = Number(process.env['FUZZ_INPUTS'] ?? 20_000)
const inputsOfRun = 500
/** What the whole run may take on a busy machine, and by how much the process may grow. */
const timeout = 1_800_000
const maxGrowthMib = 200
/** No input may take so long; a busy machine's pauses are within it. */
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

const frames = fc.sample(anyFrame, { numRuns: 60, seed: 1 }).map((frame) => makeFrame(frame))
const hyperFrames = fc.sample(anyHyperFrame, { numRuns: 20, seed: 1 }).map((message) => writeHyperFrame(message))
const nested = makeFrame({
  name: 'x',
  uuid: '47aa363c-8d95-4b4c-be97-48bb9aea9204',
  content: { kind: 'bundles', values: hyperFrames.slice(0, 3) },
})
const seeds = [...frames, ...hyperFrames, nested]

/** Numbers from 0 to below a limit, the same for the same seed. https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
type Random = (limit: number) => number

function randomOf(seed: number): Random {
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

function mutated(random: Random): Buffer {
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

const readers = [readFrame, readHyperFrame, readBundle, scanFrame, peekFrame, frameHashMatches, hyperFrameHashMatches]

/**
 * Lets every reader have the bytes, and tells whether they hold a frame. Throws whatever is not BundleFormatError, and
 * where readers disagree.
 */
async function readAll(bytes: Buffer): Promise<boolean> {
  for (const read of readers) outcome(() => read(bytes))
  const read = outcome(() => readFrameValues(bytes))
  const at = bytes.length >> 1
  const summary = await outcomeOf(
    summariseFrame([bytes.subarray(0, at), bytes.subarray(at, at + 1), bytes.subarray(at + 1)]),
  )
  if (typeof read === 'string' || typeof summary === 'string') {
    if (typeof read !== typeof summary) throw new Error(`${JSON.stringify(read)}, but ${JSON.stringify(summary)}`)
    return false
  }
  const whole = await summariseFrame([bytes])
  if (!isDeepStrictEqual(summary, whole)) throw new Error('the summary depends on how the bytes are cut')
  if (read.hashMatches !== frameHashMatches(bytes)) throw new Error('two opinions on the hash')
  return true
}

/** What it returns, or the message of the one error that it may throw. */
function outcome<T>(action: () => T): T | string {
  try {
    return action()
  } catch (error) {
    if (error instanceof BundleFormatError) return error.message
    throw error
  }
}

async function outcomeOf<T>(action: Promise<T>): Promise<T | string> {
  return action.catch((error: unknown) => {
    if (error instanceof BundleFormatError) return error.message
    throw error
  })
}

describe('the codec', () => {
  test('round trips: any HyperFrame', () => {
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

  test('round trips: any frame, as message and as values', () => {
    fc.assert(
      fc.property(anyFrame, (frame) => {
        const bytes = makeFrame(frame)
        expect(Buffer.compare(writeFrame(readFrame(bytes)), bytes)).toBe(0)
        expect(Buffer.compare(makeFrame(readFrameValues(bytes)), bytes)).toBe(0)
      }),
    )
  })

  test(`takes ${inputs} mutated inputs; FUZZ_INPUTS=1000000 is the whole run`, { timeout }, async () => {
    const before = process.resourceUsage().maxRSS
    let accepted = 0
    let slowestMs = 0
    // Nobody reads the traces of what is refused, and they take longer than all the rest.
    const { stackTraceLimit } = Error
    onTestFinished(() => {
      Error.stackTraceLimit = stackTraceLimit
    })
    Error.stackTraceLimit = 0
    const run = async (seed: number) => {
      const random = randomOf(seed)
      for (let input = 0; input < inputsOfRun; input++) {
        const bytes = mutated(random)
        const start = performance.now()
        const isFrame = await readAll(bytes).catch((cause: unknown) => {
          throw new Error(`on ${bytes.toString('hex')}`, { cause })
        })
        slowestMs = Math.max(slowestMs, performance.now() - start)
        if (isFrame) accepted++
      }
    }
    await fc.assert(fc.asyncProperty(fc.integer(), run), {
      numRuns: Math.ceil(inputs / inputsOfRun),
      endOnFailure: true,
      includeErrorInReport: true,
    })
    expect(slowestMs, 'ms').toBeLessThan(maxInputMs)
    expect((process.resourceUsage().maxRSS - before) / 1024, 'MiB').toBeLessThan(maxGrowthMib)
    // Inputs that are all refused at their first byte would prove little.
    expect(accepted / inputs).toBeGreaterThan(0.02)
  })

  test('does not see what lies beside its bytes', () => {
    const inside = (bytes: Uint8Array, beside: number): Uint8Array => {
      const pool = Buffer.alloc(bytes.length + 128, beside)
      pool.set(bytes, 64)
      return pool.subarray(64, 64 + bytes.length)
    }
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const bytes = mutated(randomOf(seed))
        for (const read of [...readers, readFrameValues]) {
          const [zeros, ones] = [0, 0xff].map((beside) => outcome(() => read(inside(bytes, beside))))
          expect(isDeepStrictEqual(zeros, ones)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('makes no more of the bytes than there are', () => {
    const sizeOf = ({ content }: ReadFrame): number => {
      if (content.kind === 'none' || content.kind === 'object') return 0
      return ArrayBuffer.isView(content.values) ? content.values.byteLength : content.values.length
    }
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const bytes = mutated(randomOf(seed))
        const read = outcome(() => readFrameValues(bytes))
        if (typeof read !== 'string') expect(sizeOf(read)).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 2000 },
    )
  })
})
