import { describe, expect, test } from 'vitest'
import { createPageBuffer, freeBytes, isTransferable } from '../../src/lib/page-buffer.ts'

test('createPageBuffer creates a buffer of zeros, whose memory goes back to the system when it is freed', () => {
  expect(createPageBuffer(5)).toStrictEqual(Buffer.alloc(5))
  const bytes = 256 * 1024 * 1024
  const before = process.memoryUsage.rss()
  const buffer = createPageBuffer(bytes).fill(1)
  const filled = process.memoryUsage.rss()
  expect(filled - before).toBeGreaterThan(bytes / 2)
  freeBytes(buffer)
  expect(filled - process.memoryUsage.rss()).toBeGreaterThan(bytes / 2)
})

describe('freeBytes', () => {
  test('frees the buffer of bytes', () => {
    const bytes = new Uint8Array(9)
    expect(isTransferable(bytes)).toBe(true)
    freeBytes(bytes)
    expect(bytes.buffer.detached).toBe(true)
  })

  test('leaves memory alone of which the bytes are a part, such as that of small buffers', () => {
    const bytes = Buffer.from('abc')
    expect(isTransferable(bytes)).toBe(false)
    freeBytes(bytes)
    expect(bytes.toString()).toBe('abc')
  })

  test('leaves memory alone that threads share', () => {
    const bytes = new Uint8Array(new SharedArrayBuffer(9)).fill(7)
    expect(isTransferable(bytes)).toBe(false)
    freeBytes(bytes)
    expect(bytes).toStrictEqual(new Uint8Array(new SharedArrayBuffer(9)).fill(7))
  })
})
