import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LineSplitter, maxLineLength } from '../../src/backends/line-splitter.ts'

/** The lines of a stream that comes in these pieces, and how many of them were there before its end. */
function split(...pieces: readonly (string | Uint8Array)[]): {
  readonly lines: readonly string[]
  readonly early: number
} {
  const splitter = new LineSplitter()
  const early = pieces.flatMap((piece) => splitter.push(typeof piece === 'string' ? Buffer.from(piece) : piece))
  return { lines: [...early, ...splitter.end()], early: early.length }
}

describe('a stream', () => {
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
    ['what is no line end to the runner', ['a\u0085b\u2028c\vd\fe\n'], ['a\u0085b\u2028c\vd\fe'], 1],
  ])('of %s', (_, pieces, lines, early) => {
    expect(split(...pieces)).toStrictEqual({ lines, early })
  })

  test('whose characters come in pieces', () => {
    const bytes = Buffer.from('größe 注 🎉\n')
    expect(split(...Array.from(bytes, (byte) => Uint8Array.of(byte))).lines).toStrictEqual(['größe 注 🎉'])
  })

  test('with byte order marks', () => {
    const marked = ['\ufeffone 🎉\ufefftwo\n', '\ufeffthree']
    expect(split(...marked).lines).toStrictEqual(['\ufeffone 🎉\ufefftwo', '\ufeffthree'])
    const bytes = Buffer.from(marked.join(''))
    expect(split(...Array.from(bytes, (byte) => Uint8Array.of(byte))).lines).toStrictEqual(split(...marked).lines)
  })

  test('of invalid UTF-8', () => {
    expect(split(Uint8Array.of(0x61, 0xff, 0xc3, 0x28, 0x0a, 0xf0, 0x9f)).lines).toStrictEqual([
      'a\ufffd\ufffd(',
      '\ufffd',
    ])
  })

  test('of lines at the limit and over it', () => {
    const limit = 'x'.repeat(maxLineLength)
    expect(split(`${limit}\n${limit}yz\n`, limit, 'y'.repeat(5 << 20), '\nshort', '\n').lines).toStrictEqual([
      limit,
      `${limit} … [2 more characters not shown]`,
      `${limit} … [5242880 more characters not shown]`,
      'short',
    ])
  })

  test('whose last line is too long and unfinished', () => {
    expect(split('x'.repeat(maxLineLength), 'y').lines).toStrictEqual([
      `${'x'.repeat(maxLineLength)} … [1 more characters not shown]`,
    ])
  })
})

/** The lines of a whole text, by the rule itself. */
function linesOf(bytes: Uint8Array): readonly string[] {
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split(/\r\n|\r|\n/)
  const cut = lines.map((line) =>
    line.length > maxLineLength
      ? `${line.slice(0, maxLineLength)} … [${line.length - maxLineLength} more characters not shown]`
      : line,
  )
  return cut.at(-1) === '' ? cut.slice(0, -1) : cut
}

test('any bytes in any pieces give the same lines', () => {
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
      expect(lines).toStrictEqual(linesOf(stream.whole))
      expect(lines.some((line) => /[\r\n]/.test(line))).toBe(false)
    }),
    { numRuns: 500 },
  )
})
