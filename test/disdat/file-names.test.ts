import { describe, expect, test } from 'vitest'
import { findFilePathProblem, isWindowsDeviceName } from '../../src/disdat/file-names.ts'

test.each([
  ['NUL', true],
  ['nul.txt', true],
  ['conin$', true],
  ['lpt³.log', true],
  ['null', false],
  ['com12', false],
  ['data.nul', false],
])('isWindowsDeviceName of %s is %s', (name, expected) => {
  expect(isWindowsDeviceName(name)).toBe(expected)
})

describe('findFilePathProblem', () => {
  test.each(['orders.csv', 'data/2026/orders.csv', 'größe.txt', 'console.log', 'com10', 'orders_frame.pb.gz'])(
    'returns undefined for %s',
    (path) => {
      expect(findFilePathProblem(path)).toBeUndefined()
    },
  )

  test.each(['con', 'PRN.txt', 'data/aux/orders.csv', 'nul.tar.gz', 'com1', 'LPT9.csv', 'com¹'])(
    'refuses %s, a device name on Windows',
    (path) => {
      expect(findFilePathProblem(path)).toMatch(/device/)
    },
  )

  test.each(['1_frame.pb', 'data/1_hframe.pb', '1_auth.pb'])('refuses %s, a name that Disdat reserves', (path) => {
    expect(findFilePathProblem(path)).toBe('Disdat reserves names that end in `_frame.pb`, `_hframe.pb` or `_auth.pb`')
  })

  test.each(['../orders.csv', 'data/../../orders.csv', 'data//orders.csv', 'a\nb'])(
    'refuses %j, a path that a link cannot have',
    (path) => {
      expect(findFilePathProblem(path)).toEqual(expect.any(String))
    },
  )
})
