import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { throwFormatError } from '../disdat/format/format-error.ts'
import { countStatedValues, type FrameHead, getNumberLayout, maxWrittenFrameBytes } from '../disdat/format/frame.ts'
import { lastHeadField, readFrameHead } from '../disdat/format/frame-reader.ts'
import { type FrameSummary, summarizeFrame, summarizeFrameHead } from '../disdat/format/frame-summary.ts'
import { frameHashField, framePeekBytes, maxFrameBytes } from '../disdat/format/hyperframe.ts'
import { readFields, type WireField } from '../disdat/format/wire-fields.ts'
import { openRegularFile } from '../lib/regular-file.ts'

/** A frame ends with its hash: two bytes for field 10 and its length, and 32 characters. */
const tailBytes = 34
const tailStart = Buffer.of(0x52, 32)
const chunkBytes = 1024 * 1024
/** A frame up to this size is read at once. */
const maxWholeBytes = 1024 * 1024
/** The number and the length of a field take less, so that the end of a chunk never cuts them. */
const maxFieldHeadBytes = 32

/**
 * Whether the `hash` at the end of a frame's file is the MD5 of the bytes before it, as Disdat writes it; undefined
 * when the file does not end with a hash. Reads the file in chunks: a frame may be larger than memory.
 */
export async function frameFileHashMatches(file: string): Promise<boolean | undefined> {
  await using handle = await openRegularFile(file)
  const { size } = await handle.stat()
  if (size < tailBytes) return undefined
  const tail = Buffer.alloc(tailBytes)
  await handle.read(tail, 0, tailBytes, size - tailBytes)
  if (!tail.subarray(0, tailStart.length).equals(tailStart)) return undefined
  const hash = createHash('md5')
  const buffer = Buffer.alloc(Math.min(chunkBytes, size))
  for (let position = 0; position < size - tailBytes; ) {
    const length = Math.min(buffer.length, size - tailBytes - position)
    const { bytesRead } = await handle.read(buffer, 0, length, position)
    if (bytesRead === 0) return false
    hash.update(buffer.subarray(0, bytesRead))
    position += bytesRead
  }
  return hash.digest('hex') === tail.toString('latin1', tailStart.length)
}

/**
 * Summarizes the frame in a file. Reads a large frame of values in chunks: it may be larger than memory. Throws
 * BundleFormatError for a file that Disdat cannot decode, or whose values do not fit its head.
 */
export async function summarizeFrameFile(file: string): Promise<FrameSummary> {
  await using handle = await openRegularFile(file)
  const { size } = await handle.stat()
  if (size > maxWrittenFrameBytes) throwFormatError(`a frame of ${size} bytes; ${maxWrittenFrameBytes} is the limit`)
  if (size <= maxWholeBytes) return summarizeFrame(await readChunk(handle, 0, size))
  const head = readFrameHead(await readChunk(handle, 0, framePeekBytes))
  if (head === undefined) throwFormatError(`a frame whose values begin after ${framePeekBytes} bytes`)
  if (head.type !== 'LINK' && head.type !== 'HFRAME') return await summarizeValues(handle, size, head)
  if (size > maxFrameBytes) throwFormatError(`a frame of ${head.type} of ${size} bytes; ${maxFrameBytes} is the limit`)
  return summarizeFrame(await readChunk(handle, 0, size))
}

async function summarizeValues(handle: FileHandle, size: number, head: FrameHead): Promise<FrameSummary> {
  const valueBytes = getNumberLayout(head.type)?.valueBytes
  let count = 0
  let hasHash = false
  let firstText: Uint8Array | undefined
  for await (const field of readFileFields(handle, size)) {
    if (field.number === frameHashField) hasHash = true
    if (field.number <= lastHeadField || field.number >= frameHashField) continue
    count += valueBytes === undefined ? 1 : field.contentBytes / valueBytes
    if (head.type !== 'STRING') continue
    if (!(await isUtf8Field(handle, field))) throwFormatError('text that is not UTF-8')
    firstText ??= Buffer.from(field.content)
  }
  if (!hasHash) throwFormatError('a frame without its hash: it is empty or truncated')
  const stated = countStatedValues(head)
  if (stated !== undefined && stated !== count) {
    throwFormatError(`a frame of ${count} values whose shape is [${head.shape.join(', ')}]`)
  }
  return { ...summarizeFrameHead(head), count, firstText }
}

/** A field of a file. `content` is cut where the field is longer than a chunk. */
type FileField = WireField & { readonly contentStart: number }

async function* readFileFields(handle: FileHandle, size: number): AsyncGenerator<FileField> {
  for (let position = 0; position < size; ) {
    const chunk = await readChunk(handle, position, Math.min(chunkBytes, size - position))
    const isLast = position + chunk.length === size
    let next = 0
    for (const field of readFields(chunk, { isPrefix: !isLast })) {
      const isCut = field.end > chunk.length
      // A field that another chunk can hold is read from there.
      if (isCut && field.start > 0) break
      next = field.end
      if (position + next > size) throwFormatError(`field ${field.number} is cut off`)
      yield { ...field, contentStart: position + field.end - field.contentBytes }
      if (!isLast && next > chunk.length - maxFieldHeadBytes) break
    }
    position += next
  }
}

async function isUtf8Field(handle: FileHandle, { content, contentBytes, contentStart }: FileField): Promise<boolean> {
  if (content.length === contentBytes) return isUtf8(content)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let done = 0; done < contentBytes; done += chunkBytes) {
      const chunk = await readChunk(handle, contentStart + done, Math.min(chunkBytes, contentBytes - done))
      decoder.decode(chunk, { stream: done + chunkBytes < contentBytes })
    }
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function readChunk(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const chunk = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(chunk, filled, length - filled, position + filled)
    if (bytesRead === 0) throwFormatError('a file that became shorter while it was read')
    filled += bytesRead
  }
  return chunk
}
