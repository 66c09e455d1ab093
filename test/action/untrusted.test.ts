import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import {
  escapeLogLine,
  escapeMarkdown,
  escapeMermaid,
  escapeTitle,
  formatCode,
  formatCodeBlock,
  formatProse,
  maxShownLength,
  truncate,
} from '../../src/action/untrusted.ts'
import { renderTable } from '../../src/report/markdown.ts'

const markdown = new MarkdownIt({ html: true, linkify: true })

/** Sequences that mean something to a terminal, the runner, the log viewer or Markdown. */
const piece = fc.constantFrom(
  ...[
    '##[',
    '#',
    '[',
    '::',
    '\u001b[31m',
    '\u001b]8;;https://x.io\u0007',
    '\u009b1m',
    '\u0000',
    '\b',
    '\t',
    '\r',
    '\n',
  ],
  ...[
    '\u2028',
    '\u202e',
    '\u2066',
    '`',
    '```',
    '~~~',
    '|',
    '\\',
    '<',
    '>',
    '&',
    '&lt;',
    '<b>',
    '<!--',
    '-->',
    '@',
    '@team',
  ],
  ...[
    'https://x.io',
    'www.x.io',
    'a@x.io',
    '*',
    '_',
    '**',
    '_x_',
    '![x](y)',
    '$',
    '~',
    '- ',
    '+ ',
    '1. ',
    '> ',
    '===',
    '---',
    '|-|',
    ' ',
    '    ',
  ],
)
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 12 }).map((pieces) => pieces.join('')),
)

const joinLines = (text: string) => escapeLogLine(text.replace(/\s+/g, ' ')).trim()

describe('escapeLogLine', () => {
  test.each([
    ['plain text', 'plain text'],
    ['\ttabs\tstay', '\ttabs\tstay'],
    ['größe 注文 🎉', 'größe 注文 🎉'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b[2J\u001b[Hclear', 'clear'],
    ['\u001b]0;title\u0007named', 'named'],
    ['\u001b]8;;https://example.com\u0007link\u001b]8;;\u0007', 'link'],
    ['\u009b31mC1\u009b0m', 'C1'],
    ['a\u0000b\b\u007f\u0085c', 'abc'],
    ['one\rtwo\nthree\u2028four\u2029', 'onetwothreefour'],
    ['\u202eevil\u202c \u2066x\u2069', 'evil x'],
    ['##[error]x', '## [error]x'],
    ['text ##[command]x ##[group]y', 'text ## [command]x ## [group]y'],
    ['###[x', '### [x'],
    ['#\u0000#\u001b[1m[error]x', '## [error]x'],
    ['::error::x', '::error::x'],
  ])('escapes %j as %j', (text, shown) => {
    expect(escapeLogLine(text)).toBe(shown)
  })

  test('cuts a line before it looks at it', () => {
    expect(escapeLogLine(`${'x'.repeat(maxShownLength)}\u001b[31mred`)).toBe(`${'x'.repeat(maxShownLength)} …`)
  })

  test('leaves no line break, control character or mark of the log viewer', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = escapeLogLine(text)
        expect(shown).not.toMatch(/(?!\t)\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]|##\[/u)
        expect(escapeLogLine(shown)).toBe(shown)
      }),
      { numRuns: 500 },
    )
  })
})

describe('escapeMarkdown', () => {
  test.each([
    ['<img src=x onerror=y>', '&lt;img src\\=x onerror\\=y&gt;'],
    ['a@b', 'a@\u2060b'],
    ['[x](https://y)', '\\[x\\]\\(https\\:\u2060//y\\)'],
    ['#12 me/x#3 GH-12 www.x.io', '\\#\u206012 me/x\\#\u20603 GH\\-\u206012 www\\.\u2060x\\.io'],
    ['one\n\n two', 'one two'],
    ['a | b', 'a \\| b'],
  ])('escapes %j as %j', (text, written) => {
    expect(escapeMarkdown(text)).toBe(written)
  })

  test('renders any text as itself in one paragraph', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tokens = markdown.parse(escapeMarkdown(text), {})
        const expected = joinLines(text)
        expect(tokens.map(({ type }) => type)).toStrictEqual(
          expected === '' ? [] : ['paragraph_open', 'inline', 'paragraph_close'],
        )
        const parts = tokens.flatMap(({ children }) => children ?? [])
        expect([...new Set(parts.map(({ type }) => type))]).toStrictEqual(expected === '' ? [] : ['text'])
        expect(
          parts
            .map(({ content }) => content)
            .join('')
            .replaceAll('\u2060', ''),
        ).toBe(expected.replaceAll('\u2060', ''))
      }),
      { numRuns: 500 },
    )
  })
})

/** Parses the cells of a table row with this Markdown: type and text of each part. */
function parseCells(written: string) {
  const tokens = markdown.parse(renderTable(['a', 'b'], [[written, 'end']]), {})
  const cells = tokens.filter(({ type }) => type === 'inline').slice(2)
  return cells.map(({ children }) => (children ?? []).map(({ type, content }) => [type, content]))
}

