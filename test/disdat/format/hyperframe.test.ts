import { createHash } from 'node:crypto'
import { create, toBinary } from '@bufbuild/protobuf'
import { describe, expect, test } from 'vitest'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import {
  formatPresentation,
  frameHashField,
  frameHashMatches,
  framePeekBytes,
  hyperFrameHashMatches,
  isDatabaseLink,
  maxFrameBytes,
  maxHyperFrameBytes,
  readHyperFrame,
  readLinkUrl,
  writeFrame,
  writeHyperFrame,
} from '../../../src/disdat/format/hyperframe.ts'
import {
  DatabaseLinkSchema,
  FrameSchema,
  HyperFrameSchema,
  type Link,
  LinkSchema,
  LocalLinkSchema,
  Presentation,
  S3LinkSchema,
} from '../../../src/disdat/format/proto/hyperframe_pb.ts'
import { encodeFields } from './fixtures/encode-fields.ts'

// hyperframe-dsdt.test.ts reads what Disdat writes.

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
const hyperFrame = create(HyperFrameSchema, { uuid, humanName: 'orders', owner: 'ann', hash: 'old' })
const frame = create(FrameSchema, { uuid, name: 'a', hash: 'old' })
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')

test('the limits are 4 MiB for a HyperFrame, 64 MiB for a frame and 64 KiB for its head', () => {
  expect([maxHyperFrameBytes, maxFrameBytes, framePeekBytes]).toStrictEqual([4_194_304, 67_108_864, 65_536])
})

describe('writeHyperFrame and writeFrame', () => {
  test('add the MD5 of the other fields, and leave the message as it is', () => {
    expect(Buffer.from(writeHyperFrame(hyperFrame))).toStrictEqual(
      Buffer.from(
        toBinary(HyperFrameSchema, {
          ...hyperFrame,
          hash: md5(toBinary(HyperFrameSchema, { ...hyperFrame, hash: '' })),
        }),
      ),
    )
    expect(Buffer.from(writeFrame(frame))).toStrictEqual(
      Buffer.from(toBinary(FrameSchema, { ...frame, hash: md5(toBinary(FrameSchema, { ...frame, hash: '' })) })),
    )
    expect([hyperFrame.hash, frame.hash]).toStrictEqual(['old', 'old'])
  })
})

describe('readHyperFrame', () => {
  test('reads what writeHyperFrame writes', () => {
    expect(readHyperFrame(writeHyperFrame(hyperFrame))).toMatchObject({ uuid, humanName: 'orders', owner: 'ann' })
  })

  test('reads a HyperFrame at its limit, and refuses a larger one', () => {
    const other = writeHyperFrame(create(HyperFrameSchema, { uuid, owner: 'x'.repeat(1_000_000) })).length - 1_000_000
    const createOfLength = (length: number) =>
      writeHyperFrame(create(HyperFrameSchema, { uuid, owner: 'x'.repeat(length - other - 1) }))
    expect(createOfLength(maxHyperFrameBytes)).toHaveLength(maxHyperFrameBytes)
    expect(readHyperFrame(createOfLength(maxHyperFrameBytes)).uuid).toBe(uuid)
    expect(() => readHyperFrame(createOfLength(maxHyperFrameBytes + 1))).toThrow(
      new BundleFormatError('a HyperFrame of 4194305 bytes; 4194304 is the limit'),
    )
  })

  test.each([
    ['no hash', encodeFields([1, 'ann']), 'a HyperFrame without its hash: it is empty or truncated'],
    ['no bytes', Buffer.alloc(0), 'a HyperFrame without its hash: it is empty or truncated'],
    ['bytes that are not a message', Buffer.of(0, 0), /^not a HyperFrame: /],
    // Protocol Buffers in JavaScript read it as the number 0.
    [
      'a text for a number',
      Buffer.concat([writeHyperFrame(hyperFrame), encodeFields([HyperFrameSchema.field.presentation.number, ''])]),
      /^a field \d+ of wire type 2$/,
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readHyperFrame(bytes)).toThrow(BundleFormatError)
    expect(() => readHyperFrame(bytes)).toThrow(message)
  })
})

