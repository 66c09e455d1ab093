import { describe, expect, test } from 'vitest'
import { ThriftValidator } from '../../src/compare/thrift-validator.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'

const types = { true: 1, false: 2, i16: 4, i32: 5, i64: 6, double: 7, binary: 8, list: 9, struct: 12 }

function createValidator(...bytes: readonly number[]): ThriftValidator {
  return new ThriftValidator(Uint8Array.from(bytes), 10)
}

describe('ThriftValidator', () => {
  test('reads numbers and types of fields up to the end of the struct', () => {
    const validator = createValidator(0x15, 2, 0x28, 1, 0x61, 0x05, 0x14, 4, 0)
    expect(validator.readField(0)).toStrictEqual({ number: 1, type: types.i32 })
    validator.skipValue(types.i32)
    expect(validator.readField(1)).toStrictEqual({ number: 3, type: types.binary })
    validator.skipValue(types.binary)
    // A number that is not relative to the field before it.
    expect(validator.readField(3)).toStrictEqual({ number: 10, type: types.i32 })
    validator.skipValue(types.i32)
    expect(validator.readField(10)).toBeUndefined()
    expect(validator.position).toBe(9)
  })

  test('reads a negative number of a field', () => {
    expect(createValidator(0x05, 3).readField(0)).toStrictEqual({ number: -2, type: types.i32 })
  })

  test.each([
    ['a boolean field', types.true, [], 0],
    ['a false boolean field', types.false, [], 0],
    ['a short number', types.i16, [0x80, 1], 2],
    ['a long number', types.i64, [0xff, 1], 2],
    ['a long text', types.binary, [0x82, 1, ...Array<number>(130).fill(0x61)], 132],
    ['a double', types.double, [1, 2, 3, 4, 5, 6, 7, 8], 8],
    ['a varint of ten bytes', types.i32, [...Array<number>(9).fill(0xff), 1], 10],
    ['a text', types.binary, [2, 0x61, 0x62], 3],
    ['a list of booleans, a byte each', types.list, [0x21, 1, 2], 3],
    ['a list of false booleans', types.list, [0x22, 1, 2], 3],
    ['a list of numbers', types.list, [0x15, 0x80, 1], 3],
    ['as many values as are allowed', types.list, [0x93, ...Array<number>(9).fill(1)], 10],
    ['a long list', types.list, [0xf3, 2, 1, 2], 4],
    ['a struct', types.struct, [0x15, 2, 0x11, 0], 4],
  ])('skips %s', (_, type, bytes, position) => {
    const validator = createValidator(...bytes)
    validator.skipValue(type)
    expect(validator.position).toBe(position)
  })

  test.each([
    ['a double that is cut off', types.double, [1, 2, 3], 'a value that is cut off'],
    ['a text that is cut off', types.binary, [3, 0x61], 'a value that is cut off'],
    ['a list longer than the bytes', types.list, [0xf3, 100, 1], 'a list of more values than there are bytes'],
    ['a short list of more values than bytes', types.list, [0x33, 1, 2], 'a list of more values than there are bytes'],
    ['a varint of eleven bytes', types.i32, [...Array<number>(10).fill(0xff), 1], 'a number without an end'],
    ['a varint without an end', types.i32, Array<number>(11).fill(0xff), 'a number without an end'],
    ['an unexpected end', types.struct, [0x15], 'an unexpected end'],
    ['deep nesting', types.struct, Array<number>(100).fill(0x1c), 'too many values'],
    ['too many values', types.list, [0xb3, ...Array<number>(11).fill(1)], 'too many values'],
    ['a map', 11, [], 'a value of type 11'],
  ])('refuses %s', (_, type, bytes, message) => {
    expect(() => createValidator(...bytes).skipValue(type)).toThrow(BundleFormatError)
    expect(() => createValidator(...bytes).skipValue(type)).toThrow(message)
  })

  test.each([
    ['structs', types.struct, 0x1c],
    ['lists', types.list, 0x19],
  ])('refuses more than 16 levels of nested %s', (_, type, nested) => {
    const skip = (levels: number) => {
      const validator = new ThriftValidator(new Uint8Array(100).fill(nested, 0, levels), 1000)
      validator.skipValue(type)
      return validator.position
    }
    expect(skip(16)).toBe(type === types.struct ? 33 : 17)
    expect(() => skip(17)).toThrow('more than 16 levels of nesting')
  })
})
