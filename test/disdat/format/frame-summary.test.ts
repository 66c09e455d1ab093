import { create } from '@bufbuild/protobuf'
import { describe, expect, test } from 'vitest'
import { readFrameHead } from '../../../src/disdat/format/frame-reader.ts'
import { summarizeFrame, summarizeFrameHead } from '../../../src/disdat/format/frame-summary.ts'
import { readHyperFrame, writeFrame, writeHyperFrame } from '../../../src/disdat/format/hyperframe.ts'
import {
  DatabaseLinkSchema,
  FrameSchema,
  HyperFrameSchema,
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

  test('returns the uuids of nested bundles', () => {
    const nested = ['47aa363c-8d95-4b4c-be97-48bb9aea9204', '57aa363c-8d95-4b4c-be97-48bb9aea9204']
    const hframes = nested.map((uuid) => readHyperFrame(writeHyperFrame(create(HyperFrameSchema, { uuid }))))
    expect(summarizeFrame(writeFrame(create(FrameSchema, { type: Type.HFRAME, hframes })))).toMatchObject({
      count: 2,
      links: [],
      nested,
      startsWithDatabase: false,
      firstText: undefined,
    })
  })

  test('counts numbers', () => {
    const data = new Uint8Array(2)
    expect(summarizeFrame(writeFrame(create(FrameSchema, { type: Type.INT8, shape: [2], data })))).toMatchObject({
      head: { type: 'INT8', shape: [2] },
      count: 2,
      nested: [],
    })
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
    expect(summarizeFrameHead(head)).toStrictEqual({
      head,
      count: undefined,
      links: [],
      startsWithDatabase: false,
      nested: [],
      firstText: undefined,
    })
  })
})
