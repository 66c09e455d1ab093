import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PythonConfigError, parsePythonConfig } from '../../src/disdat/python-config.ts'

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

function tryOr<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof PythonConfigError) return null
    throw error
  }
}

function readHere(text: string): unknown {
  return tryOr(() => {
    const config = parsePythonConfig(text)
    const names = ['docker', 'run'].flatMap((section) =>
      ['a', 'b', 'registry'].map((option) => [section, option] as const),
    )
    return Object.fromEntries(
      names.flatMap(([section, option]) => {
        const value = tryOr(() => config.get(section, option))
        return value === undefined ? [] : [[`${section}.${option}`, value]]
      }),
    )
  })
}

const known = [
  '[docker]\nregistry: ghcr.io\n',
  '[docker]\nREGISTRY = ghcr.io\n',
  '[DEFAULT]\nregistry = a\n[docker]\n',
  '[DEFAULT]\nregistry = a\n',
  '[docker]\nregistry = a\n  b\n\n  c\n# d\n  e\n\n[run]\n',
  '[docker]\n  registry = a\n  b = c\n   d\n e = f',
  '[DEFAULT]\nhost = ghcr.io\n[docker]\nregistry = %(HOST)s/%%x\n',
  '[docker]\nregistry = %(a)s\na = %(registry)s\n',
  '[docker]\nregistry = %(nothing)s\n',
  '[docker]\nregistry = 100%\n',
  '[docker]\nregistry = %(a\n',
  '[docker]\nregistry = a ; b # c\n',
  '[docker]\n; registry = a\n  # registry = b\n',
  '[docker]\nregistry = a\n[docker]\na = b\n',
  '[docker]\nregistry = a\nRegistry: b\n',
  '[DEFAULT]\na = 1\n[DEFAULT]\nb = 2\n[docker]\n',
  '[DEFAULT]\na = 1\n[DEFAULT]\na = 2\n[docker]\n',
  '\uFEFF[docker]\nregistry = a\n',
  '[docker]\r\nregistry = a\r\nb = c\r\n',
  '[docker]\rregistry = a\r',
  '[docker] x ] y\nregistry = a\n',
  '[docker\nregistry = a\n',
  '[]\nregistry = a\n',
  'registry = a\n',
  '  [docker]\n  registry = a\n    b\n',
  '[docker]\n= a\n',
  '[docker]\nregistry\n',
  '[docker]\nregistry =\n',
  '[docker]\nregistry = "a"\n',
  '[docker]\nregistry = a\\\n  b\n',
  '[__proto__]\nregistry = a\n',
  '',
]

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
    const texts = [...known, ...fc.sample(file, 3000)]
    const expected = readWithPython(texts)
    expect(Array.isArray(expected) && expected.length).toBe(texts.length)
    const found = texts.map((text) => ({ text, result: readHere(text) }))
    expect(found).toStrictEqual(
      texts.map((text, index) => ({ text, result: Array.isArray(expected) ? expected[index] : undefined })),
    )
  }, 60_000)

  test.each([
    ['[docker]\na = 1\nA: 2\n', 'line 3 repeats a of [docker]'],
    ['[docker]\n[run]\n[docker]\n', 'line 3 repeats the section [docker]'],
    ['a = 1\n', 'line 1 comes before the first section'],
    ['[docker]\na\n', 'line 2 is not `name = value`'],
  ])('names the line of %j', (text, message) => {
    expect(() => parsePythonConfig(text)).toThrow(message)
  })

  test('takes time in proportion to the text', () => {
    for (const piece of [' ', '%', '%(a', '[', 'a = 1', ' \n', '\n  x', '='])
      parsePythonConfigAndGet(piece.repeat(100_000))
  }, 5_000)
})

test('parsePythonConfig limits a value that refers to values that refer to values', () => {
  const options = Array.from({ length: 9 }, (_, index) => `a${index} = ${`%(a${index + 1})s`.repeat(40)}`)
  const config = parsePythonConfig(`[docker]\n${options.join('\n')}\na9 = ${'x'.repeat(40)}`)
  expect(() => config.get('docker', 'a0')).toThrow('has more than 65536 characters')
})

function parsePythonConfigAndGet(text: string): void {
  tryOr(() => parsePythonConfig(`[docker]\na = ${text}`).get('docker', 'a'))
}
