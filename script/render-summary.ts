/**
 * Shows a step summary as a reader of the run's page would see it.
 *
 *     node script/render-summary.ts summary.md out.png [--dark]   a picture of the page (needs Chromium)
 *     node script/render-summary.ts summary.md out.html           the page itself
 *     node script/render-summary.ts summary.md --terminal         plain text on stdout
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, extname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { renderPage } from './render-summary/page.ts'
import { terminalText } from './render-summary/terminal.ts'

const pageWidth = 1012 // the width of a job summary's box on a wide screen

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']

/** The full path of the first Chromium on the PATH; undefined when there is none. */
function findBrowser(): string | undefined {
  const { PATH = '' } = process.env
  const places = PATH.split(delimiter).flatMap((folder) => browsers.map((name) => join(folder, name)))
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Writes a picture of the whole page, as high as its content. Throws when the browser cannot be run. */
async function takePicture(browser: string, html: string, picture: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'summary-'))
  try {
    const page = join(work, 'page.html')
    await writeFile(page, html)
    const height = /data-height="(\d+)"/.exec(runBrowser(browser, work, page, '--dump-dom'))?.[1] ?? '1000'
    runBrowser(browser, work, page, `--window-size=${pageWidth},${height}`, `--screenshot=${resolve(picture)}`)
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 })
  }
}

function runBrowser(browser: string, work: string, page: string, ...flags: readonly string[]): string {
  const quiet = ['--disable-gpu', '--disable-quic', '--disable-sync', '--disable-component-update']
  const args = ['--headless', '--no-sandbox', '--no-first-run', '--disable-background-networking', '--hide-scrollbars']
  const sized = flags.some((flag) => flag.startsWith('--window-size')) ? [] : [`--window-size=${pageWidth},1000`]
  const { status, stdout, stderr } = spawnSync(
    browser,
    [...args, ...quiet, `--user-data-dir=${join(work, 'profile')}`, ...sized, ...flags, `file://${page}`],
    { encoding: 'utf8', timeout: 60_000 },
  )
  if (status !== 0) throw new Error(`${browser} failed (${status}): ${stderr.slice(-500)}`)
  return stdout
}

/** A summary as text for this terminal: at most 120 columns, bold and dim only where stdout is one. */
export function renderTerminal(markdown: string): string {
  const { columns = 100, isTTY } = process.stdout
  return terminalText(markdown, { width: Math.min(columns, 120), styled: isTTY })
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { terminal: { type: 'boolean', default: false }, dark: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [summary, out] = positionals
  if (summary === undefined || (out === undefined) !== values.terminal) {
    console.error('usage: render-summary.ts summary.md (out.png | out.html | --terminal) [--dark]')
    return 2
  }
  const markdown = await readFile(summary, 'utf8')
  if (out === undefined) {
    process.stdout.write(renderTerminal(markdown))
    return 0
  }
  const page = renderPage(markdown, values.dark)
  if (extname(out) === '.html') {
    await writeFile(out, page)
    return 0
  }
  const browser = findBrowser()
  if (browser === undefined) {
    console.error('No Chromium on the PATH: no picture was made.')
    return 1
  }
  await takePicture(browser, page, out)
  return 0
}

if (import.meta.main) process.exitCode = await main()
