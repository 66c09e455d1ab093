import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import markdownIt from 'markdown-it'

const alerts = ['NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION'] as const

export interface PageOptions {
  readonly isDark: boolean
  /** The text of `mermaid.min.js`, which draws the diagrams. Without it they are shown as code. */
  readonly mermaid?: string
  readonly kind?: 'summary' | 'comment'
  /** Whether folded sections are shown open. */
  readonly isUnfolded?: boolean
}

/** Reads mermaid as one script, which draws the diagrams of a page without a network. */
export const readMermaidScript = () =>
  readFile(fileURLToPath(import.meta.resolve('mermaid/dist/mermaid.min.js')), 'utf8')

/**
 * Renders the Markdown of a summary as an HTML page that resembles a run's page on GitHub in width, fonts and colours.
 * HTML in the Markdown is kept, and no script in it runs.
 */
export function renderPage(
  markdown: string,
  { isDark, mermaid, kind = 'summary', isUnfolded = false }: PageOptions,
): string {
  const folded = renderAlerts(markdownIt({ html: true, linkify: true }).render(markdown))
  const content = isUnfolded ? folded.replaceAll('<details>', '<details open>') : folded
  const nonce = 'ours'
  const draw = mermaid === undefined ? '' : `<script nonce="${nonce}">${mermaid}</script>`
  return `<!doctype html>
<html data-theme="${isDark ? 'dark' : 'light'}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; img-src data: file:; script-src 'nonce-${nonce}'">
<style>${css}</style></head>
<body><section><header>${kind === 'summary' ? 'run summary' : '<b>github-actions</b> bot commented'}</header><article>${mermaid === undefined ? content : markDiagrams(content)}</article></section>
${draw}<script nonce="${nonce}">${mermaid === undefined ? measure : `(${drawing})('${isDark ? 'dark' : 'default'}').then(() => { ${measure} })`}</script>
</body></html>
`
}

const measure = 'document.documentElement.dataset.height = document.documentElement.offsetHeight'

/**
 * Draws the diagrams as GitHub does. Folded sections are opened meanwhile, because mermaid measures what it draws. An
 * error is shown in place of the diagram.
 */
const drawing = `async (theme) => {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme })
  const folded = [...document.querySelectorAll('details:not([open])')]
  for (const section of folded) section.open = true
  for (const [at, place] of document.querySelectorAll('pre.mermaid').entries()) {
    try {
      place.innerHTML = (await mermaid.render('diagram' + at, place.textContent)).svg
    } catch (error) {
      place.textContent = 'mermaid: ' + error
      document.documentElement.dataset.broken = String(error)
    }
  }
  for (const section of folded) section.open = false
}`

const markDiagrams = (html: string) =>
  html.replace(/<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g, '<pre class="mermaid">$1</pre>')

/** Renders quotes that begin with `[!NOTE]` and so on as coloured boxes, as GitHub does. */
function renderAlerts(html: string): string {
  const marked = new RegExp(`<blockquote>\\s*<p>\\[!(${alerts.join('|')})\\](?:<br>)?\\s*`, 'g')
  return html.replace(marked, (_, kind: string) => {
    const title = `${kind[0]}${kind.slice(1).toLowerCase()}`
    return `<blockquote class="alert ${kind.toLowerCase()}"><p><b>${title}</b></p><p>`
  })
}

const css = `
:root { --text: #1f2328; --muted: #59636e; --back: #fff; --panel: #f6f8fa; --line: #d1d9e0; --link: #0969da; --code: #818b981f }
[data-theme=dark] { --text: #f0f6fc; --muted: #9198a1; --back: #0d1117; --panel: #151b23; --line: #3d444d; --link: #4493f8; --code: #656c7633 }
* { box-sizing: border-box }
body { margin: 0; padding: 16px; background: var(--back); color: var(--text);
  font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", "Noto Color Emoji", sans-serif }
section { border: 1px solid var(--line); border-radius: 6px }
header { padding: 12px 16px; font-weight: 600; border-bottom: 1px solid var(--line) }
article { padding: 16px; overflow-wrap: break-word }
article > :first-child { margin-top: 0 } article > :last-child { margin-bottom: 0 }
h1, h2, h3, h4 { margin: 24px 0 16px; line-height: 1.25; font-weight: 600 }
h1 { font-size: 2em; border-bottom: 1px solid var(--line); padding-bottom: .3em }
h2 { font-size: 1.5em; border-bottom: 1px solid var(--line); padding-bottom: .3em } h3 { font-size: 1.25em } h4 { font-size: 1em }
p, ul, ol, table, pre, blockquote, details { margin: 0 0 16px }
a { color: var(--link); text-decoration: underline; text-underline-offset: .2rem }
code, pre { font: 12px/1.45 ui-monospace, "SF Mono", "DejaVu Sans Mono", "Liberation Mono", monospace }
code { padding: .2em .4em; background: var(--code); border-radius: 6px; white-space: break-spaces }
pre { padding: 16px; overflow: auto; background: var(--panel); border-radius: 6px } pre code { padding: 0; background: none; white-space: pre }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-spacing: 0; border-collapse: collapse }
th, td { padding: 6px 13px; border: 1px solid var(--line) } tr:nth-child(2n) td { background: var(--panel) } th { font-weight: 600 }
thead:not(:has(th:not(:empty))) th { padding-block: 0 }
blockquote { padding: 0 1em; color: var(--muted); border-left: .25em solid var(--line) } blockquote > :last-child { margin-bottom: 0 }
.alert { color: inherit; padding: 8px 16px; border-left-color: var(--link) } .alert b { color: var(--link) }
.alert.tip { border-left-color: #1a7f37 } .alert.tip b { color: #1a7f37 } .alert.important { border-left-color: #8250df } .alert.important b { color: #8250df }
.alert.warning { border-left-color: #9a6700 } .alert.warning b { color: #9a6700 } .alert.caution { border-left-color: #cf222e } .alert.caution b { color: #cf222e }
summary { cursor: pointer } details > :nth-child(2) { margin-top: 8px } details > :last-child { margin-bottom: 0 }
pre.mermaid { background: none; text-align: center } pre.mermaid svg { max-width: 100%; height: auto }
img { max-width: 100% } hr { height: .25em; border: 0; background: var(--line) }
`
