import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { DatabaseLinkSchema, HyperFrameSchema, LineageSchema } from '../../../src/disdat/format/proto/hyperframe_pb.ts'
import { assertWireFormat, readFields } from '../../../src/disdat/format/wire-fields.ts'
import { encodeFields } from './fixtures/encode-fields.ts'

describe('readFields', () => {
  test('reads fields of every type with their place and content', () => {
    const fixed = Buffer.from([(3 << 3) | 5, 1, 2, 3, 4, (4 << 3) | 1, 1, 2, 3, 4, 5, 6, 7, 8])
    const bytes = Buffer.concat([encodeFields([1, 300], [2, 'ab']), fixed])
    const read = Array.from(readFields(bytes), (field) => ({ ...field, content: [...field.content] }))
    expect(read).toStrictEqual([
      { number: 1, wireType: 0, start: 0, end: 3, content: [0xac, 0x02], contentBytes: 2 },
      { number: 2, wireType: 2, start: 3, end: 7, content: [0x61, 0x62], contentBytes: 2 },
      { number: 3, wireType: 5, start: 7, end: 12, content: [1, 2, 3, 4], contentBytes: 4 },
      { number: 4, wireType: 1, start: 12, end: 21, content: [1, 2, 3, 4, 5, 6, 7, 8], contentBytes: 8 },
    ])
  })

  test.each([
    ['a value that is cut off', encodeFields([2, 'ab']).subarray(0, 3), 'field 2 is cut off'],
    ['a length of 4 GiB', Buffer.from('12ffffffff0f', 'hex'), 'field 2 is cut off'],
    ['a length without an end', Buffer.from(`12${'ff'.repeat(11)}`, 'hex'), 'not a protobuf message: invalid varint'],
    ['a fixed number that is cut off', Buffer.from('0d0102', 'hex'), 'not a protobuf message: premature EOF'],
    ['field 0', Buffer.of(0, 0), 'not a protobuf message: illegal tag'],
    ['a group', Buffer.of(0x0b, 0x0c), 'field 1 is a group'],
    ['the end of a group', Buffer.of(0x0c), 'field 1 is a group'],
    ['a tag of 33 bits', Buffer.of(0x92, 0x80, 0x80, 0x80, 0x10, 0), 'not a protobuf message: illegal tag'],
    ['a tag of six bytes', Buffer.of(0x92, 0x80, 0x80, 0x80, 0x80, 0, 0), 'not a protobuf message: illegal tag'],
    ['a length of 33 bits', Buffer.of(0x12, 0x80, 0x80, 0x80, 0x80, 0x10), 'a length of more than 32 bits'],
    ['a length of six bytes', Buffer.of(0x12, 0x80, 0x80, 0x80, 0x80, 0x80, 0), 'a length of more than 32 bits'],
    ['groups in groups', Buffer.alloc(100_000, 0x0b), 'field 1 is a group'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => [...readFields(bytes)]).toThrow(BundleFormatError)
    expect(() => [...readFields(bytes)]).toThrow(message)
  })

  test('reads a tag and a length of five bytes', () => {
    const bytes = Buffer.of(0x92, 0x80, 0x80, 0x80, 0x00, 0x81, 0x80, 0x80, 0x80, 0x00, 7)
    expect([...readFields(bytes)]).toMatchObject([{ number: 2, wireType: 2, content: Buffer.of(7) }])
  })

  test('reads a prefix up to a value that is cut off', () => {
    const [field] = readFields(encodeFields([2, 'abc']).subarray(0, 3), { isPrefix: true })
    expect(field).toMatchObject({ number: 2, end: 5, contentBytes: 3 })
    expect(field?.content).toHaveLength(1)
  })

  test('covers any bytes without gaps, or throws BundleFormatError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        let end = 0
        try {
          for (const field of readFields(bytes)) {
            expect(field.start).toBe(end)
            end = field.end
          }
          expect(end).toBe(bytes.length)
        } catch (error) {
          expect(error).toBeInstanceOf(BundleFormatError)
        }
      }),
    )
  })
})

describe('assertWireFormat', () => {
  const encodeDouble = (number: number) => Buffer.concat([Buffer.of((number << 3) | 1), Buffer.alloc(8)])
  const { owner, lineage, presentation } = HyperFrameSchema.field
  const { creationDate } = LineageSchema.field

  test.each([
    ['no fields', HyperFrameSchema, Buffer.alloc(0)],
    [
      'a text, an unknown field and an enum',
      HyperFrameSchema,
      encodeFields([owner.number, 'a'], [15, 1], [presentation.number, 1]),
    ],
    [
      'a double in an inner message',
      HyperFrameSchema,
      encodeFields([lineage.number, encodeDouble(creationDate.number)]),
    ],
    ['a number', DatabaseLinkSchema, encodeFields([DatabaseLinkSchema.field.port.number, 1])],
  ])('accepts %s', (_, schema, bytes) => {
    expect(() => assertWireFormat(schema, bytes)).not.toThrow()
  })

  test.each([
    [
      'a number for a text',
      HyperFrameSchema,
      encodeFields([owner.number, 0]),
      `a field ${owner.number} of wire type 0`,
    ],
    [
      'a text for an enum',
      HyperFrameSchema,
      encodeFields([presentation.number, '']),
      `a field ${presentation.number} of wire type 2`,
    ],
    ['a double for a text', HyperFrameSchema, encodeDouble(owner.number), `a field ${owner.number} of wire type 1`],
    [
      'a number for a double in an inner message',
      HyperFrameSchema,
      encodeFields([lineage.number, encodeFields([creationDate.number, 0])]),
      `a field ${creationDate.number} of wire type 0`,
    ],
    [
      'an inner message that is cut off',
      HyperFrameSchema,
      encodeFields([lineage.number, Buffer.of(0x0a, 9)]),
      'field 1 is cut off',
    ],
  ])('refuses %s', (_, schema, bytes, message) => {
    expect(() => assertWireFormat(schema, bytes)).toThrow(new BundleFormatError(message))
  })
})
