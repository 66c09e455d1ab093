/**
 * Takes pictures of the golden files, unfolded, in light, in dark and at a phone's width, for a review of their looks.
 * Needs Chromium.
 *
 *     node script/pictures.ts [name ...]   of all files or those with these names, into pictures/, which git ignores
 *     node script/pictures.ts --docs       for the README, into docs/
 */
import { glob, mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { findBrowser, type Picture, pageWidths, takePictures } from './render-summary/browser.ts'
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

async function listGoldenPictures(names: readonly string[]): Promise<readonly PictureRequest[]> {
  const files = await Array.fromAsync(glob('*.md', { cwd: golden }))
  const sources = files.map((file) => basename(file, '.md')).sort()
  const selected = sources.filter((source) => names.length === 0 || names.some((name) => source.startsWith(name)))
  return selected.flatMap((source) =>
    (['light', 'dark', 'phone'] as const).map((look) => ({
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
  return 0
}

if (import.meta.main) process.exitCode = await main()
