import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairColumns } from '../../src/compare/column-pairs.ts'

/** Each pair as `name base>now`, and `*` where it is moved. */
function paired(base: string, now: string): readonly string[] {
  return pairColumns([...base], [...now]).map(
    ({ name, isMoved, ...place }) => `${name} ${place.base ?? '-'}>${place.now ?? '-'}${isMoved ? '*' : ''}`,
  )
}

test.each([
  ['the same', 'abc', 'abc', ['a 0>0', 'b 1>1', 'c 2>2']],
  ['nothing', '', '', []],
  ['one that is removed moves no other', 'abc', 'bc', ['a 0>-', 'b 1>0', 'c 2>1']],
  ['one that is added moves no other', 'ab', 'xaby', ['x ->0', 'a 0>1', 'b 1>2', 'y ->3']],
  ['those that are removed stand where they were', 'axybz', 'ab', ['a 0>0', 'x 1>-', 'y 2>-', 'b 3>1', 'z 4>-']],
  ['one that goes to the front is the only one moved', 'abcd', 'dabc', ['d 3>0*', 'a 0>1', 'b 1>2', 'c 2>3']],
  ['one that goes to the end too', 'abcd', 'bcda', ['b 1>0', 'c 2>1', 'd 3>2', 'a 0>3*']],
  ['of the same name the first is the first', 'aab', 'aba', ['a 0>0', 'b 2>1*', 'a 1>2']],
  ['one of two of the same name', 'aba', 'ab', ['a 0>0', 'b 1>1', 'a 2>-']],
])('%s', (_, base, now, expected) => {
  expect(paired(base, now)).toStrictEqual(expected)
})

const names = fc.array(fc.constantFrom('a', 'b', 'c', '1 a', '__proto__', ''), { maxLength: 12 })

test('every name of both is in one pair, in the new order, and what is not moved rises', () => {
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
      const steady = pairs.filter(({ base: at, now: to, isMoved }) => at !== undefined && to !== undefined && !isMoved)
      const order = steady.map((pair) => pair.base ?? -1)
      expect(order).toStrictEqual(order.toSorted((a, b) => a - b))
    }),
  )
})

test('what only lost or got names has moved nothing', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 12 }), fc.func(fc.boolean()), (base, isKept) => {
      const now = base.filter((name) => isKept(name))
      expect(pairColumns(base, now).some(({ isMoved }) => isMoved)).toBe(false)
      expect(pairColumns(base, now).map(({ name }) => name)).toStrictEqual(base)
      expect(pairColumns(now, base).some(({ isMoved }) => isMoved)).toBe(false)
    }),
  )
})
