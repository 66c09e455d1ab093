import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

/** The widths of GitHub's boxes on a wide screen, in pixels. */
export const pageWidths = { summary: 1012, comment: 860 } as const

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']
const timeoutMs = 60_000
/** How long the page's own clock runs while diagrams are drawn, in milliseconds. */
const drawingMs = 20_000

/** The full path of the first Chromium on the PATH; undefined when there is none. */
export function findBrowser(): string | undefined {
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

/** Writes a picture of the whole page, as high as its content. Throws when the browser cannot be run, or a diagram cannot be drawn. */
export async function takePicture(
  browser: string,
  html: string,
  { file, width }: { readonly file: string; readonly width: number },
): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'summary-'))
  try {
    const page = join(work, 'page.html')
    await writeFile(page, html)
    const run = (...flags: readonly string[]) => runBrowser(browser, { work, page }, flags)
    const drawn = run(`--window-size=${width},1000`, '--dump-dom')
    if (/<html[^>]* data-broken=/.test(drawn)) throw new Error(/mermaid: [^<]*/.exec(drawn)?.[0] ?? 'mermaid')
    const height = /<html[^>]* data-height="(\d+)"/.exec(drawn)?.[1] ?? '1000'
    run(`--window-size=${width},${height}`, `--screenshot=${resolve(file)}`)
  } finally {
    await rm(work, { recursive: true, force: true, maxRetries: 3 })
  }
}

function runBrowser(
  browser: string,
  { work, page }: { readonly work: string; readonly page: string },
  flags: readonly string[],
): string {
  const quiet = ['--disable-gpu', '--disable-quic', '--disable-sync', '--disable-component-update']
  const args = ['--headless', '--no-sandbox', '--no-first-run', '--disable-background-networking', '--hide-scrollbars']
  const profile = [`--user-data-dir=${join(work, 'profile')}`, `--virtual-time-budget=${drawingMs}`]
  const { status, stdout, stderr } = spawnSync(
    browser,
    [...args, ...quiet, ...profile, ...flags, `file://${page}`],
    // The page comes back with mermaid's own text in it.
    { encoding: 'utf8', timeout: timeoutMs, maxBuffer: 64 * 1024 ** 2 },
  )
  if (status !== 0) throw new Error(`${browser} failed (${status}): ${stderr.slice(-500)}`)
  return stdout
}
