import fc from 'fast-check'
import type { FrameByteOrder, FrameContent, FrameValues } from '../../../src/disdat/format/frame.ts'
import type { FrameDraft } from '../../../src/disdat/format/frame-write.ts'
import { valuesIn } from '../../../src/disdat/format/frame-write.ts'

/** Any text that UTF-8 can hold: no half surrogates. */
export const anyText = fc.string({ unit: 'binary', maxLength: 20 })

const someLength = { maxLength: 24 } as const

const anyContent: fc.Arbitrary<FrameContent> = fc.oneof(
  fc.constant<FrameContent>({ kind: 'none' }),
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
  fc
    .array(fc.tuple(fc.float(), fc.float()), { maxLength: 12 })
    .map((pairs): FrameContent => ({ kind: 'complex', values: Float32Array.from(pairs.flat()) })),
  fc
    .array(fc.tuple(fc.double(), fc.double()), { maxLength: 12 })
    .map((pairs): FrameContent => ({ kind: 'complex', values: Float64Array.from(pairs.flat()) })),
  fc.array(anyText, someLength).map((values): FrameContent => ({ kind: 'strings', values })),
  fc.json().map((text): FrameContent => ({ kind: 'object', text })),
  fc
    .array(
      anyText.map((text) => `bundle://${text}`),
      someLength,
    )
    .map((values): FrameContent => ({ kind: 'links', values })),
)

/** Any frame of any type, of any shape that its values have, in any byte order; nested bundles apart. */
export const anyFrame: fc.Arbitrary<FrameDraft & FrameValues> = fc
  .record({
    name: anyText,
    uuid: fc.uuid(),
    byteOrder: fc.constantFrom<FrameByteOrder>('big', 'little', 'none'),
    content: anyContent,
    dimensions: fc.array(fc.nat(5), { maxLength: 4 }),
  })
  .map(({ dimensions, ...frame }) => ({ ...frame, shape: shapeOf(frame.content, dimensions) }))

/** A shape of as many values as there are, wished for by its first dimensions. */
function shapeOf(content: FrameContent, wish: readonly number[]): readonly number[] {
  if (content.kind === 'none') return []
  let left = valuesIn(content)
  if (left === 0) return [0, ...wish]
  const shape = wish.map((length) => {
    const taken = length > 0 && left % length === 0 ? length : 1
    left /= taken
    return taken
  })
  return left === 1 && shape.length === 0 && content.kind !== 'strings' && content.kind !== 'links'
    ? []
    : [...shape, left]
}
