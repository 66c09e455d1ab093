import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create } from '@bufbuild/protobuf'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeFrame } from '../../src/disdat/format/hyperframe.ts'
import { FrameSchema, Type } from '../../src/disdat/format/proto/hyperframe_pb.ts'
import { frameFileHashMatches, summarizeFrameFile } from '../../src/local/frame-file.ts'
import { createBundleObjects } from '../remote/fixtures.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frame-'))
  file = join(folder, 'frame.pb')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function createFrameBytes(length: number): Buffer {
  const { objects } = createBundleObjects({ data: new Uint8Array(length).fill(7) })
  const [, bytes = new Uint8Array()] = [...objects].find(([name]) => name.endsWith('_frame.pb')) ?? []
  return Buffer.from(bytes)
}

describe('frameFileHashMatches', () => {
  test.each([0, 10, 3 * 1024 * 1024])('returns true for an intact frame of %i bytes', async (length) => {
    await writeFile(file, createFrameBytes(length))
    expect(await frameFileHashMatches(file)).toBe(true)
  })

  test('returns false when a byte of a later chunk differs', async () => {
    const bytes = createFrameBytes(3 * 1024 * 1024)
    bytes[2 * 1024 * 1024] = 8
    await writeFile(file, bytes)
    expect(await frameFileHashMatches(file)).toBe(false)
  })

  test('returns undefined when the file does not end with a hash', async () => {
    await writeFile(file, 'short')
    expect(await frameFileHashMatches(file)).toBeUndefined()
    await writeFile(file, createFrameBytes(10))
    await appendFile(file, 'x')
    expect(await frameFileHashMatches(file)).toBeUndefined()
  })
})

describe('summarizeFrameFile', () => {
  const mib = 1024 * 1024
  const longTexts = [
    'x'.repeat(mib - 40),
    'größe'.repeat(mib / 2),
    ...Array.from({ length: 40_000 }, () => 'é'.repeat(20)),
  ]
  const numbers = createFrameBytes(3 * mib)
  const texts = Buffer.from(
    writeFrame(create(FrameSchema, { name: 'a', type: Type.STRING, shape: [longTexts.length], strings: longTexts })),
  )

  test.each([
    ['numbers', numbers, 3 * mib],
    ['texts', texts, longTexts.length],
    ['few numbers', createFrameBytes(5), 5],
  ])('counts %s', async (_, bytes, count) => {
    await writeFile(file, bytes)
    expect(await summarizeFrameFile(file)).toMatchObject({ count })
  })

  const changed = (bytes: Buffer, at: number, value: number) => {
    const copy = Buffer.from(bytes)
    copy[at] = value
    return copy
  }

  test.each([
    ['a text that is not UTF-8', changed(texts, texts.length - 200, 0xff), 'text that is not UTF-8'],
    ['a long text that is not UTF-8', changed(texts, 2 * mib, 0xff), 'text that is not UTF-8'],
    ['a file that is cut off in a value', numbers.subarray(0, 2 * mib), 'cut off'],
    ['a file without its hash', numbers.subarray(0, -34), 'without its hash'],
    ['bytes after its end', Buffer.concat([texts, Buffer.alloc(40, 0xff)]), 'not a protobuf message'],
    [
      'another shape',
      Buffer.from(writeFrame(create(FrameSchema, { type: Type.UINT8, shape: [7], data: new Uint8Array(2 * mib) }))),
      '7',
    ],
  ])('refuses %s', async (_, bytes, message) => {
    await writeFile(file, bytes)
    await expect(summarizeFrameFile(file)).rejects.toThrow(message)
  })
})
