import { describe, expect, test } from 'vitest'
import { getField, getList, getNumber, getString, isObject, parseJson } from '../../src/lib/json.ts'

describe('getField', () => {
  test('follows a path of own properties', () => {
    expect(getField({ a: { b: 1 } }, 'a', 'b')).toBe(1)
  })

  test('returns undefined where a level is absent or is not an object', () => {
    expect(getField({ a: null }, 'a', 'b')).toBeUndefined()
    expect(getField({ a: 'text' }, 'a', 'length')).toBeUndefined()
    expect(getField(undefined, 'a')).toBeUndefined()
  })

  test('ignores properties of the prototype', () => {
    expect(getField({}, 'constructor')).toBeUndefined()
    expect(getField({}, '__proto__', 'toString')).toBeUndefined()
  })

  test('does not run into a property called `__proto__` that JSON brought', () => {
    expect(getField(parseJson('{"__proto__": {"a": 1}}'), '__proto__', 'a')).toBe(1)
  })
})

describe('getString, getNumber and getList', () => {
  const value = { text: 'a', number: 1, list: [1], huge: Number.POSITIVE_INFINITY }

  test('return a value of their own type', () => {
    expect(getString(value, 'text')).toBe('a')
    expect(getNumber(value, 'number')).toBe(1)
    expect(getList(value, 'list')).toEqual([1])
  })

  test('return nothing for a value of another type', () => {
    expect(getString(value, 'number')).toBeUndefined()
    expect(getNumber(value, 'text')).toBeUndefined()
    expect(getNumber(value, 'huge')).toBeUndefined()
    expect(getList(value, 'text')).toEqual([])
  })
})

describe('isObject', () => {
  test('accepts objects only', () => {
    expect([{}, [], null, 'a', undefined].map(isObject)).toEqual([true, false, false, false, false])
  })
})

describe('parseJson', () => {
  test('returns undefined for text that is not JSON', () => {
    expect(parseJson('{"a": 1}')).toEqual({ a: 1 })
    expect(parseJson('{')).toBeUndefined()
  })
})
