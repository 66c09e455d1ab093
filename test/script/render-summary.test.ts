import { describe, expect, test } from 'vitest'
import { renderPage } from '../../script/render-summary/page.ts'
import { terminalText } from '../../script/render-summary/terminal.ts'

const summary = `### ✅ \`DailyOrders\` made \`daily\` · 3.2 s

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

describe('a summary on the terminal', () => {
  test('is readable text', () => {
    expect(terminalText(summary, { width: 60, styled: false })).toBe(
      `✅ DailyOrders made daily · 3.2 s

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

  test('has no code of a diagram', () => {
    const text = terminalText('one\n\n```mermaid\ngraph LR\n```\n\ntwo', { width: 60, styled: false })
    expect(text).toBe('one\n\n    (drawn on the page)\n\ntwo\n')
  })

  test('has lines in a cell where there are some, and its borders in line beside emoji', () => {
    const table = '| a | b |\n|---|---|\n| `▁█`<br>`█▁` | ❌ no |\n| 注 | ⚠️ x |'
    expect(terminalText(table, { width: 60, styled: false })).toBe(
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
    const text = terminalText(`${summary}\n${'many words '.repeat(40)}`, { width, styled: false })
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width)
  })

  test('has escape sequences only where they are wanted', () => {
    expect(terminalText(summary, { width: 80, styled: false })).not.toContain('\u001b')
    expect(terminalText(summary, { width: 80, styled: true })).toContain('\u001b[1m▾ Log: 2 < 3 lines\u001b[22m')
  })
})

describe('a summary as a page', () => {
  test('keeps the tags of a summary, and shows code as text', () => {
    const page = renderPage(summary, { dark: false })
    expect(page).toContain('<details open><summary>Log: 2 &lt; 3 lines</summary>')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain('<td>in | out</td>')
  })

  test('runs nothing but its own line', () => {
    expect(renderPage('<script>alert(1)</script>', { dark: false })).toContain("script-src 'nonce-ours'")
  })

  test('has its diagrams drawn where there is something to draw them with', () => {
    const graph = '```mermaid\ngraph LR\n  a --> b\n```'
    expect(renderPage(graph, { dark: true, mermaid: 'const x = 1' })).toMatch(
      /<pre class="mermaid">graph LR\n {2}a --&gt; b\n<\/pre>[\s\S]*<script nonce="ours">const x = 1<\/script>[\s\S]*\('dark'\)/,
    )
    expect(renderPage(graph, { dark: true })).toContain('<code class="language-mermaid">')
  })

  test('shows a marked quote as a box', () => {
    expect(renderPage('> [!WARNING]\n> Look.', { dark: true })).toMatch(
      /<blockquote class="alert warning"><p><b>Warning<\/b><\/p><p>Look\./,
    )
  })
})