describe('hyperFrameHashMatches and frameHashMatches', () => {
  const hashField = HyperFrameSchema.field.hash.number
  const fields = encodeFields([1, 'ann'], [100, 'unknown'])
  const hash = md5(fields)

  test.each([
    ['a HyperFrame', writeHyperFrame(hyperFrame), true],
    ['a hash before other fields', Buffer.concat([encodeFields([hashField, hash]), fields]), true],
    [
      'a hash between other fields',
      Buffer.concat([encodeFields([1, 'ann']), encodeFields([hashField, hash]), encodeFields([100, 'unknown'])]),
      true,
    ],
    [
      'two hashes, whose last is right',
      Buffer.concat([encodeFields([hashField, 'x'], [hashField, hash]), fields]),
      true,
    ],
    [
      'two hashes, whose first is right',
      Buffer.concat([encodeFields([hashField, hash], [hashField, 'x']), fields]),
      false,
    ],
    ['another hash', Buffer.concat([fields, encodeFields([hashField, md5(Buffer.alloc(0))])]), false],
    ['no hash', fields, false],
    ['no bytes', Buffer.alloc(0), false],
    ['bytes that are cut off', writeHyperFrame(hyperFrame).subarray(0, -1), false],
    ['a frame, whose hash is another field', writeFrame(frame), false],
  ])('of %s is %s', (_, bytes, expected) => {
    expect(hyperFrameHashMatches(bytes)).toBe(expected)
  })

  test('compares the hash of a frame in its last field', () => {
    expect(frameHashMatches(writeFrame(frame))).toBe(true)
    expect(frameHashMatches(toBinary(FrameSchema, frame))).toBe(false)
    expect(frameHashField).toBe(Math.max(...FrameSchema.fields.map(({ number }) => number)))
  })
})

test('formatPresentation spells a presentation as dsdt does, and an unknown one as its number', () => {
  const other = encodeFields([HyperFrameSchema.field.presentation.number, 42])
  const { presentation } = readHyperFrame(Buffer.concat([writeHyperFrame(hyperFrame), other]))
  expect([Presentation.DF, Presentation.SCALAR, presentation].map(formatPresentation)).toStrictEqual([
    'DF',
    'SCALAR',
    '42',
  ])
})

describe('readLinkUrl and isDatabaseLink', () => {
  const encode = (link: Link['link']) => toBinary(LinkSchema, create(LinkSchema, { link }))

  test.each([
    ['local', { case: 'local', value: create(LocalLinkSchema, { path: 'bundle://a.csv' }) }, 'bundle://a.csv', false],
    ['s3', { case: 's3', value: create(S3LinkSchema, { url: 's3://b/k' }) }, 's3://b/k', false],
    ['database', { case: 'database', value: create(DatabaseLinkSchema, { url: 'db://x' }) }, 'db://x', true],
  ] as const)('read a link of the kind %s', (_, link, url, isDatabase) => {
    expect(readLinkUrl(encode(link))).toBe(url)
    expect(isDatabaseLink(encode(link))).toBe(isDatabase)
  })

  test.each([
    ['no URL', encode({ case: 'local', value: create(LocalLinkSchema) }), 'a link without a URL'],
    ['no kind', Buffer.alloc(0), 'a link without a URL'],
    ['bytes that are not a message', Buffer.of(0, 0), /^not a Link: /],
    // Protocol Buffers in JavaScript read it as an empty text.
    [
      'a number for a text',
      Buffer.concat([
        encode({ case: 'local', value: create(LocalLinkSchema, { path: 'bundle://a' }) }),
        encodeFields([LinkSchema.field.hash.number, 0]),
      ]),
      /^a field \d+ of wire type 0$/,
    ],
  ])('readLinkUrl refuses %s', (__, bytes, message) => {
    expect(() => readLinkUrl(bytes)).toThrow(BundleFormatError)
    expect(() => readLinkUrl(bytes)).toThrow(message)
  })

  test('isDatabaseLink refuses bytes that are not a message', () => {
    expect(() => isDatabaseLink(Buffer.of(0, 0))).toThrow(/^not a Link: /)
  })
})