describe('formatCode', () => {
  test.each([
    ['plain', '`plain`'],
    ['', ''],
    [' \n ', ''],
    ['a`b', '`` a`b ``'],
    ['``', '``` `` ```'],
    ['``a`', '``` ``a` ```'],
    ['one\n two', '`one two`'],
    ['a|b', '`a|b`'],
    ['##[group]x', '`## [group]x`'],
  ])('formats %j as %j', (text, written) => {
    expect(formatCode(text)).toBe(written)
  })

  test('renders any text as itself in a table', () => {
    fc.assert(
      fc.property(
        hostile.filter((text) => joinLines(text) !== ''),
        (text) => {
          expect(parseCells(formatCode(text))).toStrictEqual([[['code_inline', joinLines(text)]], [['text', 'end']]])
        },
      ),
      { numRuns: 500 },
    )
  })

  test('renders any text as itself in a sentence', () => {
    fc.assert(
      fc.property(
        hostile.filter((text) => joinLines(text) !== ''),
        (text) => {
          const inline = markdown.parseInline(`of ${formatCode(text)} so`, {})
          const parts = inline.flatMap(({ children }) => children ?? [])
          expect(parts.map(({ type, content }) => [type, content])).toStrictEqual([
            ['text', 'of '],
            ['code_inline', joinLines(text)],
            ['text', ' so'],
          ])
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('formatCodeBlock', () => {
  test('formats plain lines', () => {
    expect(formatCodeBlock(['one', '', '\ttwo'])).toBe('```text\none\n\n\ttwo\n```')
  })

  test('uses a fence that is longer than any in the lines', () => {
    expect(formatCodeBlock(['```', '`````js', '``````'])).toBe('```````text\n```\n`````js\n``````\n```````')
  })

  test('renders any lines as themselves, of which none ends the block', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 6 }), (lines) => {
        const document = `<details><summary>Log</summary>\n\n${formatCodeBlock(lines)}\n\n</details>\n\nafter`
        const tokens = markdown.parse(document, {})
        expect(tokens.map(({ type }) => type)).toStrictEqual([
          ...['html_block', 'fence', 'html_block'],
          ...['paragraph_open', 'inline', 'paragraph_close'],
        ])
        expect(tokens[1]?.content).toBe(lines.map((line) => `${escapeLogLine(line)}\n`).join(''))
      }),
      { numRuns: 500 },
    )
  })
})

describe('truncate', () => {
  test.each([
    ['short', 5, 'short'],
    ['longer', 5, 'longe …'],
    ['ab🎉', 3, 'ab …'],
    ['ab🎉', 4, 'ab🎉'],
    ['🎉🎉', 2, '🎉 …'],
    // The first and the last pairs of surrogates.
    ['a\u{10000}', 2, 'a …'],
    ['\u{10000}b', 2, '\u{10000} …'],
    ['a\u{10ffff}', 2, 'a …'],
    ['\u{10ffff}b', 2, '\u{10ffff} …'],
  ])('shortens %j at %i to %j', (text, limit, shown) => {
    expect(truncate(text, limit)).toBe(shown)
  })

  test('never splits a surrogate pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
        expect(truncate(text, limit).isWellFormed()).toBe(true)
        expect(truncate(text, limit).length).toBeLessThanOrEqual(limit + 2)
      }),
    )
  })
})

describe('escapeMermaid', () => {
  test.each([
    ['Größe 注文 2', 'Größe 注文 2'],
    ['  one\n\n two\t', 'one two'],
    ['"end" --> <b>', '#34;end#34; #45;#45;#62; #60;b#62;'],
    ['🎉#_', '#127881;#35;#95;'],
    ['\u001b[31mred', 'red'],
  ])('escapes %j as %j', (text, written) => {
    expect(escapeMermaid(text)).toBe(written)
  })
})

describe('formatProse', () => {
  const render = (text: string) => new MarkdownIt({ html: true, linkify: true }).renderInline(formatProse(text))

  test('formats text between backticks as code and escapes everything else', () => {
    expect(render('Give `name: value`, *not* <b>this</b>.')).toBe(
      'Give <code>name: value</code>, *not* &lt;b&gt;this&lt;/b&gt;.',
    )
  })

  test('formats a single backtick as text', () => {
    expect(render('It holds a ` and [x](http://y)')).toBe('It holds a ` and [x](http:\u2060//y)')
  })

  test('renders any text as text and code in one paragraph', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const tokens = markdown.parse(`Say: ${formatProse(text)}`, {})
        expect(tokens.map(({ type }) => type)).toStrictEqual(['paragraph_open', 'inline', 'paragraph_close'])
        const types = new Set(tokens[1]?.children?.map(({ type }) => type))
        expect([...types].filter((type) => type !== 'text' && type !== 'code_inline')).toStrictEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('keeps any code in its code element', () => {
    expect(render('`<script>` `</code>|`')).toBe('<code>&lt;script&gt;</code> <code>&lt;/code&gt;|</code>')
  })
})

describe('escapeTitle', () => {
  test.each([
    ['a  `b`\r\nc', "a 'b' c"],
    ['@team #12 GH-3', '@\u2060team #\u206012 GH-\u20603'],
    [':tada: https://x.io a::b', ':\u2060tada: https:\u2060//x.io a::b'],
    ['\u001b[31mred\u202e', 'red'],
    ['\n orders ', 'orders'],
  ])('escapes %j', (text, title) => {
    expect(escapeTitle(text)).toBe(title)
  })
})
