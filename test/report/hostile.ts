import fc from 'fast-check'

const pieces = [
  ...[
    '`',
    '```',
    '~~~',
    '|',
    '\\',
    '\\|',
    '<b>',
    '</details>',
    '</summary>',
    '<!--',
    '-->',
    '<br>',
    '&lt;',
    '&#96;',
    '&',
  ],
  ...[
    '@team',
    '@',
    '#12',
    'GH-12',
    'me/x#3',
    'www.x.io',
    'https://x.io',
    'a@x.io',
    '[x](y)',
    '![x](y)',
    '[x]: y',
    '$x$',
  ],
  ...['**', '_', '~~', '# ', '- ', '+ ', '1. ', '> ', '===', '---', '|-|', '    ', '\t', '[ ] ', ':tada:', '[!NOTE]'],
  ...['\u001b[31m', '\u009b1m', '\u0000', '\b', '\u2028', '\u202e', '\u2066', '\u200f', '##[error]', '::error::'],
  ...['"', "'", ';', '%%', '-->', 'end', 'click n0 call x()', 'subgraph', '{{', '((', '🎉', '注文', '\u{e0041}'],
]

/** Text of one line, of all of Unicode, rich in what means something to Markdown, GitHub, mermaid, HTML, a terminal or the runner. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 8 })
  .map((parts) => `a${parts.join('').replace(/[\r\n]/g, ' ')}z`)
