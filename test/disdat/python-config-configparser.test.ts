import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { knownConfigs, readHere } from './fixtures/python-configs.ts'

/** Reads texts with Python's own configparser: every option of `[docker]` and `[run]`, or the error. */
const reader = `
import configparser, json, os, sys, tempfile
results = []
for text in json.load(sys.stdin):
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(text.encode())
    parser = configparser.ConfigParser()
    result = {}
    try:
        parser.read(file.name, encoding='utf-8')
        for section in ('docker', 'run'):
            for option in ('a', 'b', 'registry'):
                try:
                    result[section + '.' + option] = parser.get(section, option)
                except (configparser.NoSectionError, configparser.NoOptionError):
                    pass
                except configparser.Error:
                    result[section + '.' + option] = None
    except configparser.Error:
        result = None
    os.remove(file.name)
    results.append(result)
json.dump(results, sys.stdout)
`

function readWithPython(texts: readonly string[]): unknown {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', reader], {
    input: JSON.stringify(texts),
    maxBuffer: 64 * 1024 ** 2,
  })
  if (status !== 0) throw new Error(String(stderr))
  return JSON.parse(String(stdout))
}

const line = fc
  .array(
    fc.constantFrom(
      ...['[', ']', '=', ':', '#', ';', ' ', '\t', '%', '%%', '%(', ')s', '%(a)s', '%(B)s', 'docker', 'run', 'DEFAULT'],
      ...['a', 'A', 'b', 'registry', '"', '\\', '\u001c', '\u0085', '\u00a0', '\u2028', '\uFEFF', 'x', 'é', 'İ'],
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''))
const likely = fc.constantFrom(
  '[docker]',
  '[run]',
  '[DEFAULT]',
  'a = 1',
  'b: %(a)s',
  '  more',
  '',
  'registry = %(b)s-%%',
)
const file = fc
  .tuple(fc.array(fc.oneof(line, likely, likely), { maxLength: 10 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([lines, end]) => lines.join(end))

describe('parsePythonConfig', () => {
  test('reads what Python reads, and refuses what Python refuses', () => {
    const texts = [...knownConfigs.map(([text]) => text), ...fc.sample(file, 3000)]
    const expected = readWithPython(texts)
    expect(Array.isArray(expected) && expected.length).toBe(texts.length)
    const found = texts.map((text) => ({ text, result: readHere(text) }))
    expect(found).toStrictEqual(
      texts.map((text, index) => ({ text, result: Array.isArray(expected) ? expected[index] : undefined })),
    )
  }, 60_000)
})
