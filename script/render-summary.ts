/**
 * Renders a step summary or a comment as GitHub shows it.
 *
 *     node script/render-summary.ts summary.md out.png [--dark] [--comment]   a picture of the page (needs Chromium)
 *     node script/render-summary.ts summary.md out.html                       the page itself
 *     node script/render-summary.ts summary.md --terminal                     plain text on stdout
 */
import { readFile, writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { findBrowser, pageWidths, takePictures } from './render-summary/browser.ts'
import { readMermaidScript, renderPage } from './render-summary/page.ts'
import { renderTerminalText } from './render-summary/terminal.ts'

/** Renders a summary for this terminal: at most 120 columns, with bold and dim text only if stdout is a terminal. */
export function renderTerminal(markdown: string): string {
  const { columns = 100, isTTY } = process.stdout
  return renderTerminalText(markdown, { width: Math.min(columns, 120), isStyled: isTTY })
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      terminal: { type: 'boolean', default: false },
      dark: { type: 'boolean', default: false },
      comment: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  })
  const [summary, out] = positionals
  if (summary === undefined || (out === undefined) !== values.terminal) {
    console.error('usage: render-summary.ts summary.md (out.png | out.html | --terminal) [--dark] [--comment]')
    return 2
  }
  const markdown = await readFile(summary, 'utf8')
  if (out === undefined) {
    process.stdout.write(renderTerminal(markdown))
    return 0
  }
  const kind = values.comment ? 'comment' : 'summary'
  const page = renderPage(markdown, { isDark: values.dark, kind, mermaid: await readMermaidScript() })
  if (extname(out) === '.html') {
    await writeFile(out, page)
    return 0
  }
  const browser = findBrowser()
  if (browser === undefined) {
    console.error('Chromium is not on the PATH: no picture was taken.')
    return 1
  }
  await takePictures(browser, Readable.from([{ html: page, file: out, width: pageWidths[kind] }]))
  return 0
}

if (import.meta.main) process.exitCode = await main()
