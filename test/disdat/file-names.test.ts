import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  findFilePathProblem,
  findUrlProblem,
  isUnparsableUrlPath,
  isWindowsDeviceName,
} from '../../src/disdat/file-names.ts'
import { runCommand, venvBin } from '../testbed/process.ts'

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

/** For each path, whether Python parses the link, and whether it gets the whole path from the URLs that dsdt makes. */
const parseScript = `
import json, sys
from urllib.parse import urlparse
def parse(path):
    try:
        urlparse("bundle://" + path).scheme
        isParsed = True
    except ValueError:
        isParsed = False
    whole = all(urlparse(url + path).path == "/a/" + path for url in ("file:///a/", "s3://bucket/a/"))
    return [isParsed, whole]
print(json.dumps([parse(path) for path in json.load(sys.stdin)]))
`

describe('findUrlProblem and isUnparsableUrlPath', () => {
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
  ])('cannot parse %j: %s', (path, expected) => {
    expect(isUnparsableUrlPath(path)).toBe(expected)
  })

  test('find what Python finds in the URLs of a path', async () => {
    const anyName = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'ab.;@:%&=+ ~[]#?\uff1a\uff1f\uff03\uff0f\uff20\u2100\u2047\u2048\u00e9\ufb01'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: 5,
    })
    const anyPath = fc.array(anyName, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
    const fixed = ['a#b.csv', 'a?b.csv', 'f[1].csv', 'sub/f[1].csv', 'a;b.csv', 'f\uff1a.csv', '[::1]', 'sub/\uff1f']
    const paths = [...fixed, ...fc.sample(anyPath, 3_000)].filter(
      // Other rules refuse these.
      (path) => path.isWellFormed() && !/[\p{Cc}\\]|^\s|\/\//u.test(path),
    )
    const env = { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' }
    const { stdout } = await runCommand(`${venvBin}/python`, ['-c', parseScript], { env, input: JSON.stringify(paths) })
    const results: (readonly [boolean, boolean])[] = JSON.parse(stdout)
    const wrong = paths.filter((path, index) => {
      const [isParsed = false, isWhole = false] = results[index] ?? []
      if (!isParsed !== isUnparsableUrlPath(path)) return !(isParsed && /[[\]]/.test(path))
      return (isParsed && isWhole) !== (findUrlProblem(path) === undefined) && !/[[\]]/.test(path)
    })
    expect(wrong).toStrictEqual([])
  })
})
