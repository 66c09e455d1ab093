import { describe, expect, test } from 'vitest'
import { renderPage } from '../../script/render-summary/page.ts'
import { renderTerminalText } from '../../script/render-summary/terminal.ts'

const summary = `### ✅ \`DailyOrders\` produced \`daily\` · 3.2 s

> It said: \\<b\\>
> and more
>
> **What to do:** read [this](https://example.com/x)

| bundle | where |
|---|---|
| in \\| out | \`s3://acme/disdat/context/prod/objects/0a1b2c3d-1111-2222-3333-444455556666\` |

| | |
|---|---|
| pipe | \`a.B\` |

<details open><summary>Log: 2 &lt; 3 lines</summary>

\`\`\`text
<script>alert(1)</script>
  | not a table |
\`\`\`

</details>

- one
- two
`

describe('renderTerminalText', () => {
  test('renders readable text', () => {
    expect(renderTerminalText(summary, { width: 60, isStyled: false })).toBe(
      `✅ DailyOrders produced daily · 3.2 s

│ It said: <b>
│ and more
│
│ What to do: read this <https://example.com/x>

┌──────────┬───────────────────────────────────────────────┐
│ bundle   │ where                                         │
├──────────┼───────────────────────────────────────────────┤
│ in | out │ s3://acme/disdat/context/prod/objects/0a1b2c3 │
│          │ d-1111-2222-3333-444455556666                 │
└──────────┴───────────────────────────────────────────────┘

┌──────┬─────┐
│ pipe │ a.B │
└──────┴─────┘

▾ Log: 2 < 3 lines

    <script>alert(1)</script>
      | not a table |

• one
• two
`,
    )
  })

  test('leaves out the code of a diagram', () => {
    const text = renderTerminalText('one\n\n```mermaid\ngraph LR\n```\n\ntwo', { width: 60, isStyled: false })
    expect(text).toBe('one\n\n    (drawn on the page)\n\ntwo\n')
  })

  test('renders several lines in a cell and aligns borders beside emoji', () => {
    const table = '| a | b |\n|---|---|\n| `▁█`<br>`█▁` | ❌ no |\n| 注 | ⚠️ x |'
    expect(renderTerminalText(table, { width: 60, isStyled: false })).toBe(
      `┌────┬───────┐
│ a  │ b     │
├────┼───────┤
│ ▁█ │ ❌ no │
│ █▁ │       │
│ 注 │ ⚠️ x  │
└────┴───────┘
`,
    )
  })

  test.each([40, 80, 120])('fits into %i columns', (width) => {
    const text = renderTerminalText(`${summary}\n${'many words '.repeat(40)}`, { width, isStyled: false })
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width)
  })

  test('writes escape sequences only for styled text', () => {
    expect(renderTerminalText(summary, { width: 80, isStyled: false })).not.toContain('\u001b')
    expect(renderTerminalText(summary, { width: 80, isStyled: true })).toContain(
      '\u001b[1m▾ Log: 2 < 3 lines\u001b[22m',
    )
  })
})

describe('renderPage', () => {
  test('keeps the tags of a summary and shows code as text', () => {
    const page = renderPage(summary, { isDark: false })
    expect(page).toContain('<details open><summary>Log: 2 &lt; 3 lines</summary>')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain('<td>in | out</td>')
  })

  test('allows only its own scripts', () => {
    expect(renderPage('<script>alert(1)</script>', { isDark: false })).toContain("script-src 'nonce-ours'")
  })

  test('draws diagrams if mermaid is given', () => {
    const graph = '```mermaid\ngraph LR\n  a --> b\n```'
    expect(renderPage(graph, { isDark: true, mermaid: 'const x = 1' })).toMatch(
      /<pre class="mermaid">graph LR\n {2}a --&gt; b\n<\/pre>[\s\S]*<script nonce="ours">const x = 1<\/script>[\s\S]*\('dark'\)/,
    )
    expect(renderPage(graph, { isDark: true })).toContain('<code class="language-mermaid">')
  })

  test('renders an alert as a box', () => {
    expect(renderPage('> [!WARNING]\n> Look.', { isDark: true })).toMatch(
      /<blockquote class="alert warning"><p><b>Warning<\/b><\/p><p>Look\./,
    )
  })
})
