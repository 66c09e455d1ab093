import { expect, test } from 'vitest'
import { drawHistogram } from '../../../src/report/sections/histogram.ts'

const drawn = (base: readonly number[] | undefined, now: readonly number[] | undefined) =>
  drawHistogram({ from: 0, to: 1, base, now })

test('nothing at all is the lowest bar, and the least of something is higher', () => {
  expect(drawn(undefined, [0, 1, 1000])).toStrictEqual([undefined, '`▁▂█`'])
})

test('both are on one scale of shares, so that more rows of the same are the same picture', () => {
  expect(drawn([1, 2, 1], [10, 20, 10])).toStrictEqual(['`▅█▅`', '`▅█▅`'])
  expect(drawn([1, 1, 1, 1], [0, 4, 0, 0])).toStrictEqual(['`▃▃▃▃`', '`▁█▁▁`'])
})

test('more stretches than a line takes are drawn together', () => {
  expect(
    drawn(
      undefined,
      Array.from({ length: 32 }, (_, at) => at),
    )[1],
  ).toHaveLength(18)
})

test.each([[undefined], [[]], [[0, 0]]])('of %j there is none', (counts) => {
  expect(drawn(undefined, counts)).toStrictEqual([undefined, undefined])
})

test('without a histogram there is none', () => {
  expect(drawHistogram(undefined)).toStrictEqual([undefined, undefined])
})
