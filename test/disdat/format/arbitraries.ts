import fc from 'fast-check'
import type { FrameByteOrder } from '../../../src/disdat/format/frame.ts'
import type { FrameContent, FrameValues } from './fixtures/frame-content.ts'

/** Any text that UTF-8 can encode: without unpaired surrogates. */
export const anyText = fc.string({ unit: 'binary', maxLength: 20 })

const someLength = { maxLength: 24 } as const

const anyContent: fc.Arbitrary<FrameContent> = fc.oneof(
  fc
    .array(fc.double(), someLength)
    .map((values): FrameContent => ({ kind: 'floats', values: Float16Array.from(values) })),
  fc.float32Array(someLength).map((values): FrameContent => ({ kind: 'floats', values })),
  fc.float64Array(someLength).map((values): FrameContent => ({ kind: 'floats', values })),
  fc
    .oneof(
      fc.int8Array(someLength),
      fc.uint8Array(someLength),
      fc.int16Array(someLength),
      fc.uint16Array(someLength),
      fc.int32Array(someLength),
      fc.uint32Array(someLength),
    )
    .map((values): FrameContent => ({ kind: 'integers', values })),
  fc
    .oneof(fc.bigInt64Array(someLength), fc.bigUint64Array(someLength))
    .map((values): FrameContent => ({ kind: 'bigints', values })),
  fc.uint8Array({ ...someLength, max: 1 }).map((values): FrameContent => ({ kind: 'booleans', values })),
  fc.array(anyText, someLength).map((values): FrameContent => ({ kind: 'strings', values })),
  fc
    .array(
      anyText.map((text) => `bundle://${text}`),
      someLength,
    )
    .map((values): FrameContent => ({ kind: 'links', values })),
)

/** A frame of any type but HFRAME, of any shape and byte order. */
export const anyFrame: fc.Arbitrary<FrameValues> = fc
  .record({
    name: anyText,
    uuid: fc.uuid(),
    byteOrder: fc.constantFrom<FrameByteOrder>('big', 'little', 'none'),
    content: anyContent,
    dimensions: fc.array(fc.nat(5), { maxLength: 4 }),
  })
  .map(({ dimensions, ...frame }) => ({ ...frame, shape: createShape(frame.content, dimensions) }))

/** A shape with the number of values, whose first dimensions follow `preferred` where they can. */
function createShape(content: FrameContent, preferred: readonly number[]): readonly number[] {
  let left = content.values.length
  if (left === 0) return [0, ...preferred]
  const shape = preferred.map((length) => {
    const taken = length > 0 && left % length === 0 ? length : 1
    left /= taken
    return taken
  })
  return left === 1 && shape.length === 0 && content.kind !== 'strings' && content.kind !== 'links'
    ? []
    : [...shape, left]
}
