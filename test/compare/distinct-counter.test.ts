import { describe, expect, test } from 'vitest'
import { DistinctCounter, maxDistinct } from '../../src/compare/distinct-counter.ts'

describe('DistinctCounter', () => {
  test('counts different values, with one zero', () => {
    const counter = new DistinctCounter<number>()
    for (const value of [1, 2, 1, 0, -0]) counter.add(value)
    expect(counter.count()).toStrictEqual({ count: 3, isExact: true })
  })

  test('excludes values only if they were added', () => {
    const counter = new DistinctCounter<string>()
    for (const value of ['a', 'null']) counter.add(value)
    expect(counter.count(['null', 'NaN'])).toStrictEqual({ count: 1, isExact: true })
  })

  test('closes above the limit, and no longer counts exactly', () => {
    const counter = new DistinctCounter<number>()
    for (let value = 0; value < maxDistinct; value++) counter.add(value)
    expect([counter.isOpen, counter.count()]).toStrictEqual([true, { count: maxDistinct, isExact: true }])
    for (let value = maxDistinct; value < maxDistinct + 3; value++) counter.add(value)
    expect([counter.isOpen, counter.count([1])]).toStrictEqual([false, { count: maxDistinct, isExact: false }])
  })
})
