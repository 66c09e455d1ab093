import { describe, expect, test } from 'vitest'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import {
  assertTypeLoadable,
  countElements,
  countStatedValues,
  decodeNumbers,
  type FrameHead,
  type FrameType,
  frameTypes,
  getNumberLayout,
  maxDimensions,
  type NumberLayout,
  parseByteOrder,
  parseFrameType,
  swapValues,
} from '../../../src/disdat/format/frame.ts'
import { ByteOrder, Type } from '../../../src/disdat/format/proto/hyperframe_pb.ts'

function requireLayout(type: FrameType): NumberLayout {
  const layout = getNumberLayout(type)
  if (layout === undefined) throw new Error(`${type} has no layout`)
  return layout
}

describe('parseFrameType', () => {
  test('knows every type of the schema by its number', () => {
    for (const type of frameTypes) expect(parseFrameType(Type[type])).toBe(type)
    expect(() => parseFrameType(frameTypes.length)).toThrow('a frame of type 19')
  })
})

test('assertTypeLoadable throws for the types that Disdat cannot load', () => {
  const refused = frameTypes.filter((type) => {
    try {
      assertTypeLoadable(type)
      return false
    } catch (error) {
      expect(error).toStrictEqual(new BundleFormatError(`a frame of type ${type}, which Disdat cannot load`))
      return true
    }
  })
  expect(refused).toStrictEqual(['NONE', 'COMPLEX64', 'COMPLEX128', 'OBJECT'])
})

describe('parseByteOrder', () => {
  test('knows every byte order of the schema by its number', () => {
    const orders = [ByteOrder.BIG, ByteOrder.LITTLE, ByteOrder.NA].map(parseByteOrder)
    expect(orders).toStrictEqual(['big', 'little', 'none'])
    expect(() => parseByteOrder(3)).toThrow(new BundleFormatError('a frame of byte order 3'))
  })
})

describe('getNumberLayout', () => {
  test('knows the size of every number, and no other type', () => {
    const sizes = frameTypes.flatMap((type) => getNumberLayout(type)?.valueBytes ?? [])
    expect(sizes).toStrictEqual([2, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 1])
    const others = frameTypes.filter((type) => getNumberLayout(type) === undefined)
    expect(others).toStrictEqual(['NONE', 'LINK', 'STRING', 'COMPLEX64', 'COMPLEX128', 'HFRAME', 'OBJECT'])
  })
})

describe('decodeNumbers', () => {
  test.each([
    ['FLOAT16', 'floats', Float16Array],
    ['FLOAT32', 'floats', Float32Array],
    ['FLOAT64', 'floats', Float64Array],
    ['UINT8', 'integers', Uint8Array],
    ['UINT16', 'integers', Uint16Array],
    ['UINT32', 'integers', Uint32Array],
    ['UINT64', 'bigints', BigUint64Array],
    ['INT8', 'integers', Int8Array],
    ['INT16', 'integers', Int16Array],
    ['INT32', 'integers', Int32Array],
    ['INT64', 'bigints', BigInt64Array],
    ['BOOL', 'booleans', Uint8Array],
  ] as const)('decodes %s as %s', (type, kind, Values) => {
    const bytes = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0)
    expect(decodeNumbers(requireLayout(type), bytes, 'little')).toStrictEqual({
      kind,
      values: new Values(bytes.buffer),
    })
  })

  test('decodes both byte orders, and copies the data', () => {
    const layout = requireLayout('UINT16')
    const data = Uint8Array.of(0, 1, 2, 3)
    const big = decodeNumbers(layout, data, 'big')
    const little = decodeNumbers(layout, data.subarray(1, 3), 'little')
    data.fill(9)
    expect(big).toStrictEqual({ kind: 'integers', values: Uint16Array.of(0x0001, 0x0203) })
    expect(little).toStrictEqual({ kind: 'integers', values: Uint16Array.of(0x0201) })
  })
})

describe('swapValues', () => {
  test.each([
    [1, '0102030405060708'],
    [2, '0201040306050807'],
    [4, '0403020108070605'],
    [8, '0807060504030201'],
  ] as const)('reverses values of %d byte(s) of the other byte order only', (valueBytes, swapped) => {
    const swap = (order: 'big' | 'little' | 'none') => {
      const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)
      swapValues(bytes.buffer, valueBytes, order)
      return Buffer.from(bytes).toString('hex')
    }
    const same = '0102030405060708'
    expect([swap('big'), swap('little'), swap('none')]).toStrictEqual([swapped, same, same])
  })
})

describe('countElements', () => {
  test.each([
    [[], 1],
    [[3], 3],
    [[2, 3, 4], 24],
    [[2 ** 32 - 1, 0, 2 ** 32 - 1], 0],
    [[2 ** 31 - 1], 2 ** 31 - 1],
    [Array<number>(maxDimensions).fill(1), 1],
  ])('counts the values of %j', (shape, count) => {
    expect(countElements(shape)).toBe(count)
  })

  test.each([
    [[2 ** 31], 'more values than a frame can hold'],
    [[2 ** 32 - 1, 2 ** 32 - 1], 'more values than a frame can hold'],
    [Array<number>(maxDimensions + 1).fill(1), 'a shape of 65 dimensions; 64 is the limit'],
  ])('refuses %j', (shape, message) => {
    expect(() => countElements(shape)).toThrow(message)
  })
})

describe('countStatedValues', () => {
  const head: FrameHead = { name: '', uuid: '', type: 'INT8', shape: [], byteOrder: 'none' }

  test('counts one number without a shape, but no texts, links or bundles', () => {
    expect(countStatedValues(head)).toBe(1)
    for (const type of ['LINK', 'STRING', 'HFRAME'] as const)
      expect(countStatedValues({ ...head, type })).toBeUndefined()
    expect(countStatedValues({ ...head, type: 'STRING', shape: [2, 3] })).toBe(6)
  })
})
