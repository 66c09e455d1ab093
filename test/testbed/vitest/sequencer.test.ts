import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { root } from '../process.ts'
import { knownSeconds } from './durations.mts'
import { divide } from './sequencer.mts'

describe('divide', () => {
  test('gives each item to one group, with weights that differ by at most one item', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 })), fc.integer({ min: 1, max: 6 }), (weights, count) => {
        const groups = divide(weights, count, (weight) => weight)
        const sums = groups.map((group) => group.reduce((sum, weight) => sum + weight, 0))
        expect(groups).toHaveLength(count)
        expect(groups.flat().toSorted()).toStrictEqual(weights.toSorted())
        expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(Math.max(0, ...weights))
      }),
    )
  })
})

test.for([...knownSeconds.keys()])('the known duration of %s is of an existing file', (file) => {
  expect(existsSync(join(root, file))).toBe(true)
})
