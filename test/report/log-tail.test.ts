import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LogTail } from '../../src/report/log-tail.ts'

test('however the lines come, the last ones are kept and all are counted', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string())), fc.integer({ min: 0, max: 7 }), (batches, limit) => {
      const tail = new LogTail(limit)
      for (const batch of batches) tail.add(batch)
      const all = batches.flat()
      expect(tail.lines).toBe(all.length)
      expect(tail.last()).toStrictEqual(limit === 0 ? [] : all.slice(-limit))
    }),
  )
})
