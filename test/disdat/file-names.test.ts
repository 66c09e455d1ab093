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
