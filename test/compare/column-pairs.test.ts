import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pairColumns } from '../../src/compare/column-pairs.ts'

/** Each pair as `name base>now`, with `*` where it is moved. */
function formatPairs(base: string, now: string): readonly string[] {
  return pairColumns([...base], [...now]).map(
    ({ name, isMoved, ...place }) => `${name} ${place.base ?? '-'}>${place.now ?? '-'}${isMoved ? '*' : ''}`,
  )
}

describe('pairColumns', () => {
  test.each([
    ['pairs equal names', 'abc', 'abc', ['a 0>0', 'b 1>1', 'c 2>2']],
    ['pairs nothing', '', '', []],
    ['does not move columns after a removed one', 'abc', 'bc', ['a 0>-', 'b 1>0', 'c 2>1']],
    ['does not move columns after an added one', 'ab', 'xaby', ['x ->0', 'a 0>1', 'b 1>2', 'y ->3']],
    ['keeps removed columns at their place', 'axybz', 'ab', ['a 0>0', 'x 1>-', 'y 2>-', 'b 3>1', 'z 4>-']],
    ['moves only the column that goes to the front', 'abcd', 'dabc', ['d 3>0*', 'a 0>1', 'b 1>2', 'c 2>3']],
    ['moves only the column that goes to the end', 'abcd', 'bcda', ['b 1>0', 'c 2>1', 'd 3>2', 'a 0>3*']],
    ['pairs the first of a name with the first of that name', 'aab', 'aba', ['a 0>0', 'b 2>1*', 'a 1>2']],
    ['removes one of two columns of the same name', 'aba', 'ab', ['a 0>0', 'b 1>1', 'a 2>-']],
  ])('%s', (_, base, now, expected) => {
    expect(formatPairs(base, now)).toStrictEqual(expected)
  })

  const names = fc.array(fc.constantFrom('a', 'b', 'c', '1 a', '__proto__', ''), { maxLength: 12 })

  test('puts every name into one pair, in the new order, and keeps the order of unmoved columns', () => {
    fc.assert(
      fc.property(names, names, (base, now) => {
        const pairs = pairColumns(base, now)
        const places = (side: 'base' | 'now') => pairs.map((pair) => pair[side]).filter((place) => place !== undefined)
        expect(places('now')).toStrictEqual([...now.keys()])
        expect(places('base').toSorted((a, b) => a - b)).toStrictEqual([...base.keys()])
        for (const pair of pairs) {
          if (pair.base !== undefined) expect(base[pair.base]).toBe(pair.name)
          if (pair.now !== undefined) expect(now[pair.now]).toBe(pair.name)
        }
        const unmoved = pairs.filter(
          ({ base: at, now: to, isMoved }) => at !== undefined && to !== undefined && !isMoved,
        )
        const order = unmoved.map((pair) => pair.base ?? -1)
        expect(order).toStrictEqual(order.toSorted((a, b) => a - b))
      }),
    )
  })

  test('moves nothing where columns are only added or removed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 12 }), fc.func(fc.boolean()), (base, isKept) => {
        const now = base.filter((name) => isKept(name))
        expect(pairColumns(base, now).some(({ isMoved }) => isMoved)).toBe(false)
        expect(pairColumns(base, now).map(({ name }) => name)).toStrictEqual(base)
        expect(pairColumns(now, base).some(({ isMoved }) => isMoved)).toBe(false)
      }),
    )
  })
})
