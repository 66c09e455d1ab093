import { describe, expect, test } from 'vitest'
import { findFilePathProblem, isUnparsableUrlPath, isWindowsDeviceName } from '../../src/disdat/file-names.ts'

// file-names-urlparse.test.ts compares any path with Python.

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

  test.each([
    ['con', 'con'],
    ['PRN.txt', 'PRN.txt'],
    ['data/aux/orders.csv', 'aux'],
    ['nul.tar.gz', 'nul.tar.gz'],
    ['data/com1', 'com1'],
    ['LPT9.csv', 'LPT9.csv'],
    ['com¹', 'com¹'],
  ])('refuses %s with the device name %s on Windows', (path, name) => {
    expect(findFilePathProblem(path)).toBe(`${name} is a device on Windows`)
  })

  test.each(['1_frame.pb', 'data/1_hframe.pb', '1_auth.pb'])('refuses %s, a name that Disdat reserves', (path) => {
    expect(findFilePathProblem(path)).toBe('Disdat reserves names that end in `_frame.pb`, `_hframe.pb` or `_auth.pb`')
  })

  test.each([
    ['../orders.csv', 'its path is not a plain path within the bundle'],
    ['data/../../orders.csv', 'its path is not a plain path within the bundle'],
    ['data//orders.csv', 'its path is not a plain path within the bundle'],
    ['a\nb', 'its path has a backslash or a control character'],
    ['data/a#b.csv', 'Disdat reads the path as a URL, which ends at `#`: rename the file'],
    ['a?b#c.csv', 'Disdat reads the path as a URL, which ends at `?`: rename the file'],
    [
      'f[1]/orders.csv',
      'Disdat reads the path as a URL, and `f[1]` has `[`, `]` or a form of `/`, `?`, `#`, `@` or `:`: rename it',
    ],
  ])('refuses %j, a path that Disdat cannot read: %s', (path, problem) => {
    expect(findFilePathProblem(path)).toBe(problem)
  })
})

describe('isUnparsableUrlPath', () => {
  test.each([
    ['f[1].csv', true],
    ['f]', true],
    ['data/f[1].csv', false],
    ['f\uff1a.csv', true],
    ['\uff0f', true],
    ['\u2048', true],
    ['data/\uff1a', false],
    ['\ufb01le:1.csv', false],
    ['\ufb01le@1#?.csv', false],
    ['a:b.csv', false],
    ['', false],
  ])('of %j is %s', (path, expected) => {
    expect(isUnparsableUrlPath(path)).toBe(expected)
  })
})
