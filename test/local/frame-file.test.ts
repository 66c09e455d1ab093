import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create } from '@bufbuild/protobuf'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { maxFrameBytes, writeFrame } from '../../src/disdat/format/hyperframe.ts'
import { FrameSchema, LinkSchema, LocalLinkSchema, Type } from '../../src/disdat/format/proto/hyperframe_pb.ts'
import { frameFileHashMatches, summarizeFrameFile } from '../../src/local/frame-file.ts'
import { createBundleObjects } from '../remote/fixtures.ts'

const mib = 1024 * 1024

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

/** How many bytes this process has read so far, from any file. */
async function countReadBytes(): Promise<number> {
  return Number(/^rchar: (\d+)$/m.exec(await readFile('/proc/self/io', 'utf8'))?.[1])
}

/** Writes a large sparse file, and takes its end away after a part has been read. */
async function truncateWhileRead<T>(
  start: Uint8Array,
  end: Uint8Array,
  read: (file: string) => Promise<T>,
): Promise<T> {
  await writeFile(file, start)
  await truncate(file, 1024 * mib)
  await appendFile(file, end)
  const before = await countReadBytes()
  const reading = read(file)
  const truncated = vi
    .waitFor(async () => expect(await countReadBytes()).toBeGreaterThan(before + 32 * mib), {
      interval: 1,
      timeout: 20_000,
    })
    .then(() => truncate(file, 1024))
  const [result] = await Promise.allSettled([reading, truncated])
  if (result.status === 'rejected') throw result.reason
  await truncated
  return result.value
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

  test('returns false when the file becomes shorter while it is read', async () => {
    const hash = createFrameBytes(0).subarray(-34)
    expect(await truncateWhileRead(Buffer.alloc(0), hash, frameFileHashMatches)).toBe(false)
  })
})

describe('summarizeFrameFile', () => {
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

  const writeLinks = (paths: readonly string[]) => {
    const links = paths.map((url) =>
      create(LinkSchema, { link: { case: 'local', value: create(LocalLinkSchema, { path: url }) } }),
    )
    return writeFrame(create(FrameSchema, { type: Type.LINK, links }))
  }

  test('returns the first text of a frame that it reads in chunks', async () => {
    await writeFile(file, texts)
    const { firstText } = await summarizeFrameFile(file)
    expect(Buffer.from(firstText ?? []).toString()).toBe(longTexts[0])
  })

  test('returns the links of a frame that is larger than a chunk', async () => {
    const paths = Array.from({ length: 3 }, (_, index) => `bundle://${index}/${'x'.repeat(mib / 2)}`)
    await writeFile(file, writeLinks(paths))
    expect(await summarizeFrameFile(file)).toMatchObject({ count: 3, links: paths })
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
    [
      'fewer values than its shape states',
      Buffer.from(
        writeFrame(create(FrameSchema, { type: Type.UINT8, shape: [3 * mib], data: new Uint8Array(2 * mib) })),
      ),
      `a frame of ${2 * mib} values whose shape is [${3 * mib}]`,
    ],
  ])('refuses %s', async (_, bytes, message) => {
    await writeFile(file, bytes)
    await expect(summarizeFrameFile(file)).rejects.toThrow(message)
  })

  test.each([
    ['a frame that is larger than Disdat can write', texts, 2 ** 31, `a frame of ${2 ** 31} bytes; ${2 ** 31 - 1} is`],
    [
      'a name that fills the beginning of the file',
      writeFrame(create(FrameSchema, { name: 'x'.repeat(64 * 1024), type: Type.UINT8, data: new Uint8Array(1) })),
      2 * mib,
      'a frame whose values begin after 65536 bytes',
    ],
  ])('refuses %s', async (_, start, size, message) => {
    await writeFile(file, start)
    await truncate(file, size)
    await expect(summarizeFrameFile(file)).rejects.toThrow(message)
  })

  test('refuses a frame of too many links before it reads them', async () => {
    await writeFile(file, writeLinks(['bundle://a']))
    await truncate(file, maxFrameBytes + 1)
    const before = await countReadBytes()
    await expect(summarizeFrameFile(file)).rejects.toThrow(
      `a frame of LINK of ${maxFrameBytes + 1} bytes; ${maxFrameBytes} is the limit`,
    )
    expect(await countReadBytes()).toBeLessThan(before + maxFrameBytes)
  })

  test('refuses a file that becomes shorter while it is read', async () => {
    const whole = writeFrame(create(FrameSchema, { type: Type.STRING, shape: [1], strings: ['x'] }))
    const strings = FrameSchema.field.strings.number
    const text = new BinaryWriter()
      .tag(strings, WireType.LengthDelimited)
      .uint32(1000 * mib)
      .finish()
    const start = Buffer.concat([whole.subarray(0, whole.indexOf('x'.charCodeAt(0)) - 2), text])
    const reading = truncateWhileRead(start, Buffer.alloc(0), summarizeFrameFile)
    await expect(reading).rejects.toThrow('a file that became shorter while it was read')
  })
})
