/**
 * Takes pictures of the golden files, and of the HTML page of each state, unfolded, in light, in dark and at a phone's
 * width, for a review of their looks. Needs Chromium.
 *
 *     node script/pictures.ts [name ...]   of all files or those with these names, into pictures/, which git ignores
 *     node script/pictures.ts --docs       for the README, into docs/
 */
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { states } from '../test/report/fixtures/states.ts'
import { renderTestPage } from '../test/testbed/report-page.ts'
import { findBrowser, type Picture, pageWidths, startBrowser, takePictures } from './render-summary/browser.ts'
import { readMermaidScript, renderPage } from './render-summary/page.ts'

const root = `${import.meta.dirname}/..`
const golden = join(root, 'test/report/golden')

interface PictureRequest {
  readonly source: string
  readonly file: string
  readonly isDark: boolean
  readonly isUnfolded: boolean
  readonly isOnPhone?: boolean
}

const docsPictures: readonly PictureRequest[] = [
  { source: 'data-changed.summary', file: 'docs/summary.png', isDark: false, isUnfolded: false },
  { source: 'breach.comment', file: 'docs/comment.png', isDark: false, isUnfolded: false },
  { source: 'breach.comment', file: 'docs/comment-dark.png', isDark: true, isUnfolded: false },
  { source: 'rows-accepted.comment', file: 'docs/accepted.png', isDark: false, isUnfolded: false },
]

/** The page in docs/, of which only the beginning fits. */
const docsPage = { state: 'rows-accepted', file: 'docs/page.png', width: pageWidths.summary, height: 1100 } as const

type Look = 'light' | 'dark' | 'phone'
const looks: readonly Look[] = ['light', 'dark', 'phone']

const isWanted = (name: string, names: readonly string[]) =>
  names.length === 0 || names.some((wanted) => name.startsWith(wanted))

async function listGoldenPictures(names: readonly string[]): Promise<readonly PictureRequest[]> {
  const files = await Array.fromAsync(glob('*.md', { cwd: golden }))
  const sources = files.map((file) => basename(file, '.md')).sort()
  const selected = sources.filter((source) => isWanted(source, names))
  return selected.flatMap((source) =>
    looks.map((look) => ({
      source,
      file: `pictures/${source}.${look}.png`,
      isDark: look === 'dark',
      isUnfolded: true,
      isOnPhone: look === 'phone',
    })),
  )
}

async function* renderPages(pictures: readonly PictureRequest[]): AsyncGenerator<Picture> {
  const mermaid = await readMermaidScript()
  for (const { source, file, isDark, isUnfolded, isOnPhone } of pictures) {
    const kind = source.endsWith('.comment') ? 'comment' : 'summary'
    const markdown = await readFile(join(golden, `${source}.md`), 'utf8')
    const html = renderPage(markdown, { isDark, kind, mermaid, isUnfolded })
    yield { html, file: join(root, file), width: pageWidths[isOnPhone ? 'phone' : kind] }
    console.log(file)
  }
}

interface ReportPicture {
  readonly state: string
  readonly file: string
  readonly width: number
  /** By default, the whole page, unfolded. */
  readonly height?: number
  readonly isDark?: boolean
}

function listReportPictures(names: readonly string[]): readonly ReportPicture[] {
  const selected = Object.keys(states).filter((state) => isWanted(state, names))
  return selected.flatMap((state) =>
    looks.map((look) => ({
      ...{ state, file: `pictures/${state}.page.${look}.png`, isDark: look === 'dark' },
      width: pageWidths[look === 'phone' ? 'phone' : 'summary'],
    })),
  )
}

/** Takes pictures of HTML pages, of which only the log is made up. */
async function takeReportPictures(browser: string, pictures: readonly ReportPicture[]): Promise<void> {
  await using running = await startBrowser(browser)
  for (const { state, file, width, height, isDark = false } of pictures) {
    const reports = states[state] ?? []
    await using page = await running.open(renderTestPage(reports, reports[0]?.log.tail), { width })
    await page.setColorScheme(isDark)
    if (height === undefined)
      await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`)
    await page.resize(width, height ?? Number(await page.evaluate('document.documentElement.scrollHeight')))
    await writeFile(join(root, file), await page.takePicture())
    console.log(file)
  }
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { docs: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const browser = findBrowser()
  if (browser === undefined) {
    console.error(
      'Chromium is not on the PATH: no picture was taken. On Debian: apt-get install chromium fonts-noto-color-emoji',
    )
    return 1
  }
  await mkdir(join(root, 'pictures'), { recursive: true })
  await takePictures(browser, renderPages(values.docs ? docsPictures : await listGoldenPictures(positionals)))
  await takeReportPictures(browser, values.docs ? [docsPage] : listReportPictures(positionals))
  return 0
}

if (import.meta.main) process.exitCode = await main()
