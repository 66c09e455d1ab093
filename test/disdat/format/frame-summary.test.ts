import { create } from '@bufbuild/protobuf'
import { describe, expect, test } from 'vitest'
import { readFrameHead } from '../../../src/disdat/format/frame-reader.ts'
import { summarizeFrame, summarizeFrameHead } from '../../../src/disdat/format/frame-summary.ts'
import { writeFrame } from '../../../src/disdat/format/hyperframe.ts'
import {
  DatabaseLinkSchema,
  FrameSchema,
  LinkSchema,
  LocalLinkSchema,
  Type,
} from '../../../src/disdat/format/proto/hyperframe_pb.ts'

const local = create(LinkSchema, { link: { case: 'local', value: create(LocalLinkSchema, { path: 'bundle://a' }) } })
const database = create(LinkSchema, {
  link: { case: 'database', value: create(DatabaseLinkSchema, { url: 'db://x' }) },
})

describe('summarizeFrame', () => {
  test('returns the links of a frame, and whether the first one is to a database', () => {
    const write = (links: (typeof local)[]) => writeFrame(create(FrameSchema, { type: Type.LINK, links }))
    expect(summarizeFrame(write([local, database]))).toMatchObject({
      count: 2,
      links: ['bundle://a', 'db://x'],
      startsWithDatabase: false,
    })
    expect(summarizeFrame(write([database, local])).startsWithDatabase).toBe(true)
  })

  test('returns the first text, and the shape as written', () => {
    const bytes = writeFrame(create(FrameSchema, { type: Type.STRING, strings: ['größe', 'x'] }))
    const { head, count, firstText } = summarizeFrame(bytes)
    expect([head.shape, count, Buffer.from(firstText ?? '').toString()]).toStrictEqual([[], 2, 'größe'])
  })
})

describe('summarizeFrameHead', () => {
  test('leaves the number of values open', () => {
    const head = readFrameHead(writeFrame(create(FrameSchema, { type: Type.STRING, strings: ['x'] })))
    if (head === undefined) throw new Error('no head')
    expect(summarizeFrameHead(head)).toMatchObject({ count: undefined, links: [], firstText: undefined })
  })
})
