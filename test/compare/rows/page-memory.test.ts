import { expect, test } from 'vitest'
import { PageMemory } from '../../../src/compare/rows/page-memory.ts'

test('PageMemory takes the same memory for each page that is not larger than those before', () => {
  const memory = new PageMemory()
  const first = memory.take(10).fill(7)
  expect(memory.take(4)).toStrictEqual(Uint8Array.of(7, 7, 7, 7))
  expect(memory.take(4).buffer).toBe(first.buffer)
  expect(memory.take(10).buffer).toBe(first.buffer)
  expect(memory.take(11)).toHaveLength(11)
})

test('PageMemory frees what it has for larger pages, and at the end', () => {
  const memory = new PageMemory()
  const first = memory.take(10)
  const second = memory.take(11)
  expect([first.length, second.length]).toStrictEqual([0, 11])
  memory[Symbol.dispose]()
  expect(second).toHaveLength(0)
})
