import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LogTail } from '../../src/report/log-tail.ts'

test('LogTail keeps the last lines and counts all lines in any batches', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string())), fc.integer({ min: 0, max: 7 }), (batches, limit) => {
      const tail = new LogTail(limit)
      for (const batch of batches) tail.add(batch)
      const all = batches.flat()
      expect(tail.lineCount).toBe(all.length)
      expect(tail.getLast()).toStrictEqual(limit === 0 ? [] : all.slice(-limit))
    }),
  )
})
