import { expect, test } from 'vitest'
import { drawHistogram } from '../../../src/report/sections/histogram.ts'

const draw = (base: readonly number[] | undefined, now: readonly number[] | undefined) =>
  drawHistogram({ from: 0, to: 1, base, now })

test('drawHistogram draws the lowest bar only for an empty bin', () => {
  expect(draw(undefined, [0, 1, 1000])).toStrictEqual([undefined, '`▁▂█`'])
})

test('drawHistogram draws shares on one scale, so that more rows of the same data look the same', () => {
  expect(draw([1, 2, 1], [10, 20, 10])).toStrictEqual(['`▅█▅`', '`▅█▅`'])
  expect(draw([1, 1, 1, 1], [0, 4, 0, 0])).toStrictEqual(['`▃▃▃▃`', '`▁█▁▁`'])
})

test('drawHistogram adds up bins that exceed the width', () => {
  expect(
    draw(
      undefined,
      Array.from({ length: 32 }, (_, at) => at),
    )[1],
  ).toHaveLength(18)
})

test.each([[undefined], [[]], [[0, 0]]])('drawHistogram returns undefined for %j', (counts) => {
  expect(draw(undefined, counts)).toStrictEqual([undefined, undefined])
})

test('drawHistogram returns undefined without a histogram', () => {
  expect(drawHistogram(undefined)).toStrictEqual([undefined, undefined])
})
