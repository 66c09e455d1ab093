import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LineSplitter, maxLineLength, truncateLine } from '../../src/backends/line-splitter.ts'

/** The lines of a stream of these pieces, and how many were complete before its end. */
function split(...pieces: readonly (string | Uint8Array)[]): {
  readonly lines: readonly string[]
  readonly early: number
} {
  const splitter = new LineSplitter()
  const early = pieces.flatMap((piece) => splitter.push(typeof piece === 'string' ? Buffer.from(piece) : piece))
  return { lines: [...early, ...splitter.end()], early: early.length }
}

describe('LineSplitter', () => {
  test.each<[string, readonly string[], readonly string[], number]>([
    ['nothing', [], [], 0],
    ['an empty piece', [''], [], 0],
    ['one line', ['one\n'], ['one'], 1],
    ['no line end at the end', ['one\ntwo'], ['one', 'two'], 1],
    ['empty lines', ['\n\n'], ['', ''], 2],
    ['a line in pieces', ['o', 'n', 'e\ntw', 'o\n'], ['one', 'two'], 2],
    ['Windows line ends', ['one\r\ntwo\r\n'], ['one', 'two'], 2],
    ['a line end in two pieces', ['one\r', '\ntwo'], ['one', 'two'], 1],
    ['a line end in three pieces', ['one\r', '', '\ntwo'], ['one', 'two'], 1],
    ['a progress bar', ['10%\r20%\r', '30%\r'], ['10%', '20%', '30%'], 3],
    ['carriage returns and line ends', ['\r\r\n\n\r'], ['', '', '', ''], 4],
    ['a return at the end', ['one\r'], ['one'], 1],
    ['characters that are line ends only elsewhere', ['a\u0085b\u2028c\vd\fe\n'], ['a\u0085b\u2028c\vd\fe'], 1],
  ])('splits %s', (_, pieces, lines, early) => {
    expect(split(...pieces)).toStrictEqual({ lines, early })
  })

  test('decodes characters that are split between pieces', () => {
    const bytes = Buffer.from('größe 注 🎉\n')
    expect(split(...Array.from(bytes, (byte) => Uint8Array.of(byte))).lines).toStrictEqual(['größe 注 🎉'])
  })

  test('keeps byte order marks', () => {
    const marked = ['\ufeffone 🎉\ufefftwo\n', '\ufeffthree']
    expect(split(...marked).lines).toStrictEqual(['\ufeffone 🎉\ufefftwo', '\ufeffthree'])
    const bytes = Buffer.from(marked.join(''))
    expect(split(...Array.from(bytes, (byte) => Uint8Array.of(byte))).lines).toStrictEqual(split(...marked).lines)
  })

  test('replaces invalid UTF-8', () => {
    expect(split(Uint8Array.of(0x61, 0xff, 0xc3, 0x28, 0x0a, 0xf0, 0x9f)).lines).toStrictEqual([
      'a\ufffd\ufffd(',
      '\ufffd',
    ])
  })

  test('cuts lines over the limit', () => {
    const limit = 'x'.repeat(maxLineLength)
    expect(split(`${limit}\n${limit}yz\n`, limit, 'y'.repeat(5 << 20), '\nshort', '\n').lines).toStrictEqual([
      limit,
      `${limit} … [2 more characters not shown]`,
      `${limit} … [5242880 more characters not shown]`,
      'short',
    ])
  })

  test('cuts an unfinished last line', () => {
    expect(split('x'.repeat(maxLineLength), 'y').lines).toStrictEqual([
      `${'x'.repeat(maxLineLength)} … [1 more characters not shown]`,
    ])
  })
})

/** The lines of a whole text, by a regular expression. */
function splitWhole(bytes: Uint8Array): readonly string[] {
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split(/\r\n|\r|\n/)
  const cut = lines.map((line) =>
    line.length > maxLineLength
      ? `${line.slice(0, maxLineLength)} … [${line.length - maxLineLength} more characters not shown]`
      : line,
  )
  return cut.at(-1) === '' ? cut.slice(0, -1) : cut
}

test('LineSplitter returns the same lines for any pieces', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .constantFrom('\r', '\n', '\r\n', 'é', '🎉', '\ufeff', 'x'.repeat(maxLineLength - 1))
      .map((text) => Buffer.from(text)),
  )
  const pieces = fc.array(bytes, { maxLength: 12 }).chain((parts) => {
    const whole = Buffer.concat(parts)
    const cut = fc.array(fc.nat(whole.length), { maxLength: 10 })
    return cut.map((cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), whole.length]
      return { whole, pieces: edges.slice(1).map((end, i) => whole.subarray(edges[i], end)) }
    })
  })
  fc.assert(
    fc.property(pieces, (stream) => {
      const { lines } = split(...stream.pieces)
      expect(lines).toStrictEqual(splitWhole(stream.whole))
      expect(lines.some((line) => /[\r\n]/.test(line))).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('truncateLine cuts a line over the limit, and counts the rest', () => {
  const longest = 'x'.repeat(maxLineLength)
  expect(truncateLine(longest)).toBe(longest)
  expect(truncateLine(`${longest}yz`)).toBe(`${longest} … [2 more characters not shown]`)
})
