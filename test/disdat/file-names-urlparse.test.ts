import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findUrlProblem, isUnparsableUrlPath } from '../../src/disdat/file-names.ts'
import { runCommand, venvBin } from '../testbed/process.ts'

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
