import { describe, expect, test } from 'vitest'
import { ThriftValidator } from '../../src/compare/thrift-validator.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'

const types = { true: 1, i32: 5, double: 7, binary: 8, list: 9, struct: 12 }

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

  test.each([
    ['a boolean field', types.true, [], 0],
    ['a double', types.double, [1, 2, 3, 4, 5, 6, 7, 8], 8],
    ['a varint of ten bytes', types.i32, [...Array<number>(9).fill(0xff), 1], 10],
    ['a text', types.binary, [2, 0x61, 0x62], 3],
    ['a list of booleans, a byte each', types.list, [0x21, 1, 2], 3],
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
    ['a varint without an end', types.i32, Array<number>(11).fill(0xff), 'a number without an end'],
    ['an unexpected end', types.struct, [0x15], 'an unexpected end'],
    ['deep nesting', types.struct, Array<number>(100).fill(0x1c), 'too many values'],
    ['too many values', types.list, [0xb3, ...Array<number>(11).fill(1)], 'too many values'],
    ['a map', 11, [], 'a value of type 11'],
  ])('refuses %s', (_, type, bytes, message) => {
    expect(() => createValidator(...bytes).skipValue(type)).toThrow(BundleFormatError)
    expect(() => createValidator(...bytes).skipValue(type)).toThrow(message)
  })

  test('refuses more than 16 levels of nesting', () => {
    const validator = new ThriftValidator(new Uint8Array(100).fill(0x1c), 1000)
    expect(() => validator.skipValue(types.struct)).toThrow('more than 16 levels of nesting')
  })
})
